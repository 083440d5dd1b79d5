"""Read a list whose items need meet one of two conditions: 甲处牵头或者乙处配合的任务有哪些."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.query import Act, Noun, Query

Read = Callable[[str], Query]

_ONE_OF = (
    "(?:[，、]?(?:只要|满足|符合|这|[两二]个?|者|条件|中|其中|任意|任何|任|随便|占|沾|的|里|哪怕)*"
    "(?:之一|其一|一[条个项样]|一种|都行|都可以?|都算)(?:条件|情形|情况)?(?:就行|即可|就可以|就算|的|都行|都算)*)"
)
_MAY = re.compile("或|之一|其一|要么|其中一|任[意何]一")
_LEAD = (
    "^(?:请问|那么?|帮我|麻烦|请|把|列出|列一下|找出|查一?下|只要|凡是?|但凡|要么是?"
    "|满足|符合|具备|属于|条件|以下|任一|：|，)*"
)
_TASKS = "(?:的(?:那些|所有|全部)?|，)?(?:任务|事项|工作|条目)?"
_ASKS = (
    "(?:[，。、]?(?:请|烦请|麻烦|帮我|给我|都|全|全部|一共|总共|共|一并|分别|是|有|算|的|把它们)*"
    "(?:找|列|挑|查|报|给|拉|筛|说)?(?:一下|出来|出|给我|上)*"
    "(?:哪些|哪几[项条个件]|几[项条个件]|多少[项条个件]?|什么)?(?:任务|事项)?"
    "(?:各|自|都|在|要|归|由)*(?:几月|什么时候|啥时候|何时|谁|哪个处)?(?:份|完成|到期|办完|牵头|配合)*(?:呢|啊|呀|来着)?[？?。！]?)$"
)
# “配合部门里有甲”或“牵头是乙”其中一条
_QUOTED = re.compile(
    f"{_LEAD}“(?P<one>[^“”]{{3,24}})”的?(?P<join>或者?是?|、|和|与|以及)?“(?P<two>[^“”]{{3,24}})”"
    f"(?P<any>{_ONE_OF})?{_TASKS}{_ASKS}"
)
_CONDITION = "[^，。、；？“”或且并的谁哪几]{3,24}?"
_PLAIN = re.compile(
    f"{_LEAD}(?P<of>[^，。；？或]{{2,16}}(?:里头?|中|当中|里面)，?)?"
    f"(?P<one>{_CONDITION})(?:的(?:任务|事项)?)?，?(?P<join>或者?是?|要么是?)(?P<two>{_CONDITION})"
    f"(?P<any>{_ONE_OF})?{_TASKS}(?P<late>{_ONE_OF})?{_ASKS}"
)
_ONLY_ROLE = re.compile(
    "(?:由|被|给|它|去|来|共同|单独)*(?:牵头|配合|主责|负责|协办|落实|参与|委属|相关|部门|处室|单位)+"
)
# 其中甲牵头或乙配合的; 不是甲牵头或乙配合的, 除了…: of a list at hand, or neither of the two
_OTHER = re.compile(
    "^[，那么]*(?:其中|里面|里头|[这那](?:些|几|里|[0-9一二两三四五]))|除|不[是由归算含看要]|并?非|去掉|刨|撇|排除"
)
_HOW_MANY = re.compile("几[项条个件]|多少")


def either_of(
    query: Query, read: Read, answered: Callable[[Query], tuple[str, ...]]
) -> Query | None:
    """The list of what meets one condition or the other; None where a question has no such two.

    Each has to be a whole condition that is read by itself: in 甲处牵头或配合 there is one.
    """
    text = query.text
    if not _MAY.search(text) or _OTHER.search(text):
        return None
    match = _QUOTED.match(text) or _PLAIN.match(text)
    if match is None or not (match["any"] or _MAY.search(match["join"] or "")):
        return None
    of = match.groupdict().get("of") or ""
    asked = [match[name] for name in ("one", "two")]
    if any(_ONLY_ROLE.fullmatch(condition) for condition in asked):
        return None
    conditions = [read(f"{of}{condition}的任务有哪些") for condition in asked]
    if not all(map(_is_condition, conditions)) or not any(map(_names_owner, conditions)):
        return None
    found = {item: None for condition in conditions for item in answered(condition)}
    if not found:
        return None
    counts = _HOW_MANY.search(text) is not None
    ids = tuple(sorted(found, key=lambda item: (len(item), item)))
    return Query(
        text, Act.COUNT if counts else Act.LIST, noun=Noun.TASK, focus=ids, follows=True,
        counts=counts, lists=not counts,
    )  # fmt: skip


def _names_owner(query: Query) -> bool:
    """Whether a condition is of owners; times alone are read together."""
    return bool(query.bindings or query.filter.owner_counts)


def _is_condition(query: Query) -> bool:
    """Whether words are one whole condition: who has a role, when, or what a column has."""
    whole = all(b.stated and not b.negated for b in query.bindings)
    other = query.topic or query.numbers or query.tallies or query.focus or query.asks_who
    return bool(query.filtered and whole and not other)
