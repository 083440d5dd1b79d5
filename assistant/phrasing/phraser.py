"""Have a model phrase an answer: only proved sentences come out, with citations of ours."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from assistant.phrasing.client import ModelClient, ModelFailed, Usage
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.prompt import fitting, messages
from assistant.phrasing.proof import SentenceProver, Verdict
from assistant.phrasing.sentences import Sentence, SentenceCutter
from ingest import Document, PolicyItem

log = logging.getLogger("policyqa.phrasing")
_MOST_SENTENCES = 16
_SHOWN_OF_REMOVED = 80  # characters of a removed sentence in log and explanation
_ENDS = "。！？!?；"


@dataclass(frozen=True, slots=True)
class Material:
    """What a model may phrase: the question, the items found, and whether it is to sum up."""

    question: str
    items: tuple[PolicyItem, ...]
    summary: bool


@dataclass(slots=True)
class Phrased:
    """What came of one call, filled while sentences are given out."""

    kept: int = 0
    cited: list[PolicyItem] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problem: str = ""  # Chinese; why the model's text ended before its time
    usage: Usage = field(default_factory=Usage)

    @property
    def enough(self) -> bool:
        """Whether what is left says at least half of what the model had to say."""
        return bool(self.cited) and not self.problem and self.kept >= len(self.removed)


class Phraser:
    """One model and one corpus."""

    def __init__(
        self,
        client: ModelClient,
        prover: SentenceProver,
        documents: Sequence[Document],
        mark: Callable[[PolicyItem], str],
    ) -> None:
        self._client = client
        self._prover = prover
        self._documents = {document.doc_id: document for document in documents}
        self._mark = mark

    async def sentences(self, material: Material, phrased: Phrased) -> AsyncIterator[str]:
        """Markdown to append, one proved sentence at a time; `phrased` tells how it went.

        Never raises for what the model does: that becomes `phrased.problem`.
        """
        grounds = [ground_of(item, self._documents[item.doc_id]) for item in material.items]
        evidence = fitting(grounds)
        complete = len(evidence) == len(grounds)
        asked = messages(material.question, evidence, summary=material.summary)
        waiting = ""  # sentences that only join: shown together with one that follows
        earlier: Spoken | None = None
        said: set[str] = set()
        proposed = self._proposed(asked, phrased)
        try:
            async for sentence in proposed:
                if sentence.text in said:
                    continue
                sentence, verdict = self._prover.shown(
                    sentence, evidence, material.question, earlier, complete=complete
                )
                if not verdict.proved:
                    _note_removed(sentence, verdict, phrased)
                    continue
                if verdict.dropped:
                    _note_dropped(verdict.dropped, phrased)
                said.add(sentence.text)
                first = not (phrased.kept or waiting)
                waiting += self._shown(sentence, verdict, evidence, first=first)
                if not sentence.cited:
                    continue
                yield waiting
                waiting, earlier = "", verdict.spoken
                phrased.kept += 1
                cited = [evidence[n - 1].item for n in sentence.cited]
                phrased.cited += [item for item in cited if item not in phrased.cited]
                if phrased.kept >= _MOST_SENTENCES:
                    break
            if phrased.kept and waiting.rstrip()[-1:] in set(_ENDS):
                yield waiting  # a closing sentence; not one that leads to nothing
        finally:
            await proposed.aclose()  # type: ignore[attr-defined]

    async def _proposed(
        self, asked: Sequence[tuple[str, str]], phrased: Phrased
    ) -> AsyncIterator[Sentence]:
        """The model's sentences as they become whole."""
        cutter, usage = SentenceCutter(), phrased.usage
        pieces = self._client.pieces(asked, usage)
        try:
            async for piece in pieces:
                for sentence in cutter.feed(piece):
                    yield sentence
        except ModelFailed as failed:
            phrased.problem = str(failed)
            log.warning("model failed: %s", failed)
        finally:
            await pieces.aclose()  # type: ignore[attr-defined]
        for sentence in cutter.finish(complete=usage.complete and not phrased.problem):
            yield sentence
        if cutter.broken and not phrased.problem and (phrased.cited or not phrased.removed):
            phrased.problem = "语言模型的回答中断了"

    def _shown(
        self, sentence: Sentence, verdict: Verdict, evidence: Sequence[Ground], *, first: bool
    ) -> str:
        """The sentence with marks of the items in place of numbers, and names as recorded."""
        text = ""
        for part, numbers in sentence.parts:
            marks = "".join(dict.fromkeys(self._mark(evidence[n - 1].item) for n in numbers))
            words = part.rstrip()
            if text.endswith(marks) and marks and not words.strip(_ENDS):
                text += words
                continue
            stop = words[-1] if words and words[-1] in _ENDS else ""
            text += f"{words.removesuffix(stop)}{marks}{stop}"
        for written, recorded in verdict.names.items():
            text = re.sub(f"{re.escape(recorded)}|{re.escape(written)}", recorded, text)
        before = ("\n- " if sentence.bullet else "\n\n") if sentence.starts_line else ""
        return (
            f"{before.strip() + ' ' if sentence.bullet else ''}{text}" if first else before + text
        )


def _note_removed(sentence: Sentence, verdict: Verdict, phrased: Phrased) -> None:
    said = sentence.text[:_SHOWN_OF_REMOVED]
    note = f"模型的句子“{said}”：{'；'.join(verdict.faults[:3])}"
    phrased.removed.append(note)
    log.warning("sentence removed: %s", note)


def _note_dropped(said: str, phrased: Phrased) -> None:
    note = f"模型的句子里“{said[:_SHOWN_OF_REMOVED]}”不能核实，没有显示"
    phrased.removed.append(note)
    log.warning("left out of a sentence: %s", note)
