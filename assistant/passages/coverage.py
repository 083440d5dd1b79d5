"""Measure how much of a question a text says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.passages.question import Question, Term

_ENDS = "会网赛奖晚杯"  # of names that are often shortened
_SHORTENED = 0.6  # what a term counts that is found in the words it is short for
_PARTLY = 0.8  # what a term counts that is found in parts or in other words

Shares = dict[Term, float]


def rarity(question: Question, texts: Sequence[str]) -> Shares:
    """How much each term of the question tells bare texts apart."""
    seen = Counter({t: sum(covers(t, text) for text in texts) for t in question.terms})
    return {
        term: math.log(1 + (len(texts) + 1) / (1 + seen[term])) * min(4, len(term.text)) ** 0.5
        for term in question.terms
    }


def covers(term: Term, text: str) -> float:
    """How far a bare text has a term: 1 for all of it, less for parts or other words."""
    word = term.text
    if _bounded(word, text) if word.isascii() else word in text:
        return 1.0
    if any(other in text for other in term.others):
        return _PARTLY
    if _shortened(term, text):
        return _SHORTENED
    if len(word) < 3 or word.isascii():
        return 0.0
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return _PARTLY * sum(pair in text for pair in pairs) / len(pairs)


def _shortened(term: Term, text: str) -> bool:
    """Whether a text has the words that a short name is made of: 温网 of 温布尔登网球锦标赛."""
    word = term.text
    if not 2 <= len(word) <= 4 or not (term.name or word[-1] in _ENDS):
        return False
    return re.search("[\u4e00-\u9fff]{0,4}?".join(map(re.escape, word)), text) is not None


def _bounded(word: str, text: str) -> bool:
    """Whether a word of Latin letters and digits stands there, not as part of a longer one."""
    before = "(?<![a-z])" if word[0].isalpha() else "(?<![0-9])"
    after = "(?![a-z])" if word[-1].isalpha() else "(?![0-9])"
    return re.search(before + re.escape(word) + after, text) is not None


def share(terms: Iterable[Term], text: str, weights: Shares) -> float:
    """The part of the terms' weight that a bare text covers, in [0, 1]; 0.5 of no terms."""
    listed = list(terms)
    whole = sum(weights[term] for term in listed)
    return sum(weights[t] * covers(t, text) for t in listed) / whole if whole else 0.5


def longest_common(question: str, text: str) -> float:
    """The longest stretch that two bare texts share, as a part of the question."""
    longest, row = 0, [0] * (len(text) + 1)
    for one in question:
        fresh = [0] * (len(text) + 1)
        for at, other in enumerate(text, start=1):
            if one == other:
                fresh[at] = row[at - 1] + 1
                longest = max(longest, fresh[at])
        row = fresh
    return longest / len(question) if question else 0.0
