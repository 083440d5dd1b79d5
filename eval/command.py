"""The command line of the evaluation: `policyqa eval`, `python -m eval`."""

from __future__ import annotations

import argparse
import hashlib
import platform
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant.settings import Settings, load_settings
from eval import conditions
from eval.baselines import ChunkTopFive, KeywordRow, cut
from eval.check import Outcome, compare, read_expected, suggested
from eval.evaluation import Evaluation, SetResult
from eval.generated import generate
from eval.options import parser
from eval.owners import OwnerCheck
from eval.passages import read_passage_queries, write_answers
from eval.question_sets import HALVES, QuestionSet, half_path, read_question_set
from eval.report import REPORT_FILE, write_report
from eval.responses import System
from eval.subject import Subject, built_with, opened, retrieval_scores
from eval.systems import InProcess, OverHttp
from eval.tables import LEGEND, SYSTEM_NAMES, summary_lines, terminal_table
from index import build_index
from index.layout import cache_folder
from ingest.errors import CorpusError

_WIDTH = 110  # of tables, where the output is not a terminal


def run(arguments: list[str]) -> int:
    """Evaluate as the arguments say: 0 all is well, 1 a check failed, 2 it could not be done."""
    options = parser().parse_args(arguments)
    try:
        if options.passages:
            return _answer_passages(options.passages, options.out)
        return _evaluate(options, load_settings())
    except (OSError, ValueError, RuntimeError, ImportError, CorpusError) as error:
        print(f"评测没有完成：{error}", file=sys.stderr)
        return 2


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    with _subject(options, settings) as subject:
        sets = _question_sets(options, subject)
        results = _results(options, subject, sets)
        noted = _conditions(options, subject, sets)
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    for result in results:
        console.print(terminal_table(result))
        for line in summary_lines(result):
            console.print(line, highlight=False)
    console.print("", *LEGEND, sep="\n", highlight=False)
    folder = options.out or settings.data / "eval"
    write_report(folder, noted, results)
    console.print(f"报告：{folder / REPORT_FILE}", highlight=False)
    return _check(results, options.expected) if options.check else 0


def _subject(options: argparse.Namespace, settings: Settings) -> AbstractContextManager[Subject]:
    if options.embedder:
        return built_with(settings.corpus, options.embedder, settings.reranker)
    if not settings.index_folder.exists():
        build_index(
            settings.corpus,
            settings.index_folder,
            embedder=settings.embedder,
            servers=settings.servers,
        )
    return opened(settings.index_folder, settings.servers, settings.reranker)


def _question_sets(options: argparse.Namespace, subject: Subject) -> list[QuestionSet]:
    if options.generated:
        return [_generated(subject, options.wordings)]
    halves = [options.half] if options.half else HALVES
    paths = options.questions or [half_path(half) for half in halves]
    return [read_question_set(path) for path in paths]


def _generated(subject: Subject, wordings: int) -> QuestionSet:
    questions = tuple(generate(subject.items, wordings=wordings))
    if not questions:
        raise ValueError("目录中没有任务，无法生成问题")
    text = "\n".join(question.model_dump_json() for question in questions)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return QuestionSet(name="generated", sha256=digest, questions=questions)


def _results(
    options: argparse.Namespace, subject: Subject, sets: Sequence[QuestionSet]
) -> list[SetResult]:
    assistant: System = (
        OverHttp(options.http)
        if options.http
        else InProcess.open(subject.folder, subject.servers, subject.reranker)
    )
    check = OwnerCheck({item.item_id: item for item in subject.items})
    with Progress(console=Console(stderr=True), transient=True) as bars:

        def progress(name: str, total: int) -> Callable[[], None]:
            bar = bars.add_task(SYSTEM_NAMES.get(name, name), total=total)
            return lambda: bars.advance(bar)

        baselines = _baselines(subject) if options.baselines else ()
        tuning = _tuning(subject, sets)
        evaluation = Evaluation(assistant, baselines, check, progress, tuning)
        return [
            SetResult(
                one,
                evaluation.run(one),
                retrieval_scores(subject.index, one.questions, progress),
            )
            for one in sets
        ]


def _baselines(subject: Subject) -> Sequence[System]:
    chunks = [one for document in subject.documents for one in cut(document, subject.items)]
    return (KeywordRow(subject.items), ChunkTopFive(chunks, subject.index.embedder))


def _tuning(subject: Subject, sets: Sequence[QuestionSet]) -> QuestionSet:
    """The shipped tuning half, or over another corpus the first set itself."""
    known = {item.item_id for item in subject.items}
    shipped = read_question_set(half_path("tuning"))
    cited = {name for question in shipped.questions for name in question.citations or ()}
    return shipped if cited <= known else sets[0]


def _conditions(
    options: argparse.Namespace, subject: Subject, sets: Sequence[QuestionSet]
) -> conditions.Conditions:
    manifest = subject.index.manifest
    return conditions.Conditions(
        commit=conditions.commit(),
        embedder=manifest.embedder,
        embedder_revision=manifest.embedder_revision,
        embedder_engine=subject.index.embedder.engine,
        corpus_sha256=manifest.corpus_checksum,
        questions_sha256={one.name: one.sha256 for one in sets},
        asked=options.http or "本进程",
        machine=conditions.machine(),
        python=platform.python_version(),
        date=conditions.now(),
    )


def _check(results: Sequence[SetResult], expected: Path) -> int:
    values = {result.question_set.name: result.values for result in results}
    comparisons = compare(read_expected(expected), values)
    for comparison in comparisons:
        print(comparison)
    missing = values.keys() - {one.question_set for one in comparisons}
    for name in sorted(missing):
        print(f"FAIL {name}：没有写下期望值，可以写：\n{suggested(name, values[name])}")
    failed = missing or any(one.outcome is Outcome.FAIL for one in comparisons)
    return 1 if failed else 0


def _answer_passages(path: Path, out: Path | None) -> int:
    from assistant.passages import PassageReader

    queries = read_passage_queries(path)
    reader = PassageReader.open(cache_folder(load_settings().index_folder))
    writing = out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout)
    with writing as file, Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("段落问答", total=len(queries))
        write_answers(queries, reader.answer, file, lambda: bars.advance(bar))
    return 0
