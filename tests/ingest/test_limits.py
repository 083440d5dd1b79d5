"""One hostile file costs its own reading and nothing else; only what changed is read again."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

import ingest.bounded
from ingest import CorpusError, UnreadableFileError, read_corpus, read_each, read_file, read_one
from ingest.bounded import Limits

PLAN = "某市2024年工作方案\n\n1.推进改革。（责任单位：市财政局）\n"
# What a library does to some file or other, done on purpose by the file's name.
TROUBLE = """
import os, time
import ingest.readers.txt as txt
plain = txt.read
def read(path):
    if "慢" in path.name:
        time.sleep(600)
    if "胀" in path.name:
        bytearray(64 * 1024**3)
    if "崩" in path.name:
        os.abort()
    return plain(path)
txt.read = read
"""


@pytest.fixture
def trouble(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files whose names say so hang, swell or crash whoever reads them."""
    folder = tmp_path_factory.mktemp("trouble")
    (folder / "sitecustomize.py").write_text(TROUBLE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *sys.path]))
    monkeypatch.setattr(ingest.bounded, "LIMITS", Limits(silence=6))


def test_files_that_hang_swell_or_crash_are_named_and_the_rest_is_read(
    tmp_path: Path, trouble: None
) -> None:
    for name in ("1慢", "2胀", "3崩", "4好", "5好"):
        (tmp_path / f"{name}.txt").write_text(PLAN + name, encoding="utf-8")
    failed: dict[str, str] = {}
    parsed = read_corpus(
        tmp_path, on_error=lambda path, error: failed.update({path.name: str(error)})
    )
    assert [one.document.file for one in parsed] == ["4好.txt", "5好.txt"]
    assert "秒" in failed["1慢.txt"] and "拆成几份" in failed["1慢.txt"]
    assert "2胀.txt" in failed["2胀.txt"] and "读不下" in failed["2胀.txt"]
    assert "意外结束" in failed["3崩.txt"]


def test_only_changed_files_are_read_again(tmp_path: Path, trouble: None) -> None:
    corpus, cache = tmp_path / "corpus", tmp_path / "cache" / "readings.sqlite"
    corpus.mkdir()
    for name in ("甲", "乙"):
        (corpus / f"{name}.txt").write_text(f"{name}{PLAN}", encoding="utf-8")
    first = read_corpus(corpus, cache=cache)
    # From here on whoever reads one of the files itself crashes.
    renamed = TROUBLE.replace('"崩"', '"txt"')
    Path(os.environ["PYTHONPATH"].split(os.pathsep)[0], "sitecustomize.py").write_text(
        renamed, encoding="utf-8"
    )
    assert read_corpus(corpus, cache=cache) == first
    assert read_one(corpus / "甲.txt", cache=cache).document.title == "甲某市2024年工作方案"
    (corpus / "乙.txt").write_text(f"丙{PLAN}", encoding="utf-8")
    failed: list[str] = []
    kept = read_corpus(corpus, cache=cache, on_error=lambda path, _: failed.append(path.name))
    assert failed == ["乙.txt"]
    assert [one.document.file for one in kept] == ["甲.txt"]


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    path, cache = tmp_path / "plan.txt", tmp_path / "readings.sqlite"
    path.write_text(PLAN, encoding="utf-8")
    cache.write_bytes(b"no database" * 1000)
    assert read_one(path, cache=cache) == read_file(path)
    assert read_one(path, cache=cache) == read_file(path)


def test_progress_counts_files(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"{name}{PLAN}", encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_corpus(tmp_path, progress=lambda *step: told.append(step))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text(PLAN, encoding="utf-8")
    (parsed,) = read_corpus(tmp_path)
    assert [warning.code for warning in parsed.warnings] == ["file_repeated"]


def test_each_file_gives_something_or_a_reason(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    files = [(tmp_path / name, None) for name in ("broken.pdf", "good.txt", "good.txt")]
    found = [(path.name, isinstance(one, CorpusError)) for path, one in read_each(files)]
    assert found == [("broken.pdf", True), ("good.txt", False), ("good.txt", False)]


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(10))
    _write_word(tmp_path / "plan.docx", f'<!DOCTYPE d [<!ENTITY a0 "一二三四五">{names}]>', "&a10;")
    with pytest.raises(UnreadableFileError, match=r"plan\.docx"):
        read_one(tmp_path / "plan.docx")


def test_entities_do_not_open_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    _write_word(tmp_path / "plan.docx", entity, "1.推进改革，&x;完善制度。")
    text = read_one(tmp_path / "plan.docx").document.text
    assert "推进改革" in text and "机密" not in text


def test_a_cell_that_claims_endless_columns_is_refused(tmp_path: Path) -> None:
    cell = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>一'
    closed = "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    _write_word(tmp_path / "plan.docx", "", "推进改革。", f"{cell}{closed}")
    with pytest.raises(UnreadableFileError, match="格"):
        read_one(tmp_path / "plan.docx")


def test_damaged_bytes_that_read_like_letters_are_refused(tmp_path: Path) -> None:
    noise = "".join(chr(0xE000 + i % 6000) + chr(0x4E00 + i % 20000) for i in range(4000))
    (tmp_path / "plan.txt").write_text(noise, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="乱码"):
        read_one(tmp_path / "plan.txt")


def test_archives_in_an_archive_share_its_limits(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.txt", PLAN)
    (tmp_path / "corpus").mkdir()
    with zipfile.ZipFile(tmp_path / "corpus" / "all.zip", "w") as archive:
        for number in range(10):
            archive.write(inner, f"{number}.zip")
    with pytest.raises(UnreadableFileError, match="太大"):
        read_corpus(tmp_path / "corpus")


def test_a_damaged_archive_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("plan.txt", PLAN)
    damaged = bytearray(path.read_bytes())
    damaged[damaged.index("推进".encode())] ^= 0xFF
    path.write_bytes(damaged)
    (tmp_path / "good.txt").write_text(PLAN, encoding="utf-8")
    failed: dict[str, str] = {}
    parsed = read_corpus(
        tmp_path, on_error=lambda path, error: failed.update({path.name: str(error)})
    )
    assert [one.document.file for one in parsed] == ["good.txt"]
    assert "已损坏" in failed["all.zip"]


def _write_word(path: Path, declared: str, said: str, more: str = "") -> None:
    """A Word file with one paragraph, written by hand."""
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    packages = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{declared}<w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>{more}</w:body></w:document>",
        )
