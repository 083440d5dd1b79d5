"""Word documents: paragraphs with the numbers that Word writes, tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.reading import GridCell, Reading, TextBuilder
from ingest.word_numbers import WordNumbers

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SUFFIXES = (".docx", ".docm")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABEL_LENGTH = 8
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = {
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
}


def read(path: Path) -> Reading:
    """Read one document's body, text boxes included; headers and footers are left out."""
    from docx import Document

    document = Document(str(path))
    _accept_changes(document.element.body)
    _drop_unsaid(document.element.body)
    builder = TextBuilder()
    numbers = WordNumbers(document)
    _write(document.element.body, builder, numbers, _levels(document))
    return builder.reading()


def _accept_changes(body: Any) -> None:
    """Take out what tracked changes delete or move away, and drawings said twice."""
    dropped = (f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback")
    for name in dropped:
        for node in list(body.iter(name)):
            if node.getparent() is not None:
                node.getparent().remove(node)
    for row in list(body.iter(f"{_W}tr")):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            row.getparent().remove(row)


def _drop_unsaid(body: Any) -> None:
    """Take out hidden words, and struck ones beside others that stand in their place.

    A cell or a paragraph that is struck as a whole is done or void, and still says what it was.
    """
    for run in list(body.iter(f"{_W}r")):
        if _is_set(run, "vanish"):
            run.getparent().remove(run)
    struck: dict[Any, list[Any]] = {}  # by the cell or paragraph that they stand in
    for run in body.iter(f"{_W}r"):
        if _is_set(run, "strike", "dstrike"):
            paragraph = next(run.iterancestors(f"{_W}p"), run)
            struck.setdefault(next(run.iterancestors(f"{_W}tc"), paragraph), []).append(run)
    for around, runs in struck.items():
        if _says_else(around):
            for words in [one for run in runs for one in run.iter(f"{_W}t")]:
                words.text = ""


def _is_set(run: Any, *names: str) -> bool:
    """Whether a run has one of these properties: vanish, strike."""
    found = [run.find(f"{_W}rPr/{_W}{name}") for name in names]
    return any(one is not None and one.get(f"{_W}val") not in {"0", "false"} for one in found)


def _says_else(around: Any) -> bool:
    """Whether a cell or a paragraph has words that are not struck."""
    runs = (run for run in around.iter(f"{_W}r") if not _is_set(run, "strike", "dstrike"))
    said = "".join(words.text or "" for run in runs for words in run.iter(f"{_W}t"))
    return len(re.findall("[一-鿿]", said)) > 1


def _write(parent: Any, builder: TextBuilder, numbers: WordNumbers, levels: dict[str, int]) -> None:
    for element in _body(parent):
        if element.tag == f"{_W}tbl":
            _write_table(element, builder, numbers, levels)
            continue
        style = element.find(f"{_W}pPr/{_W}pStyle")
        level = levels.get(style.get(f"{_W}val") if style is not None else "")
        said = numbers.label(element) + _plain(element)
        for line in said.split("\n"):
            builder.paragraph(line, level=level)
        for box in element.iter(f"{_W}txbxContent"):
            _write(box, builder, numbers, levels)


def _write_table(
    table: Any, builder: TextBuilder, numbers: WordNumbers, levels: dict[str, int]
) -> None:
    """A table, or the content of its cells where it only places other tables on the page."""
    cells = [cell for row in _rows(table) for cell in _cells_of(row)]
    inner = [cell for cell in cells if cell.find(f".//{_W}tbl") is not None]
    if inner and len(inner) * 2 >= len(cells):
        for cell in cells:
            _write(cell, builder, numbers, levels)
        return
    builder.table(_cells(table, numbers))
    for cell in inner:
        for nested in cell.iterfind(f"{_W}tbl"):
            if nested in list(_labelled(cell)):
                continue
            _write_table(nested, builder, numbers, levels)


def _body(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls and insertions too."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _body(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells_of(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells_of(child)


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
    """A paragraph's words, without those of text boxes in it."""
    words: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p")) is not paragraph:
            continue
        if node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.tag == f"{_W}noBreakHyphen":
            words.append("-")
        elif node.getparent().tag == f"{_W}r":
            words.append(" " if node.tag == f"{_W}tab" else "\n")
    return "".join(words)


def _cells(table: Any, numbers: WordNumbers) -> Iterator[GridCell]:
    """The cells of a table; one merged downwards reaches over the rows that continue it."""
    open_cells: dict[int, GridCell] = {}
    done: list[GridCell] = []
    for row, element in enumerate(_rows(table)):
        column = _skipped(element)
        for cell in _cells_of(element):
            columns = int(_value(cell, "gridSpan") or 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = open_cells.get(column)
            if merge is not None and merge.get(f"{_W}val") != "restart" and above:
                open_cells[column] = replace(above, rowspan=row - above.row + 1)
            else:
                if above:
                    done.append(above)
                own = list(_paragraphs(cell))
                said = [numbers.label(one, alone=len(own) == 1) + _plain(one) for one in own]
                said += [line for one in _labelled(cell) for line in _labels_of(one)]
                text = "\n".join(filter(None, said))
                open_cells[column] = GridCell(text, row, column, 1, columns, _strong(cell))
            column += columns
    return iter([*done, *open_cells.values()])


def _strong(cell: Any) -> str:
    """What is in bold type in a cell; what stands apart in it is on a line of its own."""
    words: list[str] = []
    for run in cell.iter(f"{_W}r"):
        said = "".join(one.text or "" for one in run.iter(f"{_W}t"))
        words.append(said if _is_set(run, "b") or _is_black(run) else "\n")
    return "".join(words).strip()


def _is_black(run: Any) -> bool:
    """Whether a run is in 黑体, the bold face of printers."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    return fonts is not None and fonts.get(f"{_W}eastAsia") in {"黑体", "SimHei"}


def _labelled(cell: Any) -> Iterator[Any]:
    """The tables in a cell that are labels with what they say: 牵头单位 beside an office."""
    for table in cell.iterfind(f"{_W}tbl"):
        rows = [list(_cells_of(row)) for row in _rows(table)]
        if all(len(row) == 2 and 1 < len(_words(row[0])) <= _LABEL_LENGTH for row in rows):
            yield table


def _labels_of(table: Any) -> Iterator[str]:
    for row in _rows(table):
        label, value = map(_words, _cells_of(row))
        yield f"{label.rstrip('：:')}：{value}"


def _words(cell: Any) -> str:
    return "、".join(filter(None, (_plain(one).strip() for one in _paragraphs(cell))))


def _paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell, without those of a table in it."""
    return (one for one in _body(cell) if one.tag == f"{_W}p")


def _skipped(row: Any) -> int:
    """How many columns a row leaves out at its start."""
    return int(_value(row, "gridBefore") or 0)


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}tcPr/{_W}{name}")
    if found is None:
        found = element.find(f"{_W}trPr/{_W}{name}")
    return str(found.get(f"{_W}val")) if found is not None else ""
