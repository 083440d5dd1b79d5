"""Reading in a process of its own, which is ended when a file takes too long or too much memory.

Files come from anywhere: one that hangs a library or swells in memory must cost its own reading
and nothing else.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from ingest.errors import CorpusError, UnreadableFileError
from ingest.heartbeat import WHOLE, Share
from ingest.items import ParsedDocument
from ingest.manifest import Entry

Job = tuple[Path, Entry | None]
Outcome = ParsedDocument | CorpusError

# What a reading process replies.
BEAT, PARSED, REFUSED, EXHAUSTED = "beat", "parsed", "refused", "exhausted"

_GIB = 1024**3
_FEW = 4  # files that one process reads about as fast as two
_MOST_READERS = 2  # each may take up its share of memory
# Of one process, for uploads and builds together: many hostile files at once wait for each other.
_AT_WORK = threading.BoundedSemaphore(_MOST_READERS)
_LOOKS = 0.05  # seconds between two looks at what a process takes: memory fills at 2 GB a second
_LISTED = 1.0  # seconds between two looks at what it started: all processes are gone through


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    memory: int = 4 * _GIB  # bytes of addresses; recognition alone reserves two
    silence: float = 120  # seconds without a sign of life: a page read, or the end
    total: float = 3600  # seconds in all; a long scan takes a few a page
    kept: int = _GIB  # bytes above which a process is not used for a further file


LIMITS = Limits()


def read_bounded(path: Path, *, entry: Entry | None = None) -> ParsedDocument:
    """Read one file as `read_file` does, within limits of time and memory.

    Raises `CorpusError` with what to do, also when a limit ends the reading.
    """
    with _Reader(LIMITS) as reader:
        outcome = reader.read(path, entry)
    if isinstance(outcome, CorpusError):
        raise outcome
    return outcome


def read_all(jobs: Sequence[Job]) -> Iterator[Outcome]:
    """Read files in turn, on both cores where they are many; what each gave, in their order."""
    many = min(_MOST_READERS, os.cpu_count() or 1) if len(jobs) > _FEW else 1
    idle: queue.SimpleQueue[_Reader] = queue.SimpleQueue()
    readers = [_Reader(LIMITS) for _ in range(many)]
    for one in readers:
        idle.put(one)

    def read(job: Job) -> Outcome:
        reader = idle.get()
        try:
            return reader.read(*job)
        finally:
            idle.put(reader)

    with _ended(readers), ThreadPoolExecutor(many) as pool:
        try:
            yield from pool.map(read, jobs)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _ended(readers: Iterable[_Reader]) -> Iterator[None]:
    try:
        yield
    finally:
        for one in readers:
            one.end()


class _Reader:
    """A process that reads one file after another, replaced by a new one when it had to end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def read(self, path: Path, entry: Entry | None) -> Outcome:
        """What a file gives, or the error that says why it gives nothing."""
        with _AT_WORK:
            return self._read(path, entry)

    def _read(self, path: Path, entry: Entry | None) -> Outcome:
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            pickle.dump((path, entry), process.stdin)
            process.stdin.flush()
        except OSError:  # it ended between two files
            self.end()
            return _ended_early(path)
        return self._outcome(path)

    def _outcome(self, path: Path) -> Outcome:
        assert self._process is not None
        started = heard = time.monotonic()
        meter = _Meter(self._process.pid)
        while True:
            try:
                kind, *rest = self._replies.get(timeout=_LOOKS)
            except queue.Empty:
                now = time.monotonic()
                silent = now - heard > self._limits.silence or now - started > self._limits.total
                if silent or meter.slow:
                    self.end()
                    return _too_slow(path, round(now - started))
                if meter.swollen:
                    self.end()
                    return _too_large(path)
                continue
            if kind == BEAT:
                heard = time.monotonic()
                meter.next_part(rest[0])
                continue
            if kind == PARSED:
                parsed, memory = rest
                if memory > self._limits.kept:
                    self.end()
                return parsed  # type: ignore[no-any-return]
            if kind == REFUSED:
                return rest[0]  # type: ignore[no-any-return]
            self.end()
            return _too_large(path) if kind == EXHAUSTED else _ended_early(path)

    def end(self) -> None:
        """End the process and what it started itself, such as an office program."""
        process, self._process = self._process, None
        if process is None:
            return
        family: list[psutil.Process] = []
        with suppress(psutil.Error):
            family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        for one in family:
            with suppress(psutil.Error):
                one.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        places = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest.child", str(self._limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))},
            start_new_session=True,
        )
        self._process, self._replies = process, queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process, self._replies), daemon=True).start()
        return process


class _Meter:
    """What a reading process has taken of its share of the part that it is at."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._share = WHOLE
        self._helpers, self._listed_at = 0, time.monotonic()
        self._seconds, self._memory = self._taken()

    def next_part(self, share: Share) -> None:
        """Count processor time from now on, and memory from where parts of this kind began."""
        seconds, memory = self._taken()
        self._seconds = seconds
        if share != self._share:
            self._share, self._memory = share, memory

    @property
    def slow(self) -> bool:
        """Whether the part took more processor time than its share."""
        most = self._share.seconds
        return most is not None and self._taken()[0] - self._seconds > most

    @property
    def swollen(self) -> bool:
        """Whether the process holds more memory than its share, with what it started itself."""
        return self._taken()[1] - self._memory + self._held_by_helpers() > self._share.memory

    def _taken(self) -> tuple[float, int]:
        try:
            process = psutil.Process(self._pid)
            times = process.cpu_times()
            return times.user + times.system, process.memory_info().rss
        except psutil.Error:  # it has just ended, which its replies tell
            return 0.0, 0

    def _held_by_helpers(self) -> int:
        """Bytes that an office program or the like holds."""
        if time.monotonic() - self._listed_at > _LISTED:
            with suppress(psutil.Error):
                family = psutil.Process(self._pid).children(recursive=True)
                self._helpers = sum(one.memory_info().rss for one in family)
            self._listed_at = time.monotonic()
        return self._helpers


def _listen(process: subprocess.Popen[bytes], replies: queue.SimpleQueue[tuple[Any, ...]]) -> None:
    """Hand on replies until there are no more; a thread, since pipes cannot be waited for with
    a time limit everywhere."""
    assert process.stdout is not None
    with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            replies.put(pickle.load(process.stdout))
    replies.put(("ended",))


def _too_slow(path: Path, seconds: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"读 {path.name} 用了 {seconds} 秒还没有读完，已停止：文件可能已损坏，或页数、表格过多。"
        "请另存为新的文件，或拆成几份再导入。"
    )


def _too_large(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"读 {path.name} 要用的内存太多，已停止："
        "请删去与文件内容无关的图片、表格，或拆成几份再导入。"
    )


def _ended_early(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"读 {path.name} 时读取程序意外结束：文件可能已损坏，或内存不够。"
        "请用 Office 或 WPS 另存为新的文件后再导入。"
    )
