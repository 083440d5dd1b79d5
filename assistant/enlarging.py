"""Add items to the list at hand: 把10月的也加进来, 它配合的也算上, 党政办的也放到一张表里."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.fitting import Hand
from assistant.followups import added_to, by_department, is_whole, within_list
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Binding, Query
from assistant.turns import Context
from ingest import Role

_LEADS = (
    "^(?:那么?|要是|如果|假如|倘若|若是|若|好的?|哦|行|，|这回|这次|现在|先|再|就|还|也|请|麻烦"
    "|帮我|给我)*"
)
_SHEET = "(?:张|个|份|块)?(?:总|大|新)?(?:表格?|单子|清单|名单|列表)(?:里|上)?"
_PUT_TOGETHER = re.compile(
    f"^(?:那么?|好|，|把|将|这|那|前面|上面|刚才|他|它|们)*(?:(?P<many>{NUMERAL})(?:个月|个处室?|个部门|批|拨|次|家|边|样|组|个|份|份答案))?"
    "(?:的|答案|结果|任务|清单)*(?:都|全|先)?[并合加凑拢归]?(?:到|在|成|总)?(?:一块儿?|一起|一处|一道|起来|一堆)(?:算|看|数)?$"
)
# 也加进来, 一起列进去, 并到一张表, 合成一个单子
_IN = (
    "(?:[加算并带添放归合拢凑列写补捎收搁摆计纳]|归拢|合并|汇总)"
    "(?:进来|进去|上去|上来|过来|在内|起来|一?起|一块儿?|上|入|进"
    f"|(?:到|在|成)(?:一(?:起|块儿?|道|处|堆)|(?:同)?一?{_SHEET}|同?一[张个份块]))"
)
_ADDED = re.compile(
    f"{_LEADS}(?:把|将|连|连同)?(?P<what>[^，。；？]{{2,16}}?)的?(?:那些|那几[项条个])?(?:也|都|一并|一起|一块儿?|一道|统统|全)*"
    f"(?:给我|帮我)?(?:{_IN}|(?<=[起块道儿])[算列数看]|(?<=的也)要)(?:[算列数看])?(?:了|吧|来|一下|呢|的话)*$"
    f"|{_LEADS}连同?(?P<along>[^，。；？]{{2,16}}?)的?(?:也|都|一并|一起|一块儿?|一道)+$"
)
_ADDED_FIRST = re.compile(
    f"{_LEADS}(?:加上|连同|算上|补上|添上|带上|并上|捎上|外加|还有)(?P<what>[^，。；？]{{2,16}}?的)(?:那些|那几[项条个])?"
    "(?:也|都|一并|一起|一块儿?)*(?:算|列)?(?:呢|吧)?(?P<along>)$"
)
# 出个总表, 也写到一块儿, 一共几项: how the whole is wanted.
_AS_ONE = re.compile(
    "(?:也|都|全|再|最后|统统|重新|一起|一并)*(?:给我|帮我)?(?:"
    f"[出列拉做排整写搞弄给](?:出来|出|成)?(?:一|全)?{_SHEET}"
    f"|[列出凑](?:一?张|一?个|一?份)?(?:全|完整|总)的?(?:名单|清单)?|{_IN}"
    "|[列报写说]出来?(?:一下)?|(?:总共|一共|合计|共|加起来|都)+(?:有|是)?哪(?:些|几[项条个件])(?:任务)?"
    "|(?:总共|一共|合计|共|加起来)?(?:有|是)?(?:几|多少)[项条个件]?(?:任务)?|给个总数)(?:给我)?(?:看看)?(?:吧|来)?"
)
_NOUN = re.compile("的?(?:任务|事项)?$")
_PUNCTUATION = "，。；？?"


def enlarged(query: Query, context: Context, hand: Hand) -> Query | None:
    """The list at hand with more items: of another office, role or month."""
    clauses = [clause for clause in re.split(f"[{_PUNCTUATION}]", query.text) if clause]
    together = next((m for c in clauses if (m := _PUT_TOGETHER.match(c))), None)
    added, rest = [], []
    for clause in clauses:
        match = _ADDED_FIRST.match(clause) or _ADDED.match(clause)
        if _PUT_TOGETHER.match(clause):
            continue
        if match is not None and not _AS_ONE.fullmatch(clause):
            added.append(match["what"] or match["along"])
        else:
            rest.append(clause)
    if not added or not context.focus or not all(map(_AS_ONE.fullmatch, rest)):
        return None
    if clauses[0].startswith("还有") and not rest:
        return None  # 还有中医科教处的呢: another question
    more = [_of_list_at_hand(hand.read(f"{_NOUN.sub('', w)}的"), context) for w in added]
    if not all(one.filtered and not (one.topic or one.numbers) for one in more):
        return None
    counts = query.counts or (context.query.counts and not query.lists)
    asked = {
        "text": query.text, "follows": True, "counts": counts, "lists": not counts,
        "act": Act.COUNT if counts else Act.LIST, "aspects": (), "noun": context.query.noun,
    }  # fmt: skip
    alike = _of_same_kind(more[0], context.query) if len(more) == 1 and not together else None
    if alike is not None:
        return alike.with_(**asked)
    many = (read_numeral(together["many"]) if together["many"] else 2) if together else 1
    turns = [*context.earlier, context.focus][-(many or 1) :]
    ids = [item_id for turn in turns for item_id in turn]
    for one in more:
        ids += [item.item_id for item in hand.select(_within(one, context.query))]
    return Query(query.text, Act.LIST, focus=tuple(dict.fromkeys(ids))).with_(**asked)


def _of_list_at_hand(one: Query, context: Context) -> Query:
    """What is added, with the office or role that the list at hand is of: 它配合的, 党政办的."""
    before = context.query
    if one.roles and not one.bindings and before.bindings:
        own = Binding(context.owners, one.roles, together=False)
        return one.with_(bindings=(own,), aspects=(), topic="")
    roles = [role for binding in before.bindings for role in binding.roles]
    bindings = tuple(
        binding if binding.stated else replace(binding, roles=_shared(binding, roles))
        for binding in one.bindings
    )
    return one.with_(bindings=tuple(replace(b, together=False) for b in bindings), aspects=())


def _shared(binding: Binding, roles: Sequence[Role]) -> tuple[Role, ...]:
    return tuple(role for role in binding.roles if role in roles) or binding.roles


def _of_same_kind(one: Query, before: Query) -> Query | None:
    """Another month or another office in the same role: the question before of both."""
    if not is_whole(before) or len(before.bindings) > 1:
        return None
    if one.filter.months and before.filter.months and not one.bindings:
        months = tuple(sorted({*before.filter.months, *one.filter.months}))
        text = f"{before.time_text}、{one.time_text}"
        return before.with_(filter=replace(before.filter, months=months), time_text=text)
    offices = by_department(before) and len(one.bindings) == 1
    if offices and one.bindings[0].roles == before.bindings[0].roles:
        return added_to(one, before)
    return None


def _within(one: Query, before: Query) -> Query:
    """它配合的, after 基层处9月牵头的: of the same month."""
    if by_department(before) and is_whole(before):
        one = within_list(one, before.with_(bindings=()))
    return one.with_(act=Act.LIST, topic="", gist="")
