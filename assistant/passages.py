"""Answer a question from passages that are handed over with it, or refuse."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.expansion import synonyms_in
from assistant.normalise import bare, normalise
from assistant.wordings import strip_words

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_WINDOW = 2  # sentences that may share the facts a question asks for
_LEAST_SHARE = 0.62  # of the question's weight that one window must say
_ASKING = re.compile(
    r"(是|在|有)?(谁|什么时候|何时|哪一年|哪年|哪天|几月|几号|多少|几个|几次|几|什么|哪些|哪个|哪里|哪家|哪支|哪部|哪位|哪|怎么|如何|为什么|多大|多长|多高)(时间|地方|人|名字)?|[吗呢吧？?]"
)
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile("什么时候|何时|哪一年|哪年|哪天|几月|几号|时间|日期"),
        re.compile(r"[0-9一二三四五六七八九十〇零]+\s*(?:年|月|日|号|点|时)"),
    ),
    (
        re.compile("多少|几|多大|多长|多高|第几"),
        re.compile(r"[0-9一二三四五六七八九十百千万亿两]+"),
    ),
)


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The stretch of a passage that answers, and which passage; or a refusal."""

    answer: str
    refused: bool
    passage_index: int | None


def answer_from_passages(query: str, passages: Sequence[str]) -> PassageAnswer:
    """The window of sentences that says most of the question, if it says enough of it.

    A window counts only if it also has the kind of fact that is asked for: a time that is not
    in the question for 什么时候, a number for 多少.
    """
    question = normalise(query)
    weights = _weights(question, passages)
    best, share, place = "", 0.0, None
    for index, passage in enumerate(passages):
        for window in _windows(passage):
            found = _share(question, weights, window)
            if found > share and _has_kind(question, window):
                best, share, place = window, found, index
    if share < _LEAST_SHARE or place is None:
        return PassageAnswer("所给材料没有写到这个问题，不能据此回答。", True, None)
    return PassageAnswer(best.strip(), False, place)


def _windows(passage: str) -> list[str]:
    sentences = [match.group() for match in _SENTENCE.finditer(passage)]
    return ["".join(sentences[at : at + _WINDOW]) for at in range(len(sentences))] or [passage]


def _pairs(text: str) -> list[str]:
    letters = bare(text)
    return [letters[at : at + 2] for at in range(len(letters) - 1)]


def _weights(question: str, passages: Sequence[str]) -> dict[str, float]:
    """The rarity among the passages of each pair of characters that the question is about."""
    asked = strip_words(_ASKING.sub(" ", question))
    pairs = [pair for piece in asked.split() for pair in _pairs(piece)]
    seen = Counter(pair for passage in passages for pair in set(_pairs(passage)))
    total = len(passages)
    return {pair: math.log(1 + (total + 1) / (1 + seen[pair])) for pair in pairs}


def _share(question: str, weights: dict[str, float], window: str) -> float:
    text = bare(window)
    covered = {pair for pair in weights if pair in text}
    for word, others in synonyms_in(question):
        if any(bare(other) in text for other in others):
            covered |= set(_pairs(word))
    whole = sum(weights.values())
    return sum(weights[pair] for pair in covered if pair in weights) / whole if whole else 0.0


def _has_kind(question: str, window: str) -> bool:
    for asked, given in _KINDS:
        if asked.search(question):
            return any(match not in question for match in given.findall(normalise(window)))
    return True
