"""Answer what is said of somebody's age: whether it is among those named, and what it gets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from assistant.ages import Ages, age_of, ages_in
from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.written import has_table, row_under, sentences_of
from ingest import PolicyItem

ORDER = -7  # before the fields of guides and the lists, which would take an age for no member
ACTS = (Act.MEMBER, Act.LOOKUP, Act.LIST, Act.COUNT)
_LOOKED_AT = 3
_AS_MUCH = 0.5  # of what the best item has of the topic; one with less is of another matter
_WHETHER = re.compile(
    "能不能|可不可以|[轮够]得?(?:到|上)|够不够|到没到|符不符合|符合|算不算|行不行"
    "|(?:够|到)(?:了)?(?:这个)?(?:岁数|年纪|年龄|线)|[能可有]?.*[吗么不没]$|(?:能|可以)[领拿办申享补报][^，。]{0,4}吧$"
)
_HOW_MUCH = re.compile("多少|几(?:块|元|角|毛|百|千|个钱)|怎么[领补发算]|[领补贴拿享发给]")
_OF_AGE = {"", "费用", "办理条件"}  # asked of an age; 65岁老人体检要空腹吗 is of how it is done
_CLASSES = 2  # fewer ages in one place are no table of classes
_CLAUSE = re.compile("(?<=[；。\n])")
_SAYS_MORE = re.compile("[0-9一二三四五六七八九十百千万]|不补|免|优惠|优待|不予")

_DUE = re.compile("到期|截止|完成|要交|交差|交账|收尾|办结")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The class of the age, or yes or no by it; None where the question or the text names none."""
    age = age_of(query.text)
    elsewhere = query.other_place and not query.places
    if age is None or elsewhere or query.numbers or query.bindings or query.roles:
        return None
    if query.time_text and _DUE.search(query.text):
        return None  # 65岁以上老人免费体检不是6月到期吗
    text = query.text.rstrip("？?。")
    whether = _WHETHER.search(text) and query.outside in _OF_AGE
    if not whether and not _HOW_MUCH.search(text):
        return None
    decision = bench.look(query.with_(aspects=()))
    if not (decision.sure or (query.doc_ids and bench.found)):
        return None
    of_class = _of_class(age, query, bench) if _HOW_MUCH.search(text) else None
    if of_class is None and whether and (condition := _condition(query, bench)) is not None:
        return _verdict(age, *condition, bench)
    if of_class is not None or not whether or not decision.sure:
        return of_class
    best = bench.found[0].coverage
    for evidence in bench.found[:_LOOKED_AT]:
        ages = ages_in(evidence.item.text)
        if ages is not None and evidence.coverage >= _AS_MUCH * best:
            return _verdict(age, ages, evidence.item, bench)
    return None


def _condition(query: Query, bench: Bench) -> tuple[Ages, PolicyItem] | None:
    """70岁就能领吧: what the guide that is named says of the age, where but one item of it does.

    An item with several ages says what each of them gets.
    """
    if len(query.doc_ids) != 1 or query.doc_ids[0] not in bench.vocabulary.may_be_guides:
        return None
    items = bench.document_items(query.doc_ids[0])
    told = [(item, [a for p in _pieces(item, bench) if (a := ages_in(p))]) for item in items]
    own = [(ages[0], item) for item, ages in told if len(ages) == 1]
    return own[0] if len(own) == 1 else None


def _of_class(age: int, query: Query, bench: Bench) -> Draft | None:
    """爷爷八十五，一顿贴几块: the row of the table of ages that is meant, with those beside it."""
    tables = _tables(bench.found[0].item.doc_id, bench)
    asked = {pair for word in query.topic.split() for pair in _pairs(word)}

    def fit(table: list[tuple[PolicyItem, str]]) -> int:
        return len(
            asked & _pairs("".join(f"{i.section or ''}{i.title}{said}" for i, said in table))
        )

    table = max(tables, key=fit, default=[])
    # 特困人员（60周岁及以上） holds a person of 85 as well: the closest class is the person's own.
    own = min(
        (one for one in table if _holds(one[1], age)), key=lambda o: _span(o[1]), default=None
    )
    if own is None:
        return None
    item, said = own
    ages = ages_in(said)
    words = ages.written if ages else ""
    head = f"{age}岁属于“{words}”这一档：{said.rstrip('；。')}{bench.writer.mark(item)}。"
    first = Statement(head, (item,), (age,))
    others = [(i, other) for i, other in table if other != said]
    lines = "\n".join(f"- {other.rstrip('；。')}{bench.writer.mark(i)}" for i, other in others)
    rest = Statement(f"其他各档：\n\n{lines}", tuple(dict.fromkeys(i for i, _ in others)))
    return Draft((first, rest), reason="按年龄分档")


def _tables(doc_id: str, bench: Bench) -> list[list[tuple[PolicyItem, str]]]:
    """The places of a document that tell something of several classes of ages, class by class."""
    items = bench.document_items(doc_id)
    told = [(item, said) for item in items for said in _pieces(item, bench)]
    runs = groupby(told, key=lambda one: one[0].item_id if "\t" not in one[0].text else "")
    tables = (
        [(item, said) for item, said in run if ages_in(said) and _SAYS_MORE.search(_rest(said))]
        for _, run in runs
    )
    return [table for table in tables if len(table) >= _CLASSES]


def _pieces(item: PolicyItem, bench: Bench) -> Iterable[str]:
    header = bench.header_of(item)
    if header:
        return [row_under(header, item.text)]
    rows = set(sentences_of(item.text)) if has_table(item.text) else set()
    return [
        clause.strip()
        for one in sentences_of(item.text)
        for clause in ([one] if one in rows and "：" in one else _CLAUSE.split(one))
        if clause.strip()
    ]


def _rest(said: str) -> str:
    """What a piece says beside its ages."""
    ages = ages_in(said)
    return said.replace(ages.written, "", 1) if ages else said


def _holds(said: str, age: int) -> bool:
    ages = ages_in(said)
    return ages is not None and ages.least <= age <= ages.most


def _span(said: str) -> int:
    ages = ages_in(said)
    return ages.most - ages.least if ages is not None else 0


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _verdict(age: int, ages: Ages, item: PolicyItem, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    if ages.least <= age <= ages.most:
        text = f"符合年龄：{mark}写的是“{ages.written}”，{age}岁在其中。"
    else:
        text = f"不符合：{mark}写的是“{ages.written}”，{age}岁不在其中。"
    body = Statement(f"{text}\n\n{bench.writer.attributes(item, ()).text}", (item,), (age,))
    limits = Statement("别的条件文件没有写，具体请以办事指南和窗口答复为准。")
    return Draft((body, limits), reason="按年龄对照")
