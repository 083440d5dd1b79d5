"""Answering over passages that come with the question, line by line."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from eval.passages import read_passage_queries, write_answers


@dataclass(frozen=True)
class _Answer:
    answer: str
    refused: bool
    passage_index: int | None


def _first_that_holds(query: str, passages: Sequence[str]) -> _Answer:
    for place, passage in enumerate(passages):
        if query in passage:
            return _Answer(passage, False, place)
    return _Answer("没有", True, None)


def test_each_line_in_is_a_line_out_in_the_same_order(tmp_path: Path) -> None:
    lines = [
        {"id": 7, "query": "河道", "passages": ["公园", "河道淤泥"], "gold": "not read"},
        {"id": "b", "query": "电梯", "passages": []},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    out, steps = io.StringIO(), []
    queries = read_passage_queries(path)
    write_answers(queries, _first_that_holds, out, lambda: steps.append(1))
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"id": 7, "answer": "河道淤泥", "refused": False, "passage_index": 1},
        {"id": "b", "answer": "没有", "refused": True, "passage_index": None},
    ]
    assert len(steps) == 2


def test_a_line_without_passages_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "query": "河道"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="第 1 行"):
        read_passage_queries(path)
