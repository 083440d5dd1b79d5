"""Word documents: paragraphs with the numbers that Word writes, tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.reading import GridCell, Reading, TextBuilder
from ingest.word_numbers import WordNumbers

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SUFFIXES = (".docx", ".docm")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path) -> Reading:
    """Read one document's body; headers, footers and text boxes are left out."""
    from docx import Document

    document = Document(str(path))
    builder = TextBuilder()
    numbers = WordNumbers(document)
    levels = _levels(document)
    for element in _body(document.element.body):
        if element.tag == f"{_W}tbl":
            builder.table(_cells(element, numbers))
        else:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            level = levels.get(style.get(f"{_W}val") if style is not None else "")
            said = numbers.label(element) + _plain(element)
            for line in said.split("\n"):
                builder.paragraph(line, level=level)
    return builder.reading()


def _body(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    for child in element:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"}:
            yield from _body(child)


def _levels(document: WordDocument) -> dict[str, int]:
    """Heading level by style id: 标题 1, Heading 1, and Title."""
    levels: dict[str, int] = {}
    for style in document.styles:
        named = re.fullmatch(r"(?:heading|标题)\s*(\d)", style.name or "", re.IGNORECASE)
        if named:
            levels[style.style_id] = int(named[1])
        elif (style.name or "").lower() == "title":
            levels[style.style_id] = 1
    return levels


def _plain(paragraph: Any) -> str:
    """A paragraph's words as they stand after tracked changes, without text boxes."""
    words: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if any(above.tag == f"{_W}txbxContent" for above in node.iterancestors()):
            continue
        if node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.getparent().tag == f"{_W}r":
            words.append(" " if node.tag == f"{_W}tab" else "\n")
    return "".join(words)


def _cells(table: Any, numbers: WordNumbers) -> Iterator[GridCell]:
    """The cells of a table; one merged downwards reaches over the rows that continue it."""
    open_cells: dict[int, GridCell] = {}
    done: list[GridCell] = []
    for row, element in enumerate(table.iter(f"{_W}tr")):
        if element.getparent() is not table:
            continue  # of a table inside a cell, whose words are in that cell already
        column = _skipped(element)
        for cell in element.findall(f"{_W}tc"):
            columns = int(_value(cell, "gridSpan") or 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = open_cells.get(column)
            if merge is not None and merge.get(f"{_W}val") != "restart" and above:
                open_cells[column] = GridCell(
                    above.text, above.row, column, row - above.row + 1, above.colspan
                )
            else:
                if above:
                    done.append(above)
                said = (numbers.label(one) + _plain(one) for one in cell.iter(f"{_W}p"))
                text = "\n".join(filter(None, said))
                open_cells[column] = GridCell(text, row, column, 1, columns)
            column += columns
    return iter([*done, *open_cells.values()])


def _skipped(row: Any) -> int:
    """How many columns a row leaves out at its start."""
    return int(_value(row, "gridBefore") or 0)


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}tcPr/{_W}{name}")
    if found is None:
        found = element.find(f"{_W}trPr/{_W}{name}")
    return str(found.get(f"{_W}val")) if found is not None else ""
