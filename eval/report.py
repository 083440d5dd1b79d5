"""Write the results of a run: one JSON file with every row, one HTML page, one picture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from eval.conditions import Conditions
from eval.curve import draw
from eval.evaluation import SetResult, SystemResult
from eval.figures import Row
from eval.tables import HEADINGS, LEGEND, SYSTEM_NAMES, figure_lines, summary_lines

RESULT_FILE = "result.json"
REPORT_FILE = "report.html"
_STYLE = """
body { font: 15px/1.6 sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
td, th { border: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top; }
details { margin: .5rem 0; }
pre { white-space: pre-wrap; background: #f6f6f6; padding: .5rem; }
"""
_CONDITION_NAMES = {
    "commit": "代码版本",
    "embedder": "向量模型",
    "embedder_revision": "模型版本",
    "embedder_engine": "运行引擎",
    "corpus_sha256": "语料校验和",
    "questions_sha256": "题集校验和",
    "asked": "提问方式",
    "machine": "机器",
    "python": "Python",
    "date": "时间（UTC）",
}


def write_report(folder: Path, conditions: Conditions, results: Sequence[SetResult]) -> None:
    """Write all files into a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    record = {"conditions": asdict(conditions), "sets": [_set_record(one) for one in results]}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / RESULT_FILE).write_text(text + "\n", encoding="utf-8")
    pictures = {one.question_set.name: _picture(one) for one in results}
    for name, picture in pictures.items():
        (folder / f"curve-{name}.svg").write_text(picture, encoding="utf-8")
    page = "\n".join(_page(conditions, results, pictures))
    (folder / REPORT_FILE).write_text(page + "\n", encoding="utf-8")


def _set_record(result: SetResult) -> dict[str, Any]:
    return {
        "name": result.question_set.name,
        "questions_sha256": result.question_set.sha256,
        "retrieval": {name: asdict(score) for name, score in result.retrieval.items()},
        "systems": {system.name: _system_record(system) for system in result.systems},
    }


def _system_record(system: SystemResult) -> dict[str, Any]:
    # JSON has no infinity, which is the threshold of a system that refuses all or nothing.
    threshold = None if system.threshold is None else str(system.threshold)
    return {
        "threshold": threshold,
        "tuned_on": system.tuned_on,
        "overall": system.overall.as_dict(),
        "kinds": {kind: figures.as_dict() for kind, figures in system.kinds.items()},
        "operating_point": asdict(system.point) if system.point else None,
        "rows": [_row_record(row) for row in system.rows],
    }


def _row_record(row: Row) -> dict[str, Any]:
    return {
        "id": row.question.id,
        "kind": row.question.kind,
        "question": row.question.question,
        "all_right": row.verdict.all_right,
        **asdict(row.verdict),
        "wrong_owners": [asdict(finding) for finding in row.findings],
        "beyond_gold": row.beyond_gold,
        "response": asdict(row.response),
    }


def _picture(result: SetResult) -> str:
    names = {system.name: SYSTEM_NAMES.get(system.name, system.name) for system in result.systems}
    curves = {names[one.name]: one.curve for one in result.systems if one.curve}
    points = {names[one.name]: one.point for one in result.systems}
    return draw(curves, {name: point for name, point in points.items() if point})


def _page(
    conditions: Conditions, results: Sequence[SetResult], pictures: dict[str, str]
) -> Iterator[str]:
    yield '<!doctype html><html lang="zh"><meta charset="utf-8"><title>评测报告</title>'
    yield f"<style>{_STYLE}</style><h1>评测报告</h1>"
    yield from _table(("条件", "值"), _condition_lines(conditions))
    yield from (f"<p>{escape(line)}</p>" for line in LEGEND)
    for result in results:
        name = result.question_set.name
        yield f"<h2>{escape(name)}（{len(result.question_set.questions)} 题）</h2>"
        yield from _table(HEADINGS, figure_lines(result))
        yield from (f"<p>{escape(line)}</p>" for line in summary_lines(result))
        yield "<h3>误答与误拒</h3>" + pictures[name]
        yield from _failures(result.systems[0].rows)
    yield "</html>"


def _condition_lines(conditions: Conditions) -> Iterator[tuple[str, str]]:
    for field, value in asdict(conditions).items():
        if isinstance(value, dict):
            value = "；".join(f"{name} {checksum}" for name, checksum in value.items())
        yield _CONDITION_NAMES[field], value


def _table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in headings) + "</tr>"
    for line in lines:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>"
    yield "</table>"


def _failures(rows: Sequence[Row]) -> Iterator[str]:
    wrong = [row for row in rows if not row.verdict.all_right or row.findings]
    yield f"<h3>没有全对的题（{len(wrong)}）</h3>"
    for row in wrong:
        title = f"{row.question.id}：{row.question.question}"
        yield f"<details><summary>{escape(title)}</summary>"
        yield from (f"<p>{escape(line)}</p>" for line in failure_lines(row))
        yield f"<pre>{escape(row.response.text)}</pre></details>"


def failure_lines(row: Row) -> Iterator[str]:
    """What is wrong with one answer, a line a reason."""
    question, response, verdict = row.question, row.response, row.verdict
    if response.error:
        yield f"出错：{response.error}"
    if verdict.missing:
        yield f"缺少：{'、'.join(verdict.missing)}"
    if verdict.forbidden:
        yield f"不该有：{'、'.join(verdict.forbidden)}"
    if verdict.citations is False:
        expected = [set(question.citations or ()), *map(set, question.citations_any)]
        wanted = " 或 ".join("、".join(sorted(ids)) or "（无）" for ids in expected)
        yield f"引用 {'、'.join(response.cited) or '（无）'}，应为 {wanted}"
    if verdict.refusal is False:
        yield "应拒答而作答" if question.refused else "应作答而拒答"
    if verdict.count is False:
        yield f"计数 {response.count}，应为 {question.count}"
    for finding in row.findings:
        role = f"不是其 {finding.role.value}" if finding.role else "所引条目里没有"
        yield f"部门有误：{finding.name}（{role}）{finding.sentence}"
