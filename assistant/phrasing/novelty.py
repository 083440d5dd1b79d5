"""Judge how much of a clause neither the evidence nor the question has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from assistant.expansion import synonyms_in
from assistant.passages import language
from assistant.phrasing import exchange
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.latitude import forbidden, spared
from assistant.phrasing.words import alternation, classes, emphasis, equals, everyday, vague, words

_LONGEST_WORD = 6
# Characters that change what stands beside them: never let through alone.
_WEIGHTY = frozenset("后仍近约逾超余多满仅只唯停禁撤早晚增减升降倍半全首末副正原再又未不无非免")
# Kinds of words that only join others: prepositions, conjunctions, particles, pronouns, measures.
_JOINING = {"p", "c", "u", "r", "q", "xc", "y", "e"}
# Kinds of words that name a thing: one that the evidence does not have, it does not speak of.
_NAMING = {
    language.NOUN, language.NAME, language.WORK, language.PLACE, language.PERSON,
    language.ORGANISATION, language.TIME, "s", "nt",
}  # fmt: skip
# Kinds of words that tell what is done, and how.
_TELLING = {"v", "vn", "a", "an"}
_CHANGE = "Ih"  # the class of what changes, this way or the other: 放宽, 收紧
_FASTER = "加快|加速|提速"
_COMPARES = re.compile("[先早晚后高低多少大小优]于")  # verbs that compare


@dataclass(frozen=True, slots=True)
class Source:
    """What a clause may take its words from, and its words as they were written.

    `joining` is where words stand that state nothing.
    """

    body: str
    question: str
    joining: Sequence[tuple[int, int]]
    words: Sequence[language.Word]


def faults_of(
    clause: str, source: Source, allowed: tuple[int, float], size: int, *, free: bool
) -> list[str]:
    """Words that neither evidence nor question has: none that nobody knows, and few others.

    A thing has to be named by the evidence; of what is done or how, a little may be said in
    other words: `allowed` characters, or a share of `size`, which is how many Chinese characters
    the clause had before what is quoted was taken away. `free` is whether it may hold a word or
    two that nobody has.
    """
    known = covered(clause, source.body, source.question, source.joining)
    for word in spared(source.words, known) if free else ():
        known[word.start : word.end] = [True] * len(word.text)
    written = "".join(word.text for word in source.words)
    if added := forbidden(source.words, f"{source.body}|{source.question}"):
        return added
    strange, said = [], 0
    faults: list[str] = []
    for word, after in zip_longest(source.words, source.words[1:]):
        had = known[word.start : word.end]
        if all(had) or (set(word.text) <= words().function and not _COMPARES.match(word.text)):
            continue
        plain = word.kind in _TELLING and _is_plain(word.text) and not _says_which(word, after)
        if not any(had) and not plain:
            faults += exchange.faults_of(word, written, source.body)
        if _joins(word) or _is_told(word.text, source.body) or plain:
            known[word.start : word.end] = [True] * len(had)
        elif (
            _says_which(word, after)
            or (_names(word) and _unknown_part(word, had))
            or (word.kind in _TELLING and not any(had) and _acts(word.text, source.body))
        ):
            strange.append(word.text)
        elif word.kind in _TELLING and not _WEIGHTY & set(word.text):
            # 简化 is not known by its end, where the evidence has 细化.
            begun = had[0] or word.text[0] in words().function
            if not (begun or _is_one(word.text, source.body) or _is_near(word, source.body)):
                strange.append(word.text)
            known[word.start : word.end] = [True] * len(had)
            said += _size(word, had)
    if faults or strange:
        return faults or [f"“{'、'.join(strange)}”不在所引条目中"]
    unknown, new = cut(clause, known, source.body)
    new += said
    if unknown:
        return [f"“{'、'.join(unknown)}”不在所引条目中"]
    least, share = allowed
    return ["说法超出所引条目"] if new > max(least, share * size) else []


def _joins(word: language.Word) -> bool:
    joins = word.kind in _JOINING or (word.kind in {"d", "v"} and word.text in emphasis())
    return joins and not _WEIGHTY & set(word.text)


def _says_which(word: language.Word, after: language.Word | None) -> bool:
    """Whether an adjective says in front of a thing which it is: 大型企业."""
    when = any(code[0] in "CK" for code in classes(word.text))  # 最终目的
    return word.kind == "a" and not when and after is not None and after.kind in _NAMING


def _is_vague(word: language.Word) -> bool:
    """Whether a noun is said of anything: 范围, 人员."""
    people = word.text.endswith(("人员", "人群", "群众"))
    return word.kind == language.NOUN and (word.text in vague() or people)


def _names(word: language.Word) -> bool:
    """Whether a word names a thing, and not one that is said of anything."""
    return word.kind in _NAMING and not _is_vague(word) and word.text not in words().glue


def _unknown_part(word: language.Word, known: Sequence[bool]) -> bool:
    """Whether nothing of a word is known, or of a long one a stretch that says something."""
    if not any(known):
        return True
    marks = "".join("|" if so else c for so, c in zip(known, word.text, strict=True))
    left = [part for part in marks.split("|") if len(part) > 1]
    own = word.kind != language.NOUN  # a name: nothing in it is said of anything
    return any(own or (part not in vague() and part not in words().glue) for part in left)


def _acts(word: str, body: str) -> bool:
    """Whether a word is for something that people do, and evidence has nothing like it.

    So is one that the dictionary does not have, unless it only says how far it goes: 管好.
    """
    if len(word) < 2 or word in words().glue:
        return False
    if _COMPARES.match(word):
        return True
    own = classes(word)
    if any(code.startswith(_CHANGE) for code in own):
        return True
    if not own:
        return not set(word) & words().function
    if not all(code[0] in "FH" for code in own):
        return False
    return not any(
        own & classes(one.text) for piece in _pieces(body) for one in language.words(piece)
    )


def _is_one(word: str, body: str) -> bool:
    """Whether a word is a single character that evidence has in a longer one: 纠, for 自纠."""
    return len(word) == 1 and word in body


def _is_near(word: language.Word, body: str) -> bool:
    """Whether evidence has a word of the same class that begins alike: 推行, for 推进.

    What is 新增 is called new by the evidence, in whatever word.
    """
    kinds = classes(word.text)
    if len(word.text) == 2 and word.text[0] == "新" and "新" in body:
        return True
    return len(word.text) > 1 and any(
        one.text[0] == word.text[0] and kinds & classes(one.text)
        for piece in _pieces(body)
        for one in language.words(piece)
        if len(one.text) > 1 and one.kind in _TELLING
    )


def _is_plain(word: str) -> bool:
    """Whether a word says in a general way that something is done, is there, or is said."""
    return word in words().plain or word in emphasis()


def _size(word: language.Word, known: Sequence[bool]) -> int:
    """How many new characters say something; one alone counts as a word of two."""
    new = [c for so, c in zip(known, word.text, strict=True) if not so]
    size = sum(c not in words().function for c in new)
    return max(size, 2) if size and len(word.text) == 1 else size


def _is_told(word: str, body: str) -> bool:
    """Whether evidence has a word that means the same, or the one that is shortened here."""
    if any(other in body for other in equals().get(word, ())):
        return True
    if len(word) != 2:
        return False
    if word[0] == "更" and re.search("扩|增|拓|更|升|优化|完善", body):
        return True
    return any(
        one.text[0] == word[0] and word[1] in two.text
        for piece in _pieces(body)
        for one, two in pairwise(language.words(piece))
        if len(one.text) == len(two.text) == 2
    )


def _pieces(body: str) -> list[str]:
    return [piece for piece in re.split("[|、]", body) if piece]


def joining(clause: str) -> list[tuple[int, int]]:
    """Where words stand that state nothing, in the clause as it was written."""
    patterns = (alternation(words().glue), alternation(words().idioms), "[0-9]+[年月日号家]")
    return [m.span() for pattern in patterns for m in re.finditer(pattern, clause)]


def covered(
    clause: str, body: str, question: str, joining: Sequence[tuple[int, int]]
) -> list[bool]:
    """For each character, whether evidence, question or a joining word has it in its place."""
    known = [not re.match(f"[{HAN}]", c) for c in clause]

    def cover(start: int, end: int) -> None:
        known[start:end] = [True] * (end - start)

    for start in range(len(clause) - 1):
        pair = clause[start : start + 2]
        if pair in body or pair in question:
            cover(start, start + 2)
    for start, end in joining:
        cover(start, end)
    if re.search(_FASTER, body):
        for match in re.finditer("更快|更早", clause):
            cover(*match.span())
    for omitted in set(re.findall(f"免([{HAN}])", body)):
        for match in re.finditer(f"{omitted}[{HAN}]", clause):
            cover(*match.span())
    for word, others in synonyms_in(clause):
        if any(letters(canonical(other)) in body for other in others):
            for match in re.finditer(re.escape(word), clause):
                cover(*match.span())
    return known


def _is_alone(clause: str, place: int, covered: Sequence[bool]) -> bool:
    """Whether a character stands between known ones, and turns nothing round."""
    sides = [at for at in (place - 1, place + 1) if 0 <= at < len(clause)]
    known = all(covered[at] or clause[at] in words().function for at in sides)
    return known and clause[place] not in _WEIGHTY


def cut(clause: str, covered: Sequence[bool], body: str = "") -> tuple[list[str], int]:
    """The stretches that no words make up, and how many characters of everyday words are new.

    Of all ways to cut the clause into covered characters, joining ones and everyday words, the
    one with the fewest characters left over counts. One character alone that `body` has, 先 for
    先行, counts as an everyday word of two.
    """
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for end in range(1, len(clause) + 1):
        left, new, where = best[end - 1]
        if covered[end - 1] or clause[end - 1] in words().function:
            choices = [(left, new, where)]
        elif _is_alone(clause, end - 1, covered) and clause[end - 1] in body:
            choices = [(left, new + 2, where)]
        else:
            choices = [(left + 1, new, (*where, end - 1))]
        for length in range(2, min(_LONGEST_WORD, end) + 1):
            if clause[end - length : end] in everyday():
                left, new, where = best[end - length]
                added = sum(not known for known in covered[end - length : end])
                choices.append((left, new + added, where))
        best.append(min(choices))
    _, new, where = best[-1]
    return ["".join(clause[at] for at in where)] if where else [], new
