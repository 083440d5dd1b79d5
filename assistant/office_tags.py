"""Tell offices from what only looks like one: an office above another, a title, a matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.departments import suffix_of
from assistant.vocabulary import Vocabulary
from assistant.wordings import Tag

_BESIDE = 2  # characters behind a short form that make it words of a title
_FEW = 5  # documents of a place, whose titles are looked into
_ABOVE = {"局", "委", "厅", "委员会", "政府", "管理局"}
_BELOW = {"处", "科", "室", "办公室", "站", "所", "大队", "支队"}
_OF_A_TITLE = re.compile("[表单案点件知法]$")
_OFFICE = re.compile("[一-鿿]{1,8}(?:局|委|厅|办|委员会|办公室|政府)")
_PEOPLE = re.compile("员(?!会|工)|的?(?:人(?!口)|人员|队伍|人手|同志|岗位)")
_HOLDING = re.compile("(?:的)?(?:任务|工作|事项|活)")


def offices_told_apart(text: str, tags: Sequence[Tag], vocabulary: Vocabulary) -> list[Tag]:
    """The tags without offices that are none, and with the documents that they are of."""
    kept = [
        tag
        for tag in tags
        if not (
            _is_above(tag, tags)
            or _is_of_title(tag, tags)
            or _is_of_people(tag, text)
            or _cuts_a_place(tag, tags)
            or _is_in_title(tag, text, tags, vocabulary)
        )
    ]
    named = any(tag.kind == "department" and not tag.value.weak for tag in kept)
    told = [_of_document(tag, text, vocabulary) if named else tag for tag in kept]
    return [*told, *_issuers(text, told)]


def _issuers(text: str, tags: Sequence[Tag]) -> list[Tag]:
    """教育局 of 望湖区教育局任务分工表, where no item names it: who issued the document."""
    places = sorted((tag for tag in tags if tag.kind == "place"), key=lambda tag: tag.start)
    between = (
        (one.end, other.start)
        for one in places
        for other in places
        if one.end < other.start and set(one.value) & set(other.value)
    )
    return [
        Tag("aside", start, end, text[start:end])
        for start, end in between
        if _OFFICE.fullmatch(text[start:end])
    ]


def _is_above(tag: Tag, tags: Sequence[Tag]) -> bool:
    """交通局 of 交通局公共交通处: only says whose office the second one is."""
    if tag.kind != "department" or suffix_of(tag.text) not in _ABOVE:
        return False
    after = (o for o in tags if o.kind == "department" and o.start == tag.end)
    return any(suffix_of(other.text) in _BELOW and not other.value.weak for other in after)


def _cuts_a_place(tag: Tag, tags: Sequence[Tag]) -> bool:
    """市城市 of 宁湖市城市更新: a short form that begins inside the name of a place."""
    return (
        tag.kind == "department"
        and tag.value.weak
        and any(o.kind == "place" and o.start < tag.start < o.end < tag.end for o in tags)
    )


def _is_in_title(tag: Tag, text: str, tags: Sequence[Tag], vocabulary: Vocabulary) -> bool:
    """城市 of 宁湖城市更新: words of the title of the document that is named."""
    longer = text[tag.start : tag.end + _BESIDE]
    if tag.kind != "department" or not tag.value.weak or len(longer) < len(tag.text) + _BESIDE:
        return False
    named = (o.value for o in tags if o.kind == "place" and len(o.value) <= _FEW)
    return any(longer in vocabulary.document(doc_id).title for ids in named for doc_id in ids)


def _is_of_people(tag: Tag, text: str) -> bool:
    """卫生监督 of 搞卫生监督的人: a line of work, though an office has its name from it."""
    return tag.kind == "department" and tag.value.weak and bool(_PEOPLE.match(text, tag.end))


def _is_of_title(tag: Tag, tags: Sequence[Tag]) -> bool:
    """教育局 of 望湖区教育局任务分工表: only says whose document is meant."""
    return tag.kind == "department" and any(
        other.kind == "place" and other.start == tag.end and _OF_A_TITLE.search(other.text)
        for other in tags
    )


def _of_document(tag: Tag, text: str, vocabulary: Vocabulary) -> Tag:
    """教育 of 公安局配合的教育任务: a matter that one title has, beside a real office."""
    if tag.kind != "department" or not tag.value.weak or not _HOLDING.match(text, tag.end):
        return tag
    documents = vocabulary.entitled([tag.text])
    if len(documents) != 1:
        return tag
    return Tag("place", tag.start, tag.end, tag.text, documents, tag.weight)
