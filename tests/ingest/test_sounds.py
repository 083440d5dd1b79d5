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
    script = (
        "import os, sys; from ingest.sounds import readings, syllables, usual_reading;"
        "usual_reading('重'); readings('重');"
        "print('pypinyin.phrases_dict' in sys.modules, os.environ.get('PYPINYIN_NO_PHRASES'));"
        "syllables('重庆'); print('pypinyin.phrases_dict' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["False", "None", "True"]
