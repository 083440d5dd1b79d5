"""Judge what a clause says of several items side by side: alike, earlier, the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.phrasing.columns import due
from assistant.phrasing.forms import Found, Reading, Signs
from assistant.phrasing.ground import Ground
from assistant.phrasing.quantities import time_of
from assistant.phrasing.scene import Scene, meant_by, same
from assistant.phrasing.signs import role_of


def compared(signs: Signs, scene: Scene) -> Reading | None:
    """牵头部门相同, 任务3比任务8早6个月, 两者相差6个月."""
    if (
        (each := signs.match("(?:o=)?(?P<n>n)"))
        and len(scene.near) > 1
        and scene.role in tuple("lcu")
    ):
        named = frozenset(each.part("n")[0].names)  # 1个是甲, 1个是乙, behind 牵头部门不同
        alone = all(word.number == 1 for word in each.words if word.sign == "o")
        role = role_of(scene.role)
        meant = tuple(one for one in scene.near if one.owners[role] == named)
        again = any(one.owners[role] == named for one in scene.counted or ())
        return Reading(alone and bool(meant) and not again, replace(scene, counted=meant))
    if signs.match("Qd=") and len(scene.cited) > 1:
        return Reading(True, scene)
    found = signs.match(
        "(?P<items>[iXYK12&Wd]*)(?P<columns>[lcuta](?:&?[lcuta])*)[AE]*(?P<how>[QP])"
    )
    if found:
        items = _several(found, scene)
        if items is None:
            return None
        wanted = found.match["how"] == "Q"
        columns = [word.sign for word in found.part("columns") if word.sign != "&"]
        columns = [one for column in columns for one in ("lcu" if column == "a" else column)]
        if wanted and "a" in found.match["columns"]:
            columns = [one for one in columns if any(g.owners[role_of(one)] for g in items)]
        alike = [_alike(column, items) for column in columns]
        return Reading(all(one == wanted for one in alike), scene.after(items, signs.words))
    found = signs.match(
        "(?P<one>[iX1])d?t?B(?P<two>[iX2])d?t?(?P<way>[<>])(?P<m>m?)F?",
        "(?P<items>[iXY12&Wd]*)t?D(?P<m>m)",
        "(?P<one>[12])d?t?(?P<way>[<>])(?P<m>m?)F?",
    )
    if found is None:
        return None
    items = _several(found, scene) if "way" not in found else _pair(found, scene)
    apart = _months(items) if items and len(items) == 2 else None
    if items is None or apart is None:
        return None
    said = found.part("m")[0].number if "m" in found else None
    so = apart != 0 and said in {None, abs(apart)}
    if "way" in found:
        so = so and (apart > 0) == (found.match["way"] == ">")
    return Reading(so, scene.after(items, signs.words))


def before_or_after(signs: Signs, scene: Scene) -> Reading | None:
    """任务3早于任务29; behind 任务3…为3月: 早于任务29的6月, 比任务29早3个月."""
    found = signs.match(
        "(?P<one>[iX1]?)d?t?(?P<way>[<>])(?P<two>[iX2])d?t?=?(?P<T>T?)",
        "B(?P<two>[iX2])d?t?(?P<way>[<>])(?P<m>m?)F?",
    )
    if found is None:
        return None
    one = meant_by(found.part("one"), scene) if "one" in found else scene.focus
    two = meant_by(found.part("two"), scene)
    items = (*one, *two) if one and two else ()
    apart = _months(items) if len(items) == 2 and scene.shows(items) else None
    if apart is None:
        return None
    so = apart != 0 and (apart > 0) == (found.match["way"] == ">")
    if "m" in found:
        so = so and abs(apart) == found.part("m")[0].number
    if "T" in found:
        so = so and bool(time_of(items[1], found.part("T")[0].text))
    return Reading(so, scene.after(items, signs.words))


def _several(found: Found, scene: Scene) -> tuple[Ground, ...] | None:
    named = found.part("items")
    items = meant_by(named, scene) if named else scene.at_hand
    if not named and (items is None or len(items) < 2):
        items = scene.near
    return items if items and len(items) > 1 and scene.shows(items) else None


def _pair(found: Found, scene: Scene) -> tuple[Ground, ...] | None:
    one, two = meant_by(found.part("one"), scene), meant_by(found.part("two"), scene)
    if one and "two" not in found.match.groupdict():
        two = tuple(other for other in scene.cited if not same(one, [other]))
    items = (*one, *two) if one and two else ()
    return items if items and scene.shows(items) else None


def _alike(column: str, items: Sequence[Ground]) -> bool | None:
    """Whether all have the same in a column (True) or no two have (False)."""
    if column == "t":
        values = [one.item.deadline.text if one.item.deadline else "" for one in items]
    else:
        values = ["、".join(sorted(one.owners[role_of(column)])) for one in items]
    if "" in values and set(values) == {""}:
        return None
    return True if len(set(values)) == 1 else False if len(set(values)) == len(values) else None


def _months(items: Sequence[Ground]) -> int | None:
    """By how many months the first of two times comes before the second."""
    days = [one.item.deadline.due if one.item.deadline else None for one in items]
    first, second = days
    if first is None or second is None:
        return None
    return (second.year - first.year) * 12 + second.month - first.month


def ranked(signs: Signs, scene: Scene) -> Reading | None:
    """时间最早的是任务29, 任务29完成时间最早, 牵头部门最多的是任务21."""
    found = signs.match(
        "(?:[YKW]g)?(?P<what>[tlcuF]?)(?P<how>[Zz+])F?d?W?=(?P<items>[iX&W]*[iX]W?)",
        "(?P<items>[iXI]|Xd?K)d?=?(?:[YKW]g)?d?(?P<what>[tlcuF]?)(?P<how>[Zz+])F?d?(?P<k>K?)W?",
        "=(?:[YKW]g)?d?(?P<what>[lcu])(?P<how>[+])d?(?P<k>K?)W?",
    )
    everything = scene.everything
    if found is None or everything is None or len(everything) < 2:
        return None
    named = found.part("items")
    items = meant_by(named, scene) if named else scene.at_hand
    ranks = [_rank(one, found.match["what"], found.match["how"]) for one in everything]
    if not items or None in ranks or not scene.shows(items):
        return None
    if "k" in found and found.part("k")[0].number != len(items):
        return Reading(False, scene)
    top = max(rank for rank in ranks if rank is not None)
    first = [one for one, rank in zip(everything, ranks, strict=True) if rank == top]
    return Reading(same(first, items), scene.after(items, signs.words))


def _rank(ground: Ground, what: str, how: str) -> int | None:
    """How far in front an item is in what is ranked."""
    if how == "+":
        return len(ground.item.owners(role_of(what))) if what in {"l", "c", "u"} else None
    day = due(ground)
    if day is None or what not in {"", "t", "F"}:
        return None
    return -day.toordinal() if how == "Z" else day.toordinal()
