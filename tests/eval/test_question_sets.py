"""Reading question files, and what is said about malformed ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eval.question_sets import HALVES, half_path, read_question_set

GOOD = '{"id":"a","kind":"lead","question":"谁牵头？","must":["甲",["乙","丙"]],"citations":["x"]}'


def _write(folder: Path, text: str) -> Path:
    path = folder / "made.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_named_set_with_its_checksum(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD + "\n\n")
    made = read_question_set(path)
    assert made.name == "made"
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert made.questions[0].must == ("甲", ("乙", "丙"))


@pytest.mark.parametrize(
    "line",
    [
        '{"id":"b","kind":"lead"}',
        '{"id":"b","kind":"lead","question":"谁？","must_nots":["甲"]}',
        "not json",
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = _write(tmp_path, f"{GOOD}\n{line}\n")
    with pytest.raises(ValueError, match=r"made\.jsonl 第 2 行"):
        read_question_set(path)


def test_a_repeated_id_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="重复：a"):
        read_question_set(_write(tmp_path, f"{GOOD}\n{GOOD}\n"))


def test_the_shipped_halves_can_be_read() -> None:
    ids = [{one.id for one in read_question_set(half_path(half)).questions} for half in HALVES]
    assert all(ids)
    assert not ids[0] & ids[1]
