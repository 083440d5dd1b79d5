"""A pattern is passed over only where it cannot match."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.screens import Source, needed
from assistant.wordings import sources

EVERY = [source for own in sources().values() for source in own]


@pytest.mark.parametrize(
    ("source", "characters"),
    [
        ("(由|归)?(哪|什么|啥)家", ["哪什啥", "家"]),
        ("(牵头|配合)(的)?", ["牵配"]),
        ("[一二三]+月?", ["一二三"]),
        ("(?<=谁)的(?!人)", ["的"]),
        ("(甲乙){2}", ["甲", "乙"]),
        ("[0-9]{1,4}", ["0123456789"]),
    ],
)
def test_characters_of_each_of_which_every_match_has_one(
    source: str, characters: list[str]
) -> None:
    assert needed(Source(source)) == [frozenset(own) for own in characters]


@pytest.mark.parametrize(
    "source", ["(的)?", ".{2}", "[^甲]", "(甲|.)", "^$", "[\u4e00-\u9fff]", "(?i:a)|甲"]
)
def test_nothing_is_needed_where_anything_may_match(source: str) -> None:
    assert needed(Source(source)) == []


def test_letters_are_needed_in_either_case() -> None:
    wanted = needed(Source("list", any_case=True))
    assert wanted == [frozenset(forms) for forms in ("lL", "iIİı", "sSſ", "tT")]


def test_every_letter_that_matches_in_another_case_is_known() -> None:
    every = "".join(map(chr, range(0x250))) + "\u212a"
    for letter in string.ascii_letters:
        source = Source(letter, any_case=True)
        assert needed(source) == [frozenset(source.pattern.findall(every))]


@given(
    st.sampled_from(EVERY).flatmap(lambda one: st.tuples(st.just(one), st.from_regex(one.pattern)))
)
def test_every_match_of_a_wording_has_the_characters_that_it_needs(
    told: tuple[Source, str],
) -> None:
    source, text = told
    wanted = needed(source)
    for match in source.pattern.finditer(text):
        assert not match.group() or not any(own.isdisjoint(match.group()) for own in wanted)
