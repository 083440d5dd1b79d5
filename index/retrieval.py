"""Open a built index and find the items that are nearest to a question."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import database, layout
from index.catalogue import Catalogue
from index.embedders import Embedder, EmbedderMissing, Vectors, open_embedder
from index.errors import BUILD, IndexMismatch
from index.fusion import fuse
from index.generations import current
from index.hits import Clause, Hit
from index.item_file import ItemFile
from index.keywords import Keywords, Rows, highest, ranges
from index.manifest import Manifest, check_files, read_manifest
from index.pieces import pieces
from index.recent import Recent
from index.reranker import Reranker, open_reranker
from index.servers import LOCAL, Servers
from index.stores import VectorStore, load_store
from ingest import ItemKind, PolicyItem

_Scored = tuple[str, float, float, float]  # item id; fused, dense and keyword score
_Near = tuple[Rows, Vectors]  # vectors of the store with their cosines
_NOTHING: _Near = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))

# Up to so many items, every one is scored; above, the nearest and those that share most words.
POOL = 2_000
NARROWED = 400
# So many of the best are read again where there is a cross-encoder.
RERANKED = 20
_SOON_READ = 1_000  # items; so many are all in memory before long, wherever they are read
_LEAST_READ = 4  # items; to read fewer at a time costs more than it saves
_RECENT = 64  # searches of the whole index whose best rows are remembered


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for: by meaning the question, or a vector in its place; and by words."""

    question: str
    words: str
    vector: Vectors | None = None


class Index:
    """One finished build, open for reading. Safe to use from several threads."""

    def __init__(
        self,
        manifest: Manifest,
        catalogue: Catalogue,
        embedder: Embedder,
        store: VectorStore,
        keywords: Keywords,
        starts: Rows,
        reranker: Reranker | None = None,
    ) -> None:
        self._reranker = reranker
        self.manifest = manifest
        self.catalogue = catalogue
        self.embedder = embedder
        self._store = store
        self._keywords = keywords
        self._starts = starts  # vectors starts[row] to starts[row + 1] belong to a row
        self._row_of_vector = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        self._all: Rows = np.arange(len(starts) - 1)
        places = catalogue.kinds()
        self._ids = list(places)
        self._rows = {item_id: row for row, item_id in enumerate(self._ids)}
        self._kinds = np.array([kind.value for kind in places.values()], dtype=str)
        # Its threads begin with the first question that is embedded while words are looked for.
        self._beside = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="embedding")
        self._embed_query = lru_cache(maxsize=512)(embedder.embed_query)
        self._begun: Recent[str, Future[Vectors]] = Recent(_RECENT)
        # One question is searched for with several conditions, one after the other.
        self._recent: Recent[tuple[str, str, int], Sequence[_Scored]] = Recent(_RECENT)

    @classmethod
    def open(cls, folder: Path, servers: Servers = LOCAL, reranker: str | None = None) -> Index:
        """Open the index that a folder serves; its manifest says what lies on servers.

        `reranker` names a cross-encoder that puts the best items in order.

        Raises `IndexMissing`, `IndexMismatch`, `IndexDamaged` or `ServerUnreachable`, saying
        what to run or to set.
        """
        build = current(folder)
        manifest = read_manifest(build)
        check_files(build, manifest.files)
        here = servers.for_build(build)
        embedder = _matching_embedder(manifest, layout.cache_folder(folder))
        store = _matching_store(manifest, build, here)
        keywords = Keywords.load(build / layout.KEYWORDS_FILE)
        starts = np.load(build / layout.STARTS_FILE)
        second = open_reranker(reranker) if reranker else None
        # Last, so that nothing that fails leaves connections open.
        catalogue = Catalogue(database.open_engine(build, manifest.catalogue, here))
        opened = cls(manifest, catalogue, embedder, store, keywords, starts, second)
        if manifest.item_count > _SOON_READ:
            catalogue.read_from(ItemFile(build / layout.ITEMS_FILE, opened._rows))
        return opened

    def begin(self, question: str) -> None:
        """Embed a question on another core, if there is more to do meanwhile than that costs."""
        if len(self._ids) > POOL:
            self.begin_all([question])

    def begin_all(self, texts: Sequence[str]) -> None:
        """Embed on other cores what will be asked for after what the caller does meanwhile."""
        new = [text for text in texts if self._begun.get(text) is None]
        for text in new:
            self._begun.put(text, self._beside.submit(self._embed_query, text))
        if new:
            time.sleep(0)  # lets the other threads begin before this one goes on

    def embed(self, question: str) -> Vectors:
        """The vector of a question, shape (dimension,), as the search compares it."""
        begun = self._begun.get(question)
        if begun is None or begun.exception() is not None:  # what failed once is tried again
            return self._embed_query(question)
        return begun.result()

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()

    def search(
        self,
        question: str,
        *,
        k: int = 10,
        within: Collection[str] | None = None,
        keywords: str | None = None,
        exclude_kinds: Collection[ItemKind] = (),
        accepts: Callable[[PolicyItem], bool] | None = None,
        of: int | None = None,
        vector: Vectors | None = None,
    ) -> list[Hit]:
        """The `k` best items, best first, of all or of the ids `within`.

        `question` is embedded; `keywords` is what BM25 looks for, the question itself when None.
        With `accepts`, those among the best `of` that it lets through. `vector` is compared in
        place of the question's own.
        """
        most = k if of is None else of
        asked = _Asked(question, question if keywords is None else keywords, vector)
        if within is None and not exclude_kinds and vector is None:
            key = (asked.question, asked.words, most)
            best = self._recent.get(key)
            if best is None:
                best = self._best(self._all, asked, most)
                self._recent.put(key, best)
        else:
            best = self._best(self._candidates(within, exclude_kinds), asked, most)
        return self._read(best, k, accepts)

    def _best(self, rows: Rows, asked: _Asked, most: int) -> Sequence[_Scored]:
        near = _NOTHING
        if len(rows) > POOL:
            rows, near = self._narrowed(rows, asked)
        return self._read_again(asked.question, self._ranked(rows, asked, most, near))

    def _vector(self, asked: _Asked) -> Vectors:
        return self.embed(asked.question) if asked.vector is None else asked.vector

    def keyword_search(self, text: str, *, k: int = 10) -> list[Hit]:
        """The `k` items that share most with a text by BM25 alone; embeds nothing (`dense` 0)."""
        rows, scores = self._keywords.best(text, k)
        items = self.catalogue.items_by_id([self._ids[row] for row in rows])
        return [
            Hit(item, score, 0.0, score) for item, score in zip(items, scores.tolist(), strict=True)
        ]

    def score(
        self, question: str, item_ids: Sequence[str], *, keywords: str | None = None
    ) -> list[Hit]:
        """The scores of exactly these items, best first; raises `ValueError` on an unknown id."""
        unknown = [item_id for item_id in item_ids if item_id not in self._rows]
        if unknown:
            raise ValueError(f"索引中没有条目：{'、'.join(unknown[:5])}")
        rows = self._candidates(item_ids, ())
        asked = _Asked(question, question if keywords is None else keywords)
        return self._read(self._ranked(rows, asked, len(rows)), len(rows))

    def nearest_clauses(
        self, question: str, item_ids: Collection[str], *, k: int = 10
    ) -> list[Clause]:
        """The clauses of some items that are nearest to a question, best first.

        They are among the `k` nearest of what is embedded of the items: the whole of a long one
        is no clause.
        """
        vectors = self._vectors_of(self._candidates(item_ids, ()))
        if not len(vectors):
            return []
        found, cosines = self._store.search(self.embed(question), k, vectors)
        rows = self._row_of_vector[found]
        ids = [self._ids[row] for row in rows.tolist()]
        own = {i.item_id: (i, pieces(i)) for i in self.catalogue.items_by_id(dict.fromkeys(ids))}
        places = (found - self._starts[rows]).tolist()
        clauses = [
            Clause(own[item_id][0], own[item_id][1][place], cosine)
            for item_id, place, cosine in zip(ids, places, cosines.tolist(), strict=True)
            if place or len(own[item_id][1]) == 1
        ]
        return sorted(clauses, key=lambda clause: -clause.cosine)

    def _candidates(
        self, within: Collection[str] | None, exclude_kinds: Collection[ItemKind]
    ) -> Rows:
        rows = self._all
        if within is not None:
            rows = np.array(
                sorted({self._rows[item_id] for item_id in within if item_id in self._rows}),
                dtype=np.int64,
            )
        if exclude_kinds:
            excluded = [kind.value for kind in exclude_kinds]
            rows = rows[~np.isin(self._kinds[rows], excluded)]
        return rows

    def _narrowed(self, rows: Rows, asked: _Asked) -> tuple[Rows, _Near]:
        """The rows that may win by meaning or by words, in document order; the nearest vectors."""
        every = len(rows) == len(self._ids)
        if asked.vector is None:
            self.begin(asked.question)  # the words take another core's time meanwhile
        among = None if every else rows
        worded, _ = self._keywords.best(asked.words, NARROWED, among)
        vectors = None if every else self._vectors_of(rows)
        near = self._store.search(self._vector(asked), NARROWED, vectors)
        chosen = np.zeros(len(self._ids), dtype=bool)
        chosen[self._row_of_vector[near[0]]] = chosen[worded] = True
        return np.flatnonzero(chosen), near

    def _ranked(self, rows: Rows, asked: _Asked, k: int, near: _Near = _NOTHING) -> list[_Scored]:
        """The `k` best rows; `near` are vectors of theirs that were compared already."""
        if not len(rows):
            return []
        dense = self._dense(rows, asked, near)
        words = self._keywords.scores(asked.words, rows)
        fused = fuse(dense, words, self.manifest.fusion_weight)
        best = highest(fused, max(k, 0))
        ids = [self._ids[row] for row in rows[best].tolist()]
        scores = (fused[best].tolist(), dense[best].tolist(), words[best].tolist())
        return list(zip(ids, *scores, strict=True))

    def _read_again(self, question: str, scored: list[_Scored]) -> list[_Scored]:
        """The best in the order of the cross-encoder, where there is one.

        The scores stay where they are, the highest first: what is enough to answer was fitted
        on them.
        """
        head = scored[:RERANKED]
        if self._reranker is None or len(head) < 2:
            return scored
        items = self.catalogue.items_by_id([item_id for item_id, *_ in head])
        order = self._reranker.order(question, [item.topic for item in items]).tolist()
        moved = [
            (head[place][0], head[rank][1], *head[place][2:]) for rank, place in enumerate(order)
        ]
        return [*moved, *scored[RERANKED:]]

    def _read(
        self, scored: Sequence[_Scored], k: int, accepts: Callable[[PolicyItem], bool] | None = None
    ) -> list[Hit]:
        """The first `k` that are accepted, read from the catalogue a part at a time."""
        hits: list[Hit] = []
        left = list(scored)
        while left and len(hits) < k:
            size = max(k - len(hits), _LEAST_READ)
            part, left = left[:size], left[size:]
            items = self.catalogue.items_by_id([item_id for item_id, *_ in part])
            hits += [
                Hit(item, *scores)
                for item, (_, *scores) in zip(items, part, strict=True)
                if accepts is None or accepts(item)
            ]
        return hits[:k]

    def _dense(self, rows: Rows, asked: _Asked, near: _Near) -> Vectors:
        """The cosine of each row's nearest piece, shape (len(rows),)."""
        every = len(rows) == len(self._ids)
        vectors = None if every else self._vectors_of(rows)
        if vectors is not None and len(near[0]):
            left = np.ones(len(self._row_of_vector), dtype=bool)
            left[near[0]] = False
            vectors = vectors[left[vectors]]
        wanted = len(self._store) if vectors is None else len(vectors)
        others = self._store.search(self._vector(asked), wanted, vectors)
        nearest = np.full(len(rows), -1, dtype=np.float32)
        for found, cosines in (near, others):
            np.maximum.at(nearest, np.searchsorted(rows, self._row_of_vector[found]), cosines)
        return nearest

    def _vectors_of(self, rows: Rows) -> Rows:
        return ranges(self._starts[rows], self._starts[rows + 1])


def _matching_embedder(manifest: Manifest, cache: Path) -> Embedder:
    try:
        embedder = open_embedder(manifest.embedder, cache)
    except EmbedderMissing as error:
        raise IndexMismatch(
            f"索引由向量模型“{manifest.embedder}”建立，本机无法使用它。{error}"
            f"或者换一个模型，运行 {BUILD} 重建。"
        ) from error
    have = (embedder.revision, embedder.dimension)
    if have != (manifest.embedder_revision, manifest.dimension):
        raise IndexMismatch(
            f"索引由 {manifest.embedder}（{manifest.embedder_revision}，"
            f"{manifest.dimension} 维）建立，本机是 {have[0]}，{have[1]} 维。请运行 {BUILD} 重建。"
        )
    return embedder


def _matching_store(manifest: Manifest, build: Path, here: Servers) -> VectorStore:
    try:
        return load_store(manifest.store, build / layout.VECTORS_FILE, here)
    except ValueError as error:
        raise IndexMismatch(f"{error}请运行 {BUILD} 重建。") from error
