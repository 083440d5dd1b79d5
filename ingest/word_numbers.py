"""The numbers that Word writes before paragraphs and keeps out of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cn2an

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str  # （%1） or %1.%2
    start: int


class WordNumbers:
    """Counts a document's numbered paragraphs as Word does while it lays them out."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # numId to the abstract list that it counts in
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = document.styles.element
        parts = [one.target_part for one in document.part.rels.values() if not one.is_external]
        for part in parts:
            if str(part.partname) == "/word/numbering.xml":
                self._read(part.element)

    def label(self, paragraph: Any, *, alone: bool = False) -> str:
        """The number that Word shows before a paragraph; empty for none and for bullets.

        A blank paragraph has none unless it stands `alone` in its cell: 序号 counted by Word.
        """
        found = self._place(paragraph)
        if found is None or not (alone or "".join(paragraph.itertext()).strip()):
            return ""
        number, depth = found
        levels = self._levels.get(number, {})
        level = levels.get(depth)
        if level is None or level.format in {"bullet", "none"}:
            return ""
        counts = self._counts.setdefault(self._lists[number], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return re.sub(
            r"%(\d)", lambda mark: self._numeral(levels, counts, int(mark[1]) - 1), level.text
        )

    def _numeral(self, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return _write(counts.get(depth, level.start), level.format)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and the depth of a paragraph, its own or those of its style."""
        properties = paragraph.find(f"{_W}pPr")
        seen: set[str] = set()
        while properties is not None:
            number = properties.find(f"{_W}numPr/{_W}numId")
            if number is not None:
                depth = properties.find(f"{_W}numPr/{_W}ilvl")
                name = str(number.get(f"{_W}val"))
                return (name, int(depth.get(f"{_W}val")) if depth is not None else 0)
            style = properties.find(f"{_W}pStyle")
            style = style if style is not None else properties.find(f"../{_W}basedOn")
            name = str(style.get(f"{_W}val")) if style is not None else ""
            if not name or name in seen:
                return None
            seen.add(name)
            properties = self._style(name)
        return None

    def _style(self, name: str) -> Any:
        for style in self._styles.findall(f"{_W}style"):
            if style.get(f"{_W}styleId") == name:
                return style.find(f"{_W}pPr")
        return None

    def _read(self, numbering: Any) -> None:
        abstract = {
            one.get(f"{_W}abstractNumId"): one for one in numbering.findall(f"{_W}abstractNum")
        }
        for one in numbering.findall(f"{_W}num"):
            number = str(one.get(f"{_W}numId"))
            source = str(one.find(f"{_W}abstractNumId").get(f"{_W}val"))
            levels = _levels(abstract[source]) if source in abstract else {}
            overrides = one.findall(f"{_W}lvlOverride")
            for override in overrides:
                depth = int(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                if start is not None and depth in levels:
                    old = levels[depth]
                    levels[depth] = _Level(old.format, old.text, int(start.get(f"{_W}val")))
            self._levels[number] = levels
            self._lists[number] = number if overrides else f"abstract {source}"


def _levels(abstract: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in abstract.findall(f"{_W}lvl"):
        said = {name: one.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start")}
        values = {
            name: str(found.get(f"{_W}val")) if found is not None else ""
            for name, found in said.items()
        }
        levels[int(one.get(f"{_W}ilvl"))] = _Level(
            values["numFmt"] or "decimal", values["lvlText"], int(values["start"] or 1)
        )
    return levels


def _write(number: int, layout: str) -> str:
    """A count in the numerals of a Word number format; unknown formats count in digits."""
    if layout.startswith(("chinese", "japanese", "taiwanese")):
        return str(cn2an.an2cn(number)).removeprefix("一" if 10 <= number < 20 else "\0")
    if layout.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if layout in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if layout == "upperLetter" else letter
    if layout == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    return str(number)
