"""Judge how many items a clause says are about something: 4项与养老相关, 大部分和监管有关."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.phrasing.cleaning import HAN
from assistant.phrasing.forms import Reading
from assistant.phrasing.ground import Ground
from assistant.phrasing.scene import Scene, holds_all
from assistant.phrasing.words import equals

_ABOUT = re.compile(
    "(?P<scope>其中|这些|这|上述)?(?:的)?(?:任务|工作|内容)?"
    "(?P<much>全部|全都|都|均|绝?大部分|绝?大多数|多数|(?:有)?(?P<n>[0-9]+)[项条])"
    "(?:任务|工作)?(?:的?内容)?(?:都|均)?[与和跟同]"
    f"(?P<topics>[{HAN}、]{{2,24}}?)(?:密切|直接)?(?:有关|相关)(?:联)?"
)


def judged(clause: str, scene: Scene) -> Reading | None:
    """Whether as many items as a clause (letters) says have its words; None when it is no such."""
    found = _ABOUT.fullmatch(clause)
    if found is None or not scene.cited or scene.everything is None:
        return None
    topics = [topic for topic in re.split("[、和与及或]|以及", found["topics"]) if topic]
    about = tuple(one for one in scene.near if any(_has(topic, one) for topic in topics))
    used = all(any(_has(topic, one) for one in about) for topic in topics)
    after = replace(scene, counted=about, focus=(), seen=(*scene.seen, *about))
    if found["n"]:
        others = [one for one in scene.everything if any(_has(topic, one) for topic in topics)]
        return Reading(used and len(others) == len(about) == int(found["n"]), after)
    most = "部分" in found["much"] or "数" in found["much"]
    if most:
        return Reading(used and 2 * len(about) > len(scene.near) > 2, after)
    return Reading(used and holds_all(about, scene.near), after)


def _has(topic: str, ground: Ground) -> bool:
    """Whether an item or its headings have a word, or one that means the same."""
    return any(word in ground.own for word in (topic, *equals().get(topic, ())))
