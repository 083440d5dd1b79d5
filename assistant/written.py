"""The words of an item as one reads them: on one line, its tables row by row."""

from __future__ import annotations

import re

from assistant.normalise import bare

_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"\|+")  # between the cells of a row that is an item of its own
_UNIT = re.compile(
    "(?P<name>.+)[（(](?:单位[：:])?(?P<unit>[十百千万亿]*(?:元|%|亩|户|人|个|公里|平方米|米|吨|天|年|小时)[^（）()]{0,5})[）)]"
)
_AMOUNT = re.compile(r"[0-9][0-9,.]*")
_NUMBERED = re.compile(r"(?<=[0-9][.．])\s+(?=[0-9])")
_SENTENCE = re.compile("(?<=[。；！？])")


def has_table(text: str) -> bool:
    """Whether rows of a table stand in a text."""
    return any(map(_ROW.match, text.splitlines()))


def rows_about(text: str, topic: str) -> list[str]:
    """The rows of a text's table that say most of a topic; none where all rows say as much."""
    rows = [block.rstrip() for block in _blocks(text) if block.endswith("\n")]
    asked = {pair for word in topic.split() for pair in _pairs(word)}
    # What every row says, as the names of the columns, tells none from another.
    telling = {pair for pair in asked if not all(pair in bare(row) for row in rows)}
    shares = [len(telling & _pairs(row)) for row in rows]
    most = max(shares, default=0)
    return [row for row, share in zip(rows, shares, strict=True) if share == most > 0]


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def row_under(header: str, row: str) -> str:
    """A row of tabs with the names of its columns: 病种：糖尿病；待遇有效期：长期."""
    columns, cells = ([c.strip() for c in line.strip().split("\t")] for line in (header, row))
    return _said(columns, cells).rstrip()


def sentences_of(text: str) -> list[str]:
    """The sentences of a text without white space; each row of a table is one of its own."""
    found: list[str] = []
    for block in _blocks(text):
        found += [block] if block.endswith("\n") else [s for s in _SENTENCE.split(block) if s]
    return [sentence.rstrip("\n") for sentence in found]


def readable(text: str) -> str:
    """The text on one line, with a line for each row of a table that stands in it."""
    return "".join(f"\n- {b.rstrip()}" if b.endswith("\n") else b for b in _blocks(text)).strip()


def on_one_line(text: str) -> str:
    """A text without white space; a space stands between the cells of a row, ；between rows."""
    lines = [_cells_apart(line) for line in text.splitlines() if line.strip()]
    return ("；" if "\t" in text.strip() else "").join(lines)


def joined(text: str) -> str:
    """A text without white space, but between a number and one that it numbers: 5. 2023年以来."""
    return "".join(_NUMBERED.sub("\0", text).split()).replace("\0", " ")


def _cells_apart(line: str) -> str:
    cells = (_BAR.sub("，", joined(cell)) for cell in line.strip().split("\t"))
    return " ".join(cells)


def _blocks(text: str) -> list[str]:
    """Prose without white space, and rows that end in a line break and say their columns."""
    blocks: list[str] = []
    header: list[str] | None = None
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is None:
            header = None
            plain = _cells_apart(line)
            if "\t" in line.strip():
                blocks.append(f"{plain}\n")
            elif blocks and not blocks[-1].endswith("\n"):
                blocks[-1] += plain
            elif plain:
                blocks.append(plain)
            continue
        cells = [cell.strip() for cell in row[1].split("|")]
        if header is None:
            header = cells
        elif not _RULE.fullmatch(line):
            blocks.append(_said(header, cells))
    return blocks


def _with_unit(head: str, cell: str) -> tuple[str, str]:
    """补助标准（元/餐）, 4 as 补助标准, 4元/餐: a bare number with its column's unit."""
    unit = _UNIT.fullmatch(head)
    bare_number = unit is not None and _AMOUNT.fullmatch(cell)
    return (unit["name"], cell + unit["unit"]) if unit and bare_number else (head, cell)


def _said(header: list[str], cells: list[str]) -> str:
    """补贴项目：引客入云奖励；补贴对象：旅行社; a number of the row stands before it."""
    pairs = [(head, cell) for head, cell in zip(header, cells, strict=False) if cell]
    number = pairs[0][1] + "．" if pairs and pairs[0][1].isdigit() else ""
    shown = [_with_unit(*pair) for pair in (pairs[1:] if number else pairs)]
    return number + "；".join(f"{head}：{cell}" if head else cell for head, cell in shown) + "\n"
