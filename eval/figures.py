"""Turn verdicts into the figures that are printed, compared and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles

from eval.owners import OwnerFinding
from eval.question_sets import Question
from eval.responses import Response
from eval.scoring import Verdict

# In the order of the tables.
SHARES = ("answers", "only_gold", "citations", "refusals", "counts", "all_right")


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what a system answered and how that was judged.

    `beyond_gold` holds the owner names that have no place in the answer; None where nothing says.
    """

    question: Question
    response: Response
    verdict: Verdict
    findings: tuple[OwnerFinding, ...] = ()
    beyond_gold: tuple[str, ...] | None = None

    @property
    def only_gold(self) -> bool | None:
        """No owner is named beyond the gold items; None where nothing says."""
        return None if self.beyond_gold is None else not self.beyond_gold


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in [0, 1] over the questions that judge each; None where none does. Times in ms."""

    n: int
    answers: float | None
    only_gold: float | None  # names no owner that neither gold items nor question hold
    citations: float | None
    refusals: float | None
    counts: float | None
    all_right: float | None
    wrong_owners: int  # answers, not names
    errors: int
    p50_ms: float
    p95_ms: float

    def as_dict(self) -> dict[str, float | int | None]:
        """For JSON."""
        return asdict(self)


def summarise(rows: Sequence[Row]) -> Figures:
    """The figures of any group of rows."""
    verdicts = [row.verdict for row in rows]
    p50, p95 = _percentiles([row.response.took_ms for row in rows])
    return Figures(
        n=len(rows),
        answers=_share([verdict.answer for verdict in verdicts]),
        only_gold=_share([row.only_gold for row in rows]),
        citations=_share([verdict.citations for verdict in verdicts]),
        refusals=_share([verdict.refusal for verdict in verdicts]),
        counts=_share([verdict.count for verdict in verdicts]),
        all_right=_share([verdict.all_right for verdict in verdicts]),
        wrong_owners=sum(bool(row.findings) for row in rows),
        errors=sum(bool(row.response.error) for row in rows),
        p50_ms=p50,
        p95_ms=p95,
    )


def by_kind(rows: Sequence[Row]) -> dict[str, Figures]:
    """Figures of each kind of question, in the order in which kinds first appear."""
    kinds = dict.fromkeys(row.question.kind for row in rows)
    return {kind: summarise([row for row in rows if row.question.kind == kind]) for kind in kinds}


def _share(judged: Sequence[bool | None]) -> float | None:
    counted = [right for right in judged if right is not None]
    return sum(counted) / len(counted) if counted else None


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    if len(times) < 2:
        return (times[0], times[0]) if times else (0.0, 0.0)
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]
