"""Judge a clause that says who, when or how many, and nothing else, by the records alone.

A clause is judged here only when every word of it has a sign (see `signs`) and the signs follow
one of the forms below. Then what it says is either so or not. All other clauses are left to the
checks of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.phrasing.comparing import before_or_after, compared, ranked
from assistant.phrasing.forms import ITEMS, Found, Reading, Signs
from assistant.phrasing.ground import Ground
from assistant.phrasing.portions import overlap
from assistant.phrasing.scene import Scene, among, holds_all, meant_by, same
from assistant.phrasing.sharing import (
    among_them,
    each,
    in_turn,
    involved,
    respectively,
    spread,
    tallied,
)
from assistant.phrasing.signs import Word, read, role_of
from assistant.phrasing.standing import helpers, most_often, remaining
from assistant.phrasing.telling import test_of
from ingest import ItemKind, Role


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
    words = _owned([word for word in words if word.sign != "G"], scene.narrowed())
    if not words:
        return Reading(True, scene)
    view = scene.narrowed()
    text = "".join(word.sign for word in words)
    head = re.match("[tlcua]*p=?|d", text)  # 按时间划分： says nothing
    start = head.end() if head and head.end() < len(text) else 0
    signs = Signs(words[start:], text[start:])
    for form in _FORMS:
        reading = form(signs, view) if view.near else None
        if reading is not None:
            return replace(reading, scene=scene.joined(reading.scene))
    return None


def _owned(words: list[Word], scene: Scene) -> list[Word]:
    """甲的3项 as the three items that 甲 leads among those cited."""
    text = "".join(word.sign for word in words)
    if not re.match("n(?:dK|Y)(?!g?O?K)", text) or len(words[0].names) != 1:
        return words
    who, size = words[0].names[0], 2 if words[1].sign == "Y" else 3
    led = tuple(one for one in scene.near if who in one.owners[Role.LEAD])
    alone = tuple(one for one in led if len(one.owners[Role.LEAD]) == 1)
    meant = next((some for some in (led, alone) if len(some) == words[size - 1].number), ())
    return [Word("X", "", items=meant), *words[size:]] if meant else words


def _plain(signs: Signs, scene: Scene) -> Reading | None:
    """任务9由甲牵头, 该任务没有配合部门, 甲牵头任务9, 甲牵头的任务均在9月完成, 任务9."""
    found = signs.match("[g=]?(?P<items>[iXIY12KR&Wd]*?)(?P<scope>g?)A?d?A?(?P<said>[^iXIYKRgdx]*)")
    if found is None:
        found = signs.match(
            "(?P<said>(?:[=h]?b?nJ?s?|[-h]0)[LCU])d?(?:=|W)?(?P<items>[iX&W]*[iX]W?|I)"
        )
    if found is None:
        found = signs.match(
            "(?P<said>-h?)(?P<items>[iIY])d?(?P<more>[lcut])",
            "(?P<said>n-h?[LC])d?W?(?P<items>[iIYX2K1&Wd]+)",
            "(?P<said>n[AO]*=)(?P<items>[iI])(?P<more>O?d?[lcu])",
            "(?P<items>)(?P<said>[LC]dA?[=hS]+o?=*no?)",
        )
    if found is None:
        return _plain_of_some(signs, scene)
    named = found.part("items")
    if scene.left_out and "said" in found and {word.sign for word in named} <= {"R", "d"}:
        return _others(found.part("said"), scene)
    items = meant_by(named, scene) if named else scene.at_hand
    if not items or not scene.shows(items) or _led_to_help(found, named):
        return None
    if "said" not in found:  # words of the evidence alone are no pointer: they are judged as words
        points = any(word.sign in "iIY12R" for word in named)
        return Reading(True, scene.after(items, signs.words)) if points else None
    test = test_of([*found.part("said"), *found.part("more")], scene)
    so = among(test, items) if test else None
    if so is None:
        return None
    return Reading(len(so) == len(items), scene.after(items, signs.words))


def _led_to_help(found: Found, named: Sequence[Word]) -> bool:
    """Whether 牵头 stands before words that in the evidence stand behind 配合."""
    leads = any(word.sign == "L" for word in found.part("said"))
    own = [(word.text, one.own) for word in named if word.sign == "X" for one in word.items]
    return leads and any(re.search(f"(?:配合|协同|协助){re.escape(w)}", text) for w, text in own)


def _plain_of_some(signs: Signs, scene: Scene) -> Reading | None:
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


def _listed(signs: Signs, scene: Scene) -> Reading | None:
    """甲牵头的有任务9和任务10; behind a count: 分别是任务9和任务10. No more, and no fewer."""
    found = signs.match(f"(?P<rule>[^iXIYKRgdx]+)dW?(?P<tie>[=hSr]+){ITEMS}")
    if found:
        test = test_of(found.part("rule"), scene)
        everything = scene.everything
        meant = among(test, everything) if test and everything else None
    else:
        found = signs.match(f"(?P<rest>R?)r?[=v]+{ITEMS}(?P<some>%?)")
        meant = scene.counted
        if found and "rest" in found:
            meant = meant_by(found.part("rest"), scene)
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
    tie = found.part("tie") if "tie" in found else ()
    names_some = any(word.text.startswith(("包括", "包含")) for word in tie)
    loosely = "=" not in found.match.groupdict().get("tie", "=") or "some" in found or names_some
    if loosely and holds_all(meant, items) and not same(meant, items):
        # 有 may be followed by some of them; so may 包括, where no other is named behind it.
        return Reading(True, scene.after(items, signs.words)) if names_some else None
    return Reading(same(meant, items), scene.after(items, signs.words))


def _counted(signs: Signs, scene: Scene) -> Reading | None:
    """甲牵头4项, 9月完成的任务共4项, 其中3项由甲牵头, 有4项没有配合部门; 甲牵头其余2项."""
    found = signs.match(
        "(?P<rule>[^iXIYKRgdx]+?)dW?[=hSO]*(?P<k>K)",
        "(?P<rule>[^iXIYKRgdx]*nS?[so]?[LCU])[=hS]*(?P<k>K)",
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
    # 甲牵头2项：一是…[1]，二是…[2] cites them one after the other, and never others.
    apart = not holds_all(scene.near, meant) and not holds_all(meant, scene.near)
    after = replace(scene.after(meant, signs.words), counted=meant)
    goes_on = signs.text[0] == "h" and signs.words[0].text in {"还有", "另有"}
    if not (goes_on or signs.text[0] == "K") or "scope" in found:
        return Reading(len(meant) == number and not apart, after)
    # 2项9月完成，2项10月完成: no item is in both portions.
    twice = overlap(scene.portions, meant)
    after = replace(after, portions=(*scene.portions, *meant))
    return Reading(len(meant) == number and not apart and not twice, after)


def _owned_count(signs: Signs, scene: Scene) -> Reading | None:
    """甲2项, behind 按牵头部门看: so many of all that was found; and 共4项, of what was counted."""
    if scene.counted is not None and (again := signs.match("[hS=]*S[hS=]*(?P<k>K)")):
        return Reading(again.part("k")[0].number == len(scene.counted), scene)
    found = signs.match("(?P<n>n)[hS=]*(?P<k>K)")
    if found is None or scene.everything is None or not scene.role:
        return None
    names, role = found.part("n")[0].names, role_of(scene.role)
    meant = tuple(one for one in scene.everything if set(names) <= one.owners[role])
    so = len(names) == 1 and len(meant) == found.part("k")[0].number and scene.shows(meant)
    return Reading(so, replace(scene.after(meant, signs.words), counted=meant, role=scene.role))


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


def _rest(signs: Signs, scene: Scene) -> Reading | None:
    """甲牵头另外2项."""
    found = signs.match("(?P<rule>[^iXIYKRgdx]*n[LCU])(?P<items>R)")
    items = meant_by(found.part("items"), scene) if found else None
    test = test_of(found.part("rule"), scene) if found else None
    so = among(test, items) if test and items else None
    if so is None or items is None:
        return None
    return Reading(len(so) == len(items), replace(scene.after(items, signs.words), counted=items))


def _set_aside(signs: Signs, scene: Scene) -> Reading | None:
    """除任务9(由甲牵头)外，其余由乙牵头: so of all others that are cited, and not of these."""
    found = signs.match(f"x{ITEMS}(?P<said>[^iXIYKRgxy]*?)y(?P<rest>R?)A?d?(?P<rule>[^iXIYKgx]*)")
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


def _only(signs: Signs, scene: Scene) -> Reading | None:
    """只有任务9有配合部门: so of it, and of nothing else that is spoken of."""
    found = signs.match(
        f"(?P<scope>[YK]?)g?O{ITEMS}=?(?P<rule>[^iXIYKRgdx]+)d?",
        f"(?P<rule>[^iXIYKRgdx]+)dW?=?O=?{ITEMS}",
        f"O(?P<rule>[^iXIYKRgdx]+)dW?=?{ITEMS}",
    )
    if found is None:
        return _only_says(signs, scene)
    items, test = meant_by(found.part("items"), scene), test_of(found.part("rule"), scene)
    several = scene.cited if len(scene.cited) > len(items or ()) else scene.everything or ()
    meant = among(test, several) if test else None
    if not items or meant is None or len(several) <= len(items) or not scene.shows(items):
        return None
    if not _is_all(found.part("scope"), scene):
        return None
    return Reading(same(meant, items), scene.after(items, signs.words))


def _only_says(signs: Signs, scene: Scene) -> Reading | None:
    """只有任务11提到“政务智能办”: none of the others that are cited has these words."""
    found = signs.match("O(?P<items>[i&]*i)[h=]+(?P<own>X)W?")
    items = meant_by(found.part("items"), scene) if found else None
    if found is None or not items or not scene.shows(items) or len(scene.cited) <= len(items):
        return None
    own = found.part("own")[0]
    meant = [one for one in scene.cited if own.text in one.all]
    return Reading(same(meant, items), scene.after(items, signs.words))


def _most(signs: Signs, scene: Scene) -> Reading | None:
    """大部分由甲牵头: more than half of the items cited."""
    found = signs.match(
        "(?:[YKW]g?|g)?M(?:W?d)?W?d?(?P<rule>[^iXIYKRgdx]+)",
        "(?:[YKW]g?)?(?P<rule>[lcut])M(?P<more>[^iXIYKRgdx]+)",
        "(?:[YKW]g?)?(?P<rule>[lcu])=?(?P<more>n)w",
        "(?P<rule>[^iXIYKRgdx]+)dW?M",
    )
    several = scene.cited if len(scene.cited) > 2 else scene.everything or ()
    if signs.text.startswith("MW") and scene.everything:
        several = scene.everything  # 大部分任务, without 其中 or 这些
    if found is None or len(several) < 3:
        return None
    test = test_of([*found.part("rule"), *found.part("more")], scene)
    meant = among(test, several) if test else None
    if meant is not None and len(meant) == len(several) and scene.everything:
        several = scene.everything  # those cited may be the many
        meant = among(test, several) if test else None
    if meant is None:
        return None
    if 2 * len(meant) <= len(several) and scene.everything and signs.text[0] not in "YKg":
        several = scene.everything  # without 其中 or 这些 it is said of all that was found
        meant = among(test, several) or () if test else ()
    after = replace(scene, counted=meant, focus=(), test=test)
    return Reading(2 * len(meant) > len(several), after)


def _exception(signs: Signs, scene: Scene) -> Reading | None:
    """只有任务46例外: what was just said of most holds of all others that are cited."""
    found = signs.match(f"O?{ITEMS}=?e")
    items = meant_by(found.part("items"), scene) if found else None
    meant = among(scene.test, scene.cited) if scene.test else None
    if not items or meant is None or not scene.shows(items):
        return None
    others = [one for one in scene.cited if not holds_all(items, [one])]
    return Reading(same(others, meant), scene.after(items, signs.words))


def _none(signs: Signs, scene: Scene) -> Reading | None:
    """没有1项安排了配合部门; and a heading that says nothing: 按时间划分."""
    if heading := signs.match("(?:(?P<n>n)(?P<v>[LC])d?W?)?(?P<c>[tlcua]*)p|d="):
        who = heading.part("n")[0].names if "n" in heading else ()
        if who:  # 甲牵头的任务分为几类
            held = role_of(heading.match["v"])
            so = all(set(who) <= one.owners[held] for one in scene.near)
            return Reading(so, replace(scene, actors=who))
        column = (heading.match["c"] or "")[-1:]
        return Reading(True, replace(scene, role=column if column in tuple("lcu") else scene.role))
    found = signs.match("Y?g?-(?P<k>K)g?(?P<rule>[^iXIYKRgdx]+)")
    test = test_of(found.part("rule"), scene) if found else None
    meant = among(test, scene.near) if test else None
    if found is None or meant is None or found.part("k")[0].number != 1:
        return None
    return Reading(not meant, scene.after(scene.near, signs.words))


def _belongs(signs: Signs, scene: Scene) -> Reading | None:
    """余下4项都属于“免申即享”: each has these words."""
    found = signs.match(
        "(?P<items>[iIY12RK&W]*)A?=(?P<own>X)W?", "[=&]*(?P<own>X)W?d?W?[=h]+(?P<items>[i&W]*iW?)"
    )
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else None
    if found is None or not items or not scene.shows(items):
        return None
    so = holds_all(found.part("own")[0].items, items)
    if not so and found.match.start("own") > found.match.start("items"):
        return None  # the items may say it in other words
    return Reading(so, scene.after(items, signs.words))


_FORMS = (
    _set_aside, _none, _only, _exception, _most, each, in_turn, spread, tallied, respectively,
    _belongs, among_them, involved, most_often, helpers, remaining, _counted, _listed,
    compared, before_or_after, ranked, _owned_count, _plain,
)  # fmt: skip
