"""Ask the assistant, in this process or behind a server, as a user would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from eval.question_sets import Question
from eval.responses import Response
from index.servers import LOCAL, Servers

if TYPE_CHECKING:
    from assistant import Assistant

_TIMEOUT_S = 60


class InProcess:
    """The assistant over an index folder, without a server."""

    name = "assistant"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @classmethod
    def open(cls, folder: Path, servers: Servers = LOCAL, reranker: str | None = None) -> Self:
        """Open an index folder; raises what `Assistant.open` raises."""
        from assistant import Assistant

        return cls(Assistant.open(folder, servers=servers, reranker=reranker))

    def ask(self, question: Question) -> Response:
        """One answer, with earlier turns given as the page would give them."""
        from assistant import Turn

        history = [Turn(turn.role, turn.content) for turn in question.history]
        answer = self._assistant.ask(question.question, history=history)
        return Response(
            text=answer.text,
            cited=tuple(one.item.item_id for one in answer.citations),
            related=tuple(one.item.item_id for one in answer.related),
            refused=answer.refused,
            count=answer.count,
        )


class OverHttp:
    """A running server, asked through `POST /api/ask`."""

    name = "assistant"

    def __init__(self, address: str) -> None:
        self._url = address.rstrip("/") + "/api/ask"

    def ask(self, question: Question) -> Response:
        """One answer; ConnectionError, in Chinese, when the server gives none."""
        history = [turn.model_dump() for turn in question.history]
        body = self._post({"question": question.question, "history": history})
        try:
            return Response(
                text=body["answer"],
                cited=tuple(one["item_id"] for one in body["citations"]),
                related=tuple(one["item_id"] for one in body["related"]),
                refused=body["refused"],
                count=body["count"],
            )
        except (KeyError, TypeError) as error:
            raise ConnectionError(f"{self._url} 的回答不合约定，缺少 {error}") from error

    def _post(self, body: dict[str, Any]) -> Any:
        data = json.dumps(body).encode()
        request = Request(self._url, data=data, headers={"Content-Type": "application/json"})
        try:
            with urlopen(request, timeout=_TIMEOUT_S) as reply:
                return json.load(reply)
        except HTTPError as error:
            said = error.read().decode("utf-8", "replace")
            raise ConnectionError(f"{self._url} 返回 {error.code}：{said}") from error
        except (URLError, TimeoutError, ValueError) as error:
            raise ConnectionError(f"{self._url} 没有可用的回答：{error}") from error
