"""Question files: what is asked, and what a right answer must hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

HALVES = ("tuning", "report")
FOLDER = Path(__file__).parent / "questions"


class Message(BaseModel):
    """An earlier turn of the conversation; `role` is user or assistant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    content: str


class Question(BaseModel):
    """One question with its expectations; None in a field means that it is not judged.

    Each entry of `must` is one string, or a tuple of which any one will do. `citations` is the
    exact set of item ids; `citations_any` lists other sets that are as right.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    question: str
    history: tuple[Message, ...] = ()
    must: tuple[str | tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    citations: tuple[str, ...] | None = None
    citations_any: tuple[tuple[str, ...], ...] = ()
    count: int | None = None
    refused: bool | None = False
    note: str | None = None
    where: object = None  # where in the documents the writer found it, for a person to check


class QuestionSet(BaseModel):
    """The questions of one file; `name` is the file's stem, `sha256` that of its bytes."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    questions: tuple[Question, ...]


def half_path(half: str) -> Path:
    """Where a shipped half lies; it may not exist yet."""
    return FOLDER / f"{half}.jsonl"


def read_question_set(path: Path) -> QuestionSet:
    """Read a JSON-lines file; ValueError names the file and line of what is malformed."""
    content = path.read_bytes()
    questions: list[Question] = []
    for number, line in enumerate(content.decode("utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate_json(line))
        except ValidationError as error:
            raise ValueError(f"{path} 第 {number} 行不是有效的问题：{error}") from error
    uses = Counter(question.id for question in questions)
    repeated = [name for name, times in uses.items() if times > 1]
    if repeated:
        raise ValueError(f"{path} 中问题编号重复：{'、'.join(repeated)}")
    digest = hashlib.sha256(content).hexdigest()
    return QuestionSet(name=path.stem, sha256=digest, questions=tuple(questions))
