"""Numbered text: which numbers are headings, which are items, and which text belongs to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.broken_lines import CLOSE, OPEN
from ingest.nodes import Node
from ingest.numbered_owners import numbered_of
from ingest.office_duties import lists_of_duties
from ingest.outline import RANKS, Outline, rank_of
from ingest.owner_clauses import is_statement, states_owners, without_statement
from ingest.owner_sentences import Scope, by_subject, default_of
from ingest.owners import is_office
from ingest.paragraphs import Paragraph, Part
from ingest.unnumbered import stated_by

_CLOSING = re.compile(
    r"特此(?:通知|公告|通报|函)|(?:出席|列席|参会人员|参加人员|请假|主送|分送|发送|印送|记录)[：:]|附件|附[：:]|联\s?系\s?(?:人|电话|方式)|抄送|（?此件|注[：:]|备注|说明[：:]"
    r"|本(?:通知|办法|规定|方案|实施方案|意见|实施意见|细则|计划|行动计划|行动方案|要点|措施|公告|条例|规则|规划)"
    r"[^。]{0,20}(?:施行|实施|执行|有效期|解释|废止)|以上(?:意见|措施|政策|请)"
)

_SENTENCE = re.compile("[^，。；]{5}[。；]$")
_LAST_WORDS = re.compile(r"本(?:通知|办法|规定|方案|意见|细则|措施|条例|规则|规划)|联\s?系")
_NEAR_START = 5  # characters, as a bracket and 以上 take
_FEWEST_TOLD = 3  # points under a heading that each begin with an office
_FEWEST_OWNED = 2  # paragraphs under a heading that say who does them
_SHORTEST_LINE = 10  # characters of a line that is broken at a width
# 二、实施机构：市交通运输局 is what a guide says, and no heading over something else.
_FIELD = re.compile(r"[一-鿿（）()]{2,14}[：:]\s*[^\s：:]")


# What minutes end with, when no other point has such a paragraph.
_TO_ALL = re.compile(
    "会议(?:要求|强调|指出|号召)|请?各(?:有关|相关|责任|成员|承办|参会)*(?:单位|部门|科室|处室)"
)
# A line right over a table that says what it lists: 办理流程, 重点项目情况表.
_CAPTION = re.compile(r"(?!附\s?[件表录]|[（(])[^。；：:，,！？?!\n]{4,30}")
_DATED = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?$")


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered item of running text: what it covers, and the headings that it stands under."""

    node: Node
    start: int
    end: int


@dataclass(slots=True)
class TextReading:
    """What running text gave. `under` tells the heading that a paragraph or table stands under."""

    points: list[Point] = field(default_factory=list)
    passages: list[tuple[int, int, Node | None]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    statements: list[tuple[int, int]] = field(default_factory=list)  # owners of what is below
    nodes: list[Node] = field(default_factory=list)
    under: dict[int, Node | None] = field(default_factory=dict)
    regions: dict[int, str] = field(default_factory=dict)  # the annex that a table stands in
    titles: dict[int, str] = field(default_factory=dict)  # and what the annex is called
    captions: dict[int, str] = field(default_factory=dict)  # what a line over a table calls it
    openings: Counter[str] = field(default_factory=Counter)  # how paragraphs speak to everybody
    duties: frozenset[int] = frozenset()  # where paragraphs begin that say one office's duties


def read_points(paragraphs: Sequence[Paragraph], tables: Sequence[int]) -> TextReading:
    """Sort paragraphs into items, headings and passages; `tables` are where tables begin."""
    result = TextReading(duties=lists_of_duties(paragraphs))
    loose = _build(paragraphs, tables, result)
    roots = [node for node in result.nodes if node.parent is None]
    said = (one.text for node in result.nodes for one in node.follow)
    result.openings.update(found[0] for one in said if (found := _TO_ALL.match(one)))
    for node, after in pairwise(roots):
        node.goes_on = node.region == after.region
    for node in roots:
        _decide(node, result)
    _passages(loose, _successors(paragraphs), result)
    return result


def _successors(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Where the paragraph after each one begins."""
    return {one.start: after.start for one, after in pairwise(paragraphs)}


def _build(
    paragraphs: Sequence[Paragraph], tables: Sequence[int], result: TextReading
) -> list[tuple[Paragraph, Node | None]]:
    """Nest numbered paragraphs; return those that follow no number."""
    outline, region, title = Outline(), "", ""
    loose: list[tuple[Paragraph, Node | None]] = []
    last: Node | None = None
    caption: Paragraph | None = None
    waiting = sorted(tables, reverse=True)
    for one in [*paragraphs, None]:
        while waiting and (one is None or waiting[-1] < one.start):
            if caption and loose and loose[-1][0] is caption:
                result.headings.append((caption.start, caption.end))
                result.captions[waiting[-1]] = caption.text
                loose.pop()
            caption = None
            _meet_table(waiting.pop(), last, region, title, result)
        if one is None:
            break
        caption = caption if one.part is Part.PAGE else None
        if one.part is Part.TITLE:
            result.headings.append((one.start, one.end))
            title = one.text
            if result.nodes:  # what a covering notice issues begins with its own title
                outline.clear()
                region, last = region or one.part.value, None
        elif one.part is Part.ANNEX:
            result.headings.append((one.start, one.end))
            outline.clear()
            region, last = _annex_name(one.text), None
            title = one.text.removeprefix(region).lstrip(" ：:.．、")
        elif one.part is Part.BODY and (one.marker or one.level):
            last = _open(one, outline, region, result)
        elif one.part is Part.BODY and last and not (last.has_table or last.closed):
            last.follow.append(one)
        elif one.part is not Part.PAGE:  # a page mark can stand in the middle of an item
            if not one.part.leftover:
                loose.append((one, last))
            caption = one if one.part is Part.BODY and _is_caption(one) else None
            if last:
                last.closed = True
    return loose


def _is_caption(one: Paragraph) -> bool:
    said = one.text.strip()
    plain = not (is_office(said) or _DATED.search(said))
    return plain and bool(_CAPTION.fullmatch(said))


def _annex_name(text: str) -> str:
    """附件2 of 附件2 保障措施清单."""
    found = re.match(r"附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]*(?:-\d+)?", text)
    return re.sub(r"\s", "", found[0]) if found else text


def _meet_table(
    start: int, last: Node | None, region: str, title: str, result: TextReading
) -> None:
    result.under[start], result.regions[start] = last, region
    result.titles[start] = title if region else ""
    if last:
        last.has_table = True


def _open(one: Paragraph, outline: Outline, region: str, result: TextReading) -> Node:
    if one.marker:
        outline.number(one.marker, len(result.nodes), one.level)
    else:
        outline.unnumbered(one.level or 1, len(result.nodes))
    above = outline.path[:-1]
    parent = result.nodes[above[-1].key] if above else None
    node = Node(one, parent, region)
    result.nodes.append(node)
    if parent:
        parent.children.append(node)
    return node


def _decide(node: Node, result: TextReading) -> None:
    """Make a node an item or a heading, and go on below it."""
    if node.children and not _folds(node):
        _share_statement(node)
        if node.is_title_only or not node.marker:
            result.headings.append((node.paragraph.start, node.paragraph.end))
        else:
            end = max([node.paragraph.end, *(one.end for one in node.follow)])
            result.points.append(Point(node, node.start, end))
        for one in node.follow if node.is_title_only or not node.marker else ():
            if is_statement(one.text):
                result.statements.append((one.start, one.end))
            else:
                result.passages.append((one.start, one.end, node))
        for child in node.children:
            _decide(child, result)
        return
    if _is_mere_heading(node) or _heads_duties(node, result) or _heads_owned(node):
        result.headings.append((node.paragraph.start, node.paragraph.end))
        result.passages.extend((one.start, one.end, node) for one in node.follow)
        return
    kept, rest = _attached(node, result)
    if not node.body and not kept:
        result.headings.append((node.paragraph.start, node.paragraph.end))
        result.passages.extend((one.start, one.end, node.parent) for one in rest)
        return
    end = max([node.paragraph.end, *(one.end for one in kept)])
    start = kept[0].start if kept and not node.body else node.start
    result.points.append(Point(node, start, end))
    # After the last number of a part nothing says that text still belongs to its section.
    above = node.parent if _has_successor(node) else None
    for one in rest:
        over = node.parent if _sets_others(one.text) else above
        result.passages.append((one.start, one.end, over))


def _is_mere_heading(node: Node) -> bool:
    if not node.marker or not (node.body or node.follow):
        return True
    if node.states_owners:
        return False
    high = rank_of(node.marker) <= RANKS["section"]
    field = _FIELD.match(node.body)
    bare = node.is_title_only and not node.follow and not node.children and not field
    # 一、同意设立科技园。 says something by itself, as points of replies do.
    sentence = bool(_SENTENCE.search(node.body))
    return bare and ((high and not sentence) or node.has_table)


def _heads_duties(node: Node, result: TextReading) -> bool:
    """Whether what follows a heading are the duties of several offices, each in its paragraph."""
    listed = [one.start in result.duties for one in node.follow]
    return node.is_title_only and not node.children and bool(listed) and all(listed)


def _heads_owned(node: Node) -> bool:
    """Whether several paragraphs under a 一、 heading say each who does it: points of their own."""
    high = node.marker is not None and rank_of(node.marker) <= RANKS["section"]
    if not high or node.children or not node.is_title_only or node.states_owners:
        return False
    return sum(stated_by(one.text, None) is not None for one in node.follow) >= _FEWEST_OWNED


def _folds(node: Node) -> bool:
    """Whether what is numbered below a node is part of its own text, as clauses of an article."""
    below = list(_below(node))
    ended = [node, *below[:-1]]
    if not node.marker or any(one.has_table or one.closed for one in ended) or below[-1].has_table:
        return False
    if _some_state_owners(node):
        return False
    if node.marker.style != "article" and _lists_subjects(node):
        return False
    clauses = any(re.search("[；;]$", child.paragraph.text) for child in node.children)
    minor = all(rank_of(one.marker) >= 6 for one in below if one.marker)
    if all(one.marker and one.marker.style == "step" for one in node.children):
        return True  # what a guide tells to do; with owners of their own they are points
    return node.marker.style == "article" or clauses or (minor and not node.is_title_only)


def _lists_subjects(node: Node) -> bool:
    """Whether what is below a heading are points that each tell an office what it has to do."""
    told = sum(bool(by_subject(child.body)) for child in node.children)
    fewest = max(_FEWEST_TOLD, (2 * len(node.children) + 2) // 3)
    return node.is_title_only and told >= fewest


def _below(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _some_state_owners(node: Node) -> bool:
    """Whether part of what is below a node has owners of its own.

    A line of owners under the last of several small points speaks of all of them.
    """
    below = list(_below(node))
    closing = set(_closing_statement(node))
    said = [one.paragraph.text for one in below]
    said += [line.text for one in below for line in one.follow if line not in closing]
    return any(map(states_owners, said))


def _closing_statement(node: Node) -> list[Paragraph]:
    """The lines of owners that close a list of points: 1.… 2.… and then 责任单位：…"""
    below = list(_below(node))
    small = all(one.marker and rank_of(one.marker) >= RANKS["arabic"] for one in below)
    if len(below) < 2 or not small:
        return []
    return [line for line in below[-1].follow if is_statement(line.text)]


def _share_statement(node: Node) -> None:
    """Let the points of a node inherit the owners that close their list."""
    closing = _closing_statement(node)
    if closing and not _some_state_owners(node):
        last = list(_below(node))[-1]
        last.follow = [line for line in last.follow if line not in closing]
        node.follow += closing


def _attached(node: Node, result: TextReading) -> tuple[list[Paragraph], list[Paragraph]]:
    """Split what follows an item into its own text and what only comes after it.

    Under a bare heading everything is its text up to a closing formula. After a paragraph that
    has its text already, more belongs to it only when another number follows.
    """
    below = list(_below(node))
    last = below[-1] if below else node
    own = [one for inner in [node, *below[:-1]] for one in inner.follow] if below else []
    own += [one.paragraph for one in below]
    whole = last.is_title_only and not below and not _is_stated_alone(node)
    goes_on = whole or _has_successor(node)
    before = last.paragraph
    for i, one in enumerate(last.follow):
        closes = bool(_CLOSING.match(one.text)) or _sets_others(one.text)
        closes = closes or (bool(i or not whole) and _speaks_to_all(one.text, result))
        if closes and whole and not i and "。" not in last.body:
            closes = closes and not _LAST_WORDS.match(one.text)  # 三、附则 and its only words
        belongs = (goes_on and not closes) or _goes_on(before, one)
        before = one
        if not belongs and not is_statement(one.text) and not states_owners(one.text):
            return own, last.follow[i:]
        own.append(one)
    return own, []


def _speaks_to_all(text: str, result: TextReading) -> bool:
    """Whether a paragraph ends a whole list of points: 会议强调，… behind the last one alone."""
    found = _TO_ALL.match(text)
    return found is not None and result.openings[found[0]] == 1


def _sets_others(text: str) -> bool:
    """Whether a paragraph is about the points before it, and no part of the last one."""
    default = default_of(text)
    if any(text.find(one.said) < _NEAR_START for one in numbered_of(text)):
        return True
    return default is not None and default.scope is Scope.ABOVE and not default.at


def _is_stated_alone(node: Node) -> bool:
    """Whether a point says its owners itself, and those beside it are no more than a paragraph."""
    beside = [one for one in node.parent.children if one is not node] if node.parent else []
    return bool(node.stated) and bool(beside) and not any(one.follow for one in beside)


def _goes_on(one: Paragraph, after: Paragraph) -> bool:
    """Whether a line is the rest of the one before it, or says in brackets who owns that."""
    if _is_unfinished(one, after):
        return True
    bracketed = after.text[0] in OPEN and after.text.rstrip("。")[-1:] in CLOSE
    return bracketed and len(without_statement(f"{one.text}\n{after.text}")) <= len(one.text)


def _is_unfinished(one: Paragraph, after: Paragraph) -> bool:
    """Whether a line breaks off inside a sentence, which the next line goes on with."""
    sentences = re.search("[。；]", one.text) and not re.search(
        "[。；：！？）)】\\]］〕]$", one.text
    )
    return bool(sentences) and after.start - one.end == 1 and len(one.text) > _SHORTEST_LINE


def _has_successor(node: Node) -> bool:
    """Whether another numbered paragraph of the same part of the document comes later."""
    while node.parent:
        if node.parent.children[-1] is not node:
            return True
        node = node.parent
    return node.goes_on


def _passages(
    loose: Sequence[tuple[Paragraph, Node | None]], after: dict[int, int], result: TextReading
) -> None:
    """Paragraphs outside numbers; an addressee goes with the sentence that it introduces.

    The lines of a list of annexes are one passage.
    """
    last: Paragraph | None = None
    for one, under in loose:
        beside = last is not None and after.get(last.start) == one.start
        opened = beside and last is not None and last.part is Part.ADDRESSEE
        listed = beside and last is not None and last.part is one.part is Part.ATTACHMENTS
        if opened or listed:
            start, _, above = result.passages[-1]
            result.passages[-1] = (start, one.end, above)
        else:
            result.passages.append(
                (one.start, one.end, None if one.part is Part.ATTACHMENTS else under)
            )
        last = one
