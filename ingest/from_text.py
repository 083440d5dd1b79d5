"""Items from running text: numbered points and passages, with the owners that they state."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from ingest import deadlines
from ingest.conventions import first_leads, mark_of_lead, without_note
from ingest.ditto import as_above
from ingest.ids import Draft, Numbering, digest
from ingest.items import Document, ItemKind, Leftover, PolicyItem, ReadWarning, Role, Span
from ingest.nodes import Node, Place, place_of, place_under
from ingest.office_duties import owners_of_duty
from ingest.owner_clauses import Statement, bracketed, is_statement, read_statement
from ingest.owners import (
    Owners,
    are_offices,
    is_general,
    is_place,
    led_by_first,
    led_by_marked,
    names,
    with_lead_of,
)
from ingest.points import Point, TextReading
from ingest.questions import with_answers
from ingest.roles import role_of
from ingest.unnumbered import stated_by, with_lines

_LABEL_LENGTH = 10
_HEADS_DUTIES = re.compile("(?:[局委办厅部处科会署]|政府|街道|[乡镇])$")  # no topic ends so
_COUNT = re.compile(r"[（(]共?\s?\d+\s?[项条个件][^（）()]{0,4}[）)]$")  # 区教育局（3项）
_FEWEST_BRACKETS = 3  # points that end with offices in a bracket
_FEWEST_OFFICES = 3  # in a list of who does what
_LEADING = re.compile("牵头|主办|主责")  # A、B牵头 both lead, wherever the first one does


@dataclass(slots=True)
class Drafts:
    """What a part of a document gave: items without ids, headings, and what is left over."""

    items: list[Draft] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    warnings: list[ReadWarning] = field(default_factory=list)


def from_text(document: Document, found: TextReading) -> Drafts:
    """Turn points and passages into items."""
    drafts = Drafts(headings=[Span(*offsets) for offsets in found.headings])
    drafts.leftovers = [Leftover(Span(*offsets), "责任单位") for offsets in found.statements]
    ranked, mark = first_leads(document.text), mark_of_lead(document.text)
    by_office = _lists_of_duties(found.nodes)
    habit = _name_owners_in_brackets([document.text[one.start : one.end] for one in found.points])
    above: Statement | None = None
    for point in found.points:
        above = _point(
            document,
            point,
            drafts,
            ranked=ranked,
            mark=mark,
            by_office=by_office,
            above=above,
            habit=habit,
        )
    passages = with_lines(with_answers(found.passages, document.text), document.text)
    for start, end, under in passages:
        draft = _passage(document, start, end, under)
        if start in found.duties:
            owners = owners_of_duty(draft.item.text)
            item = replace(draft.item, lead=owners.lead, owners_certain=owners.certain)
            draft = replace(draft, item=item)
        elif stated := stated_by(draft.item.text, document.year):
            draft = _unnumbered(document, draft.item, stated)
            if draft.item.end < end:
                drafts.leftovers.append(Leftover(Span(draft.item.end, end), "责任单位"))
        drafts.items.append(draft)
    return drafts


def _unnumbered(document: Document, item: PolicyItem, stated: Statement) -> Draft:
    """A paragraph that says who does what it tells is a point, though it has no number."""
    owners, text = stated.owners, item.text[: stated.ends]
    item = replace(
        item,
        kind=ItemKind.WORK_POINT,
        text=text,
        end=item.start + stated.ends,
        lead=owners.lead,
        cooperating=owners.cooperating,
        units=owners.units,
        deadline=stated.deadline or deadlines.in_text(text, document.year),
        owners_certain=owners.certain,
    )
    return Draft(item, Numbering("point without number", f"t-{digest(text)}", (), "", text))


def _lists_of_duties(nodes: Sequence[Node]) -> set[int]:
    """The starts of numbered paragraphs that list offices, each with its duties behind or below."""
    lists: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        style = node.marker.style if node.marker else ""
        lists.setdefault((id(node.parent), style), []).append(node)
    found: set[int] = set()
    for listed in lists.values():
        named = [node.start for node in listed if _office_of(node)]
        if len(named) >= _FEWEST_OFFICES and len(named) * 3 >= len(listed) * 2:
            found.update(named)
    return found


def _office_of(node: Node) -> Owners:
    """县水利局：负责…, or 县水利局 over numbered duties: the offices whose duties follow."""
    who, colon, _ = node.body.partition("：")
    who = _COUNT.sub("", who)
    heads = bool(node.children) and not colon and _HEADS_DUTIES.search(who)
    if "\n" in who or not (colon or heads) or not are_offices(who):
        return Owners()
    return Owners(lead=names(who), certain=False)


def _point(
    document: Document,
    point: Point,
    drafts: Drafts,
    *,
    ranked: int | None,
    mark: str,
    by_office: Container[int],
    above: Statement | None,
    habit: bool,
) -> Statement:
    """Add a numbered item; return what it states, which the next one can point at.

    `ranked` is from where on the document says that the first 责任单位 leads, `mark` what it marks
    who does with;
    `by_office` are the starts of points that say an office's duties, `above` is what the point
    before states; of `habit` are brackets that name who does what is before them.
    """
    node = point.node
    assert node.marker is not None  # only numbered paragraphs become points
    label = Span(node.paragraph.start, node.paragraph.start + len(node.marker.label))
    drafts.leftovers.append(Leftover(label, "编号"))
    said = document.text[point.start : point.end]
    year = document.year or _year_over(node)
    stated = read_statement(said, year)
    if habit and not stated.owners:
        stated = _in_bracket(said) or stated
    stated = as_above(stated, said[stated.ends :], above)
    if not stated.owners:
        stated = replace(stated, owners=_under_label(said))
    if not stated.owners and point.start in by_office:
        stated = replace(stated, owners=_office_of(node))
    if not stated.owners.lead or not stated.deadline:
        stated = _inherit(stated, node, year, by_office)
    below = ranked is not None and point.end > ranked
    if below and not _LEADING.search(without_note(said[stated.ends :] or said)):
        stated = replace(stated, owners=led_by_first(stated.owners))
    stated = replace(stated, owners=led_by_marked(stated.owners, mark))
    end = point.start + (stated.ends or len(said))
    if end < point.end:
        drafts.leftovers.append(Leftover(Span(end, point.end), "责任单位"))
    drafts.items.append(
        Draft(_work_point(document, point, end, stated, year), _numbering(node, said))
    )
    return stated


def _name_owners_in_brackets(said: Sequence[str]) -> bool:
    """Whether most points of a document end with offices in a bracket, as 建设公园（区城管局）.

    One alone could be an aside; where nearly all do, it says who does them.
    """
    bare = sum(_in_bracket(one) is not None for one in said)
    return bare >= _FEWEST_BRACKETS and bare * 2 > len(said)


def _in_bracket(said: str) -> Statement | None:
    """The offices in the bracket that a point ends with, which are not certain."""
    stated = bracketed(said, Role.LEAD)
    listed = stated.owners.lead
    if not listed or is_place("、".join(listed)) or all(map(is_general, listed)):
        return None
    return replace(stated, owners=replace(stated.owners, certain=False))


def _year_over(node: Node) -> int | None:
    """The year that the nearest heading names, where the document has no single one."""
    for above in reversed(node.ancestors):
        named = set(re.findall(r"20\d\d(?=年)", above.body))
        if named:
            return int(named.pop()) if len(named) == 1 else None
    return None


def _under_label(said: str) -> Owners:
    """The offices under a heading that is a label: 2.实施机构, and on the next line who that is."""
    label, _, rest = said.partition("\n")
    role = role_of(label.strip()) if len(label) <= _LABEL_LENGTH else None
    return Owners().with_names(role, names(rest)) if role and are_offices(rest) else Owners()


def _inherit(
    stated: Statement, node: Node, year: int | None, by_office: Container[int]
) -> Statement:
    """Take what an item does not state from the nearest heading above that states it.

    A heading's lead also leads an item that states only who cooperates; one of `by_office` is
    the name of who does what is below.
    """
    chain = [*node.ancestors, node]
    boxes = [i for i, one in enumerate(chain) if one.is_box]
    for above in reversed(chain[boxes[-1] if boxes else 0 : -1]):
        lines = [one.text for one in above.follow if is_statement(one.text)]
        over = read_statement("\n".join([above.stated, *lines]), year, plainly=True)
        named = _office_of(above) if above.start in by_office else Owners()
        stated = replace(
            stated,
            owners=with_lead_of(stated.owners, over.owners or named),
            deadline=stated.deadline or over.deadline,
        )
    return stated


def _work_point(
    document: Document, point: Point, end: int, stated: Statement, year: int | None
) -> PolicyItem:
    node = point.node
    assert node.marker is not None
    place = place_of(node)
    text = document.text[point.start : end]
    return PolicyItem(
        item_id="",
        kind=ItemKind.WORK_POINT,
        number=node.marker.number,
        label=node.marker.label,
        doc_id=document.doc_id,
        doc_title=document.title,
        text=text,
        start=point.start,
        end=end,
        title=node.title,
        section=place.section,
        group_number=place.group_number,
        group_title=place.group_title,
        lead=stated.owners.lead,
        cooperating=stated.owners.cooperating,
        units=stated.owners.units,
        deadline=stated.deadline or deadlines.in_text(text, year),
        owners_certain=stated.owners.certain,
    )


def _numbering(node: Node, text: str) -> Numbering:
    """一、 at the top keeps its own numeral, so that it is never taken for point 1."""
    assert node.marker is not None
    path = tuple(one.marker.numeral for one in node.ancestors if one.marker)
    style = node.marker.style
    written = style.startswith(("section", "chapter", "part", "word", "step", "decimal"))
    inserted = "之" in node.marker.numeral  # 第三条之一
    own = node.marker.numeral if written or inserted else str(node.marker.number)
    if style.startswith("decimal"):
        path = ()
    return Numbering(style, own, path, node.region, text)


def _passage(document: Document, start: int, end: int, under: Node | None) -> Draft:
    place: Place = place_under(under)
    text = document.text[start:end]
    item = PolicyItem(
        item_id="",
        kind=ItemKind.PASSAGE,
        number=None,
        label="",
        doc_id=document.doc_id,
        doc_title=document.title,
        text=text,
        start=start,
        end=end,
        section=place.section,
        group_number=place.group_number,
        group_title=place.group_title,
    )
    return Draft(item, Numbering("", "", (), "", text))
