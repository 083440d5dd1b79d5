"""Number, date and maker of a document where a line, a bracket or a row over a table says them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.outline import number_of
from ingest.owners import is_office

DOC_NUMBER = re.compile(
    r"[一-鿿A-Z×○]{1,14}\s?[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\])）】]\s?(?:第\s?)?\d*\s?号"
)
_BARE_NUMBER = re.compile(r"[〔\[（(]\s?20\d\d\s?[〕\])）]\s?第?\s?\d+\s?[号期]")
_CN_DIGITS = "〇○零一二三四五六七八九"
DATE = re.compile(
    rf"(?P<year>(?:19|20|２０)\d\d|[{_CN_DIGITS}]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})"
    r"\s*月\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_LINES = 8  # within which they stand
# （某政办〔2025〕14号附件，2025年3月1日印发）
_BRACKET = re.compile(
    rf"[（(](?P<number>{DOC_NUMBER.pattern})?(?:附件\s?\d*)?[，,；;\s]*"
    rf"(?P<date>{DATE.pattern}(?:印发|发布|公布|制定|制表|编制)?)?[）)]"
)
_MAKER = re.compile(
    r"(?:制表|编制|印发|发文|发布)(?:单位|部门|机关)\s*[：:]\s*(?P<who>[^：:]{4,40})"
)
_MADE = re.compile(rf"(?:(?:制表|编制|印发|发文|发布)(?:日期|时间)\s*[：:]?\s*)?{DATE.pattern}")
_FORM = re.compile("(?:督办|交办|转办|任务)?(?:通知单?|通报|函)$")  # what stands under its name
_WRITTEN = re.compile(rf"(?:印发|成文|发文|制表)(?:日期|时间)[为是：:]?\s*{DATE.pattern}")
_ORDER = re.compile(r"[（(]?\s*(第\s?[\d〇○零一二三四五六七八九十百]{1,5}\s?号)\s*[）)]?")
_WHOSE = re.compile("(?P<who>[一-鿿]{5,40}?)(?:(?:19|20)\\d\\d年|[“《])")


def parse_date(text: str) -> dt.date | None:
    """The first full date of a text, in digits or in Chinese numerals."""
    found = DATE.search(text) or _ISO.search(text)
    if not found:
        return None
    try:
        year = int("".join(map(_digit, found["year"])))
        return dt.date(year, number_of(found["month"]), number_of(found["day"]))
    except ValueError:
        return None


def _digit(char: str) -> str:
    """二 is 2; the first three of the row are ways to write zero."""
    return char if char.isdigit() else str(max(0, _CN_DIGITS.index(char) - 2))


def in_bracket(lines: Sequence[str]) -> tuple[str, dt.date | None]:
    """The number and the date in a bracket under a title: （某政办〔2025〕14号附件，…印发）."""
    for line in lines[:_LINES]:
        found = _BRACKET.fullmatch(line.strip())
        if found and (found["number"] or found["date"]):
            number = re.sub(r"\s+", "", found["number"] or "")
            return number, parse_date(found["date"] or "")
    return "", None


def is_number(line: str) -> bool:
    """Whether a line is the number of a document; minutes have no name in it: 〔2025〕第23号."""
    return bool(DOC_NUMBER.fullmatch(line) or _BARE_NUMBER.fullmatch(line.strip()))


def is_imprint(line: str) -> bool:
    """Whether a line is the bracket under a title with the number or the date."""
    return in_bracket([line]) != ("", None)


def over_table(cells: Sequence[str]) -> tuple[str, dt.date | None]:
    """Who made a table and when, as the rows over it say: 制表单位：某县政府办."""
    makers = (found["who"].strip() for one in cells if (found := _MAKER.fullmatch(one.strip())))
    who = next((one for one in makers if is_office(one)), "")
    dates = (parse_date(one) for one in cells if who and _MADE.fullmatch(one.strip()))
    return who, next(dates, None)


def letterhead(lines: Sequence[str]) -> int:
    """How many lines over the number of a document are the name of who issues it, if any."""
    first = next((i for i, one in enumerate(lines[:_LINES]) if DOC_NUMBER.fullmatch(one)), 0)
    said = re.sub(r"\s", "", "".join(lines[:first]))
    return first if is_office(_FORM.sub("", said)) else 0


def is_order_number(line: str) -> bool:
    """Whether a line is the number of an order: 第45号."""
    return bool(_ORDER.fullmatch(line))


def written_on(text: str) -> dt.date | None:
    """The date that a text calls its own, in a note or elsewhere: 印发日期2025年4月2日."""
    found = _WRITTEN.search(text)
    return parse_date(found[0]) if found else None


def of_order(title: str, lines: Sequence[str]) -> str:
    """The number of an order, which stands under its name: 某市人民政府令 第45号."""
    if not re.search("(?:令|公告)$", title):
        return ""
    found = next((one for line in lines[:_LINES] if (one := _ORDER.fullmatch(line.strip()))), None)
    return re.sub(r"\s+", "", f"{title}{found[1]}") if found else ""


def whose(title: str) -> str:
    """The office that a title begins with, before its year or a name: 某区卫健局2024年…分解表."""
    found = _WHOSE.match(title)
    return found["who"] if found and is_office(found["who"]) else ""
