"""manifest.toml beside the documents: what a text itself does not state reliably."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from ingest.errors import ManifestError

NAME = "manifest.toml"
KINDS = ("work_points", "task_table", "plain")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says about one file; an empty field says nothing."""

    file: str
    doc_id: str = ""
    title: str = ""
    short_title: str = ""
    issuer: str = ""
    date: dt.date | None = None
    year: int | None = None
    jurisdiction: str = ""
    kind: str = ""
    source: str = ""
    doc_number: str = ""


_TYPES = {field.name: str for field in fields(Entry)} | {"date": dt.date, "year": int}


def read_manifest(folder: Path) -> list[Entry]:
    """The entries of the folder's manifest; none when it has no manifest.

    Raises `ManifestError` naming the table and field that is wrong.
    """
    path = folder / NAME
    if not path.is_file():
        return []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} 不是有效的 TOML：{error}。请按行号改正后再试。") from error
    tables = data.get("document", [])
    if not isinstance(tables, list) or set(data) - {"document"}:
        raise ManifestError(f"{path} 里每份文件要写成一个 [[document]] 表，不能有别的内容。")
    entries = [_entry(table, number, path) for number, table in enumerate(tables, 1)]
    _check_unique(entries, path)
    return entries


def _entry(table: dict[str, object], number: int, path: Path) -> Entry:
    where = f"{path} 第 {number} 个 [[document]]"
    for key, value in table.items():
        wanted = _TYPES.get(key)
        if wanted is None:
            known = "、".join(_TYPES)
            raise ManifestError(f"{where} 有不认识的字段 {key}；可用字段：{known}。")
        if not isinstance(value, wanted) or isinstance(value, (bool, dt.datetime)):
            kind = {str: "文字", int: "整数", dt.date: "日期（如 2024-04-26）"}[wanted]
            raise ManifestError(f"{where} 的 {key} 应是{kind}，现在是 {value!r}。")
    entry = Entry(**table) if "file" in table else None  # type: ignore[arg-type]
    if entry is None:
        raise ManifestError(f"{where} 没有写 file：请写上文件名。")
    if entry.kind and entry.kind not in KINDS:
        raise ManifestError(f"{where} 的 kind 是 {entry.kind!r}，只能是 {'、'.join(KINDS)}。")
    if not (path.parent / entry.file).is_file():
        raise ManifestError(f"{where} 写的文件 {entry.file} 不存在：请改正文件名或放入文件。")
    return entry


def _check_unique(entries: list[Entry], path: Path) -> None:
    for name in ("file", "doc_id"):
        seen: set[str] = set()
        for entry in entries:
            value = getattr(entry, name)
            if value and value in seen:
                raise ManifestError(f"{path} 里 {name} = {value!r} 出现了两次：请改成各不相同。")
            seen.add(value)
