"""Judge what a clause says of all that was found: who leads most, who helps, what is left."""

from __future__ import annotations

from dataclasses import replace

from assistant.phrasing.forms import Reading, Signs
from assistant.phrasing.scene import Scene, among, holds_all
from assistant.phrasing.signs import role_of
from assistant.phrasing.telling import test_of
from ingest import Role


def most_often(signs: Signs, scene: Scene) -> Reading | None:
    """其中甲牵头的最多: nobody else leads as many. The items that 甲 leads are then counted."""
    found = signs.match(
        r"(?:[YKW]g?|g)?b?(?P<n>n)(?P<v>[LC])d?W?A?\+W?(?:[=hS]*(?P<k>K))?",
        r"(?:[YKW]g?|g)?(?P<v>[LCc])d?[W0]?\+d?[W0]?=(?P<n>n)(?:[=hS]*(?P<k>K))?",
    )
    everything = scene.everything
    if found is None or everything is None or len(found.part("n")[0].names) != 1:
        return None
    role, name = role_of(found.match["v"]), found.part("n")[0].names[0]
    held = tuple(one for one in everything if name in one.owners[role])
    others = {other for one in everything for other in one.owners[role]} - {name}
    number = found.part("k")[0].number if "k" in found else len(held)
    shown = [one for one in scene.near if name in one.owners[role]]
    so = number == len(held) and len(shown) >= (len(held) if "k" in found else 1)
    so = so and all(
        sum(other in one.owners[role] for one in everything) < len(held) for other in others
    )
    return Reading(so, replace(scene.after(held, signs.words), counted=held))


def helpers(signs: Signs, scene: Scene) -> Reading | None:
    """配合甲的处室包括乙和丙: these help with what 甲 leads, and nobody else does."""
    found = signs.match(
        "C(?P<who>n)d[0l]?[=hS]+(?P<o>o?)=?(?P<n>n)(?P<o2>o?)",
        "(?P<who>n)d?c[=hS]+(?P<o>o?)=?(?P<n>n)(?P<o2>o?)",
    )
    if found is None or scene.everything is None or len(found.part("who")[0].names) != 1:
        return None
    who, named = found.part("who")[0].names[0], found.part("n")[0]
    led = [one for one in scene.everything if who in one.owners[Role.LEAD]]
    helping = {name for one in led for name in one.owners[Role.COOPERATING]}
    some = named.text.endswith("等")
    numbers = {word.number for part in ("o", "o2") for word in found.part(part)}
    so = set(named.names) <= helping if some else set(named.names) == helping
    so = so and numbers <= {len(helping)}
    shown = [one for one in led if one.owners[Role.COOPERATING]]
    return Reading(so and scene.shows(shown), scene.after(shown, signs.words))


def remaining(signs: Signs, scene: Scene) -> Reading | None:
    """其余12项没有配合部门, behind the count of all that have: so of all that was found besides."""
    found = signs.match("(?P<items>R)A?d?(?P<rule>[^iXIYKRgdx]+)")
    everything, counted = scene.everything, scene.counted
    if found is None or everything is None or not counted or len(counted) < len(scene.cited):
        return None
    left = tuple(one for one in everything if not holds_all(counted, [one]))
    test = test_of(found.part("rule"), scene)
    so = among(test, left) if test and left else None
    number = found.part("items")[0].number
    if so is None or not number:
        return None
    return Reading(len(so) == len(left) == number, scene.after(left, signs.words))
