"""Narrow the list at hand by who carries its items out: 有没有不是社区那边做的, 医院做的是哪条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.fitting import Hand
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import PolicyItem, Role

_ONES = "(?:个|件|项|条|桩|样)"
_ASKS = f"(?:哪(?:一|几|些)?{_ONES}?|有没有(?:哪(?:一|几)?{_ONES}?)?|有无|有哪些|有几{_ONES}|有)"
_WITHIN = (
    f"(?:(?:[这那](?:些|几{_ONES}|里)?|其中)(?:任务)?(?:里头|里面|当中|之中|里|中|面|头)?"
    "|里头|里面|当中)"
)
_BY = "(?:是|归|由|用|走|在|靠|到|去|让|找|经|通过|需要|要|得|必)*"
_DOES = "(?:落实|承接|承担|承办|负责|经办|出面|接手|[做办弄干管搞跑接])"
_THEIR = re.compile(
    f"^(?:那么?|，|再)*{_WITHIN}?，?(?P<first>{_ASKS})?(?:还)?(?:(?:落实|承接|承办|委属|相关)+单位)?(?P<no>不|没|非|无需|无须)?{_BY}"
    f"(?P<who>[^，。？不没]{{2,10}}?)(?:那边|这边|那里|那头|这头|他们|自己|一家)?(?:来|去|里)?(?P<does>{_DOES})?(?:了)?"
    f"的?(?:任务|事)?(?:是|有)?(?P<last>哪(?:一|几|些)?{_ONES}?|有没有|有吗|几{_ONES}|吗|么|没有|呢|(?:给我|单独|都)*[挑拣拎摘列找]出?[来下]?(?:看看)?)?(?:呢|啊|呀)?$"
)
# 再窄一点，要有社区卫生服务中心的
_NARROWER = re.compile(
    f"^(?:只|就|还|再|光)*(?:要|留|看)(?:有|带|含)(?P<who>[^，。？不没]{{2,10}}?)(?:那边|这边)?(?:参与|落实|承接|在内|在里面)?的?(?:{_ONES})?$"
)
_ROLE = re.compile("牵头|配合|主责|协办")
_NO_ID = "-"  # that no item has
_FEWEST = 2  # items of a list


def by_carrier(query: Query, context: Context, hand: Hand) -> Query | None:
    """Those of the list at hand that units of a name or kind carry out, or all but those."""
    if len(context.focus) < _FEWEST or query.numbers or query.tallies or _ROLE.search(query.text):
        return None
    clauses = [clause for clause in re.split("[，。；？?]", query.text) if clause]
    match = _THEIR.match(clauses[-1]) if clauses else None
    narrower = _NARROWER.match(clauses[-1]) if clauses else None
    said = narrower or (match if match and _asks(match) else None)
    if said is None:
        return None
    items = hand.items(context.focus)
    held = _carried(said["who"], items, hand)
    if not held:
        return None
    denied = said is match and bool(match and match["no"])
    fit = [i for i in context.focus if (i in held) != denied]
    counts = query.counts
    shown = Query(
        query.text, Act.COUNT if counts else Act.LIST, focus=tuple(fit), follows=True,
        counts=counts, lists=not counts,
    )  # fmt: skip
    return shown if fit else shown.with_(filter=ItemFilter(item_ids=(_NO_ID,)))


def _asks(match: re.Match[str]) -> bool:
    return bool(match["first"] or match["last"]) and bool(match["does"] or match["no"])


def _carried(who: str, items: Sequence[PolicyItem], hand: Hand) -> set[str]:
    """The items that units carry out whose name is written, or has the words in it."""
    named = {name for b in hand.read(who).bindings for name in b.names}
    words = bare(who)
    return {
        item.item_id
        for item in items
        if any(name in named or words in bare(name) for name in item.owners(Role.UNIT))
    }
