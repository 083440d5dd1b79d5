"""Tag what a question says of further columns: which are asked for, what they have to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.cell_figures import EDGE, SUM, VALUE, WEIGHT, Condition, figure_tags
from assistant.further import Asked, FurtherColumns, is_person, of_time, plain, words
from assistant.wordings import Tag, strongest
from index import CellCondition

COLUMN = "cell.column"
KINDS = (COLUMN, VALUE, EDGE, SUM)
_NAME = 2  # characters that make a word the beginning of a longer one in an item
_ASKING = re.compile(
    "(?:那|这)?(?:一)?(?:栏|列|格)?(?:里面?|上)?(?:分别|各自?|都|大概|大约|到底|具体)*(?:是|有|为|写|填|叫|达|要|得)*"
    "(?:着|了|的)*(?:多少(?:万|亿)?(?:钱|元)?|什么|啥|谁|哪(?:一)?(?:位|个人?)|几何|多大|如何|怎么(?:样|写|说)?)?(?:来着|的)?"
)
_YEAR = re.compile("(?<![0-9])(?:20)?(?P<year>[0-9]{2})(?:年度?份?|(?=建))")
_TO_BE = "[要会能将就才应该得须准备计划打算安排底末前内的]*"  # 2026年才建, 2025年底前要建成
_CATEGORY = 3  # characters of a kind that may stand right before what is of it: 提升型生活圈
_NOUN = re.compile("的|类|项目|工程|任务|事项|有|占|还")  # after a value, and of no item's name


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    said = words()
    return {
        "after": re.compile(said["after"]),
        "several": re.compile(said["several"]),
        "holds": re.compile(said["holds"]),
        "value_after": re.compile(said["value_after"]),
        "denied": re.compile(said["denied"]),
        "joined": re.compile(said["joined"]),
    }


def cell_tags(
    text: str, further: FurtherColumns, passages: Sequence[str], doc_ids: Sequence[str] = ()
) -> list[Tag]:
    """What a question says of further columns; nothing where no document has any.

    `doc_ids` are the documents that it names: what cells of others say is no condition then.
    """
    if not further:
        return []
    columns = _columns(text, further, passages)
    figures, columns = figure_tags(text, columns, further.amounts())
    tags = [*figures, *columns]
    several = bool(figures) or _patterns()["several"].search(text) is not None
    values = _values(text, further, passages, doc_ids, several=several)
    years = _years(text, further, doc_ids, said_beside=bool(values))
    return strongest([*tags, *values, *years])


def _columns(text: str, further: FurtherColumns, passages: Sequence[str]) -> list[Tag]:
    """The columns that are named as columns; not 资金 of 资金保障, as an item has it."""
    found = []
    for start, end, asked in further.named(text):
        asking = _ASKING.match(text, end)
        stop = asking.end() if asking else end
        longer = text[start : end + _NAME]
        in_item = len(longer) > end - start and any(longer in passage for passage in passages)
        if in_item or not _patterns()["after"].match(text, end):
            continue
        weight = WEIGHT + bool(asked.exact)
        found.append(Tag(COLUMN, start, stop, text[start:stop], asked, weight))
    return strongest([*found, *_years_asked(text, further)])


def _years_asked(text: str, further: FurtherColumns) -> list[Tag]:
    """哪一年建成: the column of years that is asked for."""
    tags = []
    for column in further.years:
        done = of_time(column)
        asks = f"(?:是|在|要)*(?:哪一?年|几几年|哪个年头)(?:底|末)?{_TO_BE}{done}" if done else ""
        for match in re.finditer(asks, text) if asks else ():
            asked = Asked(plain(column), (column,), ())
            tags.append(Tag(COLUMN, match.start(), match.end(), match.group(), asked, 2 * WEIGHT))
    return tags


def _values(
    text: str,
    further: FurtherColumns,
    passages: Sequence[str],
    doc_ids: Sequence[str],
    *,
    several: bool,
) -> list[Tag]:
    """The cells' own words that narrow; several of one column joined by 和 are alternatives."""
    tags = [
        tag
        for at, word, columns in further.values(text, doc_ids)
        if (tag := _value(text, at, word, columns, further, passages, several)) is not None
    ]
    if several:
        for at, run, columns in further.shared(text, doc_ids):
            if _NOUN.match(text, at + len(run)) or not any(run in one for one in passages):
                texts = tuple(dict.fromkeys(t for said in columns.values() for t in said))
                tags.append(_tag(text, at, at + len(run), run, tuple(columns), texts))
    return _alternatives(text, strongest(tags))


def _years(
    text: str, further: FurtherColumns, doc_ids: Sequence[str], *, said_beside: bool
) -> list[Tag]:
    """2025年要建成的 where a column 建成年份 has that year; the year alone beside another cell."""
    tags = []
    for column, cells in further.years.items():
        done = of_time(column)
        for match in _YEAR.finditer(text):
            cell = cells.get(f"20{match['year']}")
            if cell is None or (doc_ids and cell.doc_ids.isdisjoint(doc_ids)):
                continue
            said = re.compile(f"{_TO_BE}(?:{done}|{done[:1]})").match(text, match.end())
            if said is None and not said_beside:
                continue
            end = said.end() if said and done else match.end()
            tags.append(_tag(text, match.start(), end, cell.text, (column,), (cell.text,)))
    return tags


def _value(
    text: str,
    at: int,
    word: str,
    columns: Mapping[str, tuple[str, ...]],
    further: FurtherColumns,
    passages: Sequence[str],
    several: bool,
) -> Tag | None:
    """One word of a cell, unless it only begins or ends what an item says, as in 新建育苗工厂."""
    end = at + len(word)
    persons = tuple(column for column in columns if column in further.persons)
    texts = tuple(dict.fromkeys(t for said in columns.values() for t in said))
    longer = text[at : end + _NAME]
    begins = len(longer) > len(word) and not _NOUN.match(text, end)
    if begins and any(longer in passage for passage in passages):
        return None
    if persons and is_person(word):
        holds = _patterns()["holds"].match(text, end)
        stop = holds.end() if holds else end
        return _tag(text, at, stop, word, persons, texts)
    doubted = re.search("是|属于|为|算", text[max(0, at - 3) : at]) is not None
    kind = len(word) >= _CATEGORY and further.is_category(columns, word)
    followed = kind or _patterns()["value_after"].match(text, end)
    if not (several or doubted) or not followed:
        return None
    return _tag(text, at, end, word, tuple(columns), texts)


def _tag(
    text: str, start: int, end: int, word: str, columns: tuple[str, ...], texts: tuple[str, ...]
) -> Tag:
    denied = _patterns()["denied"].search(text[:start])
    asks = denied is not None and text[denied.start() - 1 : denied.start()] in {"是", "有"}
    negated = denied is not None and not asks
    cells = CellCondition(columns, texts, negated=negated)
    begun = denied.start() if denied is not None and negated else start
    called = plain(columns[0]) if len(columns) == 1 else ""
    said = f"{called}{'不是' if negated else '：'}“{word}”" if called else f"“{word}”"
    if called and word in called:  # 是否省级重点
        said = f"{'不是' if negated else ''}“{word}”"
    return Tag(VALUE, begun, end, text[begun:end], Condition(cells, said, word), WEIGHT)


def _alternatives(text: str, tags: Sequence[Tag]) -> list[Tag]:
    """何山和林溪分管的: cells that say one or the other."""
    joined: list[Tag] = []
    for tag in tags:
        last = joined[-1] if joined else None
        if last is not None and _patterns()["joined"].fullmatch(text[last.end : tag.start]):
            here, there = last.value.cells, tag.value.cells
            if set(here.columns) == set(there.columns) and here.negated == there.negated:
                cells = replace(here, texts=(*here.texts, *there.texts))
                said = f"{last.value.words}或{tag.value.words.rpartition('：')[2]}"
                whole = text[last.start : tag.end]
                value = Condition(cells, said, f"{last.value.said}、{tag.value.said}")
                joined[-1] = replace(last, end=tag.end, text=whole, value=value)
                continue
        joined.append(tag)
    return joined
