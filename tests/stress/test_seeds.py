"""The seeds of the fuzzer, as they are kept and with harm done to them: read, or refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import ingest

FOLDER = Path(__file__).with_name("seeds")
# Older Office files are converted by a program that not every computer has.
SEEDS = sorted(one for one in FOLDER.rglob("*.*") if one.is_file() and one.suffix != ".doc")
HARMED = 4  # copies of each seed


def harmed(content: bytes, chance: random.Random) -> bytes:
    """A copy cut short, with a piece said twice, or with some bytes changed."""
    place = chance.randrange(len(content))
    kind = chance.randrange(3)
    if kind == 0:
        return content[:place]
    if kind == 1:
        return content[:place] + content[place // 2 :]
    changed = bytearray(content)
    for _ in range(8):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("seed", SEEDS, ids=[path.name for path in SEEDS])
def test_a_seed_is_read_and_its_harmed_copies_are_read_or_refused(
    seed: Path, tmp_path: Path
) -> None:
    assert ingest.read_file(seed).items
    chance = random.Random(seed.name)
    copy = tmp_path / f"copy{seed.suffix}"
    for _ in range(HARMED):
        copy.write_bytes(harmed(seed.read_bytes(), chance))
        try:
            document = ingest.read_file(copy).document
        except ingest.CorpusError as refusal:
            assert "\n" not in str(refusal)
            continue
        assert document.text.strip()
