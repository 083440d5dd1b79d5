"""What a deadline means: its kind, and the last day of the time that it names."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ingest.items import Deadline, DeadlineKind

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*|(?P<this>今年|当年|本年度?)\s*)?"
_SPAN = r"\s*(?:[-—–~～至到]+)\s*"
_CN_MONTHS = {name: i for i, name in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_CN_MONTH = "十[一二]|[一二三四五六七八九十]"
_TENTHS = {"上": 10, "中": 20, "下": 31}

_DATED = re.compile(
    rf"{_YEAR}(?P<month>1[0-2]|0?[1-9]|{_CN_MONTH})\s*月(?:份)?\s*"
    rf"(?:(?P<day>[12]\d|3[01]|0?[1-9])\s*[日号]|(?P<tenth>[上中下])旬)?"
)
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>1[0-2]|0?[1-9])(?:[-/.](?P<day>[0-3]?\d))?"
)
_QUARTER = re.compile(rf"{_YEAR}第?(?P<n>[一二三四1-4])\s*季度")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_PERIOD = re.compile(
    rf"(?P<first>(?:19|20)\d\d)\s*年?{_SPAN}(?P<last>(?:19|20)\d\d)\s*年?"
)  # fmt: skip
_MONTHS = re.compile(rf"{_YEAR}(?P<from>1[0-2]|0?[1-9])\s*月?{_SPAN}(?P<month>1[0-2]|0?[1-9])\s*月")
_WITHIN = re.compile(rf"{_YEAR}(?:年内|年底|年末|年终|年度内|底|末)(?:之?前|以前)?")
_WHOLE = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年(?:度)?")
_ONGOING = re.compile(
    r"持续|长期|常态|日常|经常性|滚动|不间断|每[年季月周日]|按(?:时|期|需|季|月|年)|及时|适时|长效|动态"
)


def parse(text: str, year: int | None) -> Deadline | None:
    """Read a deadline as an office writes it, or None when nothing is written.

    `year` is what a bare month means; without it such a deadline has a kind but no day.
    """
    written = re.sub(r"\s+", "", text).strip("。；;，,")
    if not written or re.fullmatch(r"[-—–/／\\无]+", written):
        return None
    for read in (_recurring, _all_year, _period, _quarter, _half, _date, _of_year, _ongoing):
        found = read(written, year)
        if found:
            return Deadline(text.strip(), *found)
    return Deadline(text.strip(), DeadlineKind.OTHER)


_Reading = tuple[DeadlineKind, dt.date | None]


def _recurring(text: str, year: int | None) -> _Reading | None:
    return (DeadlineKind.ONGOING, None) if re.match("每(?:年|季|月|周|日|半年)", text) else None


def _all_year(text: str, year: int | None) -> _Reading | None:
    if re.fullmatch(r"(?:(?:19|20)\d\d年)?(?:全年|贯穿全年|全年度)(?:推进|实施|开展)?", text):
        return DeadlineKind.ALL_YEAR, None
    return None


def _period(text: str, year: int | None) -> _Reading | None:
    """Ranges of years or months end on the last day of their end."""
    years = _PERIOD.search(text)
    if years and not _DATED.search(text[years.end("first") :]):
        return DeadlineKind.PERIOD, dt.date(int(years["last"]), 12, 31)
    months = _MONTHS.search(text)
    if months:
        return DeadlineKind.PERIOD, _last_day(_year(months, year), int(months["month"]))
    dated = list(_DATED.finditer(text))
    if len(dated) == 2 and re.fullmatch(_SPAN, text[dated[0].end() : dated[1].start()]):
        first = _year(dated[0], year)
        return DeadlineKind.PERIOD, _day(dated[1], first)
    return None


def _quarter(text: str, year: int | None) -> _Reading | None:
    found = list(_QUARTER.finditer(text))
    if not found:
        return None
    last = found[-1]
    quarter = {"一": 1, "二": 2, "三": 3, "四": 4}.get(last["n"]) or int(last["n"])
    first_year = _year(found[0], year)
    return DeadlineKind.QUARTER, _last_day(_year(last, first_year), quarter * 3)


def _half(text: str, year: int | None) -> _Reading | None:
    found = _HALF.search(text)
    if not found:
        return None
    month = 6 if found["half"] == "上" else 12
    return DeadlineKind.HALF_YEAR, _last_day(_year(found, year), month)


def _date(text: str, year: int | None) -> _Reading | None:
    """The last date named: 6月启动，9月底前完成 is due in September."""
    found = list(_DATED.finditer(text)) or list(_NUMERIC.finditer(text))
    if not found:
        return None
    last = found[-1]
    known = next((int(one["year"]) for one in reversed(found) if one["year"]), year)
    exact = last["day"] or last.groupdict().get("tenth")
    return (DeadlineKind.DAY if exact else DeadlineKind.MONTH), _day(last, known)


def _of_year(text: str, year: int | None) -> _Reading | None:
    whole = list(_WHOLE.finditer(text))
    if whole:
        return DeadlineKind.YEAR, dt.date(int(whole[-1]["year"]), 12, 31)
    if _WITHIN.search(text) or re.search("今年|当年|本年", text):
        return DeadlineKind.YEAR, _last_day(year, 12)
    return None


def _ongoing(text: str, year: int | None) -> _Reading | None:
    return (DeadlineKind.ONGOING, None) if _ONGOING.search(text) else None


def _year(found: re.Match[str], year: int | None) -> int | None:
    return int(found["year"]) if found["year"] else year


def _day(found: re.Match[str], year: int | None) -> dt.date | None:
    """The date of a match; the end of its month, or of its third of it, without a day."""
    if found["year"]:
        year = int(found["year"])
    month = _CN_MONTHS.get(found["month"]) or int(found["month"])
    last = _last_day(year, month)
    groups = found.groupdict()
    day = int(groups["day"]) if groups["day"] else _TENTHS.get(groups.get("tenth") or "", 31)
    return last.replace(day=min(day, last.day)) if last else None


def _last_day(year: int | None, month: int) -> dt.date | None:
    if year is None:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])


# Times that running text states as an aim: 到2028年底，… / 确保2022年底前… / 5月31日前，…
_IN_TEXT = re.compile(
    r"(?:力争|确保|争取)?(?:到|至|在|于)?"
    r"(?:(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|今年|年)"
    r"\s*(?:上半年|[一二三四]季度|(?:月)?(?:底|末|内)(?:之?前|以前)?|(?:之?前|以前))"
    r"|(?:力争|确保)?到(?:19|20)\d\d年(?=[，,])"
    r"|(?<=[。；\n])(?:19|20)\d\d年(?:\d{1,2}月)?(?=[，,])"
)


def in_text(text: str, year: int | None) -> Deadline | None:
    """The one time that running text sets as its aim; None when it sets none or several."""
    named: dict[dt.date, Deadline] = {}
    for found in _IN_TEXT.finditer(text):
        if re.search("(?:每年|截[至止]|截[至止]到|自|从)$", text[: found.start()]):
            continue
        deadline = parse(found[0], year)
        if deadline and deadline.due and (year is None or deadline.due.year >= year):
            named.setdefault(deadline.due, deadline)
    return next(iter(named.values())) if len(named) == 1 else None
