"""What signs say of an item, as tests of its record: 由甲牵头, 没有配合部门, 9月完成."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.ground import Ground
from assistant.phrasing.quantities import time_of
from assistant.phrasing.scene import Scene, Test
from assistant.phrasing.signs import Word, role_of
from ingest import DeadlineKind, Role

_DATED = {DeadlineKind.DAY, DeadlineKind.MONTH}
# Forms of signs. Verbs are L C U, columns l c u and t, names n; see `signs`.
_FORMS: tuple[tuple[str, str], ...] = (
    ("by", "[=h]?(?P<only>O?)b?(?P<n>n)(?P<many>o?)A?S?(?P<jointly>J?)(?P<v>[LCU])"),
    ("with", "=?&(?P<n>n)(?:(?P<jointly>J)(?P<v>[LU])|(?P<v2>L)|J$)"),
    ("alone", "=?b?(?P<n>n?)=?s(?P<v>L)"),
    ("column", "(?P<c>[lcu])A?[=hS]*(?P<only>O?)(?P<many2>o?)=*(?P<n>n)(?P<many>o?)"),
    ("holds", "h+(?P<c>[lcu])=*(?P<n>n)(?P<many>o?)"),
    ("sum", "(?P<cs>[lcu](?:&[lcu])+)S+(?P<many>o)"),
    ("is", "(?P<n>n)(?P<many>o?)[AO]*=(?P<only>O?)d?(?P<c>[lcu])[LCU]?"),
    ("role_is", "(?P<v>[LC])dA?[=hS]+(?P<many2>o?)=*(?P<n>n)(?P<many>o?)"),
    ("joint", "=?(?:&0)?J(?P<v>L)"),
    ("acts", "(?P<v>[LC])"),
    ("not_does", "(?P<n>n?)-h?(?P<v>[LC])"),
    ("as", "=+(?P<c>[lcu])"),
    ("not_is", "(?P<n>n?)A?N(?P<c>[lcLC])"),
    ("nobody", "-0(?P<v>C)"),
    ("dated", "h+q"),
    ("undated", "-h*q"),
    ("not_by", "N=?b(?P<n>n)(?P<jointly>J?)(?P<v>[LC])"),
    ("not_one", "N=?b(?P<many>o)s?(?P<v>L)"),
    ("has", "A?h+d?(?P<c>[lcut])"),
    ("somebody", "h+0(?P<v>C)"),
    ("lacks", "A?-h?(?P<c>[lcut])|(?P<c2>[lcut])A?-h?"),
    (
        "count",
        "=?b(?P<many>o)J?(?P<v>[LC])|(?P<c>[lcu])[=hSAO]*(?P<many2>o)|[hO]+(?P<many3>o)(?P<c2>[lcu])|[Sh=]+(?P<many4>o)J?(?P<v2>[LC])",
    ),
    ("not_more", "N(?P<n>n)"),
    ("own", "=?(?P<b>b)(?P<n>n)"),
    ("more", "[AE]?[=h]+O?(?P<many>o)|=(?P<n>n)(?P<many2>o?)"),
    ("nothing", "[AE]?-h*$"),
    ("when", "t?A?[=h]*(?P<T>T)(?:F|W$)?|F?=?t=?(?P<T2>T)|F=?(?P<T3>T)"),
)
_TELLS = [re.compile(form) for _, form in _FORMS]


def test_of(words: Sequence[Word], scene: Scene) -> Test | None:
    """What all of some words say of an item; None when one is not understood."""
    text = "".join(word.sign for word in words)
    tests: list[Test] = []
    place = 0
    while place < len(text):
        if text[place] == "&" and tests and re.match("&(?:b?n[CU]|[btTch])", text[place:]):
            place += 1
        found = [
            (form.match(text, place), kind) for form, (kind, _) in zip(_TELLS, _FORMS, strict=True)
        ]
        known = [(m, kind) for m, kind in found if m and m.end() > place]
        if not known:
            return None
        match, kind = max(known, key=lambda one: one[0].end())
        test = _test(kind, match, words, scene)
        if test is None:
            return None
        tests.append(test)
        place = match.end()
    return _both(tests) if tests else None


def _both(tests: Sequence[Test]) -> Test:
    def holds(one: Ground) -> bool | None:
        found = [test(one) for test in tests]
        return False if False in found else None if None in found else True

    return holds


def _test(kind: str, match: re.Match[str], words: Sequence[Word], scene: Scene) -> Test | None:
    def word(*groups: str) -> Word | None:
        held = [g for g in groups if match.groupdict().get(g)]
        return words[match.start(held[0])] if held else None

    sign, named, many = (
        word("v", "v2", "c", "c2"),
        word("n"),
        word("many", "many2", "many3", "many4"),
    )
    if kind == "nothing":  # 任务24没有, of the column that was spoken of last
        return _filled(role_of(scene.role), False) if scene.role else None
    if kind == "not_more":
        return (
            _not_held(role_of(scene.role), frozenset(named.names)) if scene.role and named else None
        )
    if kind == "more":  # of the column that was spoken of last
        if not scene.role:
            return None
        kind, sign = (
            ("count", Word(scene.role, "")) if named is None else ("alone", Word(scene.role, ""))
        )
    if kind == "when":
        time = word("T", "T2", "T3")
        return _at(time.text) if time else None
    if kind in {"dated", "undated"}:
        return lambda one: _is_dated(one) == (kind == "dated")
    if kind == "sum":
        roles = {role_of(sign) for sign in match["cs"] if sign != "&"}
        return _sum(roles, many.number if many else 0)
    if kind == "with":
        if not scene.actors or named is None or set(named.names) & set(scene.actors):
            return None
        if sign is None and role_of(scene.role or "C") is not Role.LEAD:
            return None
        return _held(Role.LEAD, frozenset(named.names) | set(scene.actors), exact=True)
    if kind == "own":
        mine = (word("b") or Word("", "")).text.startswith("归")
        return _held(Role.LEAD, frozenset(named.names), exact=False) if mine and named else None
    if sign is None:
        return None
    if sign.sign == "t":
        return lambda one: (one.item.deadline is None) == (kind == "lacks")
    role = role_of(sign.sign)
    if kind in {"has", "lacks", "nobody", "somebody"}:
        return _filled(role, kind in {"has", "somebody"})
    if kind in {"count", "not_one"}:
        return _many(role, many.number if many else 0, kind == "count")
    names = frozenset(named.names if named else scene.actors)
    if not names and kind in {"joint", "alone"}:
        return lambda one: (len(one.owners[role]) > 1) == (kind == "joint")
    if not names or (named and len(names) < len(named.names)):
        return None
    if kind in {"not_is", "not_by", "not_does"}:
        return _not_held(role, names)
    if many and named and named.text.endswith("等"):  # 甲等5家: of five, these are some
        return _some_of(role, names, many.number)
    if many and many.number != len(names):
        return lambda _: False
    jointly = (kind == "joint" or bool(word("jointly"))) and role is Role.LEAD
    if jointly and len(names) == 1:  # with others, who are not named
        return _beside_others(role, names)
    if kind == "alone" and sign.sign == "L" and len(names) > 1:
        return lambda _: False
    if sign.sign == "U":
        return _held_by_doers(names)
    exact = kind == "alone" or bool(word("only")) or bool(many) or jointly
    return _held(role, names, exact=exact)


def _at(text: str) -> Test:
    return lambda one: time_of(one, text)


def _filled(role: Role, wanted: bool) -> Test:
    return lambda one: bool(one.owners[role]) == wanted


def _is_dated(one: Ground) -> bool:
    return one.item.deadline is not None and one.item.deadline.kind in _DATED


def _sum(roles: set[Role], number: int) -> Test:
    return lambda one: len({n for role in roles for n in one.owners[role]}) == number


def _some_of(role: Role, names: frozenset[str], number: int) -> Test:
    return lambda one: names <= one.owners[role] and len(one.owners[role]) == number


def _many(role: Role, number: int, wanted: bool) -> Test:
    return lambda one: (len(one.item.owners(role)) == number) == wanted


def _held(role: Role, names: frozenset[str], *, exact: bool) -> Test:
    if exact:
        return lambda one: one.owners[role] == names
    return lambda one: names <= one.owners[role]


def _beside_others(role: Role, names: frozenset[str]) -> Test:
    return lambda one: names < one.owners[role]


def _not_held(role: Role, names: frozenset[str]) -> Test:
    return lambda one: not names & one.owners[role]


def _held_by_doers(names: frozenset[str]) -> Test:
    """Who carries something out may be its units or whoever leads it."""
    return lambda one: names <= one.owners[Role.UNIT] or names <= one.owners[Role.LEAD]
