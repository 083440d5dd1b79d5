"""Documents are found by words of their titles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.headings import Titles

NAMES = ["数字城市建设行动方案", "公园提质增效行动方案", "城市公园条例"]


@pytest.fixture
def titles(assistant: Assistant) -> Titles:
    one = assistant.vocabulary.documents[0]
    return Titles([replace(one, doc_id=name[:2], title=f"“{name}”") for name in NAMES])


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("公园提质增效方案", ("公园",)),
        ("行动方案", ("数字", "公园")),
        ("公园城市", ()),
        ("城市条例", ("城市",)),
        ("海绵城市", ()),
        ("", ("数字", "公园", "城市")),
    ],
)
def test_a_title_may_be_abridged(titles: Titles, words: str, documents: tuple[str, ...]) -> None:
    assert titles.abridged(words) == documents


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        (["行动", "方案"], ("数字", "公园")),
        (["城市"], ("数字", "城市")),
        (["公园", "城市"], ("城市",)),
        (["市城"], ()),
        (["海绵"], ()),
    ],
)
def test_a_title_holds_each_word_as_a_whole(
    titles: Titles, words: list[str], documents: tuple[str, ...]
) -> None:
    assert titles.holding(words) == documents
