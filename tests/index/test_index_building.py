"""A build serves all at once or not at all, whatever happens to it or to its files."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

import index.generations as generations
from index import (
    Index,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    build_index,
    corpus_checksum,
)
from index.builder import build_from
from index.embedders.hashing import HashingEmbedder
from index.embedding_cache import embed_cached
from index.manifest import FORMAT_VERSION, read_manifest, write_manifest
from ingest import CorpusError, ParsedDocument, PolicyItem

CORPUS = Path(__file__).parents[2] / "corpus"


def build(parsed: list[ParsedDocument], folder: Path, checksum: str = "old") -> None:
    build_from(parsed, folder, checksum=checksum, embedder="hashing")


def test_build_from_a_folder_reports_each_document(tmp_path: Path) -> None:
    reports = build_index(CORPUS, tmp_path / "index", embedder="hashing")
    assert [report.doc_id for report in reports] == ["shanghai-2024", "pudong-2024"]
    assert reports[1].counts["task"] == 65
    opened = Index.open(tmp_path / "index")
    assert opened.manifest.corpus_checksum == corpus_checksum(CORPUS)
    assert opened.manifest.item_count == opened.catalogue.count()
    assert opened.manifest.document_count == 2


def test_build_tells_its_stages(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(
        CORPUS,
        tmp_path / "index",
        embedder="hashing",
        progress=lambda *step: told.append(step),
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "读取文档",
        "计算向量",
        "写入索引",
    ]
    last = {stage: (done, total) for stage, done, total in told}
    assert all(done == total for done, total in last.values())


def test_corpus_checksum_changes_with_any_byte_or_name(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("一")
    first = corpus_checksum(tmp_path)
    (tmp_path / ".hidden").write_text("二")
    assert corpus_checksum(tmp_path) == first
    (tmp_path / "甲.txt").write_text("二")
    second = corpus_checksum(tmp_path)
    (tmp_path / "甲.txt").rename(tmp_path / "乙.txt")
    assert len({first, second, corpus_checksum(tmp_path)}) == 3


def test_files_can_be_read_by_a_person(folder: Path, items: list[PolicyItem]) -> None:
    place = generations.current(folder)
    lines = (place / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [item.text for item in items]
    assert items[-1].text in lines[-1]
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["embedder"], manifest["item_count"]) == ("hashing", len(items))


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="policyqa build"):
        Index.open(tmp_path)
    with pytest.raises(IndexMissing, match="policyqa build"):
        Index.open(tmp_path / "没有")


def test_every_damaged_or_lost_file_is_named(parsed: list[ParsedDocument], tmp_path: Path) -> None:
    build(parsed, tmp_path / "index")
    place = generations.current(tmp_path / "index")
    files = [path for path in place.iterdir() if path.name != "manifest.json"]
    assert len(files) == 5
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(IndexDamaged, match=rf"{path.name}.*policyqa build"):
            Index.open(tmp_path / "index")
        path.unlink()
        with pytest.raises(IndexDamaged, match=rf"{path.name}.*policyqa build"):
            Index.open(tmp_path / "index")
        path.write_bytes(whole)
    assert Index.open(tmp_path / "index").catalogue.count() > 0


@pytest.mark.parametrize("text", ["", "{", "[]", "null", f'{{"format_version": {FORMAT_VERSION}}}'])
def test_unreadable_manifest_is_damage(
    parsed: list[ParsedDocument], tmp_path: Path, text: str
) -> None:
    build(parsed, tmp_path / "index")
    (generations.current(tmp_path / "index") / "manifest.json").write_text(text)
    with pytest.raises(IndexDamaged, match="policyqa build"):
        Index.open(tmp_path / "index")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("format_version", 999, "999"),
        ("embedder_revision", "other", "other"),
        ("dimension", 7, "7"),
        ("store", "milvus", "milvus"),
    ],
)
def test_what_this_program_cannot_open_is_refused(
    parsed: list[ParsedDocument], tmp_path: Path, field: str, value: object, told: str
) -> None:
    build(parsed, tmp_path / "index")
    place = generations.current(tmp_path / "index")
    write_manifest(place, replace(read_manifest(place), **{field: value}))  # type: ignore[arg-type]
    with pytest.raises(IndexMismatch, match=rf"{told}.*policyqa build"):
        Index.open(tmp_path / "index")


def test_repeated_item_ids_are_refused_and_named(
    parsed: list[ParsedDocument], tmp_path: Path
) -> None:
    twice = [replace(parsed[0], items=parsed[0].items[:1] * 2)]
    with pytest.raises(ValueError, match=parsed[0].items[0].item_id):
        build(twice, tmp_path / "index")


def test_an_index_of_nothing_opens(tmp_path: Path) -> None:
    build([], tmp_path / "index")
    opened = Index.open(tmp_path / "index")
    assert (opened.search("什么"), opened.catalogue.items()) == ([], [])


def test_a_second_build_at_once_is_refused(parsed: list[ParsedDocument], tmp_path: Path) -> None:
    build(parsed, tmp_path / "index")
    with (
        FileLock(tmp_path / "index" / ".lock"),
        pytest.raises(IndexBusy, match="另一个进程正在建立索引"),
    ):
        build(parsed, tmp_path / "index")
    assert Index.open(tmp_path / "index").manifest.corpus_checksum == "old"


def test_an_open_index_serves_on_while_the_next_is_built(
    parsed: list[ParsedDocument], tmp_path: Path, items: list[PolicyItem]
) -> None:
    build(parsed, tmp_path / "index")
    opened = Index.open(tmp_path / "index")
    opened.catalogue.close()  # the next question connects anew
    build(parsed[:1], tmp_path / "index", checksum="new")
    assert opened.catalogue.items() == items
    assert Index.open(tmp_path / "index").catalogue.items() == list(parsed[0].items)


def test_old_builds_do_not_pile_up(parsed: list[ParsedDocument], tmp_path: Path) -> None:
    for _ in range(4):
        build(parsed[:1], tmp_path / "index")
    assert len(list((tmp_path / "index").glob("build-*"))) == 2


def test_a_failing_build_leaves_the_old_index(
    parsed: list[ParsedDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(parsed, tmp_path / "index")

    def fail(self: HashingEmbedder, texts: list[str]) -> None:
        raise OSError("磁盘已满")

    monkeypatch.setattr(HashingEmbedder, "embed_passages", fail)
    (tmp_path / "index-cache" / "embeddings.sqlite").unlink()
    with pytest.raises(OSError, match="磁盘已满"):
        build(parsed[:1], tmp_path / "index", checksum="new")
    assert Index.open(tmp_path / "index").manifest.corpus_checksum == "old"
    assert len(list((tmp_path / "index").glob("build-*"))) == 1


def kill_myself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def build_and_die(parsed: list[ParsedDocument], folder: Path, moment: str) -> None:
    """Build, and be killed at a moment; runs in a process of its own."""

    def progress(stage: str, done: int, total: int) -> None:
        if moment == f"{stage} {'ends' if done == total else 'starts'}":
            kill_myself()

    if moment == "flushing":
        generations._make_durable = lambda build: kill_myself()  # type: ignore[assignment]
    if moment == "before the switch":
        Path.replace = lambda self, target: kill_myself()  # type: ignore[assignment, method-assign]
    if moment == "after the switch":
        switch = generations._point_to

        def switch_and_die(place: Path, name: str) -> None:
            switch(place, name)
            kill_myself()

        generations._point_to = switch_and_die
    build_from(parsed[:1], folder, checksum="new", embedder="hashing", progress=progress)


@pytest.mark.parametrize(
    ("moment", "serves"),
    [
        ("计算向量 starts", "old"),
        ("计算向量 ends", "old"),
        ("写入索引 starts", "old"),
        ("写入索引 ends", "old"),
        ("flushing", "old"),
        ("before the switch", "old"),
        ("after the switch", "new"),
    ],
)
def test_a_killed_build_leaves_one_whole_index(
    parsed: list[ParsedDocument], tmp_path: Path, moment: str, serves: str
) -> None:
    folder = tmp_path / "index"
    build(parsed, folder)
    (tmp_path / "index-cache" / "embeddings.sqlite").unlink()
    child = multiprocessing.get_context("spawn").Process(
        target=build_and_die, args=(parsed, folder, moment)
    )
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    opened = Index.open(folder)
    assert opened.manifest.corpus_checksum == serves
    assert len(opened.search("一业一证", k=3)) == 3
    build(parsed, folder, checksum="next")
    assert Index.open(folder).manifest.corpus_checksum == "next"


def test_unchanged_text_is_not_embedded_again(
    parsed: list[ParsedDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(parsed, tmp_path / "index")
    first = Index.open(tmp_path / "index").search("一业一证")
    embedded: list[str] = []
    embed = HashingEmbedder.embed_passages

    def count(self: HashingEmbedder, texts: list[str]) -> object:
        embedded.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(HashingEmbedder, "embed_passages", count)
    build(parsed, tmp_path / "index")
    assert embedded == []
    assert Index.open(tmp_path / "index").search("一业一证") == first
    changed = replace(parsed[1].items[0], text="（1）全新的任务。")
    build([replace(parsed[1], items=(changed, *parsed[1].items[1:]))], tmp_path / "index")
    assert len(embedded) == 1
    assert "全新的任务" in embedded[0]


def test_the_cache_forgets_text_that_is_gone(parsed: list[ParsedDocument], tmp_path: Path) -> None:
    build(parsed, tmp_path / "index")
    build(parsed[:1], tmp_path / "index")
    kept = Index.open(tmp_path / "index").manifest.vector_count
    with sqlite3.connect(tmp_path / "index-cache" / "embeddings.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone()[0] <= kept
    connection.close()


def test_a_text_that_repeats_has_its_vector_at_every_place(tmp_path: Path) -> None:
    model, path = HashingEmbedder(), tmp_path / "embeddings.sqlite"
    texts = ["甲处牵头", "乙处配合", "甲处牵头", "丙处负责", "乙处配合"]
    expected = model.embed_passages(texts).tolist()
    for known in ([], texts[:1], texts):  # in the cache: nothing, one, all
        embed_cached(model, known, path, lambda done, total: None)
        found = embed_cached(model, texts, path, lambda done, total: None)
        assert found.tolist() == expected


def test_a_flipped_bit_in_the_cache_of_vectors_changes_no_vector(tmp_path: Path) -> None:
    model, path, chance = HashingEmbedder(), tmp_path / "embeddings.sqlite", random.Random(8)
    texts = [f"任务{number}由甲{number % 7}处牵头" for number in range(40)]

    def embedded() -> list[list[float]]:
        return embed_cached(model, texts, path, lambda done, total: None).tolist()

    expected = embedded()
    content = path.read_bytes()
    places = [*range(120), *(chance.randrange(len(content)) for _ in range(400))]
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert embedded() == expected, place


def test_unreadable_file_stops_the_build_or_is_listed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "好.txt").write_text("第一条 甲处负责登记。\n第二条 乙处负责归档。", encoding="utf-8")
    (corpus / "坏.docx").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(CorpusError, match=r"坏\.docx"):
        build_index(corpus, tmp_path / "index", embedder="hashing")
    reports = build_index(corpus, tmp_path / "index", embedder="hashing", skip_unreadable=True)
    assert [(report.file, bool(report.error)) for report in reports] == [
        ("好.txt", False),
        ("坏.docx", True),
    ]
    assert "归档" in Index.open(tmp_path / "index").search("谁负责归档")[0].item.text
