"""The authority that issued a document, by the names that people give it: 区卫健委, 卫健部门."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.departments import suffix_of
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation
from ingest import Role

_PLACE = re.compile(f"[{HAN}]+?(?:省|市|新区|区|县|镇|乡)")
_INSIDE = "(?:内部|内|这边|这里|方面|下属|里)?的?"
_HERE = re.compile("本(?P<level>[省市区县镇])(?![级场民长])")
_SHORT = {"委员会": "委", "办公室": "办", "管理局": "局"}
_HELPS = re.compile("配合|协助")
_AND = re.compile("[和与及]")
# 区文旅局今年…: what its own offices are to do, it does.
_PLANS = (
    "(?=(?:在?今年|本年度?|20[0-9]{2}年|全年)(?![^，；。]*(?:牵头|主办|主责|负责|配合|协助|支持)))"
)
_OWN_OFFICE = re.compile("(?![省市区县镇乡各]).+(?:科|处|室|股)$")


def without_issuer(text: str, grounds: Sequence[Ground]) -> str:
    """A canonical text without the issuer of the evidence where it adds nothing.

    That is in front of one of its own offices (区卫健委基层处), and where it is said to help
    with what its document says that it helps with: 由卫健部门配合民政…
    """
    forms = _forms(grounds)
    if not forms:
        return text
    owners = {name for one in grounds for names in one.owners.values() for name in names}
    text = re.sub(f"{forms}{_INSIDE}(?=由?(?:{alternation(tuple(owners))}))", "", text)
    if all(
        one.owners[Role.LEAD] and all(map(_is_own_office, one.owners[Role.LEAD])) for one in grounds
    ):
        text = re.sub(f"(?:^|(?<=[，；。：])){forms}{_PLANS}", "", text)
    if any(_HELPS.search(one.own) for one in grounds):
        text = re.sub(f"由?{forms}(?=(?:则|还|也|要|需要?|继续|积极)*(?:配合|协助))", "", text)
    return text


def _is_own_office(name: str) -> bool:
    """Whether a name is one of an office inside an authority, and of no place: 公共服务科."""
    return _OWN_OFFICE.match(name) is not None and _PLACE.match(name) is None


def with_place(text: str, grounds: Sequence[Ground]) -> str:
    """A text as a model wrote it, with the name of the document's place for 本区."""
    places = {one.document.jurisdiction for one in grounds}
    if len(places) != 1:
        return text
    last = (_PLACE.findall(places.pop()) or [""])[-1]
    body = "|".join(one.body for one in grounds)

    def named(found: re.Match[str]) -> str:
        own = last.endswith(found["level"]) and canonical(found.group()) not in body
        return last if own else found.group()

    return _HERE.sub(named, text)


def _forms(grounds: Sequence[Ground]) -> str:
    """A pattern for the names of the one authority that issued all of the evidence, or nothing."""
    issued = {(one.document.issuer, one.document.jurisdiction) for one in grounds}
    return _names_of(*issued.pop()) if len(issued) == 1 else ""


@lru_cache(maxsize=64)
def _names_of(issuer: str, jurisdiction: str) -> str:
    """区, 浦东, 浦东新区 or nothing; 卫健 or 卫生健康; 委, 委员会, 部门 or 系统."""
    full, place = letters(canonical(issuer)), letters(canonical(jurisdiction))
    ending = suffix_of(full)
    field = re.sub("^.*[省市区县镇乡]", "", full).removesuffix(ending)
    parts = _PLACE.findall(place)
    if len(field) < 2 or not parts:
        return ""
    last = parts[-1]
    short = re.sub("(?:新区|[省市区县镇乡])$", "", last)
    where = (place, last, last[-1], *([short] if len(short) > 1 else []))
    fields = (field, *_shortened(field))
    ends = tuple(filter(None, (ending, _SHORT.get(ending, ""), "部门", "系统")))
    return f"(?:{alternation(where)})?(?:{alternation(fields)})(?:{alternation(ends)})"


def _shortened(field: str) -> tuple[str, ...]:
    """卫健 of 卫生健康, 文旅 of 文化和旅游, 住建 of 住房和城乡建设."""
    first, *others = _AND.split(field)
    if not others:
        return (field[::2],) if len(field) == 4 else ()
    return tuple(first[0] + word for word in others[0][::2]) if first else ()
