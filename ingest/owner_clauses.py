"""Owners that running text names: in brackets, on a line of their own, or as a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest import deadlines
from ingest.items import Deadline, DeadlineKind, Role
from ingest.owner_sentences import by_clause, by_subject, default_of
from ingest.owners import Owners, are_offices, names, role_of, roles_of

_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_WHEN = re.compile("时限|时间|期限|节点|进度|完成日期")
_LABEL = re.compile(
    r"(?<![一-鿿])(?P<label>[一-鿿/]{2,14})\s*"
    r"(?:[：:]|(?<=单位|部门|处室|时限|时间)(?:为|是|[ \t\u3000]+))"
    r"|[【\[](?P<boxed>[一-鿿/]{2,14})[】\]]\s*[：:]?"
)
# A line break inside a name or list, where text is broken at a width; not before a new label.
_BROKEN = re.compile(
    r"(?<=[一-鿿、，])\s*\n\s*(?=[一-鿿）])"
    r"(?![一-鿿/]{2,14}\s*[：:]|[一-鿿]{0,6}(?:单位|部门|处室|时限|时间)[ \t\u3000为是])"
)
_END = "。！？；;\n"
_DUTY = r"(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?(?:共同|分别|具体|组织|统筹)?"
_AFTER = "(?:负责|组织|推进|落实|实施|组织实施|办理|开展|做好|完成)?"
_HELP = "(?:配合|协助|协同|参与|参加|支持|协办)"
_VERBS = (
    (Role.LEAD, re.compile(rf"(?:共同|联合|总|统筹)?牵头{_AFTER}")),
    (Role.LEAD, re.compile(rf"{_DUTY}(?:负责|主办|承办|主责|负总责|抓总){_AFTER}")),
    (Role.COOPERATING, re.compile(rf"(?:积极|共同|予以|做好)?{_HELP}{_AFTER}")),
    (Role.UNIT, re.compile(rf"{_DUTY}(?:抓好)?(?:落实|实施|承接|执行)")),
)
_DUTY_WORDS = re.compile("牵头|主办|配合|协办|会同")
_PLACES = re.compile("(?:[一-鿿]{1,6}(?:新区|[区县镇乡]|街道)[、，]?)+")
_JOINTLY = re.compile("会同|联合|商(?=[市区县省国])")
_MARKED = re.compile(r"(.+?)[（(](牵头|主办|主责|配合|协办|参与)(?:单位|部门)?[）)]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states about itself; `ends` is where it ends without that statement."""

    owners: Owners
    deadline: Deadline | None
    ends: int


@dataclass(frozen=True, slots=True)
class _Said:
    """One bracket, line or clause, understood."""

    owners: Owners
    when: str = ""


def read_statement(text: str, year: int | None, *, plainly: bool = False) -> Statement:
    """The owners and the deadline that an item's text states.

    A statement at the end is cut off (`ends` points before it), unless there are others inside.
    Two statements with different owners speak of parts of the item, so they are not certain.
    `plainly` leaves out what only a sentence says.
    """
    ends, tail = _tail(text)
    inner = list(_inner(text[:ends]))
    if tail and any(one.owners for one in inner):
        ends = len(text)  # which part each speaks of can be told only where all of them stand
    said = [*inner, *([tail] if tail else [])]
    owners = Owners()
    for one in said:
        owners = owners.joined(one.owners)
    if len({one.owners for one in said if one.owners}) > 1:
        owners = replace(owners, certain=False)
    if not owners and not plainly and not default_of(text[:ends]):
        owners = by_clause(text[:ends]) or by_subject(text[:ends])
    when = next((one.when for one in reversed(said) if one.when), "")
    return Statement(owners, deadlines.parse(when, year), ends)


def read_duties(text: str) -> Owners:
    """Owners of a table cell that may name several roles; plain names lead."""
    said = _understand(re.sub(r"\s*\n\s*(?=[一-鿿]{2,8}[：:])", "；", text), Role.LEAD)
    return said.owners if said else Owners(lead=names(text))


def read_cell(text: str, role: Role) -> Owners:
    """Owners of a cell under a role's header; words in it can give some of them another role."""
    mixed = role is Role.LEAD and _DUTY_WORDS.search(text)
    said = _understand(text, role) if mixed else None
    return said.owners if said else Owners().with_names(role, names(text))


def states_owners(text: str) -> bool:
    """Whether a paragraph states owners in a bracket, behind a label, or is such a line."""
    ends, tail = _tail(text)
    return bool(tail and tail.owners) or any(one.owners for one in _inner(text[:ends]))


def is_statement(text: str) -> bool:
    """Whether a paragraph is nothing but a statement of owners or deadline."""
    return _tail(text)[0] == 0


def without_statement(text: str) -> str:
    """A text up to the statement of owners and deadline that it ends with."""
    return text[: _tail(text)[0]]


def _tail(text: str) -> tuple[int, _Said | None]:
    """Where the statements at the end of a text begin, and what they say together."""
    pieces: list[str] = []
    ends = len(text.rstrip())
    while ends:
        start, content = _last_bracket(text[:ends]) or _last_line(text[:ends]) or (ends, "")
        if not content or not _understand(content, None, after_stop=_after_stop(text, start)):
            break
        pieces.insert(0, content)
        ends = len(text[:start].rstrip().rstrip("，,"))
    joined = "；".join(pieces)
    if not pieces:
        return len(text), None
    return ends, _understand(joined, None, after_stop=True)


def _after_stop(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in set("。！？")


def _last_bracket(text: str) -> tuple[int, str] | None:
    """The bracket that a text ends with: where it opens, and what is in it."""
    body = text.rstrip("。；;，, \n")
    if body[-1:] not in set(_CLOSE) or not body:
        return None
    depth = 0
    for i in range(len(body) - 1, -1, -1):
        depth += (body[i] in _CLOSE) - (body[i] in _OPEN)
        if not depth:
            return i, body[i + 1 : -1]
    return None


def _last_line(text: str) -> tuple[int, str] | None:
    """A labelled statement that a text ends with, on its own line or after a full stop."""
    body = text.rstrip("。；; \n")
    for label in _LABEL.finditer(body):
        before = body[: label.start()].rstrip(" \t")
        opens = not before or before[-1] in _END or (before[-1] in "，," and role_of(_words(label)))
        if opens and _known(_words(label)) and not re.search("[。！？]", body[label.start() :]):
            return label.start(), body[label.start() :]
    return None


def _inner(text: str) -> Iterator[_Said]:
    """Statements in brackets that close a sentence inside a text."""
    for found in re.finditer(
        r"[（(【\[](?P<said>[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)】\]]", text
    ):
        closes = text[found.end() :].lstrip(" ")[:1] in set(_END) | {""}
        if closes or _after_stop(text, found.start()):
            said = _understand(found["said"], None)
            if said:
                yield said


def _words(label: re.Match[str]) -> str:
    return label["label"] or label["boxed"]


def _known(label: str) -> bool:
    return role_of(label) is not None or bool(_WHEN.search(label))


def _understand(text: str, default: Role | None, *, after_stop: bool = False) -> _Said | None:
    """Read a statement whole, or None when any part of it says something else."""
    text = _BROKEN.sub("", text)
    labels = list(_LABEL.finditer(text))
    if any(_known(_words(label)) for label in labels):
        return _labelled(text, labels)
    said = _clauses(text, default)
    if said is None and after_stop and are_offices(text) and not _PLACES.fullmatch(text):
        return _Said(Owners(lead=names(text), certain=False))
    return said


def _labelled(text: str, labels: list[re.Match[str]]) -> _Said | None:
    """牵头单位：A，配合单位：B；完成时限：12月: each label goes up to the next."""
    said = _clauses(text[: labels[0].start()], None) if text[: labels[0].start()].strip() else None
    owners, when = (said.owners, said.when) if said else (Owners(), "")
    roles = roles_of(tuple(_words(label) for label in labels))
    stops = [*(label.start() for label in labels[1:]), len(text)]
    for label, role, stop in zip(labels, roles, stops, strict=True):
        value = text[label.end() : stop].strip(" \n，,；;。")
        if role:
            part = _clauses(value, role) or _Said(Owners().with_names(role, names(value)))
            owners, when = owners.joined(part.owners), part.when or when
        elif _WHEN.search(_words(label)):
            when = value
    return _Said(owners, when) if owners or when else None


def _clauses(text: str, default: Role | None) -> _Said | None:
    """A牵头，B、C配合，12月底前完成: every clause must be owners, a verb of duty, or a time."""
    owners, when = Owners(), ""
    waiting: tuple[str, ...] = ()
    for clause in _split(re.sub("(?<=牵头|配合|负责|主办|协办|参与)、", "，", text)):
        found = _duty(clause, waiting, bool(owners.lead))
        if found is not None:
            owners, waiting = owners.joined(found), ()
        elif are_offices(clause):
            waiting += names(clause)
        elif _is_time(clause):
            when = clause
        else:
            return None
    role = default or (Role.COOPERATING if owners.lead else None)
    if waiting and role is None:
        return None
    if waiting and role:
        owners = owners.joined(_marked(waiting, role))
    return _Said(owners, when) if owners or when else None


def _split(text: str) -> list[str]:
    """Split at commas, semicolons and stops outside brackets."""
    clauses, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if char in "，,；;。\n" and depth <= 0:
            clauses.append(text[start:i])
            start = i + 1
    return [one.strip() for one in [*clauses, text[start:]] if one.strip()]


def _duty(clause: str, waiting: tuple[str, ...], led: bool) -> Owners | None:
    """The owners of one clause: names, then what they do."""
    clause = re.sub("^(?:并?由|以)", "", clause)
    for role, verb in _VERBS:
        found = re.fullmatch(rf"(?P<names>.*?)等?(?:{verb.pattern})", clause)
        if not found or not (found["names"] or waiting):
            continue
        jointly = _JOINTLY.split(found["names"], maxsplit=1)
        if not all(are_offices(one) for one in jointly if one):
            continue
        if role is Role.LEAD and led and "牵头" not in clause:
            role = Role.COOPERATING  # A牵头，B按职责分工负责
        owners = Owners().with_names(role, waiting + names(jointly[0]))
        return owners.with_names(Role.COOPERATING, names("、".join(jointly[1:])))
    joined = _JOINTLY.match(clause)
    if joined and are_offices(clause[joined.end() :]):
        return Owners(lead=waiting, cooperating=names(clause[joined.end() :]))
    return None


def _marked(listed: tuple[str, ...], role: Role) -> Owners:
    """市交通委（牵头）、市公安局: a name can carry its role; the others then cooperate."""
    marked = [(_MARKED.fullmatch(name), name) for name in listed]
    leads = any(found and found[2] in "牵头主办主责" for found, _ in marked)
    owners = Owners()
    for found, name in marked:
        if found:
            own = Role.LEAD if found[2] in "牵头主办主责" else Role.COOPERATING
            owners = owners.with_names(own, (found[1],))
        else:
            other = Role.COOPERATING if leads and role is Role.LEAD else role
            owners = owners.with_names(other, (name,))
    return owners


def _is_time(clause: str) -> bool:
    deadline = deadlines.parse(clause, 2000)
    if deadline is None or len(clause) > 24:
        return False
    return deadline.kind not in {DeadlineKind.OTHER, DeadlineKind.ONGOING} or bool(
        re.fullmatch("(?:持续|长期|常态化?)(?:推进|坚持|实施|开展|落实)?", clause)
    )
