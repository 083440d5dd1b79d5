"""The OpenAI-compatible routes, so that any chat client can use the assistant."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ui.api import ERRORS
from ui.errors import ServiceError
from ui.schemas import AnswerBody
from ui.service import Service

if TYPE_CHECKING:
    from assistant import Turn
    from assistant.answer import Answer

MODEL = "policyqa"
_PIECE = 40  # characters in one streamed chunk


class ContentPart(BaseModel):
    """A part of a message; only text parts are read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """One message; any role is taken, only user and assistant messages are read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        """All text of the message."""
        if isinstance(self.content, str):
            text = self.content
        else:
            text = "\n".join(part.text for part in self.content or [] if part.type == "text")
        return text.encode("utf-8", "replace").decode("utf-8")


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
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False


def chat_routes(service: Service) -> APIRouter:
    """Chat completions, whole or streamed, and the list of models (there is one)."""
    router = APIRouter(prefix="/v1", tags=["OpenAI 兼容接口"], responses=ERRORS)

    @router.post("/chat/completions", summary="对话（OpenAI 格式）", response_class=JSONResponse)
    def complete(request: ChatRequest) -> Response:
        """最后一条 user 消息是问题，此前的消息是对话历史。支持 `stream: true`。"""
        question, history = _split(request.messages)
        answer = service.ask(question, history)
        head = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time.time()), "model": MODEL}
        if request.stream:
            return StreamingResponse(_stream(head, answer), media_type="text/event-stream")
        return JSONResponse(_completion(head, answer))

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


def _completion(head: dict[str, Any], answer: Answer) -> dict[str, Any]:
    message = {"role": "assistant", "content": answer.text}
    return {
        **head,
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "policyqa": AnswerBody.of(answer).as_json(),
    }


def _stream(head: dict[str, Any], answer: Answer) -> Iterator[str]:
    yield _event(head, {"role": "assistant", "content": ""})
    for start in range(0, len(answer.text), _PIECE):
        yield _event(head, {"content": answer.text[start : start + _PIECE]})
    yield _event(head, {}, finish="stop")
    yield "data: [DONE]\n\n"


def _event(head: dict[str, Any], delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {**head, "object": "chat.completion.chunk", "choices": [choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
