"""Tag amounts, edges and sums with the column that they are said of: 总投资过了5000万."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.further import Asked, plain, words
from assistant.numerals import NUMERAL, read_numeral
from assistant.wordings import Tag
from index import CellCondition
from ingest.quantities import scale_of, scaled

VALUE, EDGE, SUM = "cell.value", "cell.edge", "cell.sum"
WEIGHT = 12  # of what names a column: more than ways of asking, less than quotation marks
_NEAR = 6  # characters between a column and what is said of it
_NUMBER = (
    "(?P<number>[0-9]+(?:[.,，][0-9]+)*|[一二两三四五六七八九十百零半]+)"
    "个?(?P<scale>百万|千万|万|亿|千|百)?"
)
_UNIT = (
    "(?P<unit>元|块|人民币|个(?!亿)|项|条|件|处|亩|人|户|公里|吨|次|座|套|辆|台|名|家|平方米|平米|公顷|所|张|期|%"
    "|年|月|日|号|天)?钱?"
)
_MONEY = {None, "元", "块", "人民币"}
_COMPARED = ("more", "least", "fewer", "most", "least2", "most2")
_TOP = re.compile(f"^的?(?:前|头)?({NUMERAL})(?:个|项|名|家|件|条)")
_OF_ITEMS = re.compile("的(?:项目|工程)")
_SAYS = "是为写有才就的"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column has to say, how an answer speaks of it, and what the user says it is."""

    cells: CellCondition
    words: str
    said: str

    def apart(self) -> list[Condition]:
        """何山和林溪 one by one."""
        each = self.said.split("、")
        if len(each) != len(self.cells.texts):
            return [self]
        return [Condition(replace(self.cells, texts=(one,)), f"“{one}”", one) for one in each]


@dataclass(frozen=True, slots=True)
class Edge:
    """The most or the least of an amount, and how many from there on are asked for."""

    asked: Asked
    descending: bool
    top: int = 1


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    said = words()
    compared = "|".join(f"(?P<{name}>{said[name]})" for name in ("more", "least", "fewer", "most"))
    after = f"(?P<least2>{said['least_after']})|(?P<most2>{said['most_after']})"
    return {
        "between": re.compile(
            rf"{_NUMBER}(?:元|块)?钱?(?:到|至|[-—～~])(?P<upper>[0-9.]+)(?P<scale2>百万|千万|万|亿)"
        ),
        "amount": re.compile(f"(?:{compared}|[{_SAYS}]*){_NUMBER}{_UNIT}(?:{after})?"),
        "round": re.compile("(?:上|过|超[过出]?|破|突破|达到?|够)了?(?P<scale>亿|千万|百万)"),
        "first": re.compile(f"(?:排(?:在|名)?|数)?前(?P<top>{NUMERAL})(?:名|位|个|项)?的?"),
        "edge": re.compile(f"(?P<down>{said['descending']})|(?P<up>{said['ascending']})"),
        "sum": re.compile(said["sum"]),
    }


def figure_tags(
    text: str, columns: Sequence[Tag], money: Asked | None
) -> tuple[list[Tag], list[Tag]]:
    """Amounts, edges and sums, each as one tag with its column; and the columns that are left.

    `money` are the columns that an amount in 万 or 亿 is said of where none is named.
    """
    reader = _Figures(text, columns, money)
    return list(reader.tags()), [column for column in columns if column not in reader.taken]


class _Figures:
    def __init__(self, text: str, columns: Sequence[Tag], money: Asked | None) -> None:
        self._text = text
        self._columns = columns
        self._money = money
        self.taken: list[Tag] = []

    def tags(self) -> Iterator[Tag]:
        """Every figure; a column is of the first that is said of it."""
        patterns = _patterns()
        for match in patterns["between"].finditer(self._text):
            yield from self._tag(match, self._between(match), VALUE)
        for match in patterns["amount"].finditer(self._text):
            yield from self._tag(match, self._amount(match), VALUE)
        for match in patterns["round"].finditer(self._text):
            yield from self._tag(match, self._round(match), VALUE)
        for match in patterns["edge"].finditer(self._text):
            yield from self._edge(match)
        for match in patterns["first"].finditer(self._text):
            column, top = self._beside(match), read_numeral(match["top"])
            edge = Edge(column.value, descending=True, top=top) if column and top else None
            yield from self._tag(match, edge, EDGE)
        for match in patterns["sum"].finditer(self._text):
            column = self._beside(match)
            yield from self._tag(match, column.value if column else None, SUM)

    def _tag(self, match: re.Match[str], value: object, kind: str, *, more: int = 0) -> list[Tag]:
        """The tag of a figure together with its column, which is taken."""
        if value is None:
            return []
        column = self._beside(match)
        spans = [match.span(), *([(column.start, column.end)] if column else [])]
        start, end = min(a for a, _ in spans), max(b for _, b in spans) + more
        self.taken += [column] if column else []
        return [Tag(kind, start, end, self._text[start:end], value, 2 * WEIGHT)]

    def _beside(self, match: re.Match[str]) -> Tag | None:
        """The column that a figure is said of: around it, right before or right after it."""
        near = []
        for column in self._columns:
            if column in self.taken:
                continue
            inside = column.start <= match.start() <= column.end
            before = column.end <= match.start()
            ends = (column.end, match.start()) if before else (match.end(), column.start)
            between = "" if inside else self._text[slice(*ends)]
            if inside or (len(between) <= _NEAR and not re.search("[，。？！；]", between)):
                near.append((len(between), column))
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _between(self, match: re.Match[str]) -> Condition | None:
        """2000万到4000万."""
        column = self._beside(match)
        asked = column.value if column else self._money
        if asked is None:
            return None
        columns = asked.measured
        least = scaled(match["number"], match["scale"] or match["scale2"])
        most = scaled(match["upper"], match["scale2"])
        cells = CellCondition(columns, least=least, most=most)
        return Condition(cells, f"{plain(columns[0])}{match.group()}", match.group())

    def _amount(self, match: re.Match[str]) -> Condition | None:
        """过了5000万, 3500万, 不到500 right behind the column that it is said of."""
        column, number, scale = self._beside(match), match["number"], match["scale"] or ""
        compared = any(match[name] for name in _COMPARED)
        if match["unit"] not in _MONEY and not (column and _has_unit(column.value, match["unit"])):
            return None
        large = re.search("[万亿]", scale) is not None
        digits = number[0].isdigit()
        behind = column is not None and column.end <= match.start() + 1
        if not large and not (digits and behind):
            return None
        of_items = _OF_ITEMS.match(self._text, match.end()) is not None
        asked = column.value if column else self._money if compared or of_items else None
        read = number if digits else read_numeral(number)
        if asked is None or read is None:
            return None
        columns = asked.measured
        amount = scaled(str(read), scale or scale_of(columns[0]))
        below = match["fewer"] or match["most"] or match["most2"]
        above = match["more"] or match["least"] or match["least2"]
        cells = CellCondition(
            columns,
            least=None if below else amount,
            most=None if above and not below else amount,
            strict=bool(match["more"] or match["fewer"]),
        )
        said = match.group().strip(_SAYS)
        return Condition(cells, f"{plain(columns[0])}{said}", said)

    def _round(self, match: re.Match[str]) -> Condition | None:
        """上亿, 过千万."""
        column = self._beside(match)
        asked = column.value if column else self._money
        if asked is None:
            return None
        columns = asked.measured
        cells = CellCondition(columns, least=scaled("1", match["scale"]))
        return Condition(cells, f"{plain(columns[0])}{match.group()}", match.group())

    def _edge(self, match: re.Match[str]) -> list[Tag]:
        """总投资最大的, 投资最少的三个."""
        column = self._beside(match)
        if column is None:
            return []
        top = _TOP.match(self._text[max(match.end(), column.end) :])
        number = read_numeral(top[1]) if top else None
        edge = Edge(column.value, bool(match["down"]), number or 1)
        return self._tag(match, edge, EDGE, more=top.end() if top else 0)


def _has_unit(asked: Asked, unit: str) -> bool:
    """Whether a column is of a unit, as 占地面积（亩） is."""
    return any(unit in column.removeprefix(plain(column)) for column in asked.measured)
