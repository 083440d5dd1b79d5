"""Who issued a document, when and under which title: from front matter or the text itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.imprint import (
    DATE,
    DOC_NUMBER,
    in_bracket,
    is_number,
    of_order,
    over_table,
    parse_date,
    whose,
    written_on,
)
from ingest.issuers import (
    ENACTED,
    NOTES,
    lawgiver,
    of_guide,
    signature,
    title_issuer,
    under_title,
    whole_name,
)
from ingest.outline import marker
from ingest.owners import is_office
from ingest.page_facts import fact_rows, facts_of, page_facts
from ingest.places import jurisdiction
from ingest.reading import Block, Reading, Table, distinct
from ingest.sounds import syllables
from ingest.years import year_of, year_said

LETTERHEAD = re.compile("[一-鿿]{4,30}文件")
_TYPES = (
    "通知单?|督办单|交办单|意见|方案|要点|办法|计划|规定|细则|措施|清单|分工表?|表|决定|公告|条例|规划|指南|体系|函|"
    "通报|标准|目录|规范|制度|批复|规则|纲要|预案|章程|政策|解读|问答|解答|汇编|建议|报告|请示|命令|决议|任务书|任务|(?:任务|责任|目标|指标)分解|部署|安排|台账|一览|须知|公报|指引|导则|纪要|实事(?:项目)?|令"
)
_TYPE_END = re.compile(rf"(?:{_TYPES})(?:[（(][^（）()]*[）)])?$")
_ADDED = re.compile(
    r"[（(](?:(?:19|20)[^（）()。，]{2,16}[年版]|试行|暂行|[^（）()。，]{0,8}稿|修订版?)[）)]"
)
_ISSUED = re.compile(
    r"关于(?:重新|修[订改])?(?:转发|印发|发布|公布|下发|修订)(?:新?修[订改](?:后)?的?)?\s*[《〈]?(.+?)[》〉]?的(?:通知|公告|函)$"
)
_ANNEX = re.compile(r"附件\s?\d*[：:]?")
_YEARS = r"(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d)?年"
_SAYS_WHOSE = re.compile(rf"{_YEARS}|[一-鿿]{{1,12}}?[省市县区镇乡]{_YEARS}")
_BOXES = 2  # tables among which a page has its box of facts
# What stands over a title and is no part of it.
_MARK = re.compile(
    "内部(?:资料|文件|材料)(?:[，, ]*(?:注意|请勿)[一-鿿]{2,4})?|特急|加急|急件"
    "|[秘机]密(?:★.{0,6})?"
    r"|[一-鿿]{2,20}(?:公报|政报)\s*(?:(?:19|20)\d\d\s?年)?\s*第\s?\d+\s?期"
)
_IN_FORCE = re.compile("起?[施实]行")  # 自2024年7月1日起施行
_ABOUT = re.compile("关于[^。；：]{4,100}的(?:通知|通报|意见|公告|通告|函|批复|会议纪要)")
_TITLE_LINES = 3
_CAPTION_ROWS = 4
_VERY_ALIKE = 95
_ALIKE = 85  # of 100, how like an issued title is to what the notice calls it
_FACTS = {
    "title": ("标题", "文件标题", "文件名称", "名称", "title"),
    "issuer": ("发布单位", "发文机关", "发文单位", "制定机关", "发布机构", "发布部门", "issuer"),
    "doc_number": ("文号", "发文字号", "发布文号", "发文文号", "文件编号", "doc_number", "doc_no"),
    "written": ("成文日期", "印发日期", "发文日期", "生成日期"),
    "published": ("发布日期", "发布时间", "公布日期", "日期", "date"),
    "source": ("官方链接", "来源", "链接", "source", "url"),
    "place": ("地区", "辖区", "jurisdiction"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says about itself; `headings` are its titles as its lines write them."""

    title: str
    issuer: str
    doc_number: str
    date: dt.date | None
    year: int | None
    jurisdiction: str
    source: str
    headings: tuple[str, ...]


def identify(reading: Reading, stem: str) -> Identity:
    """Read a document's identity; the file's stem serves as title when the text has none."""
    text = reading.text
    said = [text[block.start : block.end] for block in reading.blocks]
    rows = [row for table in reading.tables[:_BOXES] for row in fact_rows(table, text)]
    boxed = page_facts(rows) | page_facts(said)
    facts = boxed | dict(reading.facts)
    said = [one for one in said if not boxed or not facts_of(one)]
    stated = _fact(facts, "title") or _heading(reading)
    stated = stated or _under_number(said) or _first_title(said)
    stated = stated or _table_title(reading)
    inner = _inner(stated, said) or _promulgated(stated, said)
    inner = inner or (stated if stated else _named_title(said))
    paged = _page_title(reading.facts.get("网页标题", ""))
    title = re.sub(r"\s+", " ", inner or stated or paged or _opening(said) or stem).strip()
    captions = _captions(reading)
    who, signed = signature([*captions, *said])
    signed = signed or _lone_date([*captions, *said])
    imprint, made = in_bracket([*captions, *said]), over_table(_cells_over(reading))
    site = re.sub("[（(]办公室[）)]$", "", _fact(boxed, "issuer"))
    over = next((line for line in said[:1] if is_office(line) and line not in title), "")
    below = next((under_title(said, after) for _, after in runs(said, _plain(stated))), "")
    named = [title_issuer(stated), _fact(reading.facts, "issuer"), who, site, over]
    named += [made[0], whose(title), below]
    issuer = whole_name([one for one in named if one]) or lawgiver(said)
    issuer = issuer or of_guide(title, said, reading.tables, text)
    number = _doc_number([_fact(facts, "doc_number")]) or _fact(reading.facts, "doc_number")
    number = number or _doc_number(said) or imprint[0] or of_order(stated, said)
    written = parse_date(_fact(facts, "written")) or signed or _enacted(said)
    written = written or imprint[1] or made[1] or written_on(text)
    date = written or parse_date(_fact(facts, "published"))
    place = _fact(reading.facts, "place") or jurisdiction(
        title, issuer, *filter(_is_line, said[:1])
    )
    headings = tuple(dict.fromkeys(one for one in (title, stated, inner) if one))
    source = _fact(reading.facts, "source")
    year = year_of(title, written, number) or (date.year if date else year_said(reading.text))
    return Identity(title, issuer, number, date, year, place, source, headings)


def slug(title: str, stem: str, year: int | None) -> str:
    """A short readable id: the file's stem where that is ASCII words, else pinyin of the title."""
    if re.fullmatch(r"[A-Za-z][\w.-]*", stem, re.ASCII):
        return re.sub(r"[_.\s]+", "-", stem.lower()).strip("-")
    words = re.sub(
        rf"[《》“”（）()\s·、，]|(?:19|20)\d\d年?度?|关于|印发|^.*?[省市]|{_TYPES}", "", title
    )
    spelled = [one for one in syllables(words[:6], errors="ignore") if one]
    if not spelled:
        spelled = [one for one in syllables(stem[:6], errors="ignore") if one] or ["document"]
    return "".join(spelled) + (f"-{year}" if year else "")


def _fact(facts: Mapping[str, str], name: str) -> str:
    return next((facts[key].strip() for key in _FACTS[name] if facts.get(key)), "")


def _heading(reading: Reading) -> str:
    """The first top heading of a format that marks headings."""
    levels = [block.level for block in reading.blocks if block.level]
    top = [block for block in reading.blocks if levels and block.level == min(levels)]
    said = reading.text[top[0].start : top[0].end] if top else ""
    return said if _TYPE_END.search(said) and not marker(said) else ""


def _table_title(reading: Reading) -> str:
    """The words of the first row of a table, where they stand alone and read like a title.

    A first row that says 附件2 stands above it.
    """
    rows = [row for table in _tables(reading) for row in table.rows[:2]]
    filled = [[cell for cell in distinct(row) if not cell.empty] for row in rows]
    lines = [[reading.text[cell.start : cell.end] for cell in row] for row in filled]
    if lines and len(lines[0]) == 1 and _ANNEX.fullmatch(lines[0][0]):
        lines = lines[1:]
    said = lines[0] if lines else []
    named = len(said) == 1 and _is_line(said[0])
    dated = (
        named and re.search(r"(?:19|20)\d\d\s?[年—\-一-鿿]", said[0]) and not parse_date(said[0])
    )
    return said[0] if dated or (len(said) == 1 and _TYPE_END.search(said[0])) else ""


def _is_line(said: str) -> bool:
    if re.match(r"附\s?(?:件|表)?\s?[：:]", said):
        return False
    return len(said) < 70 and not re.search(r"[。；：:，,！]$", said) and not marker(said)


def _first_title(said: Sequence[str]) -> str:
    """The title at the top: lines up to one that ends as titles do."""
    lines: list[str] = []
    for i, line in enumerate(said[:8]):
        if any(one.fullmatch(line) for one in (DOC_NUMBER, LETTERHEAD, _ANNEX, DATE, _MARK)):
            if lines and not is_office("".join(lines)):
                break
            if DOC_NUMBER.fullmatch(line):
                lines = []  # the office above a number is the head of the paper
            continue
        if not _is_line(line) or line == "序号":
            break
        if all(map(is_office, lines)) and _SAYS_WHOSE.match(line):
            lines = []  # who issues it stands above the title, and is no part of it
        lines.append(line)
        if _TYPE_END.search(line):
            return "".join(lines) + _added(said[i + 1 : i + 2])
    return ""


def _under_number(said: Sequence[str]) -> str:
    """The title below 某县人民政府办公室 督办通知 and a number: only that says what it is about."""
    numbers = (i for i, one in enumerate(said[:NOTES], 1) if is_number(one))
    first = next(numbers, None)
    if first and first < len(said) and signature(said[first : first + 1])[0]:
        first += 1  # who issues the minutes, and when
    for after in range(first + 1, first + _TITLE_LINES + 1) if first else ():
        joined = "".join(said[first:after])
        if _ABOUT.fullmatch(joined):
            return joined
    return ""


def _opening(said: Sequence[str]) -> str:
    """The first line, where nothing reads like a title and it does not read like a sentence."""
    lines = [one for one in said[:2] if not _ANNEX.fullmatch(one)]
    first = next((one for one in lines[:1] if _is_line(one)), "")
    plain = 8 <= len(first) <= 60 and not re.search("[，|]|文件$", first) and not is_office(first)
    return first if plain and not DOC_NUMBER.fullmatch(first) else ""


def _added(following: Sequence[str]) -> str:
    """The line under a title that belongs to it: （2024—2026年）, （试行）."""
    return next((line for line in following if _ADDED.fullmatch(line)), "")


def _inner(stated: str, said: Sequence[str]) -> str:
    """The title of what a covering notice issues, where the text has it on lines of its own."""
    issued = _ISSUED.search(stated) or re.match("[^：:]{2,8}[：:](.+)", stated)
    if not issued:
        return ""
    plain = re.sub(r"\s+", "", issued[1])
    alone = {re.sub(r"^附\s?件\s?\d*\s?[：:]?|\s", "", line) for line in said}
    return plain if runs(said, plain) or plain in alone else _like(said, plain)


def _promulgated(stated: str, said: Sequence[str]) -> str:
    """What an order puts into force: 某市人民政府令, under which 《…办法》 has its own title."""
    if not re.search("令$|^[^关于]{4,40}公告$", stated):
        return ""
    named = (name for line in said[:NOTES] for name in re.findall("《([^《》]{6,80})》", line))
    plain = (re.sub(r"\s+", "", name) for name in named)
    return next((name for name in plain if runs(said, name)), "")


def _like(said: Sequence[str], plain: str) -> str:
    """Lines that end as titles do and say nearly the same: 某市…的若干措施 for …若干措施."""
    from rapidfuzz import fuzz

    for first in range(1, len(said)):
        joined = ""
        for line in said[first : first + 4]:
            if not _is_line(line):
                break
            joined += re.sub(r"\s+", "", line)
            if joined.removesuffix("目录") == plain:  # the list of contents bears its name
                return plain
            alike = fuzz.ratio(_unquoted(joined), _unquoted(plain))
            if alike >= (_ALIKE if _TYPE_END.search(joined) else _VERY_ALIKE):
                return joined
    return ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _unquoted(text: str) -> str:
    return re.sub("[《》〈〉]", "", text)


def _page_title(said: str) -> str:
    """The document's title in that of its page: the part between marks that ends as one."""
    parts = re.split(r"\s*[-_|–—]{1,2}\s*|\s{2,}", said)
    return next((one for one in parts if len(one) > 5 and _TYPE_END.search(one)), "")


def _tables(reading: Reading) -> list[Table]:
    """The first table, if any, that is no box of facts about the page."""
    tables = (table for table in reading.tables if not fact_rows(table, reading.text))
    return [table for table in [next(tables, None)] if table]


def _cells_over(reading: Reading) -> list[str]:
    """What the first rows of a table say, cell by cell."""
    rows = [row for table in _tables(reading) for row in table.rows[:_CAPTION_ROWS]]
    return [reading.text[cell.start : cell.end] for row in rows for cell in distinct(row)]


def _captions(reading: Reading) -> list[str]:
    """The cells that stand alone in the first rows of a table."""
    rows = [row for table in _tables(reading) for row in table.rows[:3]]
    alone = [[cell for cell in distinct(row) if not cell.empty] for row in rows]
    return [reading.text[row[0].start : row[0].end] for row in alone if len(row) == 1]


def _named_title(said: Sequence[str]) -> str:
    """A title further down: lines that a 《…》 of the text names, or the first that ends as one."""
    named = re.findall("《([^《》]{6,80})》", "".join(said[:6]))
    for name in named:
        if runs(said, re.sub(r"\s+", "", name)):
            return str(name)
    lines = (line for line in said if _is_line(line) and len(line) > 7)
    return next((line for line in lines if _TYPE_END.search(line)), "")


def runs(said: Sequence[str], plain: str) -> list[tuple[int, int]]:
    """Where consecutive lines together say `plain`, white space aside: [first, after) pairs."""
    found: list[tuple[int, int]] = []
    for first in range(len(said)):
        joined = ""
        for after in range(first, min(first + 5, len(said))):
            joined += re.sub(r"\s+", "", said[after])
            if joined.strip("《》") == plain:
                found.append((first, after + 1))
            if not plain.startswith(joined[: len(plain)]) and joined[:1] != "《":
                break
    return found


def _lone_date(said: Sequence[str]) -> dt.date | None:
    """A date on a line of its own that closes a text, or a notice before its annexes.

    One right under the number of the document is its date as well.
    """
    for number, line in pairwise(said[:NOTES]):
        if DOC_NUMBER.fullmatch(number) and DATE.fullmatch(line.strip("（）() ")):
            return parse_date(line)
    for line, after in pairwise([*said, "附件"]):
        if DATE.fullmatch(line.strip("（）() ")) and (
            re.match("[（(]?此件|附\\s?件", after) or _TYPE_END.search(after)
        ):
            return parse_date(line)
    return None


def _enacted(said: Sequence[str]) -> dt.date | None:
    """The last date of the notes under the title: （2023年5月10日…公布 2024年…修订）."""
    notes = [one for one in said[:NOTES] if ENACTED.match(one) and "。" not in one]
    dated = ((note, one) for note in notes for one in DATE.finditer(note))
    dates = [parse_date(one[0]) for note, one in dated if not _IN_FORCE.match(note, one.end())]
    return next((date for date in reversed(dates) if date), None)


def _doc_number(said: Sequence[str]) -> str:
    found = (DOC_NUMBER.fullmatch(line) for line in said[:12])
    numbers = (re.sub(r"\s+", "", one[0]) for one in found if one)
    return next(
        (one for one in numbers if re.search(r"\d号$", one)), ""
    )  # 〔2021〕  号 is no number


def title_blocks(text: str, blocks: Sequence[Block], titles: Sequence[str]) -> set[int]:
    """Which blocks are lines of one of the titles."""
    said = [text[block.start : block.end] for block in blocks]
    found: set[int] = set()
    for title in titles:
        for first, after in runs(said, re.sub(r"\s+", "", title).strip("《》")):
            found.update(range(first, after))
    return found
