"""Build an index folder from a corpus: catalogue, keywords, vectors, links and manifest."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import ingest
from index import database, layout
from index.embedders import Embedder, Vectors, open_embedder
from index.embedding_cache import embed_cached
from index.forgetting import forget_build
from index.fusion import DENSE_WEIGHT
from index.generations import building
from index.keywords import Keywords
from index.linking import find_links
from index.manifest import FORMAT_VERSION, Manifest, corpus_checksum, sum_files, write_manifest
from index.pieces import pieces
from index.servers import LOCAL, Servers
from index.stores import new_store
from ingest import CorpusError, ImportReport, ParsedDocument, PolicyItem

Progress = Callable[[str, int, int], None]

# Comparing all of so many vectors takes about a millisecond; above, lists are quicker.
MOST_EXACT = 20_000
EMBEDDER = "e5"


def build_index(
    corpus: Path,
    folder: Path,
    *,
    embedder: str = EMBEDDER,
    skip_unreadable: bool = False,
    servers: Servers = LOCAL,
    progress: Progress | None = None,
) -> list[ImportReport]:
    """Read a corpus folder and serve it from `folder` once everything is written.

    `progress` is called with a Chinese stage name, steps done and steps in all. Until the last
    step the index that `folder` held before goes on serving, whatever happens to this process.
    A file that cannot be read raises `CorpusError`, or with `skip_unreadable` is a report with
    an error at the end of the list. Raises `EmbedderMissing` and `IndexBusy` too.
    """
    report = progress or _silent
    checksum = corpus_checksum(corpus)
    skipped: list[ImportReport] = []

    def skip(path: Path, error: CorpusError) -> None:
        skipped.append(ImportReport(path.name, "", {}, (), str(error)))

    parsed = ingest.read_corpus(
        corpus,
        on_error=skip if skip_unreadable else None,
        cache=layout.readings_file(folder),
        progress=lambda done, total: report("读取文档", done, total),
    )
    build_from(
        parsed, folder, checksum=checksum, embedder=embedder, servers=servers, progress=report
    )
    return [*map(ingest.report, parsed), *skipped]


def build_from(
    parsed: Sequence[ParsedDocument],
    folder: Path,
    *,
    checksum: str,
    embedder: str = EMBEDDER,
    store: str | None = None,
    servers: Servers = LOCAL,
    progress: Progress | None = None,
) -> Manifest:
    """Index documents that are read already; see `build_index`.

    Vectors go to Milvus and the catalogue to PostgreSQL where `servers` has their address; else
    they lie in the folder, in the store that suits their number unless it is named.
    """
    report = progress or _silent
    items = [item for one in parsed for item in one.items]
    _check_ids(items)
    with building(folder, partial(forget_build, servers)) as build:
        here = servers.for_build(build)
        cache = layout.cache_folder(folder)
        model = open_embedder(embedder, cache)
        # Written and forgotten before there are vectors: of a province both fill the memory.
        Keywords.build([item.topic for item in items]).save(build / layout.KEYWORDS_FILE)
        vectors, starts = _embed(model, items, cache, report)
        report("写入索引", 0, 1)
        links = find_links(items, vectors, starts)
        catalogue = database.write(build, here, parsed, items, links)
        _write_items(build, items)
        store = store or ("milvus" if here.milvus_uri else store_for(len(vectors)))
        recall = _write_vectors(build, store, vectors, here)
        np.save(build / layout.STARTS_FILE, starts)
        counts = len(parsed), len(items), len(vectors)
        manifest = _manifest(build, model, (store, recall, catalogue), checksum, counts)
        write_manifest(build, manifest)
        report("写入索引", 1, 1)
    return manifest


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def _check_ids(items: Sequence[PolicyItem]) -> None:
    repeated = [name for name, times in Counter(i.item_id for i in items).items() if times > 1]
    if repeated:
        raise ValueError(f"条目编号重复：{'、'.join(repeated[:5])}。请检查文档编号后重新建立索引。")


def _embed(
    model: Embedder, items: Sequence[PolicyItem], cache: Path, report: Progress
) -> tuple[Vectors, NDArray[np.int64]]:
    """The vectors of all pieces of the items, and where those of each item begin."""
    texts: list[str] = []
    starts = [0]
    for item in items:
        texts += pieces(item)
        starts.append(len(texts))
    path = cache / "embeddings.sqlite"
    vectors = embed_cached(model, texts, path, lambda done, whole: report("计算向量", done, whole))
    return vectors, np.array(starts, dtype=np.int64)


def _write_items(build: Path, items: Sequence[PolicyItem]) -> None:
    with (build / layout.ITEMS_FILE).open("w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(asdict(item), ensure_ascii=False, default=str) + "\n")


def store_for(vectors: int) -> str:
    """The store that serves so many vectors best."""
    return "faiss_flat" if vectors <= MOST_EXACT else "faiss_ivf"


def _write_vectors(build: Path, store: str, vectors: Vectors, here: Servers) -> float:
    """Fill and write a store; what it finds of the true ten nearest."""
    filled = new_store(store, vectors.shape[1], here)
    filled.add(np.arange(len(vectors)), vectors)
    filled.save(build / layout.VECTORS_FILE)
    return filled.recall()


def _manifest(
    build: Path,
    model: Embedder,
    kept: tuple[str, float, str],
    checksum: str,
    counts: tuple[int, int, int],
) -> Manifest:
    store, recall, catalogue = kept
    documents, items, vectors = counts
    return Manifest(
        format_version=FORMAT_VERSION,
        embedder=model.name,
        embedder_revision=model.revision,
        embedder_engine=model.engine,
        dimension=model.dimension,
        store=store,
        corpus_checksum=checksum,
        document_count=documents,
        item_count=items,
        vector_count=vectors,
        recall=recall,
        catalogue=catalogue,
        fusion_weight=DENSE_WEIGHT,
        built_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        files=sum_files(build),
    )
