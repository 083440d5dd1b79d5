"""Words typed by sound are put right; words that are words stay."""

from __future__ import annotations

import pytest

from assistant.homophones import Homophones

KNOWN = Homophones(["水务保障科", "好差评", "林长制办公室"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("好叉评由谁牵头", "好差评由谁牵头"),
        ("好查评由谁牵头", "好差评由谁牵头"),
        ("水务保障颗牵头哪些任务", "水务保障科牵头哪些任务"),
        ("林掌制办公室负责什么", "林长制办公室负责什么"),
        ("这项由谁签头", "这项由谁牵头"),
        ("这项由谁陪合", "这项由谁配合"),
    ],
)
def test_typed_by_sound(typed: str, meant: str) -> None:
    assert KNOWN.corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["水务保障科牵头哪些任务", "好差评", "人物专访由谁负责", "", "abc 123", "重点是什么"],
)
def test_what_is_right_stays(text: str) -> None:
    assert KNOWN.corrected(text) == text


def test_a_stretch_that_shares_no_character_is_left_alone() -> None:
    assert KNOWN.corrected("号茶坪在哪里") == "号茶坪在哪里"
