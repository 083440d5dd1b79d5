"""Find the closed lists in an item's text: “A”“B”“C”三个新业态, A、B、C等领域."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.normalise import bare
from assistant.numerals import read_numeral
from assistant.query import Query
from ingest import PolicyItem

_OF_TOPIC = 0.25  # of its pairs of characters, in the sentence of a list that no noun names
_NOUN = 4  # characters of a word that may be a list's noun
_NEAR = 12  # characters after a list in which its noun stands: “A”“B”三个新业态

_QUOTED_RUN = re.compile(r"(?:[“《]?“[^“”]{1,40}”[、，和及]?){2,}")
_QUOTED = re.compile(r"“([^“”]{1,40})”")
_PLAIN_RUN = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()]{2,14}(?:、[\u4e00-\u9fffA-Za-z0-9（）()]{2,14}){2,}"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The members of a list as written, and the stretch of text that holds it."""

    members: tuple[str, ...]
    text: str
    closed: bool  # False when the text goes on with 等


# 1. （一） ① -: what may number the members of a list, at the beginning of a line or a clause.
_NUMBERED = (
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))[（(](\d{1,2})[）)]"),
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))(\d{1,2})[.．、](?!\d)"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def numbered_members(text: str) -> tuple[str, ...]:
    """What a text numbers from 1 on, without the numbers: 有下列情形之一的：（一）…；（二）…."""
    for style in _NUMBERED:
        marks = list(style.finditer(text))
        run = [mark for place, mark in enumerate(marks, 1) if _value(mark[1]) == place]
        if len(run) < 2 or len(run) != len(marks):
            continue
        ends = [*(mark.start() for mark in run[1:]), len(text)]
        parts = (text[mark.end() : end] for mark, end in zip(run, ends, strict=True))
        return tuple(re.split("[；;。\n]", part.strip())[0].strip() for part in parts)
    return ()


# 我就一个人在家: says who does it, and nothing of what is done.
_SPEAKER = re.compile(
    "(?:就|才|只)?(?:我|咱|俺)们?|一个人|个人|公司|单位|自家|家里|在家|[了个的着过一在把被就]"
)


def member_meant(text: str, said: str) -> int | None:
    """Which of the members that a text numbers somebody speaks of: 装了个泵 of 直接装泵抽水.

    The one with most pairs of characters, and characters that no other has; None without one.
    """
    members = [bare(member) for member in numbered_members(text)]
    letters = bare(_SPEAKER.sub(" ", said))
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    own = {c for c in letters if sum(c in member for member in members) == 1}
    worth = [2 * sum(p in m for p in pairs) + sum(c in m for c in own) for m in members]
    most = max(worth, default=0)
    return worth.index(most) + 1 if most and worth.count(most) == 1 else None


def _value(number: str) -> int | None:
    return _CIRCLED.index(number) + 1 if number in _CIRCLED else read_numeral(number)


def enumerations(text: str) -> list[Enumeration]:
    """The lists of a text, quoted ones first."""
    found = []
    for match in _QUOTED_RUN.finditer(text):
        members = tuple(_QUOTED.findall(match.group()))
        found.append(Enumeration(members, match.group(), not text.startswith("等", match.end())))
    for match in _PLAIN_RUN.finditer(text):
        first, *rest = match.group().split("、")
        last = re.split("等|和|及|以及", rest[-1])[0]
        members = (first, *rest[:-1], last)
        closed = "等" not in rest[-1]
        # What goes on behind 等 is of the sentence: 房建等领域的跨部门综合监管.
        written = match.group() if closed else match.group().rpartition("等")[0] + "等"
        found.append(Enumeration(members, written, closed))
    return found


def list_of(item: PolicyItem, query: Query) -> Enumeration | None:
    """The list whose noun the question names, else one of quoted names that are not the topic."""
    words = query.topic.split()
    lists = [e for e in enumerations(item.text) if not set(e.members) & set(words)]
    named = [found for found in named_lists(item, words) if found in lists]
    headed = [e for e in lists if any(f"{e.text}“{word}”" in item.text for word in words)]
    named = named or headed  # 服务事项、评价对象、服务渠道“三个全覆盖”
    beside = (e for e in lists if "“" in e.text and _said_beside(e, item, words))
    return named[0] if named else next(beside, None)


def list_of_so_many(item: PolicyItem, number: int, words: Sequence[str]) -> Enumeration | None:
    """A list of just so many members in a sentence that speaks of these words, or None."""
    lists = (e for e in enumerations(item.text) if len(e.members) == number)
    return next((e for e in lists if _said_beside(e, item, words)), None)


def _said_beside(found: Enumeration, item: PolicyItem, words: Sequence[str]) -> bool:
    """Whether the sentence with a list speaks of the topic: not that of another matter."""
    sentences = re.split("(?<=[。；！？])", item.text)
    sentence = bare(next((s for s in sentences if found.text in s), item.text))
    pairs = {word[at : at + 2] for word in map(bare, words) for at in range(len(word) - 1)}
    return sum(pair in sentence for pair in pairs) >= _OF_TOPIC * len(pairs)


def named_lists(item: PolicyItem, words: Sequence[str], near: int = _NEAR) -> list[Enumeration]:
    """The lists of an item that are of a noun among the words: “A”“B”三个新业态."""
    nouns = [word for word in words if len(word) <= _NOUN]
    ends = ((e, item.text.find(e.text) + len(e.text)) for e in enumerations(item.text))
    return [e for e, end in ends if any(noun in item.text[end : end + near] for noun in nouns)]
