"""What each paragraph outside tables is: a title, a signature, an annex mark, a number, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ingest.identity import LETTERHEAD, title_blocks
from ingest.imprint import DATE, DOC_NUMBER, in_bracket, is_order_number, letterhead
from ingest.issuers import signature, under_title
from ingest.outline import Marker, marker
from ingest.owners import is_office
from ingest.page_facts import facts_of
from ingest.questions import lists_in_answers
from ingest.reading import Block
from ingest.records import levels_of


class Part(StrEnum):
    """What a paragraph is; the value is how it is called when it is left over."""

    BODY = "正文"
    TITLE = "标题"
    ANNEX = "附件"
    ATTACHMENTS = "附件目录"
    ADDRESSEE = "主送机关"
    SIGNATURE = "落款"
    DATE = "成文日期"
    DOC_NUMBER = "发文字号"
    SOURCE = "来源"
    CONTENTS = "目录"
    PAGE = "页码"

    @property
    def leftover(self) -> bool:
        """Whether such a paragraph tells a reader nothing that an answer could cite."""
        return self in {
            Part.SIGNATURE,
            Part.DATE,
            Part.DOC_NUMBER,
            Part.SOURCE,
            Part.CONTENTS,
            Part.PAGE,
        }


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number, if it begins with one, and its heading level, if it has one."""

    start: int
    end: int
    text: str
    part: Part
    marker: Marker | None = None
    level: int | None = None


_FOOTER = re.compile("版权所有|ICP备\\s?\\d|公网安备|网站标识码")
_KEPT_BY = re.compile(
    "(?:主办|承办|建设|维护|管理|网站)(?:单位)?[：:]|(?:联系)?(?:地址|电话|邮编)[：:]|上一篇|下一篇|分享到|打印"
)
_FOOTER_LINES = 12
_SPACED = re.compile(r"(?P<n>\d{1,2})[ \t\u3000]+(?=[一-鿿“《])(?![年月日个户万亿元号])")
_FEWEST_SPACED = 3
_HEADING_LINE = 25
_OPENING = 40  # an addressee stands within the first paragraphs
_BROKEN_LINE = 12  # a heading is not broken before it is this long: 一、事项名称 is a whole one
_CONTENTS = re.compile(r"[^。；，,]{0,40}目\s*[录次]")
_ANNEX = re.compile(r"附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]*(?:-\d+)?\s?[：:]?")
_TITLED_ANNEX = re.compile(
    r"附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]+\s?[：:.、]?\s?[^。；，：]{2,50}"
)
_ATTACHMENTS = re.compile(r"附\s?(?:件|表)?\s?[：:]")
_NOTICE_TITLE = re.compile(
    r"[^。；：]{0,60}关于[^。；]{2,140}的(?:通知|意见|公告|决定|批复|函|通报|通告|办法|方案)"
)
# 【某市2024年工作要点】 over one of several documents in a file.
_BOXED_TITLE = re.compile(
    "【[^【】。；]{4,60}(?:通知|意见|方案|要点|办法|计划|规定|细则|措施|清单|条例|汇编|规划)(?:[（(][^（）()]*[）)])?】"
)
_ADDRESSEE = re.compile(r"(?=.*(?:各|有关|相关|[局委办厅处院区县市]|单位|政府))[^。；]{2,200}[：:]")
_SOURCE = re.compile(
    r"[（(【]?\s*(?:信息来源|稿件来源|来源|责任编辑|发布时间|发布日期|索引号|浏览次数|字号|抄送|印发日期)\s*[：:].{0,80}"
    r"|(?:[【\[]?(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|分享|返回(?:顶部|列表)?)[】\]]?"
    r"[ |｜]*)+"
    r"|[（(](?:此件)?(?:主动|依申请|不予)?公开(?:发布)?[）)]|此件(?:主动)?公开发布"
)
_PAGE = re.compile(r"[-—－–]\s*\d{1,4}\s*[-—－–]|第\s?\d+\s?页(?:[，,\s/]*共\s?\d+\s?页)?")
CONTINUED = re.compile(r"[（(]?(?:续\s?表|接上[页表])\s?\d*[）)]?")  # above the rest of a table


def classify(text: str, blocks: Sequence[Block], titles: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a text, each with its part; title lines are those that say a title."""
    blocks = _whole_headings(text, blocks)
    titled = title_blocks(text, blocks, titles)
    over = letterhead([text[block.start : block.end] for block in blocks[:_OPENING]])
    paragraphs: list[Paragraph] = []
    answers = lists_in_answers([text[block.start : block.end] for block in blocks])
    for i, block in enumerate(blocks):
        said = text[block.start : block.end]
        part = Part.TITLE if i in titled else _part(said, paragraphs)
        part = Part.SIGNATURE if i < over and i not in titled else part
        found = marker(said) if part is Part.BODY and i not in answers else None
        paragraphs.append(Paragraph(block.start, block.end, said, part, found, block.level))
    paragraphs = _without_footer(_without_contents(_with_spaced_numbers(paragraphs)))
    if not any(one.level for one in paragraphs):
        paragraphs = _with_records(paragraphs)
    return _sign(_list_annexes(paragraphs, text))


def _without_footer(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark what a web page says of itself at its end: 版权所有, its record number, who keeps it."""
    last = range(max(0, len(paragraphs) - _FOOTER_LINES), len(paragraphs))
    first = next((i for i in last if _FOOTER.search(paragraphs[i].text)), None)
    if first is None:
        return paragraphs
    while first and _KEPT_BY.match(paragraphs[first - 1].text):
        first -= 1
    kept = paragraphs[:first]
    return [*kept, *(_as(one, Part.SOURCE) for one in paragraphs[first:])]


def _with_records(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give the lines over the fields of records a level, as other formats give their headings."""
    said = [one.text if one.part is Part.BODY and not one.marker else "" for one in paragraphs]
    levels = levels_of(said)
    return [replace(one, level=levels.get(i)) for i, one in enumerate(paragraphs)]


def _with_spaced_numbers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Number paragraphs that begin 1 … 2 … 3 … with a mere space behind the number."""
    chains: list[list[tuple[int, re.Match[str]]]] = []
    for i, one in enumerate(paragraphs):
        found = _SPACED.match(one.text) if one.part is Part.BODY and not one.marker else None
        if found and int(found["n"]) == 1:
            chains.append([])
        if found and chains and int(found["n"]) == len(chains[-1]) + 1:
            chains[-1].append((i, found))
    numbered = list(paragraphs)
    for chain in chains:
        for i, found in chain if len(chain) >= _FEWEST_SPACED else ():
            number = Marker("arabic", int(found["n"]), found["n"], found.end())
            numbered[i] = replace(numbered[i], marker=number)
    return numbered


def _whole_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join a numbered heading that is broken over two lines, right above the next number.

    A number alone on its line, as 第一章, takes the heading from the next one.
    """
    said = [text[block.start : block.end] for block in blocks]
    found = [marker(one) for one in said]
    whole: list[Block] = []
    for i, block in enumerate(blocks):
        above = found[i - 1] if i else None
        broken = (
            above is not None
            and above.style in {"section", "bracketed", "chapter"}
            and found[i] is None
            and text[blocks[i - 1].end : block.start].count("\n") == 1
            and not re.search("[。；：！]", said[i - 1] + said[i])
            and len(said[i - 1]) >= _BROKEN_LINE
            and len(said[i]) <= _HEADING_LINE
            and i + 1 < len(blocks)
            and found[i + 1] is not None
        )
        alone = (
            above is not None
            and above.style in {"part", "chapter", "division", "section"}
            and above.end >= len(said[i - 1])
            and found[i] is None
            and len(said[i]) <= _HEADING_LINE
            and not re.search("[。；：！，]", said[i])
            and not text[blocks[i - 1].end : block.start].strip()
        )
        if broken or alone:
            whole[-1] = Block(whole[-1].start, block.end, whole[-1].level)
        else:
            whole.append(block)
    return whole


def _part(said: str, before: Sequence[Paragraph]) -> Part:
    last = before[-1] if before else None
    if last is None and is_office(said):  # who issues it, above the title
        return Part.SIGNATURE
    if DOC_NUMBER.fullmatch(said) or in_bracket((said,))[0]:
        return Part.DOC_NUMBER
    if last and last.part is Part.TITLE and is_order_number(said):
        return Part.DOC_NUMBER
    if _PAGE.fullmatch(said) or CONTINUED.fullmatch(said):
        return Part.PAGE
    if _SOURCE.fullmatch(said) or LETTERHEAD.fullmatch(said):
        return Part.SOURCE
    if _ANNEX.fullmatch(said) or _TITLED_ANNEX.fullmatch(said):
        return Part.ANNEX
    titled = _NOTICE_TITLE.fullmatch(said) or _BOXED_TITLE.fullmatch(said)
    if titled or (last and _names_annex(said, last)):
        return Part.TITLE
    if _ATTACHMENTS.match(said) or (last and _is_listed(said, last)):
        return Part.ATTACHMENTS
    opening = len(before) < _OPENING and not any(
        one.marker or one.part is Part.ADDRESSEE for one in before
    )
    if opening and facts_of(said):
        return Part.SOURCE
    if opening and _ADDRESSEE.fullmatch(said) and not marker(said):
        return Part.ADDRESSEE
    return Part.BODY


def _names_annex(said: str, last: Paragraph) -> bool:
    """The line under 附件1 that names the annex."""
    plain = not re.search("[。；：:，,]$", said) and not marker(said)
    return last.part is Part.ANNEX and plain and len(said) <= 60


def _is_listed(said: str, last: Paragraph) -> bool:
    """A further line of the list that 附件：1.… begins."""
    found = marker(said)
    listed = found is not None and found.style == "arabic" and found.number > 1
    return last.part is Part.ATTACHMENTS and listed and len(said) <= 80 and "。" not in said


def _without_contents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark a list of contents: lines under 目录 up to where the first of them comes again."""
    marked = list(paragraphs)
    for i, one in enumerate(paragraphs[:_OPENING]):
        entries = paragraphs[i + 1 :]
        if not _CONTENTS.fullmatch(one.text) or not entries:
            continue
        first = _entry(entries[0].text)
        again = next((at for at, two in enumerate(entries) if at and _entry(two.text) == first), 0)
        if again > 1 and all(len(two.text) <= _HEADING_LINE * 2 for two in entries[:again]):
            marked[i : i + 1 + again] = [
                _as(two, Part.CONTENTS) for two in paragraphs[i : i + 1 + again]
            ]
            break
    return marked


def _entry(text: str) -> str:
    """A line of a list of contents without the dots and the page number that it ends with."""
    return re.sub(r"[\s.…·]*\d*$|\s", "", text)


def _list_annexes(paragraphs: list[Paragraph], text: str) -> list[Paragraph]:
    """附件1.… and 附件2.… one right under the other are a list of annexes, not their beginnings."""
    listed = list(paragraphs)
    for i, (one, after) in enumerate(pairwise(paragraphs)):
        beside = one.part is after.part is Part.ANNEX and not text[one.end : after.start].strip()
        if beside:
            listed[i : i + 2] = [_as(one, Part.ATTACHMENTS), _as(after, Part.ATTACHMENTS)]
    return listed


def _sign(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark dates on lines of their own, and the offices above them, as the signature."""
    signed = list(paragraphs)
    for i, one in enumerate(paragraphs):
        bare = one.text.strip("（）() ")
        if one.part is Part.BODY and signature([one.text])[1]:  # 某市人民政府办公室 2021年4月10日
            signed[i] = _as(one, Part.SIGNATURE)
        if one.part is not Part.BODY or not DATE.fullmatch(bare):
            continue
        offices: list[int] = []
        at = i - 1
        while at >= 0 and _is_signature(paragraphs[at]):
            offices.append(at)
            at -= 1
        if offices or at < 0 or paragraphs[at].marker is None:
            signed[i] = _as(one, Part.DATE)
            for office in offices:
                signed[office] = _as(paragraphs[office], Part.SIGNATURE)
    lines = [one.text for one in signed]
    for i, (title, below) in enumerate(pairwise(signed), 1):
        if title.part is Part.TITLE and below.part is Part.BODY and under_title(lines, i):
            signed[i] = _as(below, Part.SIGNATURE)
    if len(signed) > 1 and _is_signature(signed[-1]):
        signed[-1] = _as(signed[-1], Part.SIGNATURE)
    return signed


def _is_signature(one: Paragraph) -> bool:
    names = one.text.split()
    whole = is_office("".join(names)) or all(map(is_office, names))
    return one.part is Part.BODY and one.marker is None and len(one.text) <= 60 and whole


def _as(one: Paragraph, part: Part) -> Paragraph:
    return Paragraph(one.start, one.end, one.text, part, None, one.level)
