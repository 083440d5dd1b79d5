"""What one process measures of one index: opening, questions and their stages, memory."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.clock import Spread, memory_mb, milliseconds, spread


@dataclass(frozen=True, slots=True)
class Measured:
    """Questions over one index; times in milliseconds, memory in MB."""

    open_ms: float
    first_ms: float  # the first question, with everything that is loaded for it
    embedding: Spread  # the bare engine on the same questions, each just before it is asked
    question: Spread
    stages: dict[str, Spread]
    times_embedding: float  # median question over median embedding
    p95_over_p50: float
    exact_search: Spread  # one FAISS search for ten among all vectors, on one thread
    memory_mb: float | None
    growth_mb: float | None  # by asking everything twice more


def main(folder: Path, questions: Path) -> None:
    """Print what was measured as JSON."""
    asked = json.loads(questions.read_text(encoding="utf-8"))
    print(json.dumps(asdict(measure(folder, asked)), ensure_ascii=False))


def measure(folder: Path, questions: Sequence[str]) -> Measured:
    """Open an index and ask it; no question comes twice while times are taken."""
    from assistant import Assistant

    started = time.perf_counter()
    assistant = Assistant.open(folder)
    opened = 1000 * (time.perf_counter() - started)
    first = milliseconds(assistant.ask, questions[0])
    assistant.warm()  # as the service does
    for question in questions[1:6]:
        assistant.ask(question)
    embedding, whole, stages = _ask_all(assistant, questions[6:])
    held = memory_mb()
    for _ in range(2):
        for question in questions:
            assistant.ask(question)
    grown = memory_mb()
    middle = statistics.median(whole)
    times = spread(whole)
    return Measured(
        open_ms=round(opened, 1),
        first_ms=round(first, 1),
        embedding=spread(embedding),
        question=times,
        stages={name: spread(own) for name, own in stages.items()},
        times_embedding=round(middle / statistics.median(embedding), 2),
        p95_over_p50=round(times.p95 / times.p50, 2),
        exact_search=exact_search(assistant.index.manifest.vector_count),
        memory_mb=held,
        growth_mb=None if held is None or grown is None else round(grown - held, 1),
    )


def _ask_all(
    assistant: Any, questions: Sequence[str]
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    embed = assistant.index.embedder.embed_query
    embedding: list[float] = []
    whole: list[float] = []
    stages: dict[str, list[float]] = {}
    for question in questions:
        embedding.append(milliseconds(embed, question))
        started = time.perf_counter()
        answer = assistant.ask(question)
        whole.append(1000 * (time.perf_counter() - started))
        for name, taken in answer.explanation.stages_ms.items():
            stages.setdefault(name, []).append(taken)
    return embedding, whole, stages


def exact_search(vectors: int, dimension: int = 384, searches: int = 20) -> Spread:
    """What FAISS alone takes to find ten of so many vectors, whatever they are."""
    import faiss

    chance = np.random.default_rng(1)
    index = faiss.IndexFlatIP(dimension)
    block = chance.standard_normal((min(vectors, 20_000), dimension), dtype=np.float32)
    for start in range(0, vectors, len(block)):
        index.add(block[: vectors - start])
    faiss.omp_set_num_threads(1)
    return spread(
        [
            milliseconds(index.search, row[None], 10)
            for row in chance.standard_normal((searches, dimension), dtype=np.float32)
        ]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
