"""Open what is evaluated: a built index with its catalogue, documents and conditions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import RetrievalScore, score_retrieval
from eval.question_sets import Question
from eval.responses import Progress
from index import Index, build_index
from index.servers import LOCAL, Servers
from ingest import Document, PolicyItem

# Numbers, lists and counts are for the catalogue; these kinds do not test retrieval.
_CATALOGUE_KINDS = ("number", "department", "count", "set", "list")
_MOST_GOLD = 5
_POOL = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """An index folder and what it holds."""

    folder: Path
    servers: Servers
    reranker: str | None
    index: Index
    items: tuple[PolicyItem, ...]
    documents: tuple[Document, ...]


@contextmanager
def opened(
    folder: Path, servers: Servers = LOCAL, reranker: str | None = None
) -> Iterator[Subject]:
    """Open an index folder; raises what `Index.open` raises."""
    index = Index.open(folder, servers, reranker)
    try:
        catalogue = index.catalogue
        items, documents = tuple(catalogue.items()), tuple(catalogue.documents())
        yield Subject(folder, servers, reranker, index, items, documents)
    finally:
        index.close()


@contextmanager
def built_with(corpus: Path, embedder: str, reranker: str | None = None) -> Iterator[Subject]:
    """Build a corpus with another embedder for the while; raises what `build_index` raises."""
    with tempfile.TemporaryDirectory() as folder:
        build_index(corpus, Path(folder) / "index", embedder=embedder)
        with opened(Path(folder) / "index", reranker=reranker) as subject:
            yield subject


def retrieval_scores(
    index: Index, questions: Sequence[Question], progress: Progress
) -> dict[str, RetrievalScore]:
    """How well the index alone finds the gold items: by both scores together, and by each.

    Follow-ups, questions for the catalogue, and those about more than five items are left out.
    Each single score orders the thirty best items of both together.
    """
    asked = [question for question in questions if _by_topic(question)]
    gold = {question.id: set(question.citations or ()) for question in asked}
    advance = progress("retrieval", len(asked))
    ranked: dict[str, dict[str, list[str]]] = {"hybrid": {}, "dense": {}, "keyword": {}}
    for question in asked:
        hits = index.search(question.question, k=_POOL)
        orders = {
            "hybrid": hits,
            "dense": sorted(hits, key=lambda hit: -hit.dense),
            "keyword": sorted(hits, key=lambda hit: -hit.keyword),
        }
        for name, ordered in orders.items():
            ranked[name][question.id] = [hit.item.item_id for hit in ordered]
        advance()
    return {name: score_retrieval(gold, ids) for name, ids in ranked.items()}


def _by_topic(question: Question) -> bool:
    kind = question.kind
    catalogued = kind.startswith(_CATALOGUE_KINDS) or kind.endswith("by_number")
    items = len(question.citations or ())
    return 0 < items <= _MOST_GOLD and not catalogued and not question.history
