"""The benchmark's command line: measure, print a table, write results with their conditions."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import ingest
from bench import measure
from bench.clients import serve_and_ask
from bench.peer_model import unpack
from bench.report import draw, table
from eval import conditions
from eval.question_sets import HALVES, half_path, read_question_set
from index import layout
from index.embedders import open_embedder

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results")
SIZES = (10_000, 100_000)
STORE_SIZES = (10_000, 100_000, 1_000_000)
EMBEDDER = "e5"
_QUESTIONS = 120
_OF_THE_RECIPE = 12


def run(arguments: list[str]) -> int:
    """Measure what the arguments say; 0 unless something could not be measured."""
    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            record = _measured(options, Path(folder))
    except (OSError, RuntimeError, ImportError, ValueError) as error:
        print(f"测量没有完成：{error}", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (RESULTS / "latest.json").write_text(text + "\n", encoding="utf-8")
    (RESULTS / "latest.svg").write_text(draw(record), encoding="utf-8")
    print(table(record))
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m bench", description="测量速度、内存和体积。")
    made.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="合成语料的条目数")
    made.add_argument(
        "--stores", type=int, nargs="*", default=STORE_SIZES, help="只测向量库的向量数"
    )
    made.add_argument(
        "--recipe", action=argparse.BooleanOptionalAction, default=True, help="是否测量对照做法"
    )
    return made


def _say(text: str) -> None:
    print(f"……{text}", file=sys.stderr, flush=True)


def _measured(options: argparse.Namespace, folder: Path) -> measure.Record:
    corpus = ROOT / "corpus"
    parsed = ingest.read_corpus(corpus)
    asked = [q.question for half in HALVES for q in read_question_set(half_path(half)).questions
             if not q.history][:_QUESTIONS]  # fmt: skip
    model = open_embedder(EMBEDDER, layout.cache_folder(folder / "real" / "index"))
    _say("嵌入和读取")
    record: measure.Record = {
        "conditions": {
            "commit": conditions.commit(), "machine": conditions.machine(),
            "python": platform.python_version(), "date": conditions.now(),
            "engine": model.engine, "revision": model.revision,
            "synthetic": "条目由自带语料的分句重组；向量是真实向量加噪声，不经过模型",
        },
        "embedding_rate": measure.embedding_rate(parsed, model),
        "reading": measure.reading_rate(corpus),
        "sizes": [],
    }  # fmt: skip
    _say("自带语料")
    record["sizes"].append(
        _size(folder / "real", measure.build(folder / "real", parsed, EMBEDDER), asked)
    )
    record["cold_ask"] = measure.cold_ask(folder / "real", asked[0], ROOT)
    record["service"] = asdict(serve_and_ask(folder / "real", asked))
    if options.recipe:
        _say("对照做法：llama-index")
        record["recipe"] = _recipe(folder, corpus, asked[:_OF_THE_RECIPE])
    for items in options.sizes:
        _say(f"合成语料 {items} 条")
        place = folder / str(items)
        built, documents = measure.build_synthetic(place, parsed, items, EMBEDDER)
        record["sizes"].append(_size(place, built, measure.questions_of(documents, _QUESTIONS)))
    real = measure.real_vectors(parsed, model)
    record["stores"] = [
        one for vectors in options.stores for one in measure.stores(real, vectors, folder, _say)
    ]
    return record


def _size(data: Path, built: measure.Record, asked: list[str]) -> measure.Record:
    questions = data / "questions.json"
    questions.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    return built | measure.in_process("bench.subject", data / "index", questions, folder=ROOT)


def _recipe(folder: Path, corpus: Path, asked: list[str]) -> measure.Record:
    unpack(folder / "model")
    questions = folder / "recipe.json"
    questions.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    model = folder / "model" / "model"
    return measure.in_process("bench.recipe", corpus, model, questions, folder=ROOT)
