"""Find what a question says of a column of a task's row: 配合栏空着的, 有部门给它敲边鼓的."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.amounts import read_amount
from assistant.numerals import NUMERAL
from assistant.rewordings import filled
from assistant.screens import Screen, Source
from assistant.wordings import Tag
from index import CountRange
from ingest import Role
from ingest.derived import read_tables

KIND = "column.state"
_FILE = Path(__file__).with_name("column_states.toml")
_WEIGHT = 4  # what is said of a column holds its place against the words that it is made of
# 把有配合部门的去掉, 扣掉没人搭手的: those of which it is not said are meant.
_BEFORE = re.compile("(?:去掉|扣掉|扣除|刨掉|刨去|剔掉|剔除|除掉|除去|撇开|拿掉|滤掉)(?:了|那些)*$")
_AFTER = re.compile(
    "(?:的|那些|那批|任务|事|活儿?)*(?:都|全|给我|先|统统)*(?:去掉|扣掉|扣除|刨掉|刨去|剔掉|剔除|剔了|除掉|除外|撇开|拿掉|滤掉|不算|别算|不要|不计)"
)
# 第38项有配合部门, 任务20没人配合: of one item, whose row is told.
_ONE_ITEM = re.compile(
    "第[0-9一二三四五六七八九十百]+(?:项|条|号|点|个任务)|任务(?:[0-9二三四五六七八九十]|一(?![共起样道定下次家个些律旦直般]))"
)

# 哪些任务…没有落实单位？ asks for those; 没有落实单位？ may ask it of what is at hand.
_OF_SEVERAL = re.compile("哪[些几]|几[项条件个]|多少")


@dataclass(frozen=True, slots=True)
class _State:
    """How many owners a column has, and how people say so."""

    owners: CountRange
    said_by: Source
    counted: bool  # whether the words themselves say how many
    listed: bool  # whether a question that ends with them has to ask for several items

    def said(self, words: str) -> CountRange:
        """How many owners some words say that the column has."""
        return CountRange(self.owners.role, *read_amount(words)) if self.counted else self.owners


@lru_cache(maxsize=1)
def _states() -> tuple[tuple[_State, ...], Screen]:
    tables = read_tables(_FILE)
    states = tuple(
        _State(
            CountRange(Role(row["column"]), least=row.get("least"), most=row.get("most")),
            filled(ask, {**tables["sets"], "NUM": NUMERAL}),
            row.get("counted", False),
            row.get("listed", False),
        )
        for row in tables["state"]
        for ask in row["ask"]
    )
    return states, Screen([state.said_by for state in states], "column-states")


def column_state_tags(text: str) -> list[Tag]:
    """Every stretch that says whether a column of the tasks asked for has anything in it."""
    if _ONE_ITEM.search(text):
        return []
    states, screen = _states()
    return [
        _tag(text, match, states[place].said(match.group()))
        for place in screen.possible(text)
        for match in states[place].said_by.pattern.finditer(text)
        if not (states[place].listed and text.startswith("？", match.end()))
        or _OF_SEVERAL.search(text[: match.start()])
    ]


def _tag(text: str, match: re.Match[str], owners: CountRange) -> Tag:
    """The stretch with what it asks for: the contrary, where such tasks are to be left out."""
    before, after = _BEFORE.search(text[: match.start()]), _AFTER.match(text, match.end())
    start = before.start() if before else match.start()
    end = after.end() if after and not before else match.end()
    value = _contrary(owners) if before or after else owners
    return Tag(KIND, start, end, text[start:end], value, _WEIGHT)


def _contrary(owners: CountRange) -> CountRange:
    if owners.least is None and owners.most is not None:
        return CountRange(owners.role, least=owners.most + 1)
    return CountRange(owners.role, most=(owners.least or 1) - 1)
