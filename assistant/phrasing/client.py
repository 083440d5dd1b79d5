"""Talk to an OpenAI-compatible model server: pieces of text as they come, within set times."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.phrasing.cleaning import clean

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike

    from assistant.settings import Settings

EXPECTED = "收到"  # what a test call asks for
_MOST_TOKENS = 1200
_LONGEST_SEEN = 300  # characters of what a server says about an error
_LONGEST = 20_000  # characters of one reply; the rest is not read


class ModelFailed(Exception):  # noqa: N818 - reads as what happened
    """The model gave no usable answer; the message is Chinese and says what happened."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the model is, and how long it may take, in seconds."""

    base_url: str
    model: str
    api_key: str = ""
    first_token: float = 10.0  # until the first piece of text, and between two pieces
    total: float = 30.0


def connection_of(settings: Settings) -> Connection | None:
    """The connection that the settings name, or None."""
    if not (settings.llm_base_url and settings.llm_model):
        return None
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
    return Connection(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=key,
        first_token=settings.llm_first_token_seconds,
        total=settings.llm_seconds,
    )


@dataclass(slots=True)
class Usage:
    """What one call has cost. `reported` is whether the server counted the tokens itself."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    reported: bool = False
    complete: bool = False  # the server said that the text is whole
    seconds: float = 0.0
    _started: float = field(default_factory=time.perf_counter)

    def stop(self) -> None:
        """Note the time."""
        self.seconds = time.perf_counter() - self._started


@dataclass(frozen=True, slots=True)
class Seen:
    """What a test call gave: text, or a problem in Chinese."""

    text: str
    seconds: float
    problem: str = ""


def warm_up() -> None:
    """Import the client library, which takes seconds the first time, also the parts it puts off."""
    import llama_index.llms.openai_like  # noqa: F401
    import openai

    _ = openai.AsyncOpenAI(api_key="none").chat.completions


class ModelClient:
    """Streams replies of one model. Keeps no connection between calls."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    async def pieces(self, messages: Sequence[tuple[str, str]], usage: Usage) -> AsyncIterator[str]:
        """Pieces of the reply to (role, text) messages, in order; `usage` is filled on the way.

        Raises ModelFailed. Closing the iterator closes the connection.
        """
        await asyncio.to_thread(warm_up)  # importing would hold up all other requests
        from httpx import Limits
        from openai import DefaultAsyncHttpxClient

        written = 0
        # A second request on a connection that the server is closing would be lost.
        http = DefaultAsyncHttpxClient(
            timeout=self.connection.total, limits=Limits(max_keepalive_connections=0)
        )
        try:
            model = self._model(http)
            deadline = time.perf_counter() + self.connection.total
            wait = self.connection.first_token
            source = await self._within(_opened(model, messages), wait, deadline)
            while written < _LONGEST:
                response = await self._within(anext(source, None), wait, deadline)
                if response is None:
                    break
                _note(response.raw, usage)
                piece = (response.delta or "")[:_LONGEST]
                written += len(piece)
                if piece:
                    yield piece
            if not written:
                text = await self._whole(model, messages, usage, deadline)
                written = len(text)
                yield text
        except ModelFailed:
            raise
        except Exception as error:
            raise ModelFailed(in_words(error)) from error
        finally:
            # Hangs up, also on a server that is still writing.
            await http.aclose()
            _estimate(usage, messages, written)
            usage.stop()

    def seen(self) -> Seen:
        """What a short call gives, for a person who looks whether the connection works."""

        async def call() -> str:
            asked = [("user", f"请只回复两个字：{EXPECTED}")]
            return "".join([piece async for piece in self.pieces(asked, usage)])

        warm_up()  # which is not the model's time
        usage = Usage()
        try:
            text = asyncio.run(call())
        except ModelFailed as failed:
            cause = failed.__cause__
            said = f"（{type(cause).__name__}：{cause}）" if cause else ""
            return Seen("", usage.seconds, f"{failed}{said}"[:_LONGEST_SEEN])
        return Seen(" ".join(clean(text).split())[:40], usage.seconds)

    async def _whole(
        self, model: OpenAILike, messages: Sequence[tuple[str, str]], usage: Usage, deadline: float
    ) -> str:
        """The reply in one piece, from a server that does not stream."""
        wait = self.connection.total
        response = await self._within(model.achat(_chat(messages)), wait, deadline)
        _note(response.raw, usage)
        text = response.message.content or ""
        if not text.strip():
            raise ModelFailed("语言模型没有返回内容")
        usage.complete = True
        return text[:_LONGEST]

    async def _within(self, awaitable: Any, seconds: float, deadline: float) -> Any:
        left = min(seconds, deadline - time.perf_counter())
        try:
            return await asyncio.wait_for(awaitable, max(left, 0.001))
        except TimeoutError:
            raise ModelFailed("语言模型没有在规定时间内回应") from None

    def _model(self, http: Any) -> OpenAILike:
        from llama_index.llms.openai_like import OpenAILike

        return OpenAILike(
            model=self.connection.model,
            api_base=self.connection.base_url,
            api_key=self.connection.api_key or "none",
            is_chat_model=True,
            max_retries=0,
            timeout=self.connection.total,
            temperature=0.1,
            max_tokens=_MOST_TOKENS,
            async_http_client=http,
        )


async def _opened(model: OpenAILike, messages: Sequence[tuple[str, str]]) -> Any:
    options = {"stream_options": {"include_usage": True}}
    return await model.astream_chat(_chat(messages), **options)


def _chat(messages: Sequence[tuple[str, str]]) -> list[Any]:
    from llama_index.core.base.llms.types import ChatMessage

    return [ChatMessage(role=role, content=text) for role, text in messages]


def _note(raw: Any, usage: Usage) -> None:
    """Tokens and the end mark, where a chunk has them."""
    counted = getattr(raw, "usage", None)
    if counted is not None and getattr(counted, "total_tokens", None):
        usage.prompt_tokens = counted.prompt_tokens or 0
        usage.completion_tokens = counted.completion_tokens or 0
        usage.reported = True
    for choice in getattr(raw, "choices", None) or []:
        if getattr(choice, "finish_reason", None) == "stop":
            usage.complete = True


def _estimate(usage: Usage, messages: Sequence[tuple[str, str]], written: int) -> None:
    """About one token for one Chinese character, where the server does not count."""
    if not usage.reported:
        usage.prompt_tokens = sum(len(text) for _, text in messages)
        usage.completion_tokens = written


def in_words(error: Exception) -> str:
    """What went wrong with a call, for a user who can only tell an administrator."""
    status = getattr(error, "status_code", None)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if status in {401, 403}:
        return f"语言模型的服务拒绝了密钥（{status}）"
    if status == 404:
        return "语言模型的服务没有这个地址或模型（404）"
    if status == 429:
        return "语言模型的服务太忙（429）"
    if status is not None:
        return f"语言模型的服务出错（{status}）"
    if "APITimeoutError" in kinds or "TimeoutException" in kinds:
        return "语言模型没有在规定时间内回应"
    if "APIConnectionError" in kinds or "TransportError" in kinds:
        return "连接不上语言模型的服务，或连接中断"
    return "语言模型的回应读不出来"
