"""Pinyin typed in place of Chinese."""

from __future__ import annotations

import pytest

from assistant.pinyin import PinyinReader, spelled

KNOWN = PinyinReader(["一业一证", "水务保障科", "牵头"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yiyeyizheng由谁牵头", "一业一证由谁牵头"),
        ("yiye yizheng由谁牵头", "一业一证由谁牵头"),
        ("YiYe YiZheng 由谁牵头", "一业一证 由谁牵头"),
        ("yi ye yi zheng", "一业一证"),
        ("shuiwubaozhangke有哪些任务", "水务保障科有哪些任务"),
    ],
)
def test_a_known_word_is_read(typed: str, meant: str) -> None:
    assert KNOWN.read(typed) == meant


@pytest.mark.parametrize("text", ["BIM技术", "internet plus", "app", "yi", "一业一证", ""])
def test_other_letters_stay(text: str) -> None:
    assert KNOWN.read(text) == text


def test_spelling_has_no_tones_and_no_spaces() -> None:
    assert spelled("一业一证") == "yiyeyizheng"
