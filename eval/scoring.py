"""What counts as right: strings, citations, count and refusal of one answer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from eval.question_sets import Question
from eval.responses import Response

# Layout that may stand inside a phrase: white space, bold marks, table pipes.
_LAYOUT = re.compile(r"\s+|\*\*|\|")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was right about one answer; None where the question does not judge it.

    `missing` holds the strings that should be there, `forbidden` those that should not.
    """

    answer: bool
    citations: bool | None
    refusal: bool | None
    count: bool | None
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def all_right(self) -> bool:
        """Nothing that was judged is wrong."""
        return False not in (self.answer, self.citations, self.refusal, self.count)


def normalise(text: str) -> str:
    """One spelling of each character, and no layout, so that substrings compare."""
    return _LAYOUT.sub("", unicodedata.normalize("NFKC", text))


def judge(question: Question, response: Response) -> Verdict:
    """Hold one response against what its question expects."""
    text = normalise(response.text)
    wanted = [_alternatives(entry) for entry in question.must]
    missing = tuple(_shown(names) for names in wanted if not _any_in(names, text))
    forbidden = tuple(name for name in question.must_not if normalise(name) in text)
    refusal = None if question.refused is None else response.refused == question.refused
    return Verdict(
        answer=not missing and not forbidden,
        citations=_citations_right(question, response.cited),
        refusal=refusal,
        count=None if question.count is None else response.count == question.count,
        missing=missing,
        forbidden=forbidden,
    )


def _alternatives(entry: str | tuple[str, ...]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def _shown(names: tuple[str, ...]) -> str:
    """A few of the alternatives stand for many."""
    return "／".join(names[:3]) + ("…" if len(names) > 3 else "")


def _any_in(names: tuple[str, ...], text: str) -> bool:
    return any(normalise(name) in text for name in names)


def _citations_right(question: Question, cited: tuple[str, ...]) -> bool | None:
    if question.citations is None:
        if not question.citations_any:
            return None
        return set(cited) in [set(ids) for ids in question.citations_any]
    return set(cited) in [set(question.citations), *map(set, question.citations_any)]
