"""What a deadline means: its kind, and the last day of the time that it names."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from ingest.items import Deadline, DeadlineKind

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*|(?P<this>今年|当年|本年度?)\s*)?"
_SPAN = r"\s*(?:[-—–~～－至到]+)\s*"
_CN_ONES = {name: i for i, name in enumerate("一二三四五六七八九", 1)}
_CN_MONTH = "十[一二]|[一二三四五六七八九十]"
_CN_DAY = "二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_CN_DIGITS = "〇○零一二三四五六七八九"
_CN_YEAR = re.compile(f"二[〇○零][{_CN_DIGITS}]{{2}}(?=年)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．／", "0123456789./")
_SHORT_YEAR = re.compile(
    r"^(?=2\d[./]\d{1,2}[./]\d{1,2}$)|(?<![\d年])(?=[1-4]\d年(?:\d{1,2}月|[底末]|[一二三四]季度|[上下]半年))"
)
_NEXT_YEAR = re.compile("(?:次|明|翌)年")
_SERIAL = re.compile("4[3-9]\\d{3}")  # the number of a day in a sheet whose cell has lost its form
_FIRST_DAY = dt.date(1899, 12, 30)
_MID_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年?)?(?<![今明去当每一两三])年中(?=前|底|完成|$|[，,；;、])"
)
# 上半年建成4个，全年建成9个: the last of several steps.
_ALL_YEAR_STEP = re.compile("全年(?:累计|共|总计|合计)?(?:建成|完成|新增|达到|实现|改造|突破|超)")
_PARTLY = re.compile("[，,；;（(]其中.*")  # 9月底前（其中：6月底前完成主体）
_TENTHS = {"上": 10, "中": 20, "下": 31}
_FIFTH_PLAN_ENDS = 1980  # 五五 ran from 1976; every plan since takes five years

_DATED = re.compile(
    rf"{_YEAR}(?P<month>1[0-2]|(?<!\d)0?[1-9]|{_CN_MONTH})\s*月(?:份)?\s*"
    rf"(?:(?P<day>[12]\d|3[01]|0?[1-9]|{_CN_DAY})\s*[日号]|[上中下]?(?P<tenth>[上中下])旬)?"
)
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])(?:[-/.](?P<day>[0-3]?\d))?(?!\d)"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_POINTED = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])(?=日|之?前|以前)"
)
_BARE_DAY = re.compile(r"(?P<month>1[0-2]|0?[1-9])[./／．](?P<day>3[01]|[12]\d)")
_QUARTER = re.compile(rf"{_YEAR}(?:第?(?P<n>[一二三四1-4])\s*季度|[Qq](?P<q>[1-4])(?!\d))")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_PERIOD = re.compile(rf"(?P<first>(?:19|20)\d\d)\s*年?{_SPAN}(?P<last>(?:19|20)\d\d)\s*年?")
_MONTHS = re.compile(
    rf"{_YEAR}(?<!\d)(?P<from>1[0-2]|0?[1-9])\s*月?{_SPAN}(?P<month>1[0-2]|0?[1-9])\s*月"
)
_POINTED_MONTHS = re.compile(
    rf"(?P<year>(?:19|20)\d\d)[./](?P<from>1[0-2]|0?[1-9]){_SPAN}(?P<month>1[0-2]|0?[1-9])(?![\d./年])"
)
_PLAN = re.compile("“?(?P<n>十[一二三四五六七八九]?)五”?(?:期|时期|规划|期间|末)")
_WHOLE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年|今年|当年|本年)(?:度)?(?:以?内|底|末|终)?(?:之?前|以前)?"
    r"|(?<![\d半一二两三四五六七八九十几数多])年(?:度?内|底|末|终)|^(?:底|末)前?$"
)
# Feasts that have a day of the calendar; 元旦 only with its year, which begins with it.
_FEASTS = {"五一": (5, 1), "七一": (7, 1), "八一": (8, 1), "十一": (10, 1), "国庆": (10, 1)}
_FEAST = re.compile(
    rf"{_YEAR}[“\"]?(?P<feast>{'|'.join(_FEASTS)}|(?<=\d年)元旦)[”\"]?(?:国际劳动|劳动|建党|建军)?(?:节|假期){{0,2}}"
    "(?:之?前|以前|来临之?前)(?![夕期])"
)
_LATER = re.compile("[底末]?(?:起(?!草)|开始|以来|[以之]?后(?!续))")
_BEFORE = re.compile("[一-鿿“”]{1,6}前(?!置)")  # 2026年汛期前 is no day
# 9月开学前 is no day of September, and by no means its last one.
_BEFORE_EVENT = re.compile(
    "(?:新?学期|[春秋]季(?:新?学期)?)?(?:开学|学期)|主?汛期?|入[汛冬夏]|[春夏秋冬]季|供暖|采暖|春节|国庆|中秋|元旦"
    "|雨季|台风|高温|高考|中考|秋收|春耕|会议|两会"
)
_EVENT_COMES = re.compile("[季期节]?(?:到?来临?|开始|结束|期间)?之?前")
_STEP = re.compile("[、，,；;。]")
_ONGOING = re.compile(
    r"持续|长期|常态|日常|经常|滚动|不间断|[每按逐分][年季月周日]|按(?:时|期|需|半年)|每半年|(?:半年|[年季月周]度?)[一两\d]次|及时|适时|长效|动态|定期|常年"
)


def parse(text: str, year: int | None) -> Deadline | None:
    """Read a deadline as an office writes it, or None when nothing is written.

    `year` is what a bare month means; without it such a deadline has a kind but no day.
    """
    plain = re.sub(r"\s+", "", text.translate(_FULL_WIDTH)).strip("。；;，,")
    if _SERIAL.fullmatch(plain):
        return Deadline(text.strip(), DeadlineKind.DAY, _FIRST_DAY + dt.timedelta(int(plain)))
    written = _with_whole_years(_PARTLY.sub("", plain), year)
    if not written or re.fullmatch(r"[-—–－/／\\、无]+", written):
        return None
    kind, due = (
        _recurring(written)
        or _all_year(written)
        or _last_named(written, year)
        or (_unfixed(written), None)
    )
    return Deadline(text.strip(), kind, due)


def in_cell(text: str, year: int | None) -> Deadline | None:
    """The deadline of a cell under 完成时限, where 6.20 and 6/20 are days as well."""
    found = _BARE_DAY.fullmatch(text.strip())
    if found is None:
        return parse(text, year)
    day = parse(f"{found['month']}月{found['day']}日", year)
    return replace(day, text=text.strip()) if day else None


def is_date(text: str) -> bool:
    """Whether a text, as that of a cell, says a time and hardly anything else."""
    deadline = parse(text, 2000)
    return deadline is not None and len(text) < 20 and deadline.kind is not DeadlineKind.OTHER


def days_of(deadline: Deadline) -> tuple[dt.date, ...]:
    """Every last day that a deadline names, in order: one for each of its steps.

    6月底前完成立项，12月底前建成 names two; the last is the day that it is due.
    """
    if deadline.due is None:
        return ()
    parts = (parse(part, deadline.due.year) for part in _STEP.split(deadline.text))
    earlier = {part.due for part in parts if part and part.due and part.due < deadline.due}
    return (*sorted(earlier), deadline.due)


def _with_whole_years(text: str, year: int | None) -> str:
    """二〇二五年, 25年6月 and 次年3月 with the year in four digits."""
    text = _CN_YEAR.sub(lambda found: "".join(map(_digit, found[0])), text)
    text = _SHORT_YEAR.sub("20", text).replace("元月", "1月")
    following = _NEXT_YEAR.search(text)
    if following is None:
        return text
    named = re.findall(r"20\d\d(?=[年./-])", text[: following.start()])
    base = int(named[-1]) if named else year
    return _NEXT_YEAR.sub(f"{base + 1}年", text) if base else text


def _digit(char: str) -> str:
    """二 is 2; the first three of the row are ways to write zero."""
    return str(max(0, _CN_DIGITS.index(char) - 2))


def _unfixed(text: str) -> DeadlineKind:
    """The kind of a time that names no day: 持续推进, 全年分期开展, 7月1日起执行，全年落实."""
    if "全年" in text:
        return DeadlineKind.ALL_YEAR
    return DeadlineKind.ONGOING if _ONGOING.search(text) else DeadlineKind.OTHER


_Reading = tuple[DeadlineKind, dt.date | None]


@dataclass(frozen=True, slots=True)
class _Named:
    """A time that a text names, and where."""

    kind: DeadlineKind
    found: re.Match[str]

    @property
    def year(self) -> int | None:
        """The year that it says itself."""
        said = self.found.groupdict()
        return int(said.get("year") or said.get("last") or 0) or None


def _recurring(text: str) -> _Reading | None:
    return (
        (DeadlineKind.ONGOING, None) if re.match("每(?:个)?(?:年|季|月|周|日|半年)", text) else None
    )


def _all_year(text: str) -> _Reading | None:
    if re.fullmatch(
        r"(?:(?:19|20)\d\d年?)?(?:全年|贯穿全年|全年度)(?:推进|实施|开展|坚持|落实)?", text
    ):
        return DeadlineKind.ALL_YEAR, None
    return None


_PATTERNS = (
    (DeadlineKind.PERIOD, _PERIOD),
    (DeadlineKind.PERIOD, _MONTHS),
    (DeadlineKind.PERIOD, _POINTED_MONTHS),
    (DeadlineKind.PERIOD, _PLAN),
    (DeadlineKind.QUARTER, _QUARTER),
    (DeadlineKind.HALF_YEAR, _HALF),
    (DeadlineKind.HALF_YEAR, _MID_YEAR),
    (DeadlineKind.MONTH, _DATED),
    (DeadlineKind.MONTH, _NUMERIC),
    (DeadlineKind.MONTH, _COMPACT),
    (DeadlineKind.MONTH, _POINTED),
    (DeadlineKind.DAY, _FEAST),
    (DeadlineKind.YEAR, _WHOLE),
)


def _last_named(text: str, year: int | None) -> _Reading | None:
    """The last time named: 上半年开工，9月底前完成 is due in September.

    A month takes the year that was named before it.
    """
    named = _without_overlaps(
        [_Named(kind, found) for kind, pattern in _PATTERNS for found in pattern.finditer(text)]
    )
    kept = [one for one in named if not _is_start(text, one.found)]
    if not kept:
        return None
    last = kept[-1]
    before = [one.year for one in named if one.found.end() <= last.found.start() and one.year]
    known = last.year or (before[-1] if before else year)
    at = named.index(last)
    joined = at and re.fullmatch(_SPAN, text[named[at - 1].found.end() : last.found.start()])
    if joined and named[at - 1].kind is last.kind is DeadlineKind.MONTH:
        return DeadlineKind.PERIOD, _due(last, known)
    step = _ALL_YEAR_STEP.search(text, last.found.end())
    if step and known:
        return DeadlineKind.YEAR, dt.date(known, 12, 31)
    exact = last.found.groupdict().get("day") or last.found.groupdict().get("tenth")
    return (DeadlineKind.DAY if exact else last.kind), _due(last, known)


def _without_overlaps(named: list[_Named]) -> list[_Named]:
    """Times in their order; of those that overlap, the one that begins first and is longest."""
    kept: list[_Named] = []
    for one in sorted(named, key=lambda each: (each.found.start(), -each.found.end())):
        if not kept or one.found.start() >= kept[-1].found.end():
            kept.append(one)
    return kept


def _is_start(text: str, found: re.Match[str]) -> bool:
    """Whether a time is when something begins, or of an event: 自6月起, 2026年汛期前, 9月开学前."""
    rest = text[found.end() :]
    event = _BEFORE_EVENT.match(rest) if found[0].endswith(("月", "月份")) else None
    return (
        bool(_LATER.match(rest))
        or (found.re is _WHOLE and bool(_BEFORE.match(rest)))
        or (event is not None and bool(_EVENT_COMES.match(rest, event.end())))
    )


def _due(named: _Named, year: int | None) -> dt.date | None:
    """The last day of a time; None without a year."""
    said = named.found.groupdict()
    if named.found.re is _PLAN:
        return dt.date(_FIFTH_PLAN_ENDS + 5 * (_cn(said["n"]) - 5), 12, 31)
    if year is None:
        return None
    if named.found.re is _FEAST:
        feast = dt.date(year, *_FEASTS.get(said["feast"] or "", (1, 1)))
        return feast - dt.timedelta(days=1)
    if named.kind is DeadlineKind.QUARTER:
        return _end_of_month(year, 3 * _cn(said["n"] or said["q"]))
    if named.kind is DeadlineKind.HALF_YEAR:
        return _end_of_month(year, 12 if said.get("half") == "下" else 6)
    if not said.get("month"):
        return dt.date(year, 12, 31)
    last = _end_of_month(year, _cn(said["month"]))
    written = said.get("day")
    day = _cn(written) if written else _TENTHS.get(said.get("tenth") or "", 31)
    return last.replace(day=min(max(day, 1), last.day))


def _cn(numeral: str) -> int:
    """The value of a numeral up to 三十一."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_CN_ONES.get(tens, 1) * 10 if ten else 0) + _CN_ONES.get(ones, 0)


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


# Times that running text states as an aim: 到2028年底，… / 确保2022年底前… / 5月31日前，…
_IN_TEXT = re.compile(
    r"(?:力争|确保|争取)?(?:到|至|在|于)?"
    r"(?:(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日|(?<=月)[上中下]旬)?|(?:[明次翌今]年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[上中下]旬)?|[明次翌今]年|(?<![\d一二三四五六七八九十两几数多半])年)"
    r"\s*(?:上半年|[一二三四]季度|(?:月)?(?:底|末|内)(?:之?前|以前)?|(?:之?前|以前))"
    r"|(?:力争|确保|争取)?到(?:19|20)\d\d年(?=[，,]|实现|建成|达到|完成|基本|全面|力争|形成|全[省市区县])"
    r"|(?:力争|确保|争取)(?:在|于)?(?:(?:19|20)\d\d\s*年|[明次翌今]年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?![起至到—–~－-]|以来|开始)"
    r"|(?:力争|确保|争取)?到“?十[一二三四五六七八九]?五”?期?末"
    r"|(?:(?:19|20)\d\d\s*年)?[“\"]?(?<![一二三四五六七八九十])(?:[五七八十]一|国庆)[”\"]?"
    r"(?:国际劳动节|劳动节|建党节|建军节|节)?(?:假期)?(?:之?前|以前)(?![夕期])"
    r"|第?[一二三四]季度(?:[末内底]之?前|[末内底]|之?前|以前)(?!期)"
    r"|(?:(?:19|20)\d\d\s*年)?\s*\d{1,2}\s*月[上中下]旬(?=提交|提请|报送|上报|报[省市区县州]|完成|出台|印发)"
    r"|(?<=[。；\n])(?:19|20)\d\d年(?:\d{1,2}月)?(?=[，,])"
)


# 每季度末, 每年3月31日前, 每月25日前: by when something is to be done again and again.
_AGAIN = re.compile(
    r"每个?(?:年度?|半年|季度?|月|周|学期)(?:第?[首末一二三]个?月|末)?(?:的?(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月份?)?"
    r"(?:(?<=[月末])\d{1,2}[日号]|(?<=周)[一二三四五六日])?(?:年?[底末](?:之?前|以前)?|(?<=[月日号周一二三四五六])(?<!每[个季半]月)(?:之?前|以前))"
)
# What a ledger is kept up to date by is no aim: 每季度末月25日前报送进展.
_PROGRESS = re.compile(r"[^，。；\n]{0,20}?(?:进展|进度|情况|小结|总结|填报|调度|更新|台账)")
_BY = re.compile("[底末内前]$")
# 6月底前开工的项目 sets no time, and 6月底前完成了改造 is over.
_OF_OTHERS = re.compile("[一-鿿]{2,3}的|[一-鿿]{2}了")
_TOLD = 60  # characters of the times before, which hold the year
_LONGEST_CLAUSE = 40
_LONGEST_STEPS = 100


def in_text(text: str, year: int | None) -> Deadline | None:
    """The time that running text sets as its aim, or the steps that it sets; None without one.

    Steps are kept as written (6月底前完成立项，12月底前建成) and are due with the last of them;
    aims for several years (到2025年，…；到2030年，…) are no steps.
    """
    named: dict[dt.date | str, tuple[Deadline, re.Match[str]]] = {}
    told = ""  # the times before, of which a bare month takes its year
    for found in _IN_TEXT.finditer(text):
        if re.search("(?:每年?|截[至止]?|截[至止]到|自|从)$", text[: found.start()]):
            continue
        told = f"{told}{found[0]}，"[-_TOLD:]
        one, above = parse(found[0], year), parse(told, year)
        if one is None or above is None or _OF_OTHERS.match(text, found.end()):
            continue
        deadline = Deadline(one.text, one.kind, above.due)
        if deadline.due and (year is None or deadline.due.year >= year):
            named.setdefault(deadline.due, (deadline, found))
        elif year is None and not deadline.due:
            named.setdefault(deadline.text, (deadline, found))
    if len(named) < 2:
        return next((deadline for deadline, _ in named.values()), None) or _again(text)
    steps = list(named.values())
    return _steps(text, steps) if all(_BY.search(found[0]) for _, found in steps) else None


def _again(text: str) -> Deadline | None:
    """The day by which a text sets something to be done each time: 每季度末通报."""
    found = (
        one
        for one in _AGAIN.finditer(text)
        if not (_OF_OTHERS.match(text, one.end()) or _PROGRESS.match(text, one.end()))
    )
    first = next(found, None)
    return Deadline(first[0], DeadlineKind.ONGOING, None) if first else None


def _steps(text: str, named: list[tuple[Deadline, re.Match[str]]]) -> Deadline:
    """Several times of one text: what each sets, as written, and the last day of the latest."""
    latest = max((one for one, _ in named), key=lambda one: one.due or dt.date.min)
    ends = [re.search("[，,；;。\n]|$", text[found.end() :]) for _, found in named]
    spans = [
        (found.start(), found.end() + (end.start() if end else 0))
        for (_, found), end in zip(named, ends, strict=True)
    ]
    whole = text[spans[0][0] : spans[-1][1]]
    if len(whole) <= _LONGEST_STEPS and not re.search("[。\n]", whole):
        return Deadline(whole, latest.kind, latest.due)
    said = [
        text[start:end] if end - start <= _LONGEST_CLAUSE else one.text
        for (start, end), (one, _) in zip(spans, named, strict=True)
    ]
    return Deadline("；".join(said), latest.kind, latest.due)
