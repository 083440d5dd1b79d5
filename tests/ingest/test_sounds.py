"""Characters are read on their own without the dictionary of phrases, texts with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.sounds import known_syllables, may_sound_alike, readings, syllables, usual_reading

ROOT = Path(__file__).parents[2]


def test_a_text_is_read_by_its_phrases() -> None:
    assert list(syllables("重庆银行")) == ["chong", "qing", "yin", "hang"]
    assert list(syllables("A长沙。", errors="ignore")) == ["chang", "sha"]


def test_a_character_is_read_in_its_usual_way() -> None:
    assert [usual_reading(character) for character in "重庆a"] == ["zhong", "qing", "a"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("基层处", "基层出", True),
        ("银航处", "银行处", True),  # 行 may be read hang
        ("基层处", "医政处", False),
        ("基层处", "基层", False),
    ],
)
def test_texts_that_may_be_read_alike(one: str, other: str, alike: bool) -> None:
    assert may_sound_alike(one, other) is alike


def test_every_reading_is_a_known_syllable() -> None:
    assert {"chong", "zhong"} <= readings("重") <= known_syllables()
    assert "dline" not in known_syllables()


def test_phrases_are_loaded_for_whole_texts_alone() -> None:
    assert _known_after("usual_reading('重'); readings('重')") == 0
    assert 5_000 < _known_after("syllables('重庆')") < 15_000  # of 47,000: those that matter


def _known_after(calls: str) -> int:
    """How many phrases pypinyin knows after these calls in a process of its own."""
    script = (
        f"import os; from ingest.sounds import readings, syllables, usual_reading; {calls};"
        "from pypinyin.constants import PHRASES_DICT;"
        "print(len(PHRASES_DICT), os.environ.get('PYPINYIN_NO_PHRASES'))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    known, switch = done.stdout.split()
    assert switch == "None"
    return int(known)
