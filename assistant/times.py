"""Find the months, quarters and years by which a question narrows deadlines."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from assistant.numerals import NUMERAL, read_numeral
from assistant.wordings import Tag
from ingest import DeadlineKind

_M = r"(?<![0-9])(?:1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九])"
_YEAR = (
    r"(?:(?<![0-9])(?:20)?[0-9]{2}年|今年|本年度?|当年|去年|明年|前年|后年"
    r"|(?<![账手面身地市街桌山网早晚马台头路桌岸船])上一?年度?(?!纪|岁|就|才|也就|下来|到头|收入|赚|挣)|下一?年度?)"
)
_MONTH = rf"(?:(?P<year>{_YEAR})的?)?(?P<month>{_M})月(?:份)?"
_EDGE = r"(?P<edge>月?底|末|初|中旬|上旬|下旬|中|里|(?<![以之])内|当月)?"
# 9月及以前, 9月或更早, 9月过完之前, 9月这条线以内: the month itself is among them.
_SIDE = (
    r"(?P<side>(?:当月)?(?:及|和|或|与|以及)(?:者)?(?:在)?(?:其|它|这)?(?:更早|之前|以前|前)"
    r"|(?:过完|结束|过去|翻篇|收尾|走完)了?(?:之|以)?前|(?:的?[这那]一?[条道]线)?(?:以内|之内)|之前|以前|前|为止"
    r"|(?:及|和)?(?:之后|以后|(?<!往)后)|起|开始|往后(?!推|延|拖|挪|顺延|放|排|移|靠)|往前(?!推|挪|提|赶|移|靠|排))?"
)
# 最晚9月, 不得晚于9月, 拖不过9月, ≤9月: by the end of it.
_AT_LATEST = (
    r"(?:最晚|最迟|至迟|至晚|最多|顶多|至多)(?:只能|可以|能|就|得|要)*(?:拖|等|推|给|宽限|压|延)?(?:到|在|是|于)?"
    r"|不(?:得|能|可|许|应|准|会)?(?:再)?(?:晚|迟)于|(?:不|没|未)(?:得|能|可|许|应|准|会|有)?(?:再)?"
    r"(?:晚过|超过|超出|拖过|拖出|超|(?<=[能得可许准])过|拖到(?=.{1,4}[之以]后))|(?:拖|熬|过|晚|超)不过|过不了|等不到|≤|<=|(?:小|早)于或?等于"
)
_LATER_THAN = r"晚于|迟于|晚过|大于|后于|过了|过完|超过|出了|拖过"
_BY = rf"(?P<by>(?P<latest>{_AT_LATEST})|截至|截止到?|到|赶在|早于|小于|{_LATER_THAN}|在|于)?"
_WHOLE_YEAR = re.compile(
    r"(?:贯穿)?(?:全年度?|一整年|整年|全年性|年度内全年|一年(?:干|做|忙|抓)?到头|一年(?:干|做|忙|抓)到底|(?:从)?年头(?:一直)?(?:干|做|忙|抓|管)?到年尾|常年"
    # 没卡月份的, 不限月份的, 没有月份要求的, 没规定哪个月的
    r"|(?<![有是能要可会行对])(?:没有?|未|不)(?:单独?|另外?|专门?)?(?:要求|规定|限定?|卡|定|写|标|注|设|给|填|落|精确)*(?:明|出|死|到|好|上|着|清楚?)*"
    r"(?:具体|明确|固定|硬性|确切|截止|完成|办结|到期|几|哪一?个|某一?个|的)*"
    r"(?:月份?(?!完|到|交|报|底|前|初)|(?<=[卡限定]死)时间|(?:期限|时限|时间|日期)(?:限制|要求|限定|规定))(?:限制|要求|限定|规定|节点|期限|时限)*的?"
    r"|(?:没有?|未|不)(?:定|给|写|标|设|卡|限|注|压|排|列|明确|规定)(?:明|出|死|到|在)?(?:具体|明确)?的?(?:月份|期限|时限|(?<=[体确]的|.[体确])时间|截止日期|截止时间|完成时间)的?"
    r"|没有?(?:具体|明确|固定)的?(?:月份|期限|日期|时间|截止日期|截止时间|完成时间|完成时限)的?"
    # 时间上没卡死的, 期限没定到月的
    r"|(?:时间|时限|期限|节点)(?:上|里|栏)?(?:都|也|又|却|并)?(?:没有?|未|不)(?:卡|定|限|写|落|精确|标)"
    r"(?:死|到具?体?某?个?月份?|到哪个?月)的?)"
)
_DURING = re.compile("结束|过|走完|完")  # 三季度结束前 is by the end of it, 三季度前 is not
_UNDATED = re.compile("[没未不]")  # 没有具体月份: whatever is written in place of one
# 完成时限写“持续推进”的: said of the column, not of what a task does.
# 每个季度末要报的, of what has such a deadline; 每月 in a matter asks for nothing.
_RECURRING = re.compile(
    "(?:按|逢)?每(?:到|逢)?(?:一)?(?:个)?(?P<each>季度|月|半年|周)(?:[底末初])?"
    "(?=(?:都|就|得|要|必须|需要?|应)*(?:报|交|完成|办|做|干|搞|检查|更新|调度|通报|汇总)[^，。？]{0,8}(?:的|任务|事项|[几哪]))"
)
_ONGOING = re.compile(
    "(?<=[“是为写标填])(?:长期(?:坚持|推进|实施|任务)?|(?:持续|长期|常态化)(?:推进|实施|开展))"
    "(?=[”的？?，。吗吧么]|$)"
)
_SPAN = re.compile(
    rf"(?P<year>{_YEAR})?(?P<low>{_M})(?:月(?:份)?)?(?:底|初)?(?:到|至|-|—|~|和|、)+(?P<high>{_M})月(?:份)?(?:底)?(?P<between>之间|间|期间)?"
)
_INCLUDED = (
    r"(?:(?:(?:要|得|必须|该)*(?:完成?|办完|做完|到期|了结|交差?|截止)的?(?:任务|事项)?)?(?:"
    r"[（(](?P<included>不?(?:含|包含|包括))[^）)]{0,14}[）)]"
    # 6月以前到期、连6月也算上的, 10月前的，包含10月当月
    r"|的?[，、,]?(?P<with>含|包含|包括|连同?|算上)(?:了)?(?:(?P=month)月|当月|本月)(?:份|本身|当月|自己)*"
    r"(?:(?:也|都|一起)?(?:算|计|列|含)?(?:上|进去|进来|在内)?)))?"
)
_DONE = (
    r"(?:(?:那|这)?一?(?:批|拨|波|茬)?(?:要|得)?(?:交|办|做|完|收|干|弄)"
    r"(?:差|账|完|掉|活)*(?=以后|之后|后))?"
)
_MILESTONE = "(?:的?(?:时间)?节点(?=[，的]|$))?"  # 十月节点，几个
_SINGLE = re.compile(_BY + _MONTH + _EDGE + _DONE + _SIDE + _INCLUDED + _MILESTONE)
# 7、8、9月底: more than two months, one by one.
_LISTED = re.compile(
    rf"(?P<months>(?:{_M}(?:月份?)?(?:底|末)?[、,，和跟及]){{2,}}{_M})月(?:份)?(?:底|末)?(?![0-9一二三四五六七八九十]*[日号])"
)
# 截至6月30日, 6月30日以前, 不晚于6月30日: by the end of that day.
_DAY = re.compile(
    _BY + _MONTH + rf"(?P<day>{NUMERAL})(?:日|号)(?:(?P<before>(?:(?:及|和)?(?:之|以)?前)|为止|止)"
    r"|(?P<after>(?:之|以)?后|起|开始))?"
)
_PART = re.compile(
    r"(?P<year>(?:20)?[0-9]{2}年|今年|本年)?(?P<part>上半年|下半年|前半年|后半年|第?[一二三四1-4]季度|Q[1-4]|年底|年末|年内|(?<![0-9])年中(?=之?前|以前|底)|年终(?!考核|总结|奖|评|盘点))(?P<side>(?:结束|过去|过|走完|完)?(?:之前|以前|前))?",
    re.IGNORECASE,
)
_THAN = re.compile(
    rf"(?:比|较)(?P<month>{_M})月(?:份)?(?:还|更|要|再)*(?:(?P<later>晚|迟|靠后|往后|后)|早|先|靠前)"
)
_ONLY_THEN = re.compile("[，,]?(?:才|方才|方能|方可)")  # 到2027年底才完成的 is due no sooner
# 累计能住10年, 租5年: how long, and no year; of two digits, one far from the present as well.
_HOW_LONG = re.compile("(?:[住租用干做待签缴交养管种教读存领满超近过]了?|[长期达限])$")
_FAR = 8  # years
_YEAR_END = re.compile(r"(?:到|至|截至)?(?P<year>20[0-9]{2})年(?:底|末|内|年底)(?:之?前|以前|前)?")
# 超过20年的老水管 tells an age, and no year.
_AGED = (
    r"(?<!超过)(?<!(?<!找)(?<!查)不到)(?<!满)(?<!近)(?<!用了)(?<!使用)(?<!服役)(?<!运行)(?<!干了)"
)
_PLAIN_YEAR = re.compile(
    _AGED + _YEAR + r"(?!以[上下内]|之久|龄|来)度?|20[0-9]{2}(?=[这那][份张个]|版)"
)
_FEASTS = {
    "元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "儿童节": (6, 1),
    "七一": (7, 1), "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10),
    "国庆节": (10, 1), "国庆": (10, 1),
}  # fmt: skip
_FEAST = re.compile(
    rf"(?P<feast>{'|'.join(_FEASTS)})"
    r"(?:放假|放长假|长假|假期|节)?(?:(?P<month>那个月|那月|当月|所在月|月份|期间)|(?P<before>(?:之|以)?前)|(?P<after>(?:之|以)?后))"
)
_EVENT = re.compile(
    rf"(?:20[0-9]{{2}}年)?((?!{'|'.join(_FEASTS)}|[年月季周日]|[上下]半年)[\u4e00-\u9fff]{{2,6}}?)(?:之|以)?前(?:[（(，；。]|$|完成)"
)
_IN_WORDS = re.compile("[\u4e00-\u9fff]{4,10}")
_BY_MONTH = re.compile("(?<![0-9])[0-9]{1,2}月[底末]?(?:之前|以前|前)")
# 时限写的是“全年推进”: what says that the words are those of the column.
_WRITTEN = "(?:[写填标注列定]|时限|时间|期限|节点|进度)(?:[的着了明成为上]|是|栏)*[“\"'‘]?"
_AS_WRITTEN = "(?=[”\"'’]?(?:的|这|那|$|，|任务|[几哪]))"
# 时限写8月底前的, 完成时间是10月底前的: what the column says, and not all that is due by then.
_SO_WRITTEN = re.compile(
    "(?:[写填标注列]|(?<!规)定|(?:时限|时间|期限|节点|日期)[^，。？]{0,3}[是为])"
    "(?:的是?|着|了|明|成|[为是上])*[“\"'‘]?"
    rf"(?P<said>(?:[、和或与及]?(?:{_YEAR})?{_M}月[底末]?(?:之前|以前|前))+)"
    "(?=[”\"'’]?(?:的|这|那|任务|事项|，?(?:一?共|都)?(?:有|是)?[几哪]))"
)
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4} | {str(n): n for n in range(1, 5)}
_RELATIVE = {"去": -1, "明": 1, "前": -2, "后": 2, "上": -1, "下": 1}


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The deadlines that a phrase lets through."""

    due_from: dt.date | None
    due_to: dt.date | None
    months: tuple[int, ...] = ()
    kind: DeadlineKind | None = None
    year: int | None = None  # set when the phrase names a year
    words: str = ""  # of the deadline as written: 持续推进
    undated: bool = False  # 没有具体月份: of whatever kind that names no day


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def read_year(text: str | None, current: int) -> int | None:
    """The year a word means, counted from the corpus's own year for 今年, 去年, 明年."""
    if not text:
        return None
    digits = re.match(r"(?:20)?([0-9]{2})年", text)
    if digits:
        return 2000 + int(digits.group(1))
    return current + _RELATIVE.get(text[0], 0)


def _month_window(match: re.Match[str], current: int) -> TimeWindow | None:
    month = read_numeral(match["month"])
    if month is None:
        return None
    named = read_year(match["year"], current)
    year = named or current
    first, last = dt.date(year, month, 1), _last_day(year, month)
    side, by, edge = match["side"] or "", match["by"] or "", match["edge"] or ""
    joined = re.match("(?:当月)?(?:及|和|或|与|以及)", side) is not None
    inclusive = edge in {"底", "月底", "末", "下旬"} or joined or side == "为止"
    at_latest = match["latest"] is not None
    if at_latest and side.endswith("后"):  # 等不到10月以后的, 不能拖到9月之后
        return TimeWindow(None, last, year=named)
    ended = side.endswith("前") and len(side) > len("之前")  # 9月过完之前
    within = side.endswith(("以内", "之内"))
    if side == "往前":  # 6月往前: June is among them, as it is of 6月往后
        return TimeWindow(None, last, year=named)
    if (
        "前" in side
        or within
        or "更早" in side
        or side == "为止"
        or by.startswith("截")
        or at_latest
    ):
        inclusive = inclusive or by.startswith("截") or at_latest or ended or within
        inclusive = inclusive or match["with"] is not None
        if match["included"]:
            inclusive = not match["included"].startswith("不")
        return TimeWindow(None, last if inclusive else first - dt.timedelta(days=1), year=named)
    if (
        by == "到"
        and edge in {"底", "月底", "末"}
        and not _ONLY_THEN.match(match.string, match.end())
    ):
        return TimeWindow(None, last, year=named)
    if by in {"早于", "小于"}:
        return TimeWindow(None, first - dt.timedelta(days=1), year=named)
    if ("后" in side and side != "往后") or re.fullmatch(_LATER_THAN, by):
        start = first if joined else last + dt.timedelta(days=1)
        return TimeWindow(start, None, year=named)
    if side in {"起", "开始", "往后"}:
        return TimeWindow(first, None, year=named)
    return TimeWindow(first, last, (month,), year=named)


def _day_window(match: re.Match[str], date: dt.date) -> TimeWindow:
    year = date.year if match["year"] else None
    by = match["by"] or ""
    if by in {"早于", "小于"}:
        return TimeWindow(None, date - dt.timedelta(days=1), year=year)
    if re.fullmatch(_LATER_THAN, by):
        return TimeWindow(date + dt.timedelta(days=1), None, year=year)
    until = by.startswith(("截", "赶")) or match["latest"] is not None
    until = until or (by == "到" and not _ONLY_THEN.match(match.string, match.end()))
    if until:
        return TimeWindow(None, date, year=year)
    if match["after"]:
        first = date if match["after"] in {"起", "开始"} else date + dt.timedelta(days=1)
        return TimeWindow(first, None, year=year)
    return TimeWindow(None if match["before"] else date, date, year=year)


def _compared_window(match: re.Match[str], current: int) -> TimeWindow | None:
    """比9月晚 begins after that month, 比9月早 ends before it."""
    month = read_numeral(match["month"])
    if month is None:
        return None
    day = dt.timedelta(days=1)
    if match["later"]:
        return TimeWindow(_last_day(current, month) + day, None)
    return TimeWindow(None, dt.date(current, month, 1) - day)


def _part_window(match: re.Match[str], current: int) -> TimeWindow:
    part = match["part"]
    named = read_year(match["year"], current)
    year = named or current
    if part in {"年底", "年末", "年内", "年终"}:
        only = _ONLY_THEN.match(match.string, match.end()) and part in {"年底", "年末"}
        return TimeWindow(dt.date(year, 12, 1) if only else None, dt.date(year, 12, 31), year=named)
    if part == "年中":  # 年中之前 is by the end of June
        return TimeWindow(None, _last_day(year, 6), year=named)
    if "半年" in part:
        low, high = (1, 6) if part[0] in "上前" else (7, 12)
    else:
        digit = part.lstrip("第qQ")[0]
        low, high = 3 * _QUARTER[digit] - 2, 3 * _QUARTER[digit]
    before = bool(match["side"])
    # Nothing of a year is due before its first half: 上半年之前 is by the end of it.
    ended = before and low > 1 and not _DURING.match(match["side"])
    end = dt.date(year, low, 1) - dt.timedelta(days=1) if ended else _last_day(year, high)
    return TimeWindow(None if before else dt.date(year, low, 1), end, year=named)


def _feast_window(match: re.Match[str], current: int) -> TimeWindow:
    """国庆那个月 is its month; 国庆前 ends the day before."""
    month, day = _FEASTS[match["feast"]]
    date = dt.date(current, month, day)
    if match["before"]:
        return TimeWindow(None, date - dt.timedelta(days=1))
    if match["after"]:
        return TimeWindow(date, None)
    return TimeWindow(date.replace(day=1), _last_day(current, month), (month,))


def events_of(deadlines: Iterable[str]) -> tuple[str, ...]:
    """What deadlines are before that is no day: 主汛期 of 主汛期前（6月15日前）, 秋季开学."""
    found = (_EVENT.match(deadline) for deadline in deadlines)
    return tuple(dict.fromkeys(match.group(1) for match in found if match))


def event_tags(text: str, events: Sequence[str]) -> list[Tag]:
    """Every stretch that asks for what is due before such an event: 主汛期来之前."""
    tags = []
    for event in events:
        for match in re.finditer(f"{re.escape(event)}(?:来临|到来|开始|来|到)?(?:之|以)?前", text):
            window = TimeWindow(None, None, words=f"{event}前")
            tags.append(Tag("time", match.start(), match.end(), match.group(), window, 3))
    return tags


def written_in(deadlines: Iterable[str]) -> tuple[str, ...]:
    """The deadlines that say no day and no month, as they are written: 全年推进, 长期坚持."""
    return tuple(dict.fromkeys(one for one in deadlines if _IN_WORDS.fullmatch(one)))


def months_written_in(deadlines: Iterable[str]) -> frozenset[str]:
    """The deadlines that are the end of a month, as written, without a year: 8月底前."""
    return frozenset(match.group() for match in map(_BY_MONTH.search, deadlines) if match)


def written_tags(text: str, deadlines: Sequence[str]) -> list[Tag]:
    """Every stretch that asks for what has such a deadline: 时限写“全年推进”的, 标着长期坚持的."""
    tags = []
    for said in filter(text.__contains__, deadlines):
        for match in re.finditer(f"{_WRITTEN}(?P<said>{re.escape(said)}){_AS_WRITTEN}", text):
            window = TimeWindow(None, None, words=said)
            tags.append(Tag("time", match.start("said"), match.end("said"), said, window, 4))
    return tags


def month_written_tags(text: str, deadlines: Set[str], current: int) -> list[Tag]:
    """Every stretch that asks for what has such a deadline of a month: 时限写8月底前的."""
    tags = []
    for asked in _SO_WRITTEN.finditer(text):
        for match in _SINGLE.finditer(text, *asked.span("said")):
            month = read_numeral(match["month"])
            said = f"{month}月{match['edge'] or ''}{match['side'] or ''}"
            if month and said in deadlines:
                named = read_year(match["year"], current)
                year = named or current
                first, last = dt.date(year, month, 1), _last_day(year, month)
                window = TimeWindow(first, last, (month,), year=named, words=said)
                tags.append(Tag("time", match.start(), match.end(), match.group(), window, 4))
    return tags


def time_tags(text: str, current: int) -> list[Tag]:
    """Every stretch that names a deadline window, or a year alone (kind `year`)."""
    tags = []
    for match in _WHOLE_YEAR.finditer(text):
        undated = _UNDATED.match(match.group()) is not None
        window = TimeWindow(None, None, kind=DeadlineKind.ALL_YEAR, undated=undated)
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 1))
    for match in _ONGOING.finditer(text):
        window = TimeWindow(None, None, kind=DeadlineKind.ONGOING, words=match.group())
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 1))
    for match in _RECURRING.finditer(text):
        window = TimeWindow(None, None, kind=DeadlineKind.ONGOING, words=f"每{match['each']}")
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 1))
    for match in _SPAN.finditer(text):
        low, high = read_numeral(match["low"]), read_numeral(match["high"])
        if low and high and low < high:
            named = read_year(match["year"], current)
            year = named or current
            listed = not match["between"] and re.search("[和、]", match.group())
            months = (low, high) if listed else ()
            window = TimeWindow(dt.date(year, low, 1), _last_day(year, high), months, year=named)
            tags.append(Tag("time", match.start(), match.end(), match.group(), window, 2))
    for match in _LISTED.finditer(text):
        named_ones = [m for one in re.findall(_M, match["months"]) if (m := read_numeral(one))]
        first, last = dt.date(current, min(named_ones), 1), _last_day(current, max(named_ones))
        window = TimeWindow(first, last, tuple(named_ones))
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 3))
    for match in _DAY.finditer(text):
        month, day = read_numeral(match["month"]), read_numeral(match["day"])
        if month and day and day <= calendar.monthrange(current, month)[1]:
            date = dt.date(read_year(match["year"], current) or current, month, day)
            window = _day_window(match, date)
            tags.append(Tag("time", match.start(), match.end(), match.group(), window, 3))
    for match in _SINGLE.finditer(text):
        found = _month_window(match, current)
        if found:
            tags.append(Tag("time", match.start(), match.end(), match.group(), found, 1))
    for match in _THAN.finditer(text):
        compared = _compared_window(match, current)
        if compared:
            tags.append(Tag("time", match.start(), match.end(), match.group(), compared, 3))
    for match in _FEAST.finditer(text):
        window = _feast_window(match, current)
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 3))
    for match in _PART.finditer(text):
        window = _part_window(match, current)
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 1))
    for match in _YEAR_END.finditer(text):
        year = int(match["year"])
        window = TimeWindow(None, dt.date(year, 12, 31), year=year)
        if _ONLY_THEN.match(text, match.end()):
            window = TimeWindow(dt.date(year, 12, 1), dt.date(year, 12, 31), year=year)
        tags.append(Tag("time", match.start(), match.end(), match.group(), window, 2))
    for match in _PLAIN_YEAR.finditer(text):
        year_value = read_year(match.group(), current)
        brief = re.match("[0-9]{2}(?![0-9])", match.group()) and year_value is not None
        far = brief and (year_value or current) < current - _FAR
        if brief and (far or _HOW_LONG.search(text[: match.start()])):
            continue
        tags.append(Tag("year", match.start(), match.end(), match.group(), year_value))
    return tags
