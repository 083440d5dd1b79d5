"""Say which numbers a question names that the documents do not have, and which there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Noun, Query
from index import ItemFilter
from ingest import PolicyItem

_A_MATTER = 3  # characters
_SAYS_OF = re.compile("^(?:讲|说|写|提|关于)(?:的是|到|了)?(?=..)")
_SAYS = 0.65  # of a matter that an item says, to be what was meant
_TOLD = 6  # documents whose numbers are told


def number_note(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Statement | None:
    """Which of the numbers asked for do not exist."""
    asked = [n for reference in query.numbers for n in reference.numbers]
    if any(r.of_place for r in query.numbers):
        return _not_a_group(query, items, bench)
    had = {item.number for item in items} | {item.group_number for item in items}
    absent = [n for n in asked if n not in had]
    if not absent:
        return None
    return Statement(f"没有编号为{'、'.join(map(str, absent))}的条目。{_valid_range(query, bench)}")


def _not_a_group(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Statement | None:
    """序号43, where groups go up to 18: the task of that number was meant."""
    asked = {n for r in query.numbers if Noun.ITEM in r.nouns for n in r.numbers}
    if not asked or not asked.isdisjoint(item.group_number for item in items):
        return None
    return Statement(f"这里按任务编号回答。{_valid_range(query, bench)}")


def range_note(query: Query, missing: Sequence[str], bench: Bench) -> str:
    """Which number there is not, and which there are."""
    return f"文件里没有“{'、'.join(missing)}”。{_valid_range(query, bench)}"


def no_such_number(query: Query, missing: Sequence[str], bench: Bench) -> Draft:
    """A refusal that names the numbers that do not exist, and the range of those that do."""
    text = range_note(query, missing, bench)
    return Draft((Statement(text),), refused=True, reason="编号不存在")


def beyond_the_ends(query: Query, bench: Bench) -> Draft | None:
    """再下一项, after the last one: that there is none of that number, and which there are."""
    document, _, number = query.focus[0].partition("#")
    known = any(document == one.doc_id for one in bench.vocabulary.documents)
    told = bench.ranges(document, Noun.ITEM) if known and number.isdigit() else []
    if not told:
        return None
    text = f"文件里没有编号为{number}的条目。{told[0]}。"
    return Draft((Statement(text),), refused=True, reason="编号不存在")


def described_otherwise(query: Query, missing: Sequence[str], bench: Bench) -> PolicyItem | None:
    """第16点讲的是法治保障？, of 15 points: the one item of the document that surely is of that."""
    one = len(query.numbers) == 1 and len(query.numbers[0].numbers) == 1
    words = [word for said in query.topic.split() if (word := _SAYS_OF.sub("", said))]
    if not (one and words) or len(missing) != 1 or query.numbers[0].of_place:
        return None
    homes = query.numbers[0].doc_ids or query.doc_ids
    saying = [
        item
        for item in bench.items(ItemFilter(doc_ids=homes, contains=tuple(words)))
        if item.number is not None
    ]
    titled = [i for i in saying if all(bare(w) in bare(i.title) for w in words)]
    if len(titled or saying) == 1:
        return (titled or saying)[0]
    matter = " ".join(words)
    asked = query.with_(
        topic=matter, gist=matter, numbers=(), doc_ids=homes, aspects=(), asks_who=False,
        bindings=(), yes_no=False,
    )  # fmt: skip
    decision = bench.look(asked)
    best = bench.found[0] if bench.found else None
    if best is None or len(bare(matter)) < _A_MATTER or len(decision.items) != 1:
        return None
    says = decision.sure and best.coverage >= _SAYS and best.item.number is not None
    return best.item if says and best.item in decision.items else None


def _valid_range(query: Query, bench: Bench) -> str:
    noun = query.numbers[0].nouns[0]
    parts = []
    for document in bench.vocabulary.documents:
        if query.doc_ids and document.doc_id not in query.doc_ids:
            continue
        parts += bench.ranges(document.doc_id, noun)
    if len(parts) > _TOLD:
        parts = [*parts[:_TOLD], f"另有{len(parts) - _TOLD}份文件，请在问题里写明是哪一份"]
    return f"{'；'.join(parts)}。" if parts else ""
