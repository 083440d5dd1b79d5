"""See a word in the place of another in the evidence's own phrase: 文件销毁 for 文件归档."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.passages import language
from assistant.phrasing.cleaning import HAN
from assistant.phrasing.words import classes, equals, words

_BESIDE = 2  # characters of a phrase beside a word by which it is known again
_RUN = 3  # characters behind a word that are enough without any in front of it
_FUNCTION = re.compile(f"[{''.join(words().function)}]")
_ANY_WORK = {"工作", "任务", "事项"}  # say nothing of what it is
_HOW = {"a", "ad", "d"}  # kinds of words that say how something is done


def faults_of(word: language.Word, clause: str, body: str) -> list[str]:
    """What evidence has in the place of a word that it does not have; both texts are letters."""
    if len(word.text) < _BESIDE or word.text in words().glue:
        return []
    others = _between(word, clause, body) or _in_front(word, clause, body)
    if not others or any(one.text in _ANY_WORK or _is_like(word, one) for one in others):
        return []
    ahead, behind = clause[: word.start][-_BESIDE:], clause[word.end :][:_RUN]
    told = "、".join(sorted({one.text for one in others}))
    return [f"所引条目写的是“{ahead}{told}{behind}”"]


def _between(word: language.Word, clause: str, body: str) -> set[language.Word]:
    """The words that stand between what stands before a word and behind it, the more the better."""
    for ahead in (2 * _BESIDE, _BESIDE):
        left = _last(clause[: word.start], ahead)
        whole = _first(clause[word.end :])
        for right in dict.fromkeys((whole, _FUNCTION.split(whole)[0])):
            others = _found_between(left, right, body)
            if min(len(left), len(right)) < _BESIDE and len({one.text for one in others}) != 1:
                continue  # what goes on in several ways may go on in one more
            if others and not any(re.search("[0-9]", one.text) for one in others):
                # 作出评价 says no less than 精准评价.
                how = word.kind == "v" and bool(right)
                return {one for one in others if not how or one.kind not in _HOW}
    return set()


def _found_between(left: str, right: str, body: str) -> set[language.Word]:
    if max(len(left), len(right)) < _BESIDE:
        return set()
    return {
        other
        for piece in re.split("[|、]", body)
        for other in _words_of(piece)
        if _stands(piece[: other.start], left, at_end=True)
        and _stands(piece[other.end :], right, at_end=False)
    }


def _last(text: str, size: int) -> str:
    found = re.search(f"[{HAN}]{{0,{size}}}$", text)
    return found.group() if found else ""


def _first(text: str) -> str:
    found = re.match(f"[{HAN}]{{0,{_BESIDE}}}", text)
    return found.group() if found else ""


def _stands(text: str, beside: str, *, at_end: bool) -> bool:
    """Whether a text begins or ends with what stands beside a word; where nothing does, it ends."""
    if not beside:
        return not text or (not at_end and text[0] in words().function)
    return text.endswith(beside) if at_end else text.startswith(beside)


def _in_front(word: language.Word, clause: str, body: str) -> set[language.Word]:
    """The words in front of the evidence's own that a word stands in front of."""
    told = re.match(f"[{HAN}]{{{_RUN}}}|[{HAN}]{{2}}$", clause[word.end :])
    if told is None:
        return set()
    if word.kind == "v" and not all(code[0] in "FH" for code in classes(word.text)):
        return set()
    others: set[language.Word] = set()
    for piece in re.split("[|、]", body):
        whole = "$" if len(told.group()) < _RUN else ""
        for found in re.finditer(re.escape(told.group()) + whole, piece):
            before = [w for w in _words_of(piece) if w.end == found.start()]
            if not before or (before[0].kind == "v") != (word.kind == "v"):
                return set()
            others.add(before[0])
    return others


def _words_of(piece: str) -> Iterator[language.Word]:
    yield from language.words(piece) if piece else ()


def _is_like(word: language.Word, other: language.Word) -> bool:
    """Whether one word may stand for another, or the other only joins."""
    same = other.text in equals().get(word.text, ())
    return same or len(other.text) < _BESIDE
