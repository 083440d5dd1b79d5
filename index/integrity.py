"""Notice that a file of an open index was changed, by its entry in the folder before its bytes."""

from __future__ import annotations

from pathlib import Path

from index.manifest import MANIFEST_FILE, FileSum, check_files, read_manifest

_Signature = tuple[tuple[int, int, int], ...]


class Watch:
    """The files of one build, as they were when it was opened and checked."""

    def __init__(self, build: Path, files: tuple[FileSum, ...]) -> None:
        self._build = build
        self._files = files
        self._seen = self._signature()

    def check(self) -> None:
        """Raise `IndexDamaged` when a file is gone or has other bytes.

        Bytes are read only when size, time or inode of a file differ from the last time: this
        costs microseconds, and may be asked before every question.
        """
        signature = self._signature()
        if signature != self._seen:
            self.check_bytes()
            self._seen = signature

    def check_bytes(self) -> None:
        """Raise `IndexDamaged` unless every byte is as it was built."""
        read_manifest(self._build)
        check_files(self._build, self._files)

    def _signature(self) -> _Signature:
        names = (MANIFEST_FILE, *(file.name for file in self._files))
        return tuple(_entry(self._build / name) for name in names)


def _entry(path: Path) -> tuple[int, int, int]:
    try:
        told = path.stat()
    except OSError:
        return (0, 0, 0)
    return (told.st_ino, told.st_size, told.st_mtime_ns)
