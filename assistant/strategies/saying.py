"""List every item that says a word: 带罚款的有哪几条, 哪些条款写了二十四小时."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from index import ItemFilter
from ingest import ItemKind, PolicyItem

ACTS = tuple(Act)
ORDER = -8  # before an attribute is refused: 罚款 is the word that is looked for
_SAYS = "(?<![没不未])(?:带|含|写|提到|提及|讲到|说到|出现|包含|规定)(?:有|着|了|到|过|明)*"
_CLAUSES = "(?:条款|条文|法条|规定|条目|条)"
_WHICH = "(?:都|一共|总共|共|分别|统共|有|是|在|占)*(?:哪(?:几|些)|几|多少|第几)[条项点处个]?"
_ASKED = (
    # 带罚款的，是哪几条; 写了二十四小时的条款有多少
    re.compile(f"(?:凡是?|所有|但凡)?{_SAYS}(?P<word>[^，。？的]{{2,10}})的{_CLAUSES}?，?{_WHICH}"),
    # 哪几条写了罚款
    re.compile(f"(?:哪(?:几|些)条?|几条|多少条){_CLAUSES}?(?:里面?|里头|中)?(?:都|有|是)*{_SAYS}(?P<word>[^，。？的]{{2,10}}?)(?:的?(?:规定|字样|要求))?(?=$|[，。？])"),
    # 几个地方写到二十四小时
    re.compile(f"(?:哪(?:几|些)|几|多少)个?(?:地方|处)(?:都|有)*{_SAYS}(?P<word>[^，。？的]{{2,10}}?)(?:字样)?(?=$|[，。？])"),
    # 罚款的条款有哪些, 关于罚款的有哪几条
    re.compile(f"(?P<word>[^，。？的]{{2,12}})的(?:条款|条文|法条)，?{_WHICH}"),
)  # fmt: skip
_SHORTEST = 2
_SEVERAL = 2  # items; what one alone says is looked for, and is no list


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items that say the word; None where anything else narrows them, or one alone does."""
    narrowed = query.filtered or query.numbers or query.tallies or query.same or query.follows
    if narrowed or query.roles or query.of_columns or query.overrides or query.other_year:
        return None
    if query.mentions and not query.outside:
        return None
    said = next((found["word"] for ask in _ASKED if (found := ask.search(query.text))), "")
    items = _saying(said.strip("“”\"'"), query, bench)
    if len(items) < _SEVERAL:
        return None
    listing = bench.writer.listing(items, "")
    number, noun = len(items), bench.writer.noun(items)
    statement = Statement(f"共**{number}{noun}**：\n\n{listing.text}", tuple(items), (number,))
    count = number if query.counts else None
    return Draft((statement,), count=count, reason="写到这个词的条目")


def _saying(words: str, query: Query, bench: Bench) -> list[PolicyItem]:
    """The items, of the documents named, that say the words, or the longest end of them."""
    for start in range(max(len(words) - _SHORTEST + 1, 0)):
        wanted = ItemFilter(doc_ids=query.doc_ids, contains=(words[start:],))
        items = [item for item in bench.items(wanted) if item.kind is not ItemKind.PASSAGE]
        if items:
            return items
    return []
