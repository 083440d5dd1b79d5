"""What an index folder was built from and with, as one readable JSON file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import BUILD, IndexDamaged, IndexMismatch

FORMAT_VERSION = 5
MANIFEST_FILE = "manifest.json"
_OWN_SUM = "manifest_sha256"


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file of the index folder and the SHA-256 of its bytes, in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `Index.open` needs to know before it trusts a folder."""

    format_version: int
    embedder: str  # a file of index/embedders, or a sentence-transformers name or folder
    embedder_revision: str
    embedder_engine: str  # what ran the weights while building, for information
    dimension: int
    store: str  # a file of index/stores
    corpus_checksum: str
    document_count: int
    item_count: int
    vector_count: int
    fusion_weight: float  # share of the dense score, 0 to 1
    built_at: dt.datetime
    files: tuple[FileSum, ...] = ()
    catalogue: str = "sqlite"  # or "postgresql"
    recall: float = 1.0  # of the store: share of the true ten nearest found, when it was built


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a folder whose other files are complete."""
    record = asdict(manifest) | {"built_at": manifest.built_at.isoformat()}
    record[_OWN_SUM] = _sum_of(record)
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; raises `IndexDamaged` or `IndexMismatch`."""
    path = folder / MANIFEST_FILE
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        version = record["format_version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"索引说明文件无法读取：{path}。请运行 {BUILD} 重建。") from error
    if version != FORMAT_VERSION:
        raise IndexMismatch(
            f"索引格式版本为 {version}，本程序需要 {FORMAT_VERSION}：{folder}。"
            f"请运行 {BUILD} 重建。"
        )
    try:
        if record.pop(_OWN_SUM, None) not in (None, _sum_of(record)):  # older ones have none
            raise ValueError("checksum")
        record["built_at"] = dt.datetime.fromisoformat(record["built_at"])
        record["files"] = tuple(FileSum(**file) for file in record["files"])
        return Manifest(**record)
    except (KeyError, TypeError, ValueError) as error:
        raise IndexDamaged(f"索引说明文件内容不完整：{path}。请运行 {BUILD} 重建。") from error


def _sum_of(record: dict[str, Any]) -> str:
    """The SHA-256 of what a manifest says, without its own checksum."""
    told = {name: value for name, value in record.items() if name != _OWN_SUM}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def check_files(folder: Path, files: Iterable[FileSum]) -> None:
    """Raise `IndexDamaged`, naming the file, unless every file is there and unchanged."""
    for file in files:
        path = folder / file.name
        if not path.is_file():
            raise IndexDamaged(f"索引缺少文件：{path}。请运行 {BUILD} 重建。")
        if sha256_of(path) != file.sha256:
            raise IndexDamaged(f"索引文件已损坏（校验和不符）：{path}。请运行 {BUILD} 重建。")


def sum_files(folder: Path) -> tuple[FileSum, ...]:
    """The checksums of all files of a folder except the manifest, by name."""
    paths = sorted(path for path in folder.iterdir() if path.name != MANIFEST_FILE)
    return tuple(FileSum(path.name, sha256_of(path)) for path in paths)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def corpus_checksum(corpus: Path) -> str:
    """One checksum for the names and bytes of every visible file under a corpus folder."""
    total = hashlib.sha256()
    visible = [
        path
        for path in corpus.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(corpus).parts)
    ]
    for path in sorted(visible, key=lambda path: path.relative_to(corpus).as_posix()):
        total.update(f"{path.relative_to(corpus).as_posix()}\0{sha256_of(path)}\n".encode())
    return total.hexdigest()
