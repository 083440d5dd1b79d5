"""Known words are found as an alternation of all of them, longest first, would find them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.words import Names, Words

LETTERS = "区卫健委处"


@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=4), max_size=8),
    text=st.text(LETTERS + "，", max_size=20),
)
def test_the_same_as_trying_each_word(words: list[str], text: str) -> None:
    known = Words(words)
    pattern = re.compile("|".join(sorted(words, key=len, reverse=True)) or "(?!)")
    apart = [(match.start(), match.group()) for match in pattern.finditer(text)]
    starts = [(at, pattern.match(text, at)) for at in range(len(text))]
    assert known.apart(text) == apart
    assert known.everywhere(text) == [(at, match.group()) for at, match in starts if match]


def test_the_longest_of_those_that_begin_together() -> None:
    assert Words(["卫健", "卫健委"]).apart("区卫健委，卫健") == [(1, "卫健委"), (5, "卫健")]


@given(
    names=st.lists(st.text(LETTERS, max_size=6), max_size=6),
    word=st.text(LETTERS + "，", max_size=4),
)
def test_names_that_a_word_abridges(names: list[str], word: str) -> None:
    pattern = re.compile(".*".join(map(re.escape, word)))
    assert Names(names).abridged(word) == [
        place for place, name in enumerate(names) if pattern.search(name)
    ]
