"""Tell what looks like a way of asking and is only told: 抽签决定查谁, 不许黄浦松浦东紧."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.wordings import Tag

_PAUSE = re.compile("[，。；？]")
_SETS = {"noun.task", "noun.point", "count", "most", "least"}
_MUST_NOT = re.compile("(?:不许|不能|不准|不该|不得|不让|不要|别|免得|省得|哪能)[^，。？！；]*")
_TWO_WAYS = 4  # characters from the one place to the other
_JOINED = re.compile("[和与跟同及、在]")
_ASKS_TIME = re.compile("[几啥何哪多]|什么|最[晚迟早]")
# 抽签决定查谁、派谁查: the lot decides it, and nobody asks.
_BY_LOT = re.compile("(?:抽签|摇号|摇到|抽到|随机|轮流)[^，。？！]{0,10}(?:查|派|选|挑|抽|轮到)$")
# 走几步都讲不清: a complaint.
COMPLAINED = re.compile(
    "[^。？！]{0,16}?(?:都|也|还|老|总|全)(?:是|在)?(?:讲|说|弄|搞|写|闹|看|问)(?:不|得不|没)(?:清楚?|明白|懂|全|准|到)"
)
_ASKED_OF = {"count", "list", "content", "which"}
_ASKED = {"who", "count", "deadline", "list", "role.lead", "role.cooperating"}
_TO_CHECK = re.compile("(?:去|来|上门)?查|[、，和]")


def without_told(text: str, tags: Sequence[Tag]) -> list[Tag]:
    """The tags without those that are only told; what says a thing again is an aside."""
    apart = _told_apart(text, tags)
    kept = [
        tag
        for tag in tags
        if tag not in apart
        and not (_is_told_time(tag, text, tags) or _is_by_lot(tag, text))
        and not (_is_helped(tag, tags) or _is_measure(tag, text) or _is_complained(tag, text, tags))
    ]
    return [replace(tag, kind="aside") if _says_again(tag, kept) else tag for tag in kept]


def _is_by_lot(tag: Tag, text: str) -> bool:
    by_lot = tag.kind == "who" and _BY_LOT.search(text[: tag.start])
    return bool(by_lot and _TO_CHECK.match(text, tag.end))


def _is_helped(tag: Tag, tags: Sequence[Tag]) -> bool:
    """市里 of 哪个处配合市里试: whom one works with is no second document that is asked."""
    after = any(o.kind == "role.cooperating" and o.end == tag.start for o in tags)
    return tag.kind == "place" and after and any(o.kind == "who" for o in tags)


def _is_measure(tag: Tag, text: str) -> bool:
    """按干什么活、什么级别来管: by what something is done, and nobody asks what."""
    return tag.kind == "content" and text.endswith(("按", "按照", "照", "依照", "凭"), 0, tag.start)


def _is_complained(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """分几种情况都讲不清。…拉了几个处: what a complaint is about is not what is asked after it."""
    said = COMPLAINED.match(text, tag.end) if tag.kind in _ASKED_OF else None
    return said is not None and any(o.kind in _ASKED and o.start >= said.end() for o in tags)


def _says_again(tag: Tag, tags: Sequence[Tag]) -> bool:
    """哪两个处并排领头: who leads one matter is asked, which 并排 narrows to no set of items."""
    after_who = any(o.kind == "who" and 0 <= tag.start - o.end <= 1 for o in tags)
    return tag.kind == "joint" and after_who and not any(o.kind in _SETS for o in tags)


def _told_apart(text: str, tags: Sequence[Tag]) -> list[Tag]:
    """黄浦 and 浦东 of 不许黄浦松浦东紧: places that must not be treated differently."""
    places = [tag for tag in tags if tag.kind.startswith("place")]
    found: list[Tag] = []
    for said in _MUST_NOT.finditer(text) if len(places) > 1 else ():
        inside = [tag for tag in places if said.start() < tag.start and tag.end < said.end()]
        for one in inside:
            for other in inside:
                between = text[one.end : other.start]
                if 0 < len(between) <= _TWO_WAYS and not _JOINED.search(between):
                    found += [one, other]
    return found


def _is_told_time(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """证到期的日子各不相同，…，几月能成: a time that is told in a clause before one that asks."""
    if tag.kind != "deadline" or _ASKS_TIME.search(tag.text):
        return False
    return any(
        other.kind == "deadline"
        and _ASKS_TIME.search(other.text)
        and _PAUSE.search(text, tag.end, other.start)
        for other in tags
        if other.start > tag.end
    )
