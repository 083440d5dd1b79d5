"""Zip archives of documents: what they hold, unpacked within bounds and under safe names."""

from __future__ import annotations

import lzma
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ingest.errors import UnreadableFileError, because

_MOST_FILES = 2000
_MOST_BYTES = 2 * 1024**3  # unpacked, all together
_MOST_RATIO = 200  # unpacked size to packed size of one file that is large
_LARGE = 20 * 1024**2
_DEPTH = 3  # archives within archives
_UTF8_NAME = 0x800
_LONGEST_NAME, _LONGEST_SUFFIX = 200, 20  # bytes; file systems allow 255 in all
# The ways in which the library says that an archive is none or cannot be unpacked.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@contextmanager
def unpacked(path: Path) -> Iterator[list[tuple[str, Path]]]:
    """The files of an archive: the name that each has inside, and where it lies for now.

    Names that lead out of the archive and hidden files are left out. Raises
    `UnreadableFileError` for an archive that is locked or swells without bound.
    """
    with TemporaryDirectory() as folder:
        try:
            found = _unpack(path, path.name, Path(folder), _Budget())
        except _DAMAGE as damage:
            raise UnreadableFileError(
                f"压缩包 {path.name} 已损坏，解不开{because(damage)}：请重新打包，或解压后再导入。"
            ) from damage
        yield found


@dataclass(slots=True)
class _Budget:
    """What one archive may still unpack, with all archives in it."""

    files: int = _MOST_FILES
    size: int = _MOST_BYTES


def _unpack(
    path: Path, shown: str, folder: Path, budget: _Budget, depth: int = _DEPTH
) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _is_link(one)]
        _check(members, shown, budget)
        for number, member in enumerate(members):
            name = PurePosixPath(_name(member).replace("\\", "/"))
            if not _is_safe(name):
                continue
            target = folder / f"{depth}-{number}" / _short(name)
            target.parent.mkdir(parents=True)
            with archive.open(member) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file)
            inner = name.as_posix()
            if name.suffix.lower() == ".zip" and depth > 1 and zipfile.is_zipfile(target):
                below = _unpack(target, f"{shown}/{inner}", target.parent, budget, depth - 1)
                found += [(f"{inner}/{deeper}", place) for deeper, place in below]
            else:
                found.append((inner, target))
    return found


def _check(members: list[zipfile.ZipInfo], shown: str, budget: _Budget) -> None:
    total = sum(one.file_size for one in members)
    swollen = any(
        one.file_size > _LARGE and one.file_size > _MOST_RATIO * max(one.compress_size, 1)
        for one in members
    )
    budget.files -= len(members)
    budget.size -= total
    if budget.files < 0 or budget.size < 0 or swollen:
        raise UnreadableFileError(
            f"压缩包 {shown} 解开后太大（超过 {_MOST_FILES} 个文件或 {_MOST_BYTES // 1024**2} MB，"
            "或压得异常小）：请先解压，只放入要用的文件。"
        )
    if any(one.flag_bits & 0x1 for one in members):
        raise UnreadableFileError(f"压缩包 {shown} 有密码：请解压后再导入。")


def _is_link(member: zipfile.ZipInfo) -> bool:
    """Whether it stands for a file elsewhere; what it holds is no document but a path."""
    return stat.S_ISLNK(member.external_attr >> 16)


def _short(name: PurePosixPath) -> str:
    """A name that a file system takes, with the same suffix."""
    stem, suffix = name.stem.encode(), name.suffix.encode()[:_LONGEST_SUFFIX]
    return (stem[: _LONGEST_NAME - len(suffix)] + suffix).decode("utf-8", "ignore")


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name without what cannot be shown, such as commands to a terminal."""
    return "".join(char for char in _decoded(member) if char.isprintable())


def _decoded(member: zipfile.ZipInfo) -> str:
    """Windows in Chinese writes names in GBK and does not say so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    try:
        name = raw.decode("utf-8")
        if not re.search("[\u0080-\u1fff]", name):  # 通知 in GBK is Hebrew in UTF-8
            return name
    except UnicodeDecodeError:
        pass
    return raw.decode("gb18030", "replace")


def _is_safe(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts)
    return bool(name.name) and not hidden and not name.is_absolute() and ":" not in name.as_posix()
