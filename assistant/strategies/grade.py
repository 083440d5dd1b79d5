"""Answer what holds for a class of people or things that another article defines.

我是博士，最大能租多少平: one article says that 博士 are C类, another one what holds for C类.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.facts import wanted
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.COUNT, Act.LIST, Act.MEMBER)
ORDER = -3  # before the single article that is nearest, which may tell of another class
# A类：…, 第一档：…, 甲级：…: a class and who is of it.
_NAME = "[A-Za-zＡ-Ｚ][类级档]|[甲乙丙丁戊][类级等]|第?[一二三四五六][类级档等]|[ⅠⅡⅢⅣⅤ][类级]"
_CLASS = re.compile(
    rf"(?:^|(?<=[\n；;。：:）)、]))\s*(?P<name>{_NAME})"
    r"(?:人才|人员|对象|企业|项目)?[：:]?(?:是指|指|为)?(?P<means>[^；;。\n]{2,60})"
)
_SEVERAL = 3  # classes that an article defines
_CLAUSE = re.compile("[，。；、？！,;?!]")
_PART = re.compile("(?<=[，；。])")
_NAMED = re.compile(_NAME)
_OF_ONESELF = re.compile("[我俺咱]|本人|自己")
_ASKS = re.compile("多少|几|多大|多久|什么|啥|哪|怎|吗|不$|受|折")
_WHICH = re.compile("(?:哪|什么|啥)(?:一)?(?:个)?(?:类|级|档|等)|算(?:是)?(?:哪|什么|几)")
# What people ask for in a way that no kind of facts has: 租金打几折.
_SHARE = re.compile("[打]?几折|优惠多少|减免?多少|便宜多少|租金(?:怎么|多少|咋)")
_SAYS_SHARE = re.compile("[0-9.]+ ?[%％]|百分之|免收|免[交缴费]|全额")
_FIGURE = re.compile("[0-9]")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Class:
    """A class by its name, who is of it, and the item that says so."""

    name: str
    means: str
    item: PolicyItem


def answer(query: Query, bench: Bench) -> Draft | None:
    """Who is of which class, and what the document says of that class; else None."""
    if query.bindings or query.numbers or query.tallies or query.asks_who or query.beyond:
        return None
    if not query.topic or query.filtered or not _may_ask(query.text):
        return None
    doc_id = _document(query, bench)
    items = bench.document_items(doc_id) if doc_id else []
    classes = _classes(items)
    named = [one for one in classes if one.name in query.text]
    meant = named or _meant(query, classes)
    if len(meant) != 1:
        return None
    one = meant[0]
    said = _said_of(query, one, items, bench)
    if not said and (named or not _WHICH.search(query.text)):
        return None
    first = f"{one.name}：{one.means}{bench.writer.mark(one.item)}"
    statements = [] if named else [Statement(f"文件里写到的是：{first}", (one.item,))]
    return Draft((*statements, *said), reason="按类别查到的规定")


def _may_ask(text: str) -> bool:
    """Whether a class may be asked for; only then is a whole document looked through."""
    if any(pattern.search(text) for pattern in (_NAMED, _WHICH, _OF_ONESELF)):
        return True
    clauses = [clause for clause in _CLAUSE.split(text) if _ASKS.search(clause)]
    return any(_SHARE.search(clause) or wanted(clause) is not None for clause in clauses)


def _document(query: Query, bench: Bench) -> str:
    """The document at hand, else that of the nearest item."""
    if query.focus:
        items = bench.index.catalogue.items_by_id(query.focus[:1])
        return items[0].doc_id if items else ""
    bench.look(query)
    return bench.found[0].item.doc_id if bench.found else ""


def _classes(items: Sequence[PolicyItem]) -> list[_Class]:
    """The classes that one article of a document defines; none where it defines too few."""
    for item in items:
        found = [_Class(m["name"], m["means"], item) for m in _CLASS.finditer(item.text)]
        if len({one.name for one in found}) >= _SEVERAL == len(found[:_SEVERAL]):
            return found if len({one.name for one in found}) == len(found) else []
    return []


def _meant(query: Query, classes: Sequence[_Class]) -> list[_Class]:
    """The class whose definition has words of the question that no other one has."""
    asked = _pairs(query.whole or query.text)
    held = [(one, _pairs(one.means) & asked) for one in classes]
    own = [
        one
        for one, pairs in held
        if pairs - set().union(*(other for o, other in held if o is not one))
    ]
    return own if len(own) == 1 else []


def _said_of(
    query: Query, one: _Class, items: Sequence[PolicyItem], bench: Bench
) -> list[Statement]:
    """What other articles say of the class, for each fact that the question asks for."""
    told: list[Statement] = []
    others = [item for item in items if item is not one.item]
    for clause in filter(_ASKS.search, _CLAUSE.split(query.text)):
        fact = wanted(clause)
        states = fact.states if fact is not None else None
        if _SHARE.search(clause):
            states = _SAYS_SHARE.search
        best = _best(clause, one.name, others, query.focus, states)
        if best is None and fact is not None:  # 面积上限是多少: no sum of money
            best = _best(clause, one.name, others, query.focus, _FIGURE.search)
        if best is not None:
            item, part = best
            text = f"{part.strip('，；。')}{bench.writer.mark(item)}"
            statement = Statement(text, (item,))
            told += [statement] if statement not in told else []
    return told


def _best(
    clause: str,
    name: str,
    items: Sequence[PolicyItem],
    focus: Sequence[str],
    states: Callable[[str], object] | None,
) -> tuple[PolicyItem, str] | None:
    """Of the clauses that speak of a class and state a fact, the one whose item says most of it.

    Where no kind of fact is asked for, the item has to be at hand or to say some of the question.
    """
    asked = _pairs(clause)
    least = 0 if states is not None else _PAIR
    found = [
        (len(asked & _pairs(item.text)) + _PAIR * (item.item_id in focus), item, part)
        for item in items
        for part in _parts_with(name, item.text)
        if states is None or states(part)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return (best[1], best[2]) if best is not None and best[0] >= least else None


def _parts_with(name: str, text: str) -> list[str]:
    """The clauses of a text that speak of a class."""
    return [part for part in _PART.split(text) if name in part]


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + _PAIR] for at in range(len(letters) - 1)}
