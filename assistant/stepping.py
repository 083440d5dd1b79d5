"""Ask the question before of another time, heading or place, told by its distance: 下个月的呢."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from assistant.turns import Context
from ingest import PolicyItem, Role
from ingest.deadlines import days_of

Read = Callable[[str], Query]
Items = Callable[[Sequence[str]], list[PolicyItem]]

_LEAD = "^(?:那么?|好的?|行|嗯|哦|，|再|然后|接着|要是|如果|换成|换|看看?|问下?)*"
_STEP = re.compile(
    f"{_LEAD}(?:(?:往|朝|向)?(?P<way>下下|上上|下|上|后|前)(?:面|头|边)?(?:再|接着)?(?:推|数|挪|看|退|走|翻|移|延|顺|倒)*"
    f"(?:的?[那这])?(?P<steps>{NUMERAL})?|(?:紧?接(?:下来|着)|随后|之后)的?[那这]?一?)"
    "个?(?P<unit>月|季度)份?(?P<rest>.*)$"
)
# 下一大项呢，各由谁带头; 上个部分有几项
_STEP_PLACE = re.compile(
    f"{_LEAD}(?P<way>下下|上上|下|上|后|前)(?:面|头|边)?的?[那这]?一?个?"
    "(?P<place>大项|大类|大组|部分|板块|章)(?P<rest>.*)$"
)
_SECTIONS = {"部分", "板块", "章"}
_SECTION_NUMBER = re.compile(f"^第?(?P<n>{NUMERAL})[、章部]")
# 再往后最近的时间点是几月，有哪几件; 下一个到期的是哪个; 接下来先到的节点呢
_NEXT_DUE = re.compile(
    f"{_LEAD}(?:(?:往后|(?:接)?下来|随后|之后|其后|紧接着|紧跟着|后面|下面|再下)(?:的|里|看|数|推|，)*"
    "(?:最近|最早|最先|紧挨着?|先|又|下一?个|一?个|一批|要)*|下一?(?:个|批|拨))的?(?:要)?"
    "(?:时间(?:节?点|期限)?|节点|期限|截止(?:时间|日期|期|日)?|到期|到点|要?交差?|(?:完成|交付|截止)时间)(?:的)?"
    "(?:任务|事项|事)?(?:是|在|有|到|呢|又|会|都|什么时候|啥时候|几月份?|哪(?:个月|几?[个件项条些]|天)|多少|，|？|。)*$"
)
# 那第三名是谁，几项; 第二位呢
_PLACE_IN_RANKING = re.compile(
    f"{_LEAD}(?:排|位居)?第(?P<n>{NUMERAL})(?:名|位)(?:又|呢|的|是|谁|哪一?[个家]?(?:处室?|部门|科室|单位)?|，|有|几[项条个件]|多少[项条个件]?|任务|？|。)*$"
)
_OF_ROLE = {Role.LEAD: "牵头", Role.COOPERATING: "配合"}
_TOWARDS = re.compile("往|朝|向")
_QUARTER = re.compile("(?:第)?(?P<n>[一二三四1-4])季度")
_QUARTERS = "一二三四"
_NO_MORE = re.compile("(?:的|份|里|那边|那些)*(?:任务|事项)?(?:呢|有吗|有没有)?")
_MONTHS = 12


def steps_on(text: str) -> bool:
    """Whether a follow-up asks what is due next, or who has which place in a ranking."""
    return bool(_NEXT_DUE.match(text) or _PLACE_IN_RANKING.match(text))


def stepped(query: Query, context: Context, read: Read, items: Items) -> Query | None:
    """The question of the month, heading or place that lies so far from the one at hand."""
    further = _of_next_due(query, context, read, items) or _of_rank(query, context, read)
    if further is not None:
        return further
    place = _STEP_PLACE.match(query.text)
    if place is not None and not query.time_text:
        return _of_place(place, context, read, items)
    match = _STEP.match(query.text)
    if match is None or query.numbers or query.time_text:
        return None
    several = match["steps"] not in {None, "一"} and not _TOWARDS.search(query.text)
    if several:  # 前三个月: a time of its own
        return None
    way = match["way"] or "后"
    steps = len(way) * ((read_numeral(match["steps"]) or 1) if match["steps"] else 1)
    steps = steps if way[0] in "下后" else -steps
    time = _quarter(context, steps) if match["unit"] == "季度" else _month(context, steps, items)
    if not time:
        return None
    rest = match["rest"].strip("，。；？?")
    if not _NO_MORE.fullmatch(rest):
        return read(f"{time}的，{rest}" if query.bindings else f"{time}{rest}")
    listed = context.query.act in {Act.LIST, Act.COUNT, Act.TALLY} or len(context.focus) != 1
    return read(f"那{time}的呢" if listed else f"{time}的有哪些")


def _of_next_due(query: Query, context: Context, read: Read, items: Items) -> Query | None:
    """What is due first after the latest month of the items at hand."""
    if query.numbers or query.bindings or not _NEXT_DUE.match(query.text):
        return None
    due = [day.month for i in items(context.focus) if i.deadline for day in days_of(i.deadline)]
    if not due or max(due) >= _MONTHS:
        return None
    asked = read(f"{max(due)}月以后最早到期的是哪些")
    before = context.query
    if before.act not in {Act.LIST, Act.COUNT, Act.TALLY}:
        return asked
    return asked.with_(bindings=before.bindings, doc_ids=before.doc_ids)


def _of_rank(query: Query, context: Context, read: Read) -> Query | None:
    """第三名呢, after who leads most, or more than another: the office of that place."""
    said = _PLACE_IN_RANKING.match(query.text)
    place = read_numeral(said["n"]) if said else None
    before = context.query
    if not place or query.bindings:
        return None
    if before.act is Act.TALLY and before.ranked:
        tallies = tuple(replace(t, position=place, ranked=True) for t in before.tallies)
        return before.with_(text=query.text, follows=True, tallies=tallies)
    roles = set(_OF_ROLE).intersection(before.roles)
    if before.act is not Act.COMPARE or len(roles) != 1:
        return None
    return read(f"哪个处{_OF_ROLE[roles.pop()]}的任务排第{place}")


def _of_place(said: re.Match[str], context: Context, read: Read, items: Items) -> Query | None:
    """The question of the group or section beside the one that all items at hand are in."""
    if said["place"] in _SECTIONS:
        headings = {item.section or "" for item in items(context.focus)}
        found = {match["n"] for one in headings if (match := _SECTION_NUMBER.match(one))}
        numbers = {read_numeral(one) for one in found}
    else:
        numbers = {item.group_number for item in items(context.focus)}
    at_hand = numbers.pop() if len(numbers) == 1 else None
    if not at_hand:
        return None
    steps = len(said["way"]) * (1 if said["way"][0] in "下后" else -1)
    unit = "部分" if said["place"] in _SECTIONS else "大项"
    rest = said["rest"].lstrip("呢，的").strip("，。；？?")
    if at_hand + steps < 1:
        return None
    return read(f"第{at_hand + steps}{unit}{rest if rest else '有哪些任务'}")


def _month(context: Context, steps: int, items: Items) -> str:
    """The month in words; nothing where none is at hand, or the year ends before it."""
    months = context.query.filter.months or _months_of(items(context.focus))
    if not months:
        return ""
    month = (max(months) if steps > 0 else min(months)) + steps
    return f"{month}月" if 0 < month <= _MONTHS else ""


def _months_of(found: Sequence[PolicyItem]) -> tuple[int, ...]:
    """The one month that all items at hand are due in."""
    due = {day.month for item in found if item.deadline for day in days_of(item.deadline)}
    return tuple(due) if len(due) == 1 else ()


def _quarter(context: Context, steps: int) -> str:
    said = _QUARTER.search(context.query.time_text)
    if said is None:
        return ""
    number = int(said["n"]) if bare(said["n"]).isdigit() else _QUARTERS.index(said["n"]) + 1
    number += steps
    return f"{_QUARTERS[number - 1]}季度" if 0 < number <= len(_QUARTERS) else ""
