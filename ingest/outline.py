"""What is a number at the start of a paragraph, and what nests under what."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import cn2an

_CN = "[〇○零一二三四五六七八九十百千两]{1,9}"
# A number and a full stop at the start of a line can also be a quantity: 1.5万亿元. Without digits
# behind it the stop ends a number, whatever follows: 29.百名专家引进项目.
# 11.121人才项目: three digits and more with no unit behind them are part of what is numbered.
_LONG_NUMBER = (
    r"(?=\d{3,4}(?!\s*(?:[万亿千百倍元吨米亩克升个名户家]|公|平|立|人(?!才)|%|％))[一-鿿“])"
)
_NOT_FRACTION = r"(?![\d.．]|\s*[%％])"
_NOT_QUANTITY = r"(?![\d.．]|\s*(?:[万亿千百倍元吨]|个|%|％))"
_YEAR = r"(?=\s?(?:19|20)\d\d\s?年)"
_WORDS = (
    "专项行动|重点任务|重点工作|重点工程|任务|行动|举措|措施|工程|目标|要点|事项"
    "|项目|实事|问题|专栏"
)
_MOTIONS = "(?:人大)?(?:代表)?建议|(?:政协)?(?:委员)?提案|议案"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as written at the start of a text; `end` is where what it numbers begins."""

    style: str
    number: int
    label: str
    end: int

    @property
    def numeral(self) -> str:
        """The bare numeral as written, as item ids use it: 二, 4, 行动一, 第三条."""
        if self.style.startswith(("word", "step", "article", "chapter", "part", "division")):
            return re.sub(r"[\s：:、.．]", "", self.label)
        if self.style.startswith("decimal"):
            return self.label.replace("．", ".").strip("、. ")
        return re.sub(r"[\s（()）〔〕、.．*＊]", "", self.label)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    rank: float  # smaller is higher
    pattern: re.Pattern[str]


def _style(name: str, rank: float, pattern: str) -> _Style:
    return _Style(name, rank, re.compile(pattern))


_ORDINAL = rf"第\s?(?P<n>{_CN}|\d{{1,4}})\s?"
_NOT_CITED = "(?![例款件规所的、，和至或及第中])"  # 第三条规定的… begins a sentence
_STYLES = (
    _style(
        "part", 0, rf"(?P<label>{_ORDINAL}(?:编|部分|网格|片区|板块|大类|战役|篇章))(?![的，。])"
    ),
    _style("chapter", 1, rf"(?P<label>{_ORDINAL}章){_NOT_CITED}"),
    _style("division", 2, rf"(?P<label>{_ORDINAL}节){_NOT_CITED}"),
    _style("article", 3.5, rf"(?P<label>{_ORDINAL}条(?:之[一二三四五六七八九十])?){_NOT_CITED}"),
    _style("section", 3, rf"(?P<label>(?P<n>{_CN})\s?[、.．])"),
    _style("bracketed", 4, rf"(?P<label>[（(〔]\s?(?P<n>{_CN})\s?[）)〕]\s?[、.．]?)"),
    _style("bracketed", 4, r"(?P<label>(?P<n>[㈠-㈩])[、.．]?)"),
    _style(
        "decimal",
        5.5,
        r"(?P<label>\d{1,2}(?:[.．](?P<n>\d{1,2})){1,3})(?!\d)[、.．]?(?=[\s一-鿿“《])"
        + _NOT_QUANTITY,
    ),
    _style(
        "arabic",
        5,
        rf"(?P<label>[*＊]?(?P<n>\d{{1,3}})\s?(?:[.．]{_YEAR}|[、.．]{_NOT_FRACTION}|[.．]{_LONG_NUMBER}))",
    ),
    _style("arabic_bracketed", 6, r"(?P<label>[（(]\s?(?P<n>\d{1,3})\s?[）)])"),
    _style("arabic_half", 6.5, r"(?P<label>(?P<n>\d{1,3})\s?[）)])"),
    _style("circled", 7, r"(?P<label>(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿⑴-⒇⒈-⒛]))"),
    _style(  # 第27号　关于…的建议, 提案第108号：…: motions keep the numbers of their filing
        "filed",
        5,
        rf"(?P<label>第\s?(?P<n>\d{{1,4}})\s?号)(?:{_MOTIONS})?(?:[\s：:]*(?=关于)|(?<=[建提议][议案])[\s：:]+)",
    ),
    _style("filed", 5, rf"(?P<label>(?:{_MOTIONS})第\s?(?P<n>\d{{1,4}})\s?号)[\s：:]+"),
    _style(  # 环节1：名称申报: a step of a service
        "step",
        3.2,
        rf"(?P<label>(?:环节|步骤|流程)\s?(?P<n>{_CN}|\d{{1,3}})\s?(?:[：:、.．]|(?=\s|$)))",
    ),
    _style(
        "word",
        3.2,
        rf"(?P<label>(?:{_WORDS})\s?(?P<n>{_CN}|\d{{1,3}})\s?(?:[：:、.．]|(?=\s|$)))",
    ),
)
BOX = "word 专栏"  # a box among the numbers, with numbers of its own
# Most paragraphs begin with none of these, and need no closer look.
_BEGINS = re.compile(
    r"[\d第〇○零一二三四五六七八九十百千两（(〔*＊①-⒛❶-❿㉑-㊿㈠-㈩]|环节|步骤|流程|"
    + f"{_WORDS}|{_MOTIONS}"
)
RANKS = {style.name: style.rank for style in _STYLES}


@lru_cache(1024)
def number_of(numeral: str) -> int:
    """The value of a numeral: 十六, 16, ⑯, １６ are all 16."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and not re.fullmatch(_CN, numeral):
        return int(unicodedata.numeric(numeral))
    return int(cn2an.cn2an(re.sub("[〇○]", "零", numeral), "smart"))


def marker(text: str) -> Marker | None:
    """The number that `text` begins with, or None."""
    if not _BEGINS.match(text):
        return None
    for style in _STYLES:
        found = style.pattern.match(text)
        if not found:
            continue
        try:
            number = number_of(found["n"])
        except ValueError:
            continue
        rest = text[found.end() :]
        end = found.end() + len(rest) - len(rest.lstrip())
        name = style.name
        if name == "decimal":
            name += str(len(re.findall("[.．]", found["label"])))
        elif name == "word":
            name += " " + re.split(rf"\s|{_CN}|\d", found["label"])[0]
        return Marker(name, number, found["label"].strip(), end)
    return None


@dataclass(frozen=True, slots=True)
class Level:
    """One open heading on the way down to a paragraph; `marker` is None without a number."""

    marker: Marker | None
    rank: float
    key: int  # which paragraph opened it
    level: int | None = None  # where the format itself ranks headings


def rank_of(found: Marker) -> float:
    """How high a style stands by itself: 一、 above （一） above 1."""
    return RANKS[re.split(r"\d| ", found.style)[0]]


class Outline:
    """The stack of open headings while paragraphs go by."""

    def __init__(self) -> None:
        self._open: list[Level] = []
        self._last: dict[str, int] = {}  # the last number of each style
        self._outside: dict[str, int] = {}  # the same, when the open box began

    @property
    def path(self) -> tuple[Level, ...]:
        """The open headings, outermost first."""
        return tuple(self._open)

    def clear(self) -> None:
        """Start over, as an annex does."""
        self._open.clear()

    def unnumbered(self, level: int, key: int) -> None:
        """Open a heading that has a level of its format instead of a number."""
        self._leave(level)
        rank = self._open[-1].rank + 0.01 if self._open else 0.0
        self._open.append(Level(None, rank, key, level))

    def number(self, found: Marker, key: int, level: int | None = None) -> None:
        """Open a numbered heading under the nearest one that outranks it."""
        if level is not None:
            self._leave(level)
        if self._goes_on_outside(found):
            self._close_box()
        rank = self._rank(found, level)
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        if found.style == BOX:
            self._outside, self._last = self._last, {}
        self._last[found.style] = found.number
        self._open.append(Level(found, rank, key, level))

    def _box(self) -> int | None:
        """Where in the open headings a box stands."""
        boxes = (i for i, one in enumerate(self._open) if one.marker and one.marker.style == BOX)
        return next(boxes, None)

    def _goes_on_outside(self, found: Marker) -> bool:
        """Whether a number inside a box continues those from before it: 6. after a box's 1. 2."""
        if self._box() is None or found.style == BOX:
            return False
        inside = self._last.get(found.style, 0)
        return found.number == self._outside.get(found.style, -1) + 1 and (
            found.number != inside + 1
        )

    def _close_box(self) -> None:
        del self._open[self._box() :]
        self._last = self._outside

    def _leave(self, level: int) -> None:
        """Close what a heading of this level does not stand under."""
        while self._open and (self._open[-1].level is None or self._open[-1].level >= level):
            self._open.pop()

    def _rank(self, found: Marker, level: int | None) -> float:
        """A style keeps the rank of its open heading; 任务一 ranks just under what it first met.

        A list that begins below a heading of the format has its numbers below that one.
        """
        for one in reversed(self._open):
            if one.marker and one.marker.style == found.style:
                begins = one.level is not None and level is None and found.number == 1
                return one.rank + 0.1 if begins else one.rank
        if found.style == BOX:
            return RANKS["bracketed"]
        if found.style.startswith("decimal"):
            return RANKS["decimal"] + 0.1 * int(found.style[-1])
        if found.style.startswith(("word", "step")):
            above = self._open[-1].rank if self._open else 0.0
            return max(RANKS["word"], above + 0.1)
        return RANKS[found.style]
