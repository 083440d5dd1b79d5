"""Build the index anew in the background while the one before goes on answering."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from dataclasses import dataclass, replace

import ingest
from index.embedders import EmbedderMissing
from index.errors import IndexUnusable
from ingest import CorpusError
from ui import documents, ledger
from ui.errors import ServiceError
from ui.service import Service
from ui.upkeep.storage import storage_problem

log = logging.getLogger("policyqa")

IDLE, RUNNING, DONE, FAILED = "idle", "running", "done", "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands: its stage in Chinese, steps done and in all, and how it ended."""

    state: str = IDLE
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    finished_at: dt.datetime | None = None


class Rebuild:
    """At most one build at a time; a wish that comes during one is met right after it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._again = False
        self._progress = Progress()
        self._thread: threading.Thread | None = None

    @property
    def progress(self) -> Progress:
        """Of the build that runs, or of the last one."""
        return self._progress

    def start(self) -> None:
        """Begin to build, and return at once."""
        with self._lock:
            if self._progress.state == RUNNING:
                self._again = True
                return
            self._progress = Progress(RUNNING, "准备")
        # A process that ends in the middle leaves the index before as it was, and the next one
        # sees in the list of documents that a build is owed.
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait for a build that runs, but not for ever."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            ended = self._build()
            with self._lock:
                if not self._again:
                    self._progress = replace(ended, finished_at=dt.datetime.now(dt.UTC))
                    return
                self._again = False
                self._progress = Progress(RUNNING, "准备")

    def _build(self) -> Progress:
        try:
            items = self._build_and_open()
        except (CorpusError, EmbedderMissing, IndexUnusable, ServiceError) as error:
            return Progress(FAILED, message=f"{error}原来的索引照常使用。")
        except Exception as error:
            log.exception("a build of the index failed")
            _, why = storage_problem(error) or ("", "重建没有完成，详情见服务器日志。")
            return Progress(FAILED, message=f"{why}原来的索引照常使用。")
        return Progress(DONE, message=f"已换用新索引，共 {items} 个条目。")

    def _build_and_open(self) -> int:
        from index.builder import build_from
        from index.layout import readings_file

        settings = self._service.settings
        wanted = ledger.wishes(settings)
        checksum = documents.checksum(settings)  # first: of what changes now, it knows nothing
        files = documents.live_files(settings)
        parsed = ingest.read_files(
            files,
            cache=readings_file(settings.index_folder),
            progress=lambda done, total: self._note("读取文件", done, total),
        )
        build_from(
            parsed,
            settings.index_folder,
            checksum=checksum,
            embedder=settings.embedder,
            servers=settings.servers,
            progress=self._note,
        )
        self._note("换用新索引", 0, 1)
        overview = self._service.switch()
        ledger.fulfil(settings, wanted)
        return overview.items

    def _note(self, stage: str, done: int, total: int) -> None:
        self._progress = Progress(RUNNING, stage, done, total)
