"""Judge what a clause says of how items are shared: each two, one after the other, among them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.phrasing.forms import Reading, Signs
from assistant.phrasing.quantities import time_of
from assistant.phrasing.scene import Scene, holds_all, meant_by
from assistant.phrasing.signs import Word, role_of
from ingest import Role


def each(signs: Signs, scene: Scene) -> Reading | None:
    """由甲和乙各牵头2项."""
    found = signs.match("(?P<items>[YRK]?)b?(?P<n>n)E(?P<v>[LCh]?)(?P<k>K)W?(?P<own>X?)W?")
    named = found.part("items") if found else ()
    some = meant_by(named, scene) if named else scene.focus or scene.everything
    if found is None or not some:
        return None
    verb = found.match["v"]
    role = role_of(verb if verb in {"L", "C"} else scene.role or "L")
    number = found.part("k")[0].number
    if "own" in found:
        some = tuple(one for one in some if holds_all(found.part("own")[0].items, [one]))
    names = found.part("n")[0].names
    # 甲占2项, 乙和丙各占1项: of those spoken of, or of all.
    for among_these in (some,) if "own" in found else (some, scene.everything or ()):
        held = [[one for one in among_these if name in one.owners[role]] for name in names]
        if all(len(items) == number for items in held):
            break
    so = len(set(names)) == len(names)
    so = (
        so
        and all(len(items) == number for items in held)
        and scene.shows([g for h in held for g in h])
    )
    return Reading(so, scene.after(some, signs.words))


def respectively(signs: Signs, scene: Scene) -> Reading | None:
    """任务9和任务10分别由甲、乙牵头: one after the other."""
    found = signs.match(
        "(?P<items>[iXIY12RK&Wd]*)r=?b?(?P<n>n)(?P<v>[LCU])",
        "(?P<items>[iXIY12RK&Wd]*)(?P<v>[lcu])r=?(?P<n>n)(?P<o>o?)",
        "(?P<items>[iXIY12RK&Wd]+)r=(?P<n>n)",
    )
    sign = found.match.groupdict().get("v") or scene.role if found else ""
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else scene.at_hand
    if found is None or not items or not sign or not scene.shows(items):
        return None
    names, role = found.part("n")[0].names, role_of(sign)
    if 1 < len(names) < len(items) and not _put_in_a_row(named):
        # 4项分别由甲、乙牵头: one of the two leads each of them, and no others do.
        owners = [one.owners[role] for one in items]
        so = all(len(some) == 1 for some in owners) and {n for s in owners for n in s} == set(names)
        return Reading(so and len(set(names)) == len(names), scene.after(items, signs.words))
    if len(items) == 1:
        items = items * len(names)
    pairs = zip(names, items, strict=False)
    so = len(names) == len(items) and all(name in one.owners[role] for name, one in pairs)
    return Reading(so, scene.after(items, signs.words))


def tallied(signs: Signs, scene: Scene) -> Reading | None:
    """“免申即享”4项、“一业一证”2项: so many of the items cited have these words."""
    found = signs.match("[=h]*(?P<all>Xd?K(?:&?Xd?K)*)")
    if found is None or not scene.shows(scene.near):
        return None
    words = [word for word in found.part("all") if word.sign in {"X", "K"}]
    so = all(
        len([one for one in own.items if holds_all(scene.near, [one])]) == number.number
        for own, number in zip(words[::2], words[1::2], strict=True)
    )
    return Reading(so, scene)


def in_turn(signs: Signs, scene: Scene) -> Reading | None:
    """任务3和任务8分别为3月和9月: one time for each, in this order."""
    found = signs.match("(?P<items>[iXIY12RK&Wd]*)t?d?r=?(?P<times>T(?:&T)+)F?")
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else scene.at_hand
    if found is None or not items or not scene.shows(items):
        return None
    times = [word.text for word in found.part("times") if word.sign == "T"]
    so = len(times) == len(items) and all(
        time_of(one, time) for one, time in zip(items, times, strict=True)
    )
    return Reading(so, scene.after(items, signs.words))


def spread(signs: Signs, scene: Scene) -> Reading | None:
    """主要由甲和乙牵头, of several items: one of them leads each, and each of them leads one."""
    found = signs.match("=?b(?P<n>n)(?P<v>[LC])")
    items = scene.at_hand
    names = set(found.part("n")[0].names) if found else set()
    if found is None or not 1 < len(names) < len(items) or not scene.shows(items):
        return None
    owners = [one.owners[role_of(found.match["v"])] for one in items]
    if all(names <= some for some in owners):
        return None
    so = all(len(some) == 1 for some in owners) and {n for some in owners for n in some} == names
    return Reading(so, scene.after(items, signs.words)) if so else None


def among_them(signs: Signs, scene: Scene) -> Reading | None:
    """牵头的有甲、乙和丙, of several items: each of them leads one, and nobody else does."""
    found = signs.match(
        "(?P<items>[iXIY12RK&W]*)d?(?P<v>[lcuLC])(?:dW?)?[=hSv]+(?P<o>o?)=?(?P<n>n)(?P<o2>o?)"
    )
    named = found.part("items") if found else ()
    items = meant_by(named, scene) if named else scene.at_hand or scene.near
    if found is None or not items or len(items) < 2 or not scene.shows(items):
        return None
    role = role_of(found.match["v"])
    union = {name for one in items for name in one.owners[role]}
    numbers = {word.number for part in ("o", "o2") for word in found.part(part)}
    filled = all(one.owners[role] for one in items)
    if not filled or set(found.part("n")[0].names) != union or not numbers <= {len(union)}:
        return None
    return Reading(True, scene.after(items, signs.words))


def involved(signs: Signs, scene: Scene) -> Reading | None:
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
    so = any(named in {None, frozenset(union)} and number in {None, len(union)} for union in unions)
    return Reading(so, scene.after(items, []))


def _put_in_a_row(named: Sequence[Word]) -> bool:
    """Whether words name items one after the other, so that names go with them in order."""
    return any(word.sign in {"i", "X"} for word in named) and len(named) > 1
