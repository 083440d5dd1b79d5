"""The recipe that others start from: llama-index, its in-memory vector store and its BM25.

`cold` is what one process does from its start to its first answer: read the corpus as llama-index
cuts it, embed it with the same model through sentence-transformers, retrieve. It writes no answer:
the recipe needs a language model for that, whose time is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.clock import Spread, memory_mb, milliseconds, spread

_FOUND = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """One process of the recipe; times in milliseconds from its start, memory in MB."""

    first_ms: float
    passages: int
    retrieval: Spread
    memory_mb: float | None


def main(corpus: Path, model: Path, questions: Path) -> None:
    """Print what was measured as JSON."""
    started = time.perf_counter()
    asked = json.loads(questions.read_text(encoding="utf-8"))
    print(json.dumps(asdict(cold(corpus, model, asked, started))))


def cold(corpus: Path, model: Path, questions: Sequence[str], started: float) -> Recipe:
    """Everything from imports to the first result, then the other questions."""
    from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    embedding = HuggingFaceEmbedding(
        str(model), query_instruction="query: ", text_instruction="passage: "
    )
    documents = SimpleDirectoryReader(str(corpus), required_exts=[".txt"]).load_data()
    index = VectorStoreIndex.from_documents(documents, embed_model=embedding)
    retrieve = _both(index)
    retrieve(questions[0])
    first = 1000 * (time.perf_counter() - started)
    times = [milliseconds(retrieve, question) for question in questions[1:]]
    return Recipe(round(first, 1), len(index.docstore.docs), spread(times), memory_mb())


def _both(index: Any) -> Any:
    """By vectors, then by BM25, as the recipe's hybrid does before it fuses."""
    from llama_index.retrievers.bm25 import BM25Retriever

    dense = index.as_retriever(similarity_top_k=_FOUND)
    words = BM25Retriever.from_defaults(docstore=index.docstore, similarity_top_k=_FOUND)

    def retrieve(question: str) -> tuple[Any, Any]:
        return dense.retrieve(question), words.retrieve(question)

    return retrieve


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
