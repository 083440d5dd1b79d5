"""Hold the open assistant for every door, reopen it after a build, and check each question."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from assistant.settings import Settings
from index.errors import IndexDamaged, IndexMismatch, IndexMissing, IndexUnusable
from index.generations import current
from index.integrity import Watch
from ui.errors import ServiceError
from ui.feedback import FeedbackStore
from ui.metrics import Metrics
from ui.overview import Overview, look_over

if TYPE_CHECKING:
    from assistant import Assistant, Turn
    from assistant.answer import Answer, Shown
    from index.catalogue import Catalogue
    from ingest import Document, PolicyItem

LONGEST_QUESTION = 2000  # characters
TURNS_KEPT = 20
LONGEST_ANSWER = 100_000  # characters of an earlier answer that are looked at

_CODES = {
    IndexMissing: "index_missing",
    IndexMismatch: "index_mismatch",
    IndexDamaged: "index_damaged",
}


def check_question(question: str) -> str:
    """The question without surrounding space. Raises ServiceError when empty or too long."""
    question = question.strip()
    if not question:
        raise ServiceError(422, "question_empty", "问题是空的，请输入要问的内容。")
    if len(question) > LONGEST_QUESTION:
        raise ServiceError(
            422,
            "question_too_long",
            f"问题有 {len(question)} 字，最多 {LONGEST_QUESTION} 字。请缩短后再问。",
        )
    return question


def _remembered(history: Sequence[Turn]) -> list[Turn]:
    """The last turns, each only as far as a question or an answer can be long.

    A caller may claim to have asked anything; to understand megabytes would take minutes.
    """
    most = {"user": LONGEST_QUESTION}
    return [
        replace(turn, content=turn.content[: most.get(turn.role, LONGEST_ANSWER)])
        for turn in history[-TURNS_KEPT:]
    ]


def _leave_it() -> None:
    """Nobody mends the index of a command that runs once."""


class Service:
    """The assistant over one index folder, opened on first use and shared by all threads."""

    def __init__(
        self, settings: Settings, *, opener: Callable[[Path], Assistant] | None = None
    ) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self._opener = opener or self._opened
        self.feedback = FeedbackStore(settings.data / "feedback.sqlite3")
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._build: Path | None = None
        self._assistant: Assistant | None = None
        self._overview: Overview | None = None
        self._watch: Watch | None = None
        self.on_unusable: Callable[[], None] = _leave_it
        self.notices: Callable[[], list[str]] = list

    @property
    def assistant(self) -> Assistant:
        """The assistant over the build that serves now. Raises ServiceError (503)."""
        try:
            build = current(self.settings.index_folder)
            # While one request opens a new build, the others go on with the one before.
            if build != self._build and self._opening.acquire(blocking=self._assistant is None):
                try:
                    self._open(build)
                finally:
                    self._opening.release()
            if self._watch is not None:
                self._watch.check()
        except IndexUnusable as error:
            self.on_unusable()
            raise ServiceError(503, _CODES.get(type(error), "index_unusable"), str(error)) from None
        assert self._assistant is not None
        return self._assistant

    def switch(self) -> Overview:
        """Go over to the newest build now, and wait for it; what it holds."""
        with self._opening:
            self._open(current(self.settings.index_folder))
        return self.overview

    def _opened(self, folder: Path) -> Assistant:
        """An assistant over an index folder, with the language model of the settings, if any."""
        from assistant import Assistant
        from assistant.phrasing.client import connection_of

        settings = self.settings
        return Assistant.open(folder, connection_of(settings), settings.servers, settings.reranker)

    def _open(self, build: Path) -> None:
        if build == self._build:
            return
        assistant = self._opener(self.settings.index_folder)
        watch = Watch(build, assistant.index.manifest.files)
        replaces = self._assistant is not None
        with self._lock:
            self._assistant, self._build, self._overview = assistant, build, None
            self._watch = watch
        if replaces:
            gc.collect()  # the one before is in cycles: its index stays in memory until then

    def check_bytes(self) -> None:
        """Raise `IndexDamaged` unless every byte of the index is as it was built."""
        if self._watch is not None:
            self._watch.check_bytes()

    @property
    def catalogue(self) -> Catalogue:
        """Documents and items of the build that serves now. Raises ServiceError (503)."""
        return self.assistant.index.catalogue

    @property
    def overview(self) -> Overview:
        """What the build that serves now holds, gathered once a build. Raises ServiceError."""
        assistant, overview = self.assistant, self._overview
        if overview is None:
            overview = look_over(assistant)
            with self._lock:
                if assistant is self._assistant:
                    self._overview = overview
        return overview

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question, counting it and noting a refusal. Raises ServiceError."""
        question = check_question(question)
        answer = self.assistant.ask(question, _remembered(history))
        self._note(question, answer)
        return answer

    async def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> AsyncIterator[Shown | Answer]:
        """Text as it may be shown, then the answer, counted like `ask`. Raises ServiceError.

        Closing the iterator stops the language model.
        """
        from assistant.answer import Answer, Shown

        if not self.settings.llm_model:
            answer = await run_in_threadpool(self.ask, question, history)
            yield Shown(answer.text)
            yield answer
            return
        question = check_question(question)
        assistant = await run_in_threadpool(lambda: self.assistant)
        parts = assistant.stream(question, _remembered(history))
        whole = False
        try:
            async for part in parts:
                if isinstance(part, Answer):
                    whole = True
                    await run_in_threadpool(self._note, question, part)
                yield part
        finally:
            if not whole:
                self.metrics.model_calls.labels("left").inc()
            await parts.aclose()  # type: ignore[attr-defined]

    def _note(self, question: str, answer: Answer) -> None:
        if answer.refused:
            self.feedback.note_refusal(question, answer.explanation.reason)
        if self.settings.log_questions:
            from ui.upkeep.logs import note_question

            note_question(question, refused=answer.refused, took_ms=answer.took_ms)
        self.metrics.note(answer)

    def document(self, doc_id: str) -> Document:
        """One document with its text. Raises ServiceError (404) for an unknown id."""
        document = self.catalogue.document(doc_id)
        if document is None:
            raise ServiceError(
                404, "document_unknown", f"没有 {doc_id} 这个文件。文件列表见 /api/documents。"
            )
        return document

    def item(self, item_id: str) -> PolicyItem:
        """One item. Raises ServiceError (404) for an unknown id."""
        item = self.catalogue.item(item_id)
        if item is None:
            hint = "" if "#" in item_id else "编号里的 # 在地址中要写成 %23。"
            raise ServiceError(
                404, "item_unknown", f"没有 {item_id} 这个条目。{hint}条目列表见 /api/items。"
            )
        return item
