"""Tell 几 that asks for a number, 要交几份材料, from 几 that tells of some, 几张证合成一张."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.wordings import Tag

_SOME = re.compile("几(?:个|项|件|条|家|份|桩|样|种)(?=[\u4e00-\u9fff])")
_TOGETHER = re.compile("(?:单位|部门|处室?)?(?:一起|共同|联合|联手|合着|一块儿?|一道|一同)")
_COME = re.compile(
    rf"{_TOGETHER.pattern}(?:来|去|上门|登门|到店里?)?(?:检查|查|审|验|管|监管|执法|盯|过问)"
)
_KINDS = re.compile("[种类项样]")
_PAUSE = re.compile("[，。；？！：—…]")
# 没几年就找不着, 跑几个部门, 好几趟; and 几张证合成一张 where a clause begins.
_TELLS = re.compile("(?:^|[，。；？！：—…]|[没好跑等拖转绕隔]了?)$")
# 几天能办好，找谁; 几项任务归他们牵头，谁配合: a number is asked.
_ASKED = re.compile("[能要得才内可]|任务|要点|事项")


def counts_nothing(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """电话多少 asks for the number itself; 几家医院合做…归谁 tells of some, and asks who."""
    if tag.kind in {"count", "content"} and _tells_of_some(tag, text, tags):
        return True
    if tag.kind != "count" or _KINDS.search(tag.text):  # 有几种补贴 counts the subsidies
        return False
    if any(o.kind == "outside" and tag.start in (o.end, o.start - len(tag.text)) for o in tags):
        return True
    some = _SOME.match(text, tag.start)
    if some is not None and _TOGETHER.match(text, tag.end) and _asks_who_after(tag, tags):
        return True  # 几家单位一起上门查，谁牵头
    if some is not None and (come := _COME.match(text, tag.end)) is not None:
        # 说要几个部门一起来查，都查哪些方面; 会不会被几个部门一起查
        return _asks_after(come.end(), tags) or any(o.kind in {"yesno", "member"} for o in tags)
    beside = any(other.start == tag.end for other in tags if other.kind not in {"who", "run"})
    return some is not None and _asks_who_after(tag, tags) and not beside


def _tells_of_some(tag: Tag, text: str, tags: Sequence[Tag]) -> bool:
    """跑几个部门开证明太麻烦，这事谁在推: a later clause asks who, and this one has more to say."""
    told = tag.text.startswith("几") and _TELLS.search(text[: tag.start])
    if not told or _ASKED.match(text, tag.end):
        return False
    pause = _PAUSE.search(text, tag.end)
    if pause is None or pause.start() - tag.end < 2:
        return False
    return any(other.kind == "who" and other.start > pause.start() for other in tags)


def _asks_who_after(tag: Tag, tags: Sequence[Tag]) -> bool:
    return any(other.kind == "who" and other.start > tag.end for other in tags)


def _asks_after(place: int, tags: Sequence[Tag]) -> bool:
    """Whether something else than a number is asked behind a place of the question."""
    asking = {"list", "content", "scope", "deadline", "yesno", "summary"}
    return any(other.kind in asking and other.start >= place for other in tags)
