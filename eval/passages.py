"""Answer questions over passages that come with them, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from pydantic import BaseModel, ConfigDict, ValidationError


class PassageQuery(BaseModel):
    """One input line; further fields (gold answers, say) are let through unread."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    query: str
    passages: tuple[str, ...]


class Answered(Protocol):
    """What answering gives: text, whether it refused, and which passage proves it."""

    @property
    def answer(self) -> str: ...
    @property
    def refused(self) -> bool: ...
    @property
    def passage_index(self) -> int | None: ...


Answering = Callable[[str, Sequence[str]], Answered]


def read_passage_queries(path: Path) -> list[PassageQuery]:
    """Read a JSON-lines file; ValueError names the file and line of what is malformed."""
    return list(_read(path))


def write_answers(
    queries: Sequence[PassageQuery],
    answer: Answering,
    out: TextIO,
    advance: Callable[[], None],
) -> None:
    """Write one JSON line a query, in order, each as soon as it is known."""
    for query in queries:
        given = answer(query.query, query.passages)
        record = {
            "id": query.id,
            "answer": given.answer,
            "refused": given.refused,
            "passage_index": given.passage_index,
        }
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        advance()


def _read(path: Path) -> Iterator[PassageQuery]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield PassageQuery.model_validate_json(line)
            except ValidationError as error:
                raise ValueError(f"{path} 第 {number} 行不是有效的一问：{error}") from error
