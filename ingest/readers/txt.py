"""Plain text in whatever encoding Chinese offices save it: UTF-8, GB18030, UTF-16."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.characters import visible
from ingest.errors import UnreadableFileError
from ingest.reading import Reading, paragraphs
from ingest.table_boxes import unboxed
from ingest.table_spaces import unaligned

_STROKE = re.compile(r"[ \t]*\|[| \t]*$", re.MULTILINE)
_BETWEEN = re.compile(r"\|[ \t]*[^|\s]")  # a stroke between two cells of one line
_STROKES = 6  # fewer are no table
SUFFIXES = (".txt", ".text")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(path: Path) -> Reading:
    """Read one text file; lines broken at a fixed width are joined to paragraphs."""
    text = _without_rules(unaligned(unboxed(decode(path))))
    return Reading(text, paragraphs(text))


def _without_rules(text: str) -> str:
    """Take away the strokes that end lines where a page's table was copied cell by cell."""
    if len(_STROKE.findall(text)) < _STROKES or _BETWEEN.search(text):
        return text
    return _STROKE.sub("", text)


def decode(path: Path) -> str:
    """The file's text with line ends as `\\n`, without byte order mark.

    Raises `UnreadableFileError` when no encoding fits.
    """
    data = path.read_bytes()
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    text = data.decode(encoding) if encoding else _guess(data, path.name)
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def _guess(data: bytes, name: str) -> str:
    """Strict UTF-8 and GB18030 first: short texts mislead a statistical guess."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFileError(f"认不出 {name} 的文字编码：请另存为 UTF-8 编码后再试。")
    return str(best)
