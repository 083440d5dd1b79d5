"""Who issued a document: as its title, its signature, its notes or its fields say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.imprint import DATE, parse_date
from ingest.outline import marker
from ingest.owners import is_general, is_office
from ingest.reading import Table, distinct

ENACTED = re.compile(
    r"(?:[（(]|(?:19|20)\d\d\s?年).{0,200}?日.*(?:公布|通过|发布|批准|修[订正]|施行)"
)
NOTES = 10  # lines within which the notes under a title stand
_SIGNED = re.compile(rf"(?P<who>[一-鿿]{{4,30}})\s*[（(]?{DATE.pattern}[）)]?")
_IN_MONTH = re.compile(r"(?P<who>[一-鿿]{4,30})\s+20\d\d\s?年\s?\d{1,2}\s?月")  # under a title
_GIVEN = re.compile(
    r"日[，,\s]*(?:经)?(?P<place>[一-鿿]{0,12}?)(?:第[一二三四五六七八九十]+届)?(?P<body>人民代表大会(?:常务委员会)?)"
    r"|(?:中华人民共和国)?(?P<state>国务院)令|(?:(?<=日)|(?<![一-鿿]))(?P<office>(?!日)[一-鿿]{2,16}(?:人民政府|部|局|委员会))令"
)
# Who does what a service guide tells: it is theirs, where nobody else signs it.
_GUIDED_BY = (
    "(?:实施|办理|承办|受理|责任|主管|审批|经办)(?:机构|机关|主体|单位|部门|科室)(?:名称)?|办理窗口"
)
_ONLY_PLACE = re.compile("[一-鿿]{1,8}(?:新区|[区县镇乡])")
_GUIDE = re.compile("指南|须知|服务事项|办事")
_GUIDED = re.compile(rf"(?:.{{0,4}}[、．.)）])?\s*(?:{_GUIDED_BY})\s*[：:]\s*(?P<who>\S{{3,30}})")


def whole_name(named: Sequence[str]) -> str:
    """The first of several names, or another that says the same in full: 某区人民政府办公室."""
    first = named[0] if named else ""

    def plain(name: str) -> str:  # 区政府办公室 is short for 某区人民政府办公室
        return name.replace("人民政府", "政府")

    same = (one for one in named if first and plain(one).endswith(plain(first)))
    return max(same, key=len, default=first)


def lawgiver(said: Sequence[str]) -> str:
    """Who passed a law, as the note under its title says."""
    notes = [one for one in said[:NOTES] if ENACTED.match(one) and "。" not in one]
    found = next((found for note in notes if (found := _GIVEN.search(note))), None)
    if found is None:
        return ""
    return found["state"] or found["office"] or f"{found['place']}{found['body']}"


def title_issuer(title: str) -> str:
    """The offices that a notice's title begins with: A B关于印发… is issued by both."""
    before = re.match(r"([^《》]{3,80}?)(?:关于|印发)", re.sub(r"\n", " ", title))
    offices = re.split(r"[\s、]+", before[1].strip()) if before else []
    while offices and re.match("[“【\\[]", offices[0]):  # what a site puts before a title
        offices = offices[1:]
    places = any(map(_ONLY_PLACE.fullmatch, offices))  # 某区关于… names no office
    return "、".join(offices) if offices and all(map(is_office, offices)) and not places else ""


def signature(said: Sequence[str]) -> tuple[str, dt.date | None]:
    """The offices and the date that sign a text: a date on a line of its own, offices above it."""
    for i, line in enumerate(said):
        beside = _SIGNED.fullmatch(line.strip()) or (
            i < NOTES and _IN_MONTH.fullmatch(line.strip())
        )
        if beside and is_office(beside["who"]):
            return beside["who"], parse_date(line)
    for i, line in enumerate(said):
        date = parse_date(line) if DATE.fullmatch(line.strip("（）() ")) else None
        if date:
            offices: list[str] = []
            while i and is_office(re.sub(r"\s+", "", said[i - 1])) and not marker(said[i - 1]):
                i -= 1
                offices[:0] = said[i].split()
            if offices:
                whole = offices if all(map(is_office, offices)) else ["".join(offices)]
                return "、".join(whole), date
    return "", None


def under_title(lines: Sequence[str], after: int) -> str:
    """The office on the line under a title, which ends before `after`; nothing for a list of them.

    Where more offices stand each on a line of its own, they are headings over what each does.
    """
    who = lines[after] if after < len(lines) else ""
    if not is_office(who) or is_general(who) or marker(who):
        return ""
    others = (one for one in lines[after + 1 :] if len(one) < len(who) * 2 and one != who)
    dated = any(DATE.fullmatch(one.strip("（）() ")) for one in lines)
    return who if dated or not any(map(is_office, others)) else ""


def of_guide(title: str, lines: Sequence[str], tables: Sequence[Table], text: str) -> str:
    """The office that does what a service guide tells: 实施机构：某市民政局."""
    if not _GUIDE.search(title):
        return ""
    rows = (distinct(row) for table in tables for row in table.rows)
    said = ([text[cell.start : cell.end] for cell in row] for row in rows)
    pairs = (pair for row in said for pair in zip(row[::2], row[1::2], strict=False))
    named = [f"{label}：{value}" for label, value in pairs]
    found = (_GUIDED.fullmatch(one.strip()) for one in [*named, *lines])
    offices = (one["who"] for one in found if one and is_office(one["who"]))
    return next((who for who in offices if not is_general(who)), "")
