"""Switch an index folder from one finished build to the next, all at once or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from index.errors import BUILD, IndexBusy, IndexMissing

# The pointer file names the build that serves; replacing it is the one step that switches.
POINTER = "CURRENT"
PREFIX = "build-"

Forget = Callable[[Path], None]


def _keep_nothing_elsewhere(build: Path) -> None:
    """A build that lies in its folder alone leaves nothing behind."""


def current(folder: Path) -> Path:
    """The finished build of an index folder; raises `IndexMissing`."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):  # the latter: other bytes than were written
        raise IndexMissing(f"没有找到索引：{folder}。请先运行 {BUILD} 建立索引。") from None
    build = folder / name
    if not name.startswith(PREFIX) or not build.is_dir():
        raise IndexMissing(f"索引指向的目录不存在：{build}。请运行 {BUILD} 重建。")
    return build


@contextmanager
def building(folder: Path, forget: Forget = _keep_nothing_elsewhere) -> Iterator[Path]:
    """Give an empty folder to build into; serve it if the block ends without an error.

    The build that served before stays until the next one, so that a process which opened it
    can go on reading. Before any other build's folder goes, `forget` is called with it. Raises
    `IndexBusy` while another process builds into the same folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield from _build_and_switch(folder, forget)
    except Timeout:
        raise IndexBusy(f"另一个进程正在建立索引：{folder}。请等它结束后再运行 {BUILD}。") from None


def _build_and_switch(folder: Path, forget: Forget) -> Iterator[Path]:
    served = _served(folder)
    _remove_builds(folder, {served}, forget)
    build = folder / f"{PREFIX}{uuid4().hex[:12]}"
    build.mkdir()
    try:
        yield build
        _make_durable(build)
    except BaseException:
        _remove_builds(folder, {served}, forget)
        raise
    _point_to(folder, build.name)
    _remove_builds(folder, {served, build.name}, forget)


def _served(folder: Path) -> str | None:
    try:
        return current(folder).name
    except IndexMissing:
        return None


def _remove_builds(folder: Path, keep: set[str | None], forget: Forget) -> None:
    for path in folder.glob(f"{PREFIX}*"):
        if path.name not in keep:
            forget(path)
            shutil.rmtree(path, ignore_errors=True)


def _point_to(folder: Path, name: str) -> None:
    draft = folder / f"{POINTER}.new"
    draft.write_text(f"{name}\n", encoding="utf-8")
    _sync(draft)
    draft.replace(folder / POINTER)
    _sync(folder)


def _make_durable(build: Path) -> None:
    for path in build.iterdir():
        _sync(path)
    _sync(build)
    _sync(build.parent)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
