"""A question is brought into one written form before it is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.normalise import bare, normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("第３８项由谁牵头？", "第38项由谁牵头？"),  # full-width digits
        ("第38項由誰牽頭？", "第38项由谁牵头？"),  # traditional characters
        ("  第38项 由谁　牵头 ?  ", "第38项由谁牵头？"),  # spaces inside Chinese
        ("第38项\n由谁牵头", "第38项由谁牵头"),
        ("谁牵头,谁配合?", "谁牵头，谁配合？"),  # half-width punctuation
        ("「一件事」谁牵头", "“一件事”谁牵头"),
        ("『一件事』谁牵头", "“一件事”谁牵头"),
        ('"一件事"谁牵头', "“一件事”谁牵头"),
        ("‘一件事’谁牵头", "“一件事”谁牵头"),
        ("第38项由谁牵头🙏🙏", "第38项由谁牵头"),
        ("第\u200b38\ufeff项由谁牵头", "第38项由谁牵头"),
        ("\u202e第38项", "第38项"),
        ("ＢＩＭ技术", "BIM技术"),
        ("BIM 技术", "BIM 技术"),
        ("㈩", "(十)"),
        ("", ""),
        ("\x00\x01", ""),
        ("🙂", ""),
    ],
)
def test_one_written_form(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("text", ["谁牵头？", "第38项，由谁牵头", "AI 大模型", "“一业一证”"])
def test_the_written_form_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("“一业一证”改革。", "一业一证改革"),
        ("养老服务 “一件事”", "养老服务一件事"),
        ("ＢＩＭ 技术", "bim技术"),
        ("，。！？", ""),
    ],
)
def test_only_letters_count_when_texts_are_compared(text: str, letters: str) -> None:
    assert bare(text) == letters


@given(st.text(st.sampled_from("一业证Aa9 ，。“（(ＢⅣ㈩①é\u0301ﬁ豈")) | st.text())
def test_letters_are_those_of_the_common_written_form(text: str) -> None:
    assert bare(text) == bare(unicodedata.normalize("NFKC", text))
