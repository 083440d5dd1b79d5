"""Ask a question set of the assistant and of the baselines, and judge every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.baselines import best_threshold, with_threshold
from eval.curve import Point, operating_point, threshold_curve
from eval.figures import Figures, Row, by_kind, summarise
from eval.metrics import RetrievalScore
from eval.owners import OwnerCheck
from eval.question_sets import Question, QuestionSet
from eval.responses import Progress, Response, System, ask_all
from eval.scoring import judge


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system on one question set; `threshold` and `curve` where it refuses by score."""

    name: str
    rows: tuple[Row, ...]
    threshold: float | None = None
    tuned_on: str = ""  # the question set that the threshold was chosen on
    curve: tuple[Point, ...] = ()

    @property
    def overall(self) -> Figures:
        """Over all questions."""
        return summarise(self.rows)

    @property
    def kinds(self) -> dict[str, Figures]:
        """By kind of question."""
        return by_kind(self.rows)

    @property
    def point(self) -> Point | None:
        """Its false answers and false refusals."""
        return operating_point(
            [row.question for row in self.rows], [row.response for row in self.rows]
        )


@dataclass(frozen=True, slots=True)
class SetResult:
    """All systems on one question set, the assistant first."""

    question_set: QuestionSet
    systems: tuple[SystemResult, ...]
    retrieval: dict[str, RetrievalScore]

    @property
    def values(self) -> dict[str, float | None]:
        """The assistant's figures by name, with those of retrieval, for comparing."""
        values: dict[str, float | None] = dict(self.systems[0].overall.as_dict())
        for name, score in self.retrieval.items():
            values |= {
                f"{name}_recall_at_1": score.recall_at_1,
                f"{name}_recall_at_5": score.recall_at_5,
                f"{name}_reciprocal_rank": score.reciprocal_rank,
            }
        return values


class Evaluation:
    """Evaluates question sets one after the other; thresholds are chosen on `tuning` alone."""

    def __init__(
        self,
        assistant: System,
        baselines: Sequence[System],
        check: OwnerCheck,
        progress: Progress,
        tuning: QuestionSet,
    ) -> None:
        self._assistant = assistant
        self._check = check
        self._progress = progress
        self._tuned_on = tuning.name
        asked = tuning.questions
        self._baselines = [
            (system, best_threshold(asked, self._ask(system, asked))) for system in baselines
        ]

    def run(self, question_set: QuestionSet) -> tuple[SystemResult, ...]:
        """The assistant, then each baseline with its threshold."""
        questions = question_set.questions
        answered = self._ask(self._assistant, questions)
        own = SystemResult(self._assistant.name, self._rows(questions, answered))
        return (own, *(self._baseline(*one, questions) for one in self._baselines))

    def _baseline(
        self, system: System, threshold: float, questions: Sequence[Question]
    ) -> SystemResult:
        raw = self._ask(system, questions)
        kept = [with_threshold(response, threshold) for response in raw]
        # A baseline's rows cite what they show, so only the gold items can convict them.
        rows = [replace(row, findings=()) for row in self._rows(questions, kept)]
        curve = tuple(threshold_curve(questions, raw))
        return SystemResult(system.name, tuple(rows), threshold, self._tuned_on, curve)

    def _ask(self, system: System, questions: Sequence[Question]) -> tuple[Response, ...]:
        return ask_all(system, questions, self._progress(system.name, len(questions)))

    def _rows(
        self, questions: Sequence[Question], responses: Sequence[Response]
    ) -> tuple[Row, ...]:
        return tuple(
            Row(
                question,
                response,
                judge(question, response),
                self._check.find(question, response),
                self._check.beyond_gold(question, response),
            )
            for question, response in zip(questions, responses, strict=True)
        )
