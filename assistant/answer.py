"""The type that the assistant makes: an answer, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    text: str  # Markdown


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user sees. `citations` are all that proves the text, and nothing else."""

    text: str  # Markdown
    refused: bool = False
    count: int | None = None
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()  # follow-up questions the program can answer
    took_ms: float = 0.0
    note: str = ""  # a quiet remark, such as that the language model did not reply
    model: ModelCall | None = None
    explanation: Explanation = field(default_factory=Explanation)
