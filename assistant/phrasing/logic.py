"""Judge a clause that says who, when or how many, and nothing else, by the records alone.

A clause is judged here only when every word of it has a sign (see `signs`) and the signs follow
one of the forms below. Then what it says is either so or not. All other clauses are left to the
checks of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.phrasing.columns import due
from assistant.phrasing.ground import Ground
from assistant.phrasing.scene import Scene, among, holds_all, meant_by, same
from assistant.phrasing.signs import Word, read, role_of
from assistant.phrasing.telling import test_of
from ingest import ItemKind, Role

_ITEMS = "(?P<items>[iX&W]*[iX]W?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether a clause is so, and the scene after it."""

    so: bool
    scene: Scene


@dataclass(frozen=True, slots=True)
class _Signs:
    """A clause as words, and as their signs."""

    words: Sequence[Word]
    text: str

    def match(self, *forms: str) -> _Found | None:
        """The first form that the whole clause has."""
        for form in forms:
            if found := re.fullmatch(form, self.text):
                return _Found(self.words, found)
        return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A form found in a clause."""

    words: Sequence[Word]
    match: re.Match[str]

    def part(self, group: str) -> Sequence[Word]:
        """The words of a part of the form; none where it has no such part."""
        if not self.match.groupdict().get(group):
            return ()
        return self.words[self.match.start(group) : self.match.end(group)]

    def __contains__(self, group: str) -> bool:
        return bool(self.match.groupdict().get(group))


def judged(clause: str, names: Sequence[str], scene: Scene) -> Reading | None:
    """Whether the records say what a clause (letters) says; None when it is not all understood."""
    whole = _judged(clause, names, scene)
    if whole or "|" not in clause:
        return whole
    so = True
    for part in filter(None, clause.split("|")):
        reading = _judged(part, names, scene)
        if reading is None:
            return None
        so, scene = so and reading.so, reading.scene
    return Reading(so, scene)


def _judged(clause: str, names: Sequence[str], scene: Scene) -> Reading | None:
    words = read(clause, names, scene.evidence, scene.cited)
    if words is None:
        return None
    place = next((word for word in words if word.sign == "G"), None)
    if place:
        scene = replace(scene, within=frozenset(one.item.doc_id for one in place.items), focus=())
    words = [word for word in words if word.sign != "G"]
    if not words:
        return Reading(True, scene)
    view = scene.narrowed()
    text = "".join(word.sign for word in words)
    head = re.match("[tlcua]*p=?|d", text)  # 按时间划分： says nothing
    start = head.end() if head and head.end() < len(text) else 0
    signs = _Signs(words[start:], text[start:])
    for form in _FORMS:
        reading = form(signs, view) if view.near else None
        if reading is not None:
            return replace(reading, scene=scene.joined(reading.scene))
    return None


def _plain(signs: _Signs, scene: Scene) -> Reading | None:
    """任务9由甲牵头, 该任务没有配合部门, 甲牵头任务9, 甲牵头的任务均在9月完成, 任务9."""
    found = signs.match("[g=]?(?P<items>[iXIY12KR&Wd]*?)(?P<scope>g?)A?d?A?(?P<said>[^iXIYKRgdx]*)")
    if found is None:
        found = signs.match("(?P<said>(?:[=h]?b?nJ?s?|-0)[LCU])d?(?:=|W)?(?P<items>[iX&W]*[iX]W?|I)")
    if found is None:
        found = signs.match(
            "(?P<said>-h?)(?P<items>[iIY])d?(?P<more>[lcut])",
            "(?P<said>n[AO]*=)(?P<items>[iI])(?P<more>O?d?[lcu])",
        )
    if found is None:
        return _plain_of_some(signs, scene)
    named = found.part("items")
    if scene.left_out and "said" in found and {word.sign for word in named} <= {"R", "d"}:
        return _others(found.part("said"), scene)
    items = meant_by(named, scene) if named else scene.at_hand
    if not items or not scene.shows(items):
        return None
    if "said" not in found:  # words of the evidence alone are no pointer: they are judged as words
        points = any(word.sign in "iIY12R" for word in named)
        return Reading(True, scene.after(items, signs.words)) if points else None
    test = test_of([*found.part("said"), *found.part("more")], scene)
    so = among(test, items) if test else None
    if so is None:
        return None
    return Reading(len(so) == len(items), scene.after(items, signs.words))


def _plain_of_some(signs: _Signs, scene: Scene) -> Reading | None:
    """甲牵头的任务均在9月完成: whatever the first part is true of, the second is."""
    found = signs.match("(?P<rule>[^iXIYKRgdx]+)dW?A?(?P<said>[^iXIYKRgdx]+)")
    if found is None or scene.everything is None:
        return None
    rule, test = test_of(found.part("rule"), scene), test_of(found.part("said"), scene)
    meant = among(rule, scene.everything) if rule else None
    so = among(test, meant) if test and meant else None
    if meant is None or so is None or not scene.shows(meant):
        return None
    return Reading(len(so) == len(meant), scene.after(meant, signs.words))


def _listed(signs: _Signs, scene: Scene) -> Reading | None:
    """甲牵头的有任务9和任务10; behind a count: 分别是任务9和任务10. No more, and no fewer."""
    found = signs.match(f"(?P<rule>[^iXIYKRgdx]+)dW?(?P<tie>[=hSr]+){_ITEMS}")
    if found:
        test = test_of(found.part("rule"), scene)
        everything = scene.everything
        meant = among(test, everything) if test and everything else None
    else:
        found = signs.match(f"r?=+{_ITEMS}")
        meant = scene.counted
    if found is None or not meant:
        return None
    items: list[Ground] = []
    for word in found.part("items"):
        some = meant_by([word], scene)
        if some is None:
            return None
        # Words that several items have mean those of them that are meant.
        own = [one for one in some if holds_all(meant, [one])]
        items += own if word.sign == "X" and own else some
    if not scene.shows(items):
        return None
    if "=" not in found.match.groupdict().get("tie", "=") and holds_all(meant, items):
        if not same(meant, items):
            return None  # 有 may be followed by some of them
    return Reading(same(meant, items), scene.after(items, signs.words))


def _counted(signs: _Signs, scene: Scene) -> Reading | None:
    """甲牵头4项, 9月完成的任务共4项, 其中3项由甲牵头, 有4项没有配合部门; 甲牵头其余2项."""
    found = signs.match(
        "(?P<rule>[^iXIYKRgdx]+?)dW?[=hSO]*(?P<k>K)",
        "(?P<rule>[^iXIYKRgdx]*n[LCU])[=hS]*(?P<k>K)",
        "(?P<scope>[YK]?)g?h?(?P<k>K)g?d?(?P<rule>[^iXIYKRgdxA][^iXIYKRgdx]*)d?",
    )
    if found is None or scene.everything is None:
        return _rest(signs, scene)
    number = found.part("k")[0].number
    test = test_of(found.part("rule"), scene)
    meant = among(test, scene.everything) if test else None
    if meant is None or number < 1 or not _is_all(found.part("scope"), scene):
        return None
    if len(meant) == number and not holds_all(scene.cited, meant):
        return None
    after = replace(scene.after(meant, signs.words), counted=meant)
    return Reading(len(meant) == number, after)


def _is_all(words: Sequence[Word], scene: Scene) -> bool:
    """Whether 这5项中 speaks of all that was found, or of all tasks of it."""
    number = words[0].number if words else 0
    points = [one for one in scene.evidence if one.item.kind is ItemKind.WORK_POINT]
    if words and "要点" in words[0].text:
        return number == len(points)
    tasks = [one for one in scene.evidence if one.item.kind is ItemKind.TASK]
    if words and "任务" in words[0].text and number:
        return number == len(tasks)
    return not number or number in {len(scene.evidence), len(tasks), len(scene.cited)}


def _rest(signs: _Signs, scene: Scene) -> Reading | None:
    """甲牵头另外2项."""
    found = signs.match("(?P<rule>[^iXIYKRgdx]*n[LCU])(?P<items>R)")
    items = meant_by(found.part("items"), scene) if found else None
    test = test_of(found.part("rule"), scene) if found else None
    so = among(test, items) if test and items else None
    if so is None or items is None:
        return None
    return Reading(
        len(so) == len(items), replace(scene.after(items, signs.words), counted=items)
    )


def _set_aside(signs: _Signs, scene: Scene) -> Reading | None:
    """除任务9(由甲牵头)外，其余由乙牵头: so of all others that are cited, and not of these."""
    found = signs.match(f"x{_ITEMS}(?P<said>[^iXIYKRgxy]*?)y(?P<rest>R?)A?d?(?P<rule>[^iXIYKgx]*)")
    items = meant_by(found.part("items"), scene) if found else None
    if found is None or not items or not scene.shows(items):
        return None
    if "said" in found:
        said = [word for word in found.part("said") if word.sign != "d"]
        test = test_of(said, scene)
        so = among(test, items) if test else None
        if so is None:
            return None
        if len(so) < len(items):
            return Reading(False, scene)
    after = replace(scene.after(items, signs.words), left_out=items)
    return _others(found.part("rule"), after) if "rule" in found else Reading(True, after)


def _others(rule: Sequence[Word], scene: Scene) -> Reading | None:
    test = test_of(rule, scene)
    others = [g for g in scene.cited if not holds_all(scene.left_out, [g])]
    so = among(test, others) if test and others else None
    but = among(test, scene.left_out) if test else None
    if so is None or but is None:
        return None
    return Reading(len(so) == len(others) and not but, scene.after(others, rule))


def _only(signs: _Signs, scene: Scene) -> Reading | None:
    """只有任务9有配合部门: so of it, and of nothing else that is spoken of."""
    found = signs.match(
        f"(?P<scope>[YK]?)g?O{_ITEMS}=?(?P<rule>[^iXIYKRgdx]+)",
        f"(?P<rule>[^iXIYKRgdx]+)dW?=?O=?{_ITEMS}",
        f"O(?P<rule>[^iXIYKRgdx]+)dW?=?{_ITEMS}",
    )
    if found is None:
        return None
    items, test = meant_by(found.part("items"), scene), test_of(found.part("rule"), scene)
    several = scene.cited if len(scene.cited) > len(items or ()) else scene.everything or ()
    meant = among(test, several) if test else None
    if not items or meant is None or len(several) <= len(items) or not scene.shows(items):
        return None
    if not _is_all(found.part("scope"), scene):
        return None
    return Reading(same(meant, items), scene.after(items, signs.words))


def _most(signs: _Signs, scene: Scene) -> Reading | None:
    """大部分由甲牵头: more than half of the items cited."""
    found = signs.match(
        "(?:[YKW]g?|g)?M(?:W?d)?W?d?(?P<rule>[^iXIYKRgdx]+)",
        "(?:[YKW]g?)?(?P<rule>[lcut])M(?P<more>[^iXIYKRgdx]+)",
        "(?:[YKW]g?)?(?P<rule>[lcu])=?(?P<more>n)w",
        "(?P<rule>[^iXIYKRgdx]+)dW?M",
    )
    several = scene.cited if len(scene.cited) > 2 else scene.everything or ()
    if found is None or len(several) < 3:
        return None
    test = test_of([*found.part("rule"), *found.part("more")], scene)
    meant = among(test, several) if test else None
    if meant is not None and len(meant) == len(several) and scene.everything:
        several = scene.everything  # those cited may be the many
        meant = among(test, several) if test else None
    if meant is None:
        return None
    after = replace(scene, counted=meant, focus=(), test=test)
    return Reading(2 * len(meant) > len(several), after)


def _exception(signs: _Signs, scene: Scene) -> Reading | None:
    """只有任务46例外: what was just said of most holds of all others that are cited."""
    found = signs.match(f"O?{_ITEMS}=?e")
    items = meant_by(found.part("items"), scene) if found else None
    meant = among(scene.test, scene.cited) if scene.test else None
    if not items or meant is None or not scene.shows(items):
        return None
    others = [one for one in scene.cited if not holds_all(items, [one])]
    return Reading(same(others, meant), scene.after(items, signs.words))


def _none(signs: _Signs, scene: Scene) -> Reading | None:
    """没有1项安排了配合部门; and a heading that says nothing: 按时间划分."""
    if signs.match("[tlcua]*p|d="):
        return Reading(True, scene)
    found = signs.match("Y?g?-(?P<k>K)g?(?P<rule>[^iXIYKRgdx]+)")
    test = test_of(found.part("rule"), scene) if found else None
    meant = among(test, scene.near) if test else None
    if found is None or meant is None or found.part("k")[0].number != 1:
        return None
    return Reading(not meant, scene.after(scene.near, signs.words))


def _each(signs: _Signs, scene: Scene) -> Reading | None:
    """由甲和乙各牵头2项."""
    found = signs.match("(?P<items>[YRK]?)b?(?P<n>n)E(?P<v>[LC])(?P<k>K)")
    named = found.part("items") if found else ()
    some = meant_by(named, scene) if named else scene.focus or scene.everything
    if found is None or not some:
        return None
    role, number = role_of(found.match["v"]), found.part("k")[0].number
    held = [[one for one in some if name in one.owners[role]] for name in found.part("n")[0].names]
    so = all(len(items) == number for items in held) and scene.shows([g for h in held for g in h])
    return Reading(so, scene.after(some, signs.words))


def _respectively(signs: _Signs, scene: Scene) -> Reading | None:
    """任务9和任务10分别由甲、乙牵头: one after the other."""
    found = signs.match(
        "(?P<items>[iXIY12RK&Wd]*)r=?b?(?P<n>n)(?P<v>[LCU])",
        "(?P<items>[iXIY12RK&Wd]*)(?P<v>[lcu])r=?(?P<n>n)(?P<o>o?)",
    )
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else scene.at_hand
    if found is None or not items or not scene.shows(items):
        return None
    names, role = found.part("n")[0].names, role_of(found.match["v"])
    if len(items) == 1:
        items = items * len(names)
    pairs = zip(names, items, strict=False)
    so = len(names) == len(items) and all(name in one.owners[role] for name, one in pairs)
    return Reading(so, scene.after(items, signs.words))


def _belongs(signs: _Signs, scene: Scene) -> Reading | None:
    """余下4项都属于“免申即享”: each has these words."""
    found = signs.match("(?P<items>[iIY12RK&W]*)A?=(?P<own>X)W?")
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else None
    if found is None or not items or not scene.shows(items):
        return None
    if not holds_all(found.part("own")[0].items, items):
        return None
    return Reading(True, scene.after(items, signs.words))


def _involved(signs: _Signs, scene: Scene) -> Reading | None:
    """涉及甲、乙和丙3个牵头部门: these are all of them."""
    found = signs.match(
        "(?P<items>[iIY12RK&W]*)v(?P<n>n?)(?P<o>o?)(?P<c>[lcu]?)",
        "(?P<items>[iIY12RK&W]*)d?(?P<c>[lcu])v(?P<n>n?)(?P<o>o?)",
    )
    items = scene.at_hand
    if found and "items" in found:
        items = meant_by(found.part("items"), scene) or ()
    if found is None or not items or not ("n" in found or "o" in found) or not scene.shows(items):
        return None
    roles = [{role_of(found.match["c"])}] if "c" in found else [
        {Role.LEAD}, {Role.LEAD, Role.COOPERATING}, set(Role)
    ]  # fmt: skip
    unions = [{n for one in items for role in some for n in one.owners[role]} for some in roles]
    named = frozenset(found.part("n")[0].names) if "n" in found else None
    number = found.part("o")[0].number if "o" in found else None
    so = any(
        named in {None, frozenset(union)} and number in {None, len(union)} for union in unions
    )
    return Reading(so, scene.after(items, []))


def _compared(signs: _Signs, scene: Scene) -> Reading | None:
    """牵头部门相同, 任务3比任务8早6个月, 两者相差6个月."""
    if signs.match("Qd=") and len(scene.cited) > 1:
        return Reading(True, scene)
    found = signs.match("(?P<items>[iXYK12&Wd]*)(?P<columns>[lcuta](?:&?[lcuta])*)[AE]*(?P<how>[QP])")
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


def _several(found: _Found, scene: Scene) -> tuple[Ground, ...] | None:
    named = found.part("items")
    items = meant_by(named, scene) if named else scene.at_hand
    if not named and (items is None or len(items) < 2):
        items = scene.near
    return items if items and len(items) > 1 and scene.shows(items) else None


def _pair(found: _Found, scene: Scene) -> tuple[Ground, ...] | None:
    items = meant_by([*found.part("one"), *found.part("two")], scene)
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


def _ranked(signs: _Signs, scene: Scene) -> Reading | None:
    """时间最早的是任务29, 任务29完成时间最早, 牵头部门最多的是任务21."""
    found = signs.match(
        f"(?:[YKW]g)?(?P<what>[tlcuF]?)(?P<how>[Zz+])F?d?W?=(?P<items>[iX&W]*[iX]W?)",
        "(?P<items>[iXI])d?=?(?:[YKW]g)?d?(?P<what>[tlcuF]?)(?P<how>[Zz+])F?d?(?P<k>K?)W?",
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


_FORMS = (
    _set_aside, _none, _only, _exception, _most, _each, _respectively,
    _belongs, _involved, _counted, _listed, _compared, _ranked,
    _plain,
)  # fmt: skip
