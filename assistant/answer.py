"""The type that the assistant makes: an answer, and what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.inert import inert
from ingest import PolicyItem


@dataclass(frozen=True, slots=True)
class Citation:
    """An item that proves a statement; `quote` is the phrase of it that does."""

    item: PolicyItem
    quote: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the question was understood, what was found, and why it was answered or refused."""

    query: dict[str, object] = field(default_factory=dict)
    found: tuple[tuple[str, float, float, float], ...] = ()  # item id, score, dense, keyword
    reason: str = ""
    removed: tuple[str, ...] = ()  # statements that proof took away
    stages_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelCall:
    """What a language model contributed to an answer, and what that cost."""

    outcome: str  # used, partly (some of it failed), nothing (nothing was proved), failed
    kept: int  # sentences
    removed: int
    prompt_tokens: int
    completion_tokens: int
    tokens_reported: bool  # False: estimated, because the server did not count
    seconds: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Text that may be shown now, to be added to what was shown before."""

    text: str  # Markdown, see `inert`

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", inert(self.text))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user sees. `citations` are all that proves the text, and nothing else."""

    text: str  # Markdown, see `inert`
    refused: bool = False
    count: int | None = None
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()  # follow-up questions the program can answer
    took_ms: float = 0.0
    note: str = ""  # a quiet remark, such as that the language model did not reply
    model: ModelCall | None = None
    explanation: Explanation = field(default_factory=Explanation)

    def __post_init__(self) -> None:
        for name in ("text", "note"):
            object.__setattr__(self, name, inert(getattr(self, name)))
        object.__setattr__(self, "suggestions", tuple(map(inert, self.suggestions)))


def joined(answers: Sequence[Answer]) -> Answer:
    """The answers to the questions of one message as one; refused when all of them are."""
    citations = {c.item.item_id: c for answer in answers for c in answer.citations}
    related = {c.item.item_id: c for answer in answers for c in answer.related}
    counts = [answer.count for answer in answers if answer.count is not None]
    explained = [answer.explanation for answer in answers]
    explanation = Explanation(
        {f"问题{place}": e.query for place, e in enumerate(explained, start=1)},
        tuple(found for e in explained for found in e.found),
        "；".join(e.reason for e in explained),
        tuple(removed for e in explained for removed in e.removed),
        {name: sum(e.stages_ms[name] for e in explained) for name in explained[0].stages_ms},
    )
    return Answer(
        "\n\n".join(answer.text for answer in answers),
        all(answer.refused for answer in answers),
        counts[0] if len(counts) == 1 else None,
        tuple(citations.values()),
        tuple(c for item_id, c in related.items() if item_id not in citations),
        answers[-1].suggestions,
        sum(answer.took_ms for answer in answers),
        explanation=explanation,
    )
