"""The folder is the registry: each module here reads the formats that its SUFFIXES name.

A reader module has `SUFFIXES`, a tuple of lower-case endings with the dot, and
`read(path: Path) -> Reading`.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from ingest.characters import is_traditional, mended, simplified
from ingest.errors import (
    CorpusError,
    MissingLibraryError,
    UnknownFormatError,
    UnreadableFileError,
    because,
)
from ingest.formats import check_size, suffix_of
from ingest.items import ReadWarning
from ingest.reading import Reading

_SAMPLE = 20_000  # characters
_MOST_STRANGE = 0.08  # of them; signs of symbol fonts before lists are rarer
_MOST_PARTS = 50_000  # paragraphs and rows; a code of laws has a tenth of it
_MOST_SENTENCES = 100_000  # each has a vector of its own where its item is long


class Reader(Protocol):
    """What a module in this folder offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Reading:
        """Read one file; raises `CorpusError` with what to do."""


@cache
def readers() -> dict[str, Reader]:
    """Every reader by the suffix it reads. Importing a reader must not load its library."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(__path__):
        reader = cast(Reader, importlib.import_module(f"{__name__}.{module.name}"))
        found.update(dict.fromkeys(reader.SUFFIXES, reader))
    return found


def read(path: Path) -> Reading:
    """Read a file with the reader for its content and suffix.

    Raises `UnknownFormatError`, `MissingLibraryError` or `UnreadableFileError`.
    """
    if not path.is_file():
        raise UnreadableFileError(f"找不到文件 {path}：请检查路径。")
    reader = _choose(path)
    try:
        reading = reader.read(path)
    except CorpusError:
        raise
    except ImportError as missing:
        raise MissingLibraryError(
            f"读取 {path.name} 需要 {missing.name}，但没有安装：请运行 pip install {missing.name}。"
        ) from missing
    except (MemoryError, RecursionError) as excess:
        raise UnreadableFileError(
            f"{path.name} 过于复杂，读不下：请删去与文件内容无关的部分，或拆成几份再导入。"
        ) from excess
    except Exception as damage:
        raise UnreadableFileError(
            f"读不了 {path.name}：文件可能已损坏或过于复杂{because(damage)}。"
            "请重新导出这份文件，或另存为 .docx、.txt 后再试。"
        ) from damage
    if not reading.text.strip():
        raise UnreadableFileError(
            f"{path.name} 里没有文字：请检查文件内容；若是图片，请换成更清楚的扫描件。"
        )
    if _is_noise(reading.text):
        raise UnreadableFileError(
            f"{path.name} 读出来是乱码：文件可能已损坏，或文字编码、字体有问题。"
            "请用 Office 或 WPS 打开后另存为 .docx 再导入。"
        )
    parts = len(reading.blocks) + sum(len(table.rows) for table in reading.tables)
    if parts > _MOST_PARTS:
        raise UnreadableFileError(
            f"{path.name} 有 {parts} 个段落和表格行，一份文件最多读 {_MOST_PARTS} 个："
            "请删去与文件内容无关的部分，或拆成几份再导入。"
        )
    sentences = sum(map(reading.text.count, "。；;！？!?"))
    if sentences > _MOST_SENTENCES:
        raise UnreadableFileError(
            f"{path.name} 有 {sentences} 句，一份文件最多读 {_MOST_SENTENCES} 句："
            "请删去与文件内容无关的部分，或拆成几份再导入。"
        )
    return _in_simplified(replace(reading, text=mended(reading.text)))


def _in_simplified(reading: Reading) -> Reading:
    """The reading of a document in traditional characters, as one in simplified ones."""
    if not is_traditional(reading.text):
        return reading
    message = "原文是繁体字，已逐字转成简体字来读：请对照原件核对名称。"
    warning = ReadWarning("traditional", message)
    return replace(reading, text=simplified(reading.text), warnings=(*reading.warnings, warning))


def _is_noise(text: str) -> bool:
    """Whether a text is what damaged bytes give: many characters that no script has."""
    sample = text[:_SAMPLE]
    strange = sum(unicodedata.category(char) in {"Co", "Cn", "Cs", "Cc"} for char in sample)
    strange -= sum(char in "\n\t\r" for char in sample)
    return strange > _MOST_STRANGE * len(sample)


def _choose(path: Path) -> Reader:
    suffix = suffix_of(path)
    if suffix == ".zip":
        raise UnknownFormatError(
            f"{path.name} 是压缩包，里面的文件要分开读：请解压后逐份导入，或把压缩包放进语料目录。"
        )
    reader = readers().get(suffix)
    if reader is None:
        known = "、".join(sorted(readers()))
        raise UnknownFormatError(
            f"读不了 {path.name}：没有能读“{suffix or '无后缀'}”的读取器；现有读取器：{known}。"
            "请另存为其中一种格式，或把它移出语料目录。"
        )
    check_size(path, suffix)
    return reader
