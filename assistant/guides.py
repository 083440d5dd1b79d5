"""Read service guides out of their items: which card an item is of, and what its fields are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.normalise import bare
from index import Catalogue, ItemFilter, Section
from ingest import ItemKind, PolicyItem
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("guides.toml")
_HEAD = re.compile("^[\u4e00-\u9fff（）()]{2,12}(?=[\t：:\n]|$)")
_ROW = re.compile(r"^\|\s*([^|\n]{2,16}?)\s*\|\s*([^|\n]+?)\s*\|\s*$", re.MULTILINE)
_NUMBER = re.compile("^[（(]?[0-9一二三四五六七八九十]+[）)]?[、.．]?")
# 二、失业登记: a row of its own that says what the rows below it are of.
_HEADING = re.compile("[一二三四五六七八九十]{1,3}、[^，。；：:\t\n]{2,30}$")
_BY = re.compile("(?:主办|承办|来源|发布|版权)[^，。]{0,6}[：:]")  # who keeps the page
_OPENS = re.compile("事项$|事项名称$|^项目名称$")  # the field by which a card begins
_LOOKED_THROUGH = 200  # items; where there are more, none is read before a question asks for it
_LABEL = re.compile("([\u4e00-\u9fff]{2,8})[：:]")
_OFTEN = 3  # matters that have a field of one label
# 咨询电话：…；投诉电话：…, in lines or one behind the other
_INNER = re.compile(r"(?:^|[；;])\s*(?P<label>[\u4e00-\u9fff]{2,10})[：:]")
_OF_ALL = {
    "时间",
    "地点",
    "地址",
    "电话",
    "方式",
    "范围",
    "对象",
    "条件",
}  # that any clause may say
_CELLS = 2  # of a row that is a field and what it says
_FIELDS = 2  # with headings of the known kinds, that make a card of a guide


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a card: its heading, and the items below it, or what a row of one item says."""

    head: str
    items: tuple[PolicyItem, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One matter of a guide: the heading above it, and its fields in their order."""

    section: str
    fields: tuple[Field, ...]

    @property
    def matter(self) -> str:
        """What the card is of: its section, and what its opening field says."""
        opening = [f for f in self.fields if _OPENS.search(f.head)]
        return bare(self.section + "".join(i.text for f in opening for i in f.items))

    @property
    def text(self) -> str:
        """All that the card says."""
        said = dict.fromkeys(i.text for f in self.fields for i in f.items)
        return bare(self.section + "".join(said))

    def named(self, question: str) -> Field | None:
        """The field whose heading the question says as it is: 复核 in 几天内可以申请复核."""
        matter, asked = self.matter, bare(question)
        own = [f for f in self.fields if f.items and f.head not in _OF_ALL]
        said = [f for f in own if f.head in asked and f.head not in matter]
        return max(said, key=lambda f: len(f.head), default=None)

    def field(self, heads: Sequence[str], question: str) -> Field | None:
        """The field with one of some headings: the first of them, and of these the one that the
        question has most of.
        """
        named = (f for head in heads for f in self.fields if head in f.head and f.items)
        return max(named, key=lambda f: _shared(f.head, question), default=None)

    def case(self, question: str) -> Field | None:
        """证丢了，要登报吗: what the guide says of the case that the question tells, if it does."""
        for heads, tells in _cases():
            if tells.search(question):
                own = [f for f in self.fields if any(head in f.head for head in heads)]
                return next((f for f in own if f.text), next(iter(own), None))
        return None

    def rows(self, question: str) -> list[PolicyItem]:
        """哪样可以晚点补: the rows of its tables that say what the question asks rows for."""
        says = [says for tells, says in _rows() if tells.search(question)]
        rows = dict.fromkeys(i for f in self.fields for i in f.items if "\t" in i.text)
        return [row for row in rows if any(one.search(row.text) for one in says)]


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return read_tables(_FILE)


@lru_cache(maxsize=1)
def _asking() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(row["heads"]), re.compile(row["asks"])) for row in _data()["field"])


@lru_cache(maxsize=1)
def _cases() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(row["heads"]), re.compile(row["tells"])) for row in _data()["case"])


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(row["tells"]), re.compile(row["says"])) for row in _data()["row"])


def tells_case(question: str) -> bool:
    """Whether a question tells of a case that guides may have a field or rows for."""
    tells = [*(tells for _, tells in _cases()), *(tells for tells, _ in _rows())]
    return any(one.search(question) for one in tells)


def asked_heads(question: str, heads: Sequence[str] = ()) -> tuple[str, ...]:
    """The headings of the fields that a question may ask for, else some that are known already.

    Those named first are preferred.
    """
    return next((own for own, asks in _asking() if asks.search(question)), tuple(heads))


def all_asked(question: str) -> list[tuple[str, ...]]:
    """The headings of each field that a question asks for: 去哪办，几天办好 asks for two."""
    return [own for own, asks in _asking() if asks.search(question)]


def _shared(head: str, question: str) -> int:
    return sum(head[at : at + 2] in question for at in range(len(head) - 1))


def _head_of(item: PolicyItem) -> str:
    """The heading of the field that an item is, or is below; empty where it has none."""
    match = _HEAD.match(item.text.strip())
    heads = (item.group_title or "", match.group() if match else "", item.title)
    return next(filter(_is_head, map(bare, heads)), "")


def _by_labels(items: Sequence[PolicyItem]) -> bool:
    """Whether the passages of one matter after the other begin with a label: 政策内容：…."""
    matters: dict[str, set[str]] = {}
    for item in items:
        label = _LABEL.match(item.text.strip())
        if label and item.group_title and item.kind is ItemKind.PASSAGE:
            matters.setdefault(label[1], set()).add(f"{item.section}{item.group_title}")
    return any(len(own) >= _OFTEN for own in matters.values())


def _is_head(words: str) -> bool:
    return words.endswith(tuple(_data()["ends"]))


def _unnumbered(section: str) -> str:
    return bare(_NUMBER.sub("", section))


def cards_of(items: Iterable[PolicyItem]) -> list[Card]:
    """The cards of a document's items, in its order; none where it is no guide."""
    items = list(items)
    cards = [card for item in items for card in _of_rows(item)]
    section, fields = "", list[Field]()
    opened = below = ""  # a heading among the items, and the section that it stands in
    named = {section for item in items if _is_head(section := _unnumbered(item.section or ""))}
    whole = len(named) >= _FIELDS  # 五、受理条件: the document is of one matter
    labelled = _by_labels(items)
    for item in items:
        label = _LABEL.match(item.text.strip())
        if _HEADING.match(item.text.strip()):
            opened, below = item.text.strip(), item.section or ""
        elif item.section != below and item.section:
            opened = ""
        head = _unnumbered(item.section) if whole and item.section else _head_of(item)
        head = label[1] if labelled and label else head
        opens = bool(_OPENS.search(head)) and any(f.head == head for f in fields)
        place = item.doc_title if whole else opened or item.section or ""
        if labelled and item.group_title:  # 灵活就业社保补贴 of 就业困难人员
            place = "·".join(filter(None, (item.section, item.group_title)))
        if place != section or (opens and not whole):
            cards += _card(section, [*fields, *_within(fields, whole=whole)])
            section, fields = place, []
        if two := _side_by_side(item):
            fields += two
        elif head and not (fields and fields[-1].head == head):
            fields.append(Field(head, (item,)))
        elif fields and not _BY.match(item.text.strip()):
            fields[-1] = Field(fields[-1].head, (*fields[-1].items, item))
    return cards + _card(section, [*fields, *_within(fields, whole=whole)])


def guides_among(doc_ids: Set[str], catalogue: Catalogue) -> Set[str]:
    """The documents that may be guides: where they are few items, those that have a card."""
    if not doc_ids or catalogue.count(ItemFilter(doc_ids=tuple(doc_ids))) > _LOOKED_THROUGH:
        return doc_ids
    return {one for one in doc_ids if cards_of(catalogue.items(ItemFilter(doc_ids=(one,))))}


def are_fields(items: Iterable[PolicyItem]) -> bool:
    """Whether rows are the fields of a guide, each with its heading: no row names columns then."""
    heads = {item.text.strip().partition("\t")[0] for item in items}
    return sum(_is_head(bare(head)) for head in heads) > _FIELDS


def headed_as_guides(sections: Iterable[Section]) -> Set[str]:
    """The documents whose sections are the fields of a guide: 受理条件, 申请材料, 办理时限.

    Such a one may tell in a table which office takes which step, and divides no work up for that.
    """
    known = re.compile(_data()["own"])
    heads = Counter(s.doc_id for s in sections if known.search(_unnumbered(s.title or "")))
    return {doc_id for doc_id, number in heads.items() if number > _FIELDS}


def _within(fields: Sequence[Field], *, whole: bool) -> list[Field]:
    """The fields that stand below the headings of a guide of one matter: rows and labels."""
    if not whole:
        return []
    found: list[Field] = []
    for item in (item for field in fields for item in field.items):
        lines = item.text.strip().splitlines()
        rows = [line.strip().split("\t") for line in lines]
        pairs = [(bare(row[0]), row[1].strip()) for row in rows if len(row) == _CELLS]
        found += [Field(head, (item,), said) for head, said in pairs if _is_head(head)]
        found += _labelled(item)
    return found


def _labelled(item: PolicyItem) -> list[Field]:
    """变更：…, 延续：…: what an item says under several labels."""
    fields: list[Field] = []
    for line in item.text.splitlines():
        labels = list(_INNER.finditer(line))
        ends = [*(one.start() for one in labels[1:]), len(line)][: len(labels)]
        fields += [
            Field(label["label"], (item,), line[label.end() : end].strip())
            for label, end in zip(labels, ends, strict=True)
        ]
    return fields if len(fields) >= _FIELDS else []


def _side_by_side(item: PolicyItem) -> list[Field]:
    """The fields that stand in one row: 法定办结时限 20个工作日 承诺办结时限 5个工作日."""
    if "\n" in item.text.strip():  # a row a line, which are read one by one
        return []
    cells = [cell.strip() for cell in item.text.strip().split("\t")]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    heads = [bare(head) for head, _ in pairs]
    if len(cells) % 2 or len(pairs) < 2 or not any(map(_is_head, heads)):
        return []
    return [Field(head, (item,), text) for head, (_, text) in zip(heads, pairs, strict=True)]


def _of_rows(item: PolicyItem) -> list[Card]:
    """The card that one item is whose text is a table of fields: | 办理时限 | 5个工作日 |."""
    rows = ((bare(head), text.strip()) for head, text in _ROW.findall(item.text))
    fields = [Field(head, (item,), text) for head, text in rows if head and text]
    known = [field for field in fields if _is_head(field.head)]
    return _card(item.title or item.section or "", fields) if len(known) >= _FIELDS else []


def _card(section: str, fields: Sequence[Field]) -> list[Card]:
    enough = section and len({field.head for field in fields}) >= _FIELDS
    return [Card(section, tuple(fields))] if enough else []
