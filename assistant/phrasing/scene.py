"""What a clause may lean on, and which items its words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.phrasing.ground import Ground
from assistant.phrasing.signs import Word

Test = Callable[[Ground], bool | None]  # None where the records do not tell
_LONGEST_SPAN = 200


@dataclass(frozen=True, slots=True)
class Scene:
    """Evidence at hand, and what the clauses before spoke of."""

    evidence: tuple[Ground, ...]  # all that the model was given
    complete: bool  # whether that is all that was found
    cited: tuple[Ground, ...]  # by the whole sentence
    near: tuple[Ground, ...]  # next to the clause
    focus: tuple[Ground, ...] = ()  # the items spoken of last
    seen: tuple[Ground, ...] = ()  # by any clause of the sentence
    actors: tuple[str, ...] = ()
    counted: tuple[Ground, ...] | None = None  # the items that the clause before counted
    left_out: tuple[Ground, ...] = ()  # 除任务9外
    before: tuple[Ground, ...] = ()  # cited by the sentence before
    test: Test | None = None  # what was just said of most items
    portions: tuple[Ground, ...] = ()  # those of which 2项… was said, one portion after another
    role: str = ""  # the sign of the last column or verb
    within: frozenset[str] = frozenset()  # documents that the sentence speaks of by name

    @property
    def everything(self) -> tuple[Ground, ...] | None:
        """The items among which a clause counts; None when the model was not given all."""
        return self.evidence if self.complete else None

    @property
    def at_hand(self) -> tuple[Ground, ...]:
        """The items that a clause without a subject speaks of."""
        return self.focus or self.near

    def after(self, items: Sequence[Ground], words: Sequence[Word]) -> Scene:
        """The scene once a clause with these words has spoken of some items."""
        signs = "".join(word.sign for word in words)
        who = next((word.names for word in words if word.sign == "n"), self.actors)
        if re.search("&nJ", signs) and self.actors:
            who = self.actors  # 与乙共同牵头: whoever acted before still does
        role = re.findall("[lcuLCU]", signs)
        return replace(
            self, focus=tuple(items), seen=(*self.seen, *items), actors=who,
            role=role[-1] if role else self.role, counted=None, left_out=(), test=None,
        )  # fmt: skip

    def narrowed(self) -> Scene:
        """The scene with nothing but the documents that are spoken of."""
        if not self.within:
            return self

        def some(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
            return tuple(one for one in grounds if one.item.doc_id in self.within)

        return replace(
            self, evidence=some(self.evidence), cited=some(self.cited), near=some(self.near),
            focus=some(self.focus),
        )  # fmt: skip

    def joined(self, after: Scene) -> Scene:
        """What is known after a clause that was read in a narrowed scene."""
        return replace(
            after, evidence=self.evidence, cited=self.cited, near=self.near, within=self.within
        )

    def shows(self, some: Sequence[Ground]) -> bool:
        """Whether items are cited next to the clause, so that a reader finds them."""
        return holds_all(self.near, some)


def remains(clause: str, scene: Scene) -> bool | None:
    """Whether 另外2项 is as many as are left of what was just counted; None where unknown."""
    said = re.match(
        "(?:其余|其他|另外|余下|剩下|剩余|另)的?(?:有|还有)?(?P<n>[0-9]+)[项条件]", clause
    )
    if said is None or not scene.counted:
        return None
    # What was counted may be all (甲牵头9项) or some of what is cited (大部分由甲牵头).
    left = len(scene.cited) - sum(holds_all(scene.counted, [one]) for one in scene.cited)
    return int(said["n"]) == left if left else None


def holds_all(many: Sequence[Ground], some: Sequence[Ground]) -> bool:
    """Whether all of some items are among many."""
    return all(any(one is other for other in many) for one in some)


def same(one: Sequence[Ground], other: Sequence[Ground]) -> bool:
    """Whether two lists have the same items."""
    return holds_all(one, other) and holds_all(other, one)


def among(test: Test, some: Sequence[Ground]) -> tuple[Ground, ...] | None:
    """Those for which a test holds; None when one cannot be told."""
    results = [test(one) for one in some]
    if None in results:
        return None
    return tuple(one for one, so in zip(some, results, strict=True) if so)


def meant_by(words: Sequence[Word], scene: Scene) -> tuple[Ground, ...] | None:
    """The items that some words mean, in their order; None when nobody can tell."""
    found: list[Ground] = []
    for place, word in enumerate(words):
        own = words[place + 1] if place + 1 < len(words) else None
        if own and word.sign == "K" and own.sign == "X" and word.number == len(own.items):
            continue  # 4项“免申即享”任务: so many have these words
        some = _of_word(word, scene)
        if some is None:
            return None
        beside = words[place - 1] if place else word
        if place and word.sign in "iXIY" and beside.sign in "iXIY":
            last = _of_word(beside, scene)
            if last is None or not (holds_all(some, last) or holds_all(last, some)):
                return None  # 任务14细化…: says that of an item, and names no other
        found += [one for one in some if not any(one is known for known in found)]
    return tuple(found)


def _of_word(word: Word, scene: Scene) -> tuple[Ground, ...] | None:
    if word.sign in {"&", "W", "d", "g"}:
        return ()
    if word.sign == "X":
        return word.items
    if word.sign == "i":
        return _numbered(word.text, scene)
    if word.sign == "I":
        here = scene.focus or scene.before or scene.near
        return here if len(here) == 1 and holds_all(scene.near, here) else None
    if word.sign in {"1", "2"}:
        return (scene.cited[int(word.sign) - 1],) if len(scene.cited) == 2 else None
    if word.sign == "R":
        known = (*scene.seen, *scene.left_out)
        if not known and word.number and word.number == len(scene.near):
            return scene.near  # what earlier sentences did not speak of
        rest = tuple(g for g in scene.cited if not any(g is one for one in known))
        if not rest and scene.counted:  # 甲牵头9项，其中3项…，其余6项…
            rest = tuple(g for g in scene.cited if not holds_all(scene.counted, [g]))
        return rest if known and rest and word.number in {0, len(rest)} else None
    wanted = word.number or (2 if re.match("两者|二者", word.text) else 0)
    if word.sign == "K" and wanted < 2:
        return None
    choices = (scene.near, scene.cited)
    some = next((s for s in choices if not wanted or len(s) == wanted), ())
    return some if len(some) > 1 else None


def _numbered(text: str, scene: Scene) -> tuple[Ground, ...] | None:
    kind = "work_point" if "要点" in text else "task"
    numbers: list[int] = []
    for span in re.finditer("([0-9]+)(?:[至到](?:任务|要点)?([0-9]+))?", text):
        first, last = int(span[1]), int(span[2] or span[1])
        if not first <= last < first + _LONGEST_SPAN:
            return None
        numbers += range(first, last + 1)
    found: list[Ground] = []
    for number in numbers:
        alike = [g for g in scene.evidence if g.number == number and g.item.kind.value == kind]
        if len(alike) != 1:
            return None
        found += alike
    return tuple(found) if len(set(numbers)) == len(numbers) else None
