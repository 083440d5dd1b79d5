"""Run every measurement, each in a process of its own where memory or a cold start counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

import ingest
from bench.clock import folder_mb, milliseconds
from bench.grammar import grammar_of, synthetic
from bench.vectors import fill_cache, moved
from index import layout
from index.builder import build_from
from index.embedders import Embedder, Vectors, open_embedder
from index.pieces import pieces
from index.stores import new_store, store_names
from ingest import ParsedDocument

PASSAGE = 130  # characters
_PASSAGES = 96
_COLD_RUNS = 3
_STORE_SEARCHES = 50

Say = Callable[[str], None]
Record = dict[str, Any]


def real_vectors(parsed: Sequence[ParsedDocument], embedder: Embedder) -> Vectors:
    """The vectors of every text of the corpus, as a build embeds them."""
    return embedder.embed_passages([t for one in parsed for i in one.items for t in pieces(i)])


def embedding_rate(parsed: Sequence[ParsedDocument], embedder: Embedder) -> Record:
    """Passages of 130 characters a second, as ingest embeds them."""
    text = "".join(one.document.text for one in parsed)
    cut = [text[at : at + PASSAGE] for at in range(0, len(text) - PASSAGE, PASSAGE)][:_PASSAGES]
    taken = milliseconds(embedder.embed_passages, cut)
    rate = round(1000 * len(cut) / taken, 1)
    return {"characters": PASSAGE, "passages": len(cut), "passages_a_second": rate}


def reading_rate(corpus: Path) -> Record:
    """Items a second that are read from the files of the corpus."""
    started = time.perf_counter()
    parsed = ingest.read_corpus(corpus)
    taken = time.perf_counter() - started
    items = sum(len(one.items) for one in parsed)
    return {"items": items, "seconds": round(taken, 3), "items_a_second": round(items / taken)}


def build(data: Path, parsed: Sequence[ParsedDocument], embedder: str) -> Record:
    """Build an index of documents that are read already."""
    folder = data / "index"
    started = time.perf_counter()
    manifest = build_from(parsed, folder, checksum="bench", embedder=embedder)
    taken = time.perf_counter() - started
    return {
        "items": manifest.item_count, "vectors": manifest.vector_count, "store": manifest.store,
        "recall_at_10": manifest.recall, "seconds": round(taken, 2), "disk_mb": folder_mb(folder),
    }  # fmt: skip


def build_synthetic(
    data: Path, parsed: Sequence[ParsedDocument], items: int, embedder: str
) -> tuple[Record, list[ParsedDocument]]:
    """The same of synthetic documents, whose vectors wait in the cache."""
    model = open_embedder(embedder, layout.cache_folder(data / "index"))
    real = real_vectors(parsed, model)
    documents = synthetic(grammar_of(parsed), items)
    fill_cache(documents, model, real, layout.cache_folder(data / "index") / "embeddings.sqlite")
    return build(data, documents, embedder), documents


def questions_of(parsed: Sequence[ParsedDocument], number: int, seed: int = 3) -> list[str]:
    """Questions about items of documents: by topic, by owner, by number."""
    chance = Random(seed)
    items = [item for one in parsed for item in one.items if item.text]
    asked = []
    for place in range(number):
        item = chance.choice(items)
        about = item.text.strip("。")[:24]
        owner = item.lead[0] if item.lead else ""
        ways = [f"{about}由谁牵头？", f"{about}什么时候完成？", f"{about}的配合部门有哪些？"]
        ways += [f"{owner}负责的{about[:12]}是什么要求？"] if owner else []
        asked.append(ways[place % len(ways)])
    return list(dict.fromkeys(asked))


def in_process(module: str, *arguments: Path, folder: Path) -> Record:
    """What a module of this package prints as JSON, run on its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    record: Record = json.loads(done.stdout.splitlines()[-1])
    return record


def cold_ask(data: Path, question: str, root: Path) -> Record:
    """`policyqa ask` from a cold process: wall time, the best and the middle of three."""
    command = [sys.executable, "-m", "ui", "ask", question]
    environment = os.environ | {"POLICYQA_DATA": str(data)}

    def ask() -> None:
        subprocess.run(command, env=environment, cwd=root, capture_output=True, check=True)

    times = sorted(milliseconds(ask) for _ in range(_COLD_RUNS))
    return {"best_ms": round(times[0], 1), "middle_ms": round(times[len(times) // 2], 1)}


def stores(real: Vectors, vectors: int, folder: Path, say: Say) -> list[Record]:
    """Each store filled with so many moved vectors: build, size, load, search for ten."""
    from index.stores import load_store

    chance = np.random.default_rng(5)
    rows = moved(real, chance.integers(0, 2**40, vectors).tolist())
    asked = moved(real, chance.integers(0, 2**40, _STORE_SEARCHES).tolist())
    found: list[Record] = []
    for name in (name for name in store_names() if name.startswith("faiss")):
        say(f"向量库 {name}，{vectors} 个向量")
        store, path = new_store(name, rows.shape[1]), folder / f"{name}.bin"
        started = time.perf_counter()
        store.add(np.arange(len(rows)), rows)
        store.save(path)
        built = time.perf_counter() - started
        loaded = milliseconds(load_store, name, path)
        store = load_store(name, path)
        times = sorted(milliseconds(store.search, row, 10) for row in asked)
        found.append({
            "store": name, "vectors": vectors, "build_s": round(built, 2),
            "disk_mb": round(path.stat().st_size / 1e6, 1), "load_ms": round(loaded, 1),
            "search_p50_ms": round(times[len(times) // 2], 3), "recall_at_10": store.recall(),
        })  # fmt: skip
        path.unlink()
    return found
