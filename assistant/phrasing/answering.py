"""Join the program's own answer and the model's proved sentences into one answer."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from assistant.answer import Answer, Citation, ModelCall, Shown
from assistant.compose import Writer
from assistant.phrasing.client import Connection, ModelClient, warm_up
from assistant.phrasing.phraser import Material, Phrased, Phraser
from assistant.phrasing.proof import SentenceProver
from assistant.vocabulary import Vocabulary

_GAP = "\n\n"
_UNPROVED = "语言模型的表述没有通过核对，以上是程序自己的回答。"
_FAILED = "{problem}，以上是程序自己的回答。"
_STOPPED = "{problem}，它没有写完。"
_PARTLY = "语言模型的部分表述没有通过核对，已经删去。"


class Phrasing:
    """One language model over one corpus."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary, writer: Writer) -> None:
        prover = SentenceProver(list(vocabulary.roles), vocabulary.places)
        client = ModelClient(connection)
        threading.Thread(target=warm_up, daemon=True).start()
        self._phraser = Phraser(client, prover, vocabulary.documents, writer.mark)

    def whole(self, question: str, answer: Answer, summary: bool) -> Answer:
        """The answer in one piece, from code that is not asynchronous."""
        finished: list[Answer] = []

        async def run() -> None:
            async for part in self.parts(question, answer, summary):
                if isinstance(part, Answer):
                    finished.append(part)

        # A thread of its own: the caller may itself stand inside an event loop.
        thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
        thread.start()
        thread.join()
        return finished[0] if finished else answer

    async def parts(
        self, question: str, answer: Answer, summary: bool
    ) -> AsyncIterator[Shown | Answer]:
        """Text as it may be shown, then the whole answer.

        The program's own answer stands first and unchanged, except where it only quotes
        extracts: there the model's summary takes its place, if enough of it is proved.
        """
        if answer.refused or not answer.citations:
            yield Shown(answer.text)
            yield answer
            return
        started = time.perf_counter()
        items = tuple(citation.item for citation in answer.citations)
        phrased = Phrased()
        text = "" if summary else answer.text
        if text:
            yield Shown(text)
        sentences = self._phraser.sentences(Material(question, items, summary), phrased)
        try:
            async for sentence in sentences:
                piece = sentence if phrased.kept or not text else _GAP + sentence
                text += piece
                yield Shown(piece)
        finally:
            await sentences.aclose()  # type: ignore[attr-defined]
        if summary and not phrased.enough:
            piece = (_GAP if text else "") + answer.text
            text += piece
            yield Shown(piece)
        yield _finished(answer, text, phrased, summary, time.perf_counter() - started)


def _finished(answer: Answer, text: str, phrased: Phrased, summary: bool, seconds: float) -> Answer:
    citations = answer.citations
    if summary and phrased.enough:
        citations = tuple(c for c in citations if c.item in phrased.cited)
    related = tuple(Citation(c.item, c.item.text) for c in answer.citations if c not in citations)
    explanation = replace(
        answer.explanation,
        removed=(*answer.explanation.removed, *phrased.removed),
        stages_ms={**answer.explanation.stages_ms, "model": 1000 * seconds},
    )
    return replace(
        answer,
        text=text,
        citations=citations,
        related=(*related, *answer.related),
        took_ms=answer.took_ms + 1000 * seconds,
        note=_note(phrased),
        model=_call(phrased),
        explanation=explanation,
    )


def _note(phrased: Phrased) -> str:
    if phrased.problem:
        return (_STOPPED if phrased.cited else _FAILED).format(problem=phrased.problem)
    if not phrased.cited:
        return _UNPROVED
    return _PARTLY if phrased.removed else ""


def _call(phrased: Phrased) -> ModelCall:
    if phrased.problem and not phrased.cited:
        outcome = "failed"
    elif not phrased.cited:
        outcome = "nothing"
    else:
        outcome = "partly" if phrased.removed or phrased.problem else "used"
    usage = phrased.usage
    return ModelCall(
        outcome=outcome,
        kept=phrased.kept,
        removed=len(phrased.removed),
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        tokens_reported=usage.reported,
        seconds=usage.seconds,
    )
