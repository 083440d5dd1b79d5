"""The OpenAI-compatible routes, so that any chat client can use the assistant."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, Shown
from assistant.inert import label
from ui.api import ERRORS
from ui.errors import ServiceError
from ui.rendering import source_url
from ui.schemas import AnswerBody, Given
from ui.service import Service
from ui.streaming import answered, begun, event, event_stream

if TYPE_CHECKING:
    from assistant import Turn
    from ingest import PolicyItem

MODEL = "policyqa"
_MOST_SOURCES = 12  # a longer list is itself a list of items


class ContentPart(BaseModel):
    """A part of a message; only text parts are read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """One message; any role is taken, only user and assistant messages are read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | Given[ContentPart] | None = None

    @property
    def text(self) -> str:
        """All text of the message."""
        if isinstance(self.content, str):
            text = self.content
        else:
            text = "\n".join(part.text for part in self.content or [] if part.type == "text")
        return text.encode("utf-8", "replace").decode("utf-8")


class StreamOptions(BaseModel):
    """What a client wants besides the text."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """What an OpenAI client sends; sampling options are accepted and mean nothing here."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"model": MODEL, "messages": [{"role": "user", "content": "一共有几个文件？"}]}
            ]
        }
    )

    model: str = MODEL
    messages: Given[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None


def chat_routes(service: Service) -> APIRouter:
    """Chat completions, whole or streamed, and the list of models (there is one)."""
    router = APIRouter(prefix="/v1", tags=["OpenAI 兼容接口"], responses=ERRORS)

    @router.post("/chat/completions", summary="对话（OpenAI 格式）", response_class=JSONResponse)
    async def complete(request: ChatRequest, connection: Request) -> Response:
        """最后一条 user 消息是问题，此前的消息是对话历史。支持 `stream: true`。

        出处在文字末尾，也在 `policyqa.citations` 里（流式时在最后一块）。
        """
        question, history = _split(request.messages)
        head = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time.time()), "model": MODEL}
        address = str(connection.base_url).rstrip("/")
        if request.stream:
            parts = await begun(service, question, history)
            with_usage = bool(request.stream_options and request.stream_options.include_usage)
            return event_stream(_chunks(head, parts, address, with_usage=with_usage))
        answer = await answered(service, question, history, connection)
        return JSONResponse(_completion(head, answer, address))

    @router.get("/models", summary="模型列表（OpenAI 格式）")
    def models() -> dict[str, Any]:
        """只有一个模型。"""
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
        return {"object": "list", "data": [model]}

    return router


def _split(messages: list[ChatMessage]) -> tuple[str, list[Turn]]:
    from assistant import Turn

    said = [message for message in messages if message.role in ("user", "assistant")]
    if not said or said[-1].role != "user":
        raise ServiceError(422, "question_missing", "最后一条消息应当是 user 的问题。")
    history = [Turn(role=message.role, content=message.text) for message in said[:-1]]
    return said[-1].text, history


def _completion(head: dict[str, Any], answer: Answer, address: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": answer.text + _ending(answer, address)}
    return {
        **head,
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(answer),
        "policyqa": AnswerBody.of(answer).as_json(),
    }


async def _chunks(
    head: dict[str, Any],
    parts: AsyncIterator[Shown | Answer],
    address: str,
    *,
    with_usage: bool,
) -> AsyncIterator[str]:
    """The answer as it is proved; the last chunk with a choice carries citations as data."""
    yield event(_chunk(head, {"role": "assistant", "content": ""}))
    async with aclosing(parts) as all_parts:  # type: ignore[type-var]
        async for part in all_parts:
            if isinstance(part, Shown):
                yield event(_chunk(head, {"content": part.text}))
                continue
            ending = _ending(part, address)
            if ending:
                yield event(_chunk(head, {"content": ending}))
            yield event(
                {**_chunk(head, {}, finish="stop"), "policyqa": AnswerBody.of(part).as_json()}
            )
            if with_usage:
                yield event({**_chunk(head, {}), "choices": [], "usage": _usage(part)})
    yield "data: [DONE]\n\n"


def _chunk(
    head: dict[str, Any], delta: dict[str, str], finish: str | None = None
) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {**head, "object": "chat.completion.chunk", "choices": [choice]}


def _usage(answer: Answer) -> dict[str, int]:
    """Tokens of the language model behind the answer; none without one."""
    asked = answer.model.prompt_tokens if answer.model else 0
    written = answer.model.completion_tokens if answer.model else 0
    return {
        "prompt_tokens": asked,
        "completion_tokens": written,
        "total_tokens": asked + written,
    }


def _ending(answer: Answer, address: str) -> str:
    """The note, and links to what proves the answer, for clients that show nothing but text."""
    ending = f"\n\n（{answer.note}）" if answer.note else ""
    items = [citation.item for citation in answer.citations]
    if items and len(items) <= _MOST_SOURCES:
        lines = (f"- [{_name(item)}]({address}{source_url(item)})" for item in items)
        ending += "\n\n出处：\n" + "\n".join(lines)
    return ending


def _name(item: PolicyItem) -> str:
    noun = {"task": "任务", "work_point": "要点"}.get(item.kind.value, "")
    number = f" {noun}{item.number}" if item.number is not None else ""
    return label(f"{item.doc_title}{number}")
