"""Cut the text of an item into statements: sentences, points of a list and rows, with heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.passages import language
from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import without_orders

_LABEL = re.compile(f"(?P<label>[{HAN}]{{2,10}})：(?=.)")
_SENTENCE = re.compile("(?<=[。！？!?])")
_SEGMENT = re.compile("[；;]")
_COMMA = re.compile("[，：]")
_POINT = re.compile(
    "(?:(?<=[：；。\n])|^)\\s*(?:[（(][一二三四五六七八九十0-9]+[)）]|[0-9]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]+、|[-•·])\\s*"
)
_TITLE = re.compile(f"^[{HAN}a-zA-Z0-9“”《》（）、]{{2,20}}$")
_OPENING = re.compile("^(?P<title>[^，。；：\n]{3,20})。(?=.)")
_BINDS = re.compile("应当?|不得|可以?|鼓励|提倡|禁止|必须|免")  # a rule is no title
_BOUND = re.compile(f"(?:^|[|])(?P<who>[{HAN}]{{2,10}}?(?:应当|不得|可以|必须))")
_ROW = re.compile(r"^\s*\|(?P<cells>.*)\|\s*$")
_RULE = re.compile(r"^[\s|:\-—–]+$")
_GOES_ON = re.compile("逾期|拒不|仍|情节|造成|其中|但|并")  # of the same case as the part before
_SUBJECT = 8  # characters with which a sentence begins, that its later parts may leave out


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an item says, as letters.

    `head` stands above it, `subject` is left out in it, `clauses` are its own. Statements of one
    `row` stand side by side: points of a list, or parts of a sentence between semicolons.
    """

    head: str
    subject: str
    clauses: tuple[str, ...]
    row: int
    listed: bool  # a point of a list, or a row of a table

    @property
    def text(self) -> str:
        """What it says itself."""
        return "|".join(self.clauses)

    @property
    def whole(self) -> str:
        """What it says, with its head and its subject."""
        return f"{self.head}|{self.subject}|{self.text}"

    @property
    def case(self) -> str:
        """When it holds, if it begins with that: 误差符合标准的."""
        return self.clauses[0] if len(self.clauses) > 1 and is_case(self.clauses[0]) else ""


def is_case(clause: str) -> bool:
    """Whether a clause (letters) says when something holds."""
    return bool(re.search("(?<![目标])的$|[时后]$|情形$|情况下$", clause)) and len(clause) > 2


@lru_cache(maxsize=1024)
def statements_of(text: str) -> tuple[Statement, ...]:
    """The statements of an item's text, in their order."""
    return tuple(_Reading().read(completed(without_orders(text)).replace("\t", "，")))


class _Reading:
    def __init__(self) -> None:
        self._title = ""
        self._above = ""  # in front of the points of a list
        self._columns = ""
        self._asked = ""  # the question before an answer
        self._last = ""  # the sentence before
        self._row = 0

    def read(self, text: str) -> Iterator[Statement]:
        opening = _OPENING.match(text.strip())
        if opening and not _BINDS.search(opening["title"]):
            self._title = _letters(opening["title"])
        for line in text.split("\n"):
            plain = line.strip()
            if not plain or _RULE.match(plain):
                continue
            if row := _ROW.match(plain):
                yield from self._cells(row["cells"])
                continue
            self._columns = ""
            points = _POINT.split(plain)
            numbered = len(points) > 1
            if not numbered and _TITLE.match(plain):
                self._title, self._above, self._asked = _letters(plain), "", ""
                self._row += 1
                yield Statement("", "", (self._title,), self._row, listed=False)
                continue
            yield from self._line(points, numbered=numbered)

    def _line(self, points: list[str], *, numbered: bool) -> Iterator[Statement]:
        first, *rest = points
        if first.strip():
            self._above = ""
            self._row += 1
            yield from self._sentences(first)
            if first.rstrip().endswith(("：", ":")):
                self._above = _letters(_SENTENCE.split(canonical(first).rstrip())[-1])
                self._row += 1
        elif not numbered:
            self._row += 1
        for point in rest:
            yield from self._point(point)

    def _point(self, point: str) -> Iterator[Statement]:
        for sentence in _SENTENCE.split(canonical(point).rstrip("；;")):
            clauses = _clauses(sentence)
            if clauses:
                yield Statement(self._head(self._above), "", clauses, self._row, listed=True)

    def _sentences(self, text: str) -> Iterator[Statement]:
        for sentence in _SENTENCE.split(canonical(text)):
            parts = [part for part in _SEGMENT.split(sentence) if _letters(part)]
            above = ""
            if len(parts) > 1 and "：" in parts[0]:
                above, parts[0] = parts[0].rsplit("：", 1)
            first = _letters(parts[0]) if parts else ""
            for place, part in enumerate(parts):
                clauses = _clauses(part)
                left_out = _subject(first) if place and not above else ""
                if left_out and _GOES_ON.match(part):
                    left_out = first
                elif clauses and "下列" in part and not place:
                    left_out = self._last  # what it is of, said before
                named = ""
                if label := _LABEL.match(part):
                    named, clauses = label["label"], _clauses(part[label.end() :])
                if clauses:
                    head = self._head(self._asked, _letters(above), named)
                    yield Statement(head, left_out, clauses, self._row, listed=len(parts) > 1)
            self._row += 1
            self._last = _letters(sentence)
            if asked := re.search("[？?]$", sentence.strip()):
                self._asked = _letters(sentence[: asked.start()])

    def _cells(self, row: str) -> Iterator[Statement]:
        plain = [_letters(canonical(cell)) for cell in row.split("|")]
        if not self._columns:
            self._columns = "|".join(plain)
            self._row += 1
            return
        cells = tuple(filter(None, plain))
        yield Statement(self._head(self._columns), "", cells, self._row, listed=True)

    def _head(self, *parts: str) -> str:
        return "|".join(part for part in (self._title, *parts) if part)


def _clauses(text: str) -> tuple[str, ...]:
    parts = (_letters(part) for part in _COMMA.split(text))
    return tuple(part for part in parts if part)


def _subject(sentence: str) -> str:
    """The words with which a sentence begins, and who is bound in it."""
    size = 0
    for word in language.words(sentence.split("|")[0]):
        if word.end > _SUBJECT:
            break
        size = word.end
    bound = _BOUND.search(sentence)
    return f"{sentence[:size]}|{bound['who']}" if bound else sentence[:size]


def _letters(text: str) -> str:
    return letters(canonical(text).replace("”“", "”、“")).strip("|")
