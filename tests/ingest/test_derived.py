"""What is kept of the tables of words never outlives them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import derived as module
from ingest.derived import derived


@pytest.fixture()
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept, for once."""
    monkeypatch.setattr(module, "_FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def made(value: object) -> Callable[[], object]:
    return lambda: value


def test_what_is_kept_is_given_back_while_the_key_is_the_same(folder: Path) -> None:
    assert derived("words", "1", made(["牵头"])) == ["牵头"]
    assert derived("words", "1", made(["another"])) == ["牵头"]
    assert derived("words", "2", made(["配合"])) == ["配合"]
    assert derived("words", "2", made(["another"])) == ["配合"]


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"key": "1"}', b"\xff\xfe", b"null"])
def test_what_is_damaged_is_made_anew(folder: Path, broken: bytes) -> None:
    derived("words", "1", made(["牵头"]))
    (folder / "words.json").write_bytes(broken)
    assert derived("words", "1", made(["配合"])) == ["配合"]
    assert derived("words", "1", made(["another"])) == ["配合"]


def test_a_place_that_cannot_be_written_costs_time_alone(folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert derived("words", "1", made(["牵头"])) == ["牵头"]
    assert derived("words", "1", made(["配合"])) == ["配合"]
