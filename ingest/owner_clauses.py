"""Owners that running text names: in brackets, on a line of their own, or as a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest import deadlines
from ingest.broken_lines import CLOSE, OPEN
from ingest.duty_times import is_time
from ingest.items import Deadline, Role
from ingest.numbered_owners import numbered_of
from ingest.owner_duties import LABEL, Said, is_known, read_clauses, understand, words_of
from ingest.owner_sentences import (
    by_charge,
    by_clause,
    by_demand,
    by_request,
    by_subject,
    default_of,
)
from ingest.owners import Owners, are_offices, is_general, is_place, names
from ingest.roles import role_of

_REACH = 3000  # characters from its end in which a text states owners
_TITLE = 20  # characters; what is longer says something itself
_GAP = 40  # white space between a sentence and a bracket is shorter
_END = "。！？；;\n"
_SIGNS = "→⇒—–●▲◆■·•➢➤►▶◇○◎□▪◦❖※-"
_BULLETS = f" \t{_SIGNS}"
_BRACKETED = re.compile(
    r"[（(【\[［〖](?P<said>[^（()）【】\[\]［］〖〗]*(?:[（(][^（()）]*[）)][^（()）【】\[\]［］〖〗]*)*)"
    r"[）)】\]］〗]"
)
_HEAD = re.compile(r"\s*[【［\[〔](?P<said>[^【】［］\[\]〔〕]{2,60})[】］\]〕](?=\s*[一-鿿“《])")
_RULE = re.compile("应当|不得|可以|本(?:办法|条例|规定|细则|规则)")  # a bracket holds its title
_KIND = re.compile("^(?!各).{0,4}(?:机构|部门|单位|机关|主体|企业)$")  # 【管理机构】 is a title
_DASHED = re.compile(
    r"(?:(?<=[。！？\n])[ \t\u3000]*——?|(?<=[^—])——)"
    r"((?:[^—。！？\n]|(?<=[\d年月日号底])—(?=\d))+)[。\s]*$"
)
_PERSON = re.compile(
    r"(?<![^。；;\s])[一-鿿]{0,4}(?:领导|责任人|负责人|联系人|副?[省市区县镇乡]长)[：:][^。；;：:\n]{1,30}[。；;\s]*$"
)
_LINES = re.compile(
    rf"(?:^[ \t\u3000{_SIGNS}]*"
    r"(?:[【\[〖][一-鿿/]{2,14}[】\]〗]|[一-鿿/]{2,14}(?:[（(](?:单位|部门|处室|科室)[）)])?[：:])[^。！？\n]*。?(?:\n|$))+",
    re.MULTILINE,
)
# 责任单位：A、B；完成时限：9月底前。 with more text before and behind it.
_SENTENCES = re.compile(r"(?<=。)[ \t]*[一-鿿/]{2,14}[：:][^。！？]+(?=。[^\n])")
# 农村道路工程，牵头部门：县交通局。进度较慢的为东乡。
_BEHIND_NAME = re.compile(r"(?<=[，,；;])[ \t]*[一-鿿/]{2,14}[：:][^。！？\n]+(?=。.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states about itself; `ends` is where it ends without that statement."""

    owners: Owners
    deadline: Deadline | None
    ends: int


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
    if tail and not tail.owners and _only_heads(text, ends):
        ends = len(text)  # 活动时间, 补贴时间：…, 申领时间：…: the times are what it says
    said = [*inner, *([tail] if tail else [])]
    owners = Owners()
    for one in said:
        owners = owners.joined(one.owners)
    if len({one.owners for one in said if one.owners}) > 1:
        owners = replace(owners, certain=False)
    told = ""  # when, as a sentence tells beside who
    if not owners and not plainly and not (default_of(text[:ends]) or numbered_of(text[:ends])):
        sentence = _by_sentence(text[:ends])
        owners = _at_head(text[:ends])
        if not owners and sentence:
            owners, told = sentence.owners, sentence.when
        said_so = (by_clause, by_subject, by_demand, by_request, by_charge)
        owners = owners or next((found for read in said_so if (found := read(text[:ends]))), owners)
    times = list(dict.fromkeys(one.when for one in inner if one.when))
    when = (tail.when if tail else "") or (times[0] if len(times) == 1 else "")
    deadline = deadlines.parse(when, year)
    if told and not deadline:
        deadline = deadlines.in_text(text[:ends], year) or deadlines.parse(told, year)
    return Statement(owners, deadline, ends)


def _only_heads(text: str, ends: int) -> bool:
    """Whether a text is a heading over several times that it tells apart by their labels."""
    lines = [line for line in text[ends:].splitlines() if line.strip()]
    labels = {line.partition(":")[0].partition("：")[0] for line in lines}
    brief = len(text[:ends].strip()) <= _TITLE and "。" not in text[:ends]
    return brief and len(labels) == len(lines) > 1 and all(map(LABEL.match, lines))


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


def _at_head(text: str) -> Owners:
    """【市教育局】 or 【市教育局牵头】 before a text: who does what it says, not certainly."""
    found = _HEAD.match(text)
    said = understand(found["said"], None, after_stop=True) if found else None
    listed = said.owners.lead if said else ()
    kinds = any(map(_KIND.search, listed)) or all(map(is_general, listed))
    if not said or kinds or is_place("、".join(listed)) or _RULE.search(text):
        return Owners()
    return replace(said.owners, certain=False)


def _by_sentence(text: str) -> Said | None:
    """由A牵头负责，B配合，于6月底前完成。 is a statement where it is a whole sentence."""
    for sentence in re.split("[。\n]", text):
        said = read_clauses(sentence, None) if "由" in sentence or "牵头" in sentence else None
        if said and said.owners.lead:
            return replace(said, owners=replace(said.owners, certain="牵头" in sentence))
    return None


@lru_cache(256)
def _tail(text: str) -> tuple[int, Said | None]:
    """Where the statements at the end of a text begin, and what they say together."""
    pieces: list[str] = []
    whole, text = text, text[-_REACH:]
    ends = len(text.rstrip())
    while ends:
        found = _last_said(text[:ends]) or (None if pieces else _last_time(text[:ends]))
        if found is None:
            break
        start, content = found
        pieces.insert(0, content)
        ends = len(_without_person(text[:start]).rstrip().rstrip("，,"))
    joined = "；".join(pieces)
    if not pieces:
        return len(whole), None
    return len(whole) - len(text) + ends, understand(joined, None, after_stop=True)


def _without_person(text: str) -> str:
    """A text without 责任领导：某某 at its end, which goes with the offices named behind it."""
    found = _PERSON.search(text[-_GAP:])
    return text[: len(text) - len(found[0])] if found else text


def _last_said(text: str) -> tuple[int, str] | None:
    """Where the statement that a text ends with begins, and what it says; None without one."""
    for i, found in enumerate((_last_bracket(text), _last_line(text), _behind_dash(text))):
        # 【县商务局】 and ——县水利局 are no asides, as a round bracket without a stop can be.
        stop = found is not None and (
            _after_stop(text, found[0]) or re.match(r"\s*(?:[【〔［]|——)", text[found[0] :])
        )
        if found and found[1] and understand(found[1], None, after_stop=bool(stop), closing=not i):
            return found
    return None


def _behind_dash(text: str) -> tuple[int, str] | None:
    """Owners that a text ends with behind a dash: 开展排查。——县档案馆，6月底前."""
    found = _DASHED.search(text[-_REACH:])
    return (len(text[:-_REACH]) + found.start(), found[1]) if found else None


def _last_time(text: str) -> tuple[int, str] | None:
    """A mere time that a text ends with, behind a statement: 责任单位：A。长期坚持。

    It is a sentence, or a clause behind a bracket: 提升服务（A牵头），年内完成。
    """
    body = text.rstrip("。；; \n")
    start = 1 + max(body.rfind(mark) for mark in _END)
    behind = max(body.rfind(f"{mark}，") for mark in CLOSE)
    start = max(start, behind + 2 if behind >= 0 else 0)
    if len(body) - start > _GAP or not is_time(body[start:].strip()):
        return None
    return (start, body[start:]) if start and _last_said(text[:start]) else None


def _after_stop(text: str, at: int) -> bool:
    return text[max(0, at - _GAP) : at].rstrip()[-1:] in set("。！？")


def _last_bracket(text: str) -> tuple[int, str] | None:
    """The bracket that a text ends with: where it opens, and what is in it."""
    body = text.rstrip("。；;，, \n")
    if body[-1:] not in set(CLOSE) or not body:
        return None
    depth = 0
    for i in range(len(body) - 1, -1, -1):
        depth += (body[i] in CLOSE) - (body[i] in OPEN)
        if not depth:
            return i, body[i + 1 : -1]
    return None


def bracketed(text: str, role: Role) -> Statement:
    """The offices in the bracket that a text ends with, where its column says what they do."""
    found = _last_bracket(text)
    if not found or not are_offices(found[1]):
        return Statement(Owners(), None, len(text))
    return Statement(
        Owners().with_names(role, names(found[1])), None, len(text[: found[0]].rstrip())
    )


def _last_line(text: str) -> tuple[int, str] | None:
    """A labelled statement that a text ends with, on its own line or after a full stop."""
    body = text.rstrip("。；; \n")
    for label in LABEL.finditer(body):
        before = body[: label.start()].rstrip(_BULLETS)
        opens = (
            not before
            or before[-1] in _END
            or (before[-1] in "，,：:" and role_of(words_of(label)))
            or label["boxed"]
            or "—" in body[len(before) : label.start()]
            or _PERSON.search(before[-_GAP:])
        )
        if opens and is_known(words_of(label)) and _is_said(body[label.start() :]):
            return len(before), body[label.start() :]
    return None


def _is_said(text: str) -> bool:
    """Whether each line of a text goes on with a statement: a label, or more of a list."""
    if re.search("[。！？]", text) or _closes_more(text):
        return False
    before, *following = re.split(r"\s*\n\s*", text)
    for line in following:
        label = LABEL.match(line)
        rest = len(line) < 4 and not line[0].isdigit()
        if not (label or before[-1:] in set("、，,；;：:") or are_offices(line) or rest):
            return False
        before = line
    return True


def _closes_more(text: str) -> bool:
    """Whether a bracket closes that opens before the text."""
    depth = 0
    for char in text:
        depth += (char in OPEN) - (char in CLOSE)
        if depth < 0:
            return True
    return False


def _inner(text: str) -> Iterator[Said]:
    """Statements inside a text: in brackets that close a sentence, or on lines of their own."""
    for found in _BRACKETED.finditer(text):
        closes = text[found.end() : found.end() + _GAP].lstrip(" ")[:1] in set(_END) | {""}
        inside = text[: found.start()].rstrip()[-1:] in set(_END)
        if closes or inside:
            said = understand(found["said"], None, after_stop=_after_stop(text, found.start()))
            if said:
                yield said
    for found in _SENTENCES.finditer(text):
        said = understand(found[0], None)
        if said:
            yield said
    for found in _BEHIND_NAME.finditer(text):
        said = understand(found[0], None)
        if said and said.owners:
            yield said
    for lines in _LINES.finditer(text):
        said = understand(lines[0], None)
        if said:
            yield said
