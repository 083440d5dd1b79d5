"""Lay figures out as rows of text, for the terminal and the report alike."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.table import Table

from eval.evaluation import SetResult
from eval.figures import SHARES, Figures
from eval.metrics import RetrievalScore

HEADINGS = (
    "类别",
    "题数",
    "系统",
    "回答",
    "无旁部门",
    "引用",
    "拒答",
    "计数",
    "全对",
    "p50 ms",
    "p95 ms",
)
SYSTEM_NAMES = {
    "assistant": "本系统",
    "keyword": "关键词",
    "chunks": "切块向量",
    "retrieval": "检索",
}
RETRIEVAL_NAMES = {"hybrid": "混合", "dense": "向量", "keyword": "关键词"}
LEGEND = (
    "各列是正确率（%），— 表示没有可评的题。",
    "回答：该有的词都有，不该有的没有。无旁部门：没有说出标准条目和问题之外的部门。",
    "引用：所引条目与标准完全一致；切块向量从宽，最相近的一块盖住标准条目即可。",
    "全对：回答、引用、拒答、计数都对。",
)


def figure_lines(result: SetResult) -> Iterator[tuple[str, ...]]:
    """One line for each kind and system, under `HEADINGS`; all questions together come last."""
    kinds = {system.name: system.kinds for system in result.systems}
    for kind in result.systems[0].kinds:
        for system in result.systems:
            yield _line(kind, system.name, kinds[system.name][kind])
    for system in result.systems:
        yield _line("合计", system.name, system.overall)


def terminal_table(result: SetResult) -> Table:
    """The same lines for a terminal, kinds apart."""
    table = Table(title=result.question_set.name, box=box.SIMPLE_HEAD, pad_edge=False)
    for place, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="left" if place in (0, 2) else "right", no_wrap=True)
    group = len(result.systems)
    for place, (kind, count, *rest) in enumerate(figure_lines(result)):
        first = place % group == 0
        last = place % group == group - 1
        head = (kind, count) if first else ("", "")
        table.add_row(*head, *rest, end_section=last and group > 1)
    return table


def summary_lines(result: SetResult) -> Iterator[str]:
    """What the table has no column for: wrong owners, errors, retrieval, thresholds."""
    overall = result.systems[0].overall
    yield f"答案里的部门在所引条目中查不到，或角色说错：{overall.wrong_owners} 个回答"
    if overall.errors:
        yield f"回答时出错：{overall.errors} 题"
    for name, score in result.retrieval.items():
        if score.queries:
            yield f"检索·{RETRIEVAL_NAMES[name]}（{score.queries} 题）：{_retrieval(score)}"
    for system in result.systems:
        if system.threshold is not None:
            name = SYSTEM_NAMES.get(system.name, system.name)
            yield f"{name}的拒答阈值：{system.threshold:.4g}（{system.tuned_on} 上对它最有利的）"


def percent(share: float | None) -> str:
    """A share with one decimal, — for none."""
    return "—" if share is None else f"{share * 100:.1f}"


def _line(kind: str, system: str, figures: Figures) -> tuple[str, ...]:
    shares = [percent(getattr(figures, name)) for name in SHARES]
    times = (f"{figures.p50_ms:.1f}", f"{figures.p95_ms:.1f}")
    return (kind, str(figures.n), SYSTEM_NAMES.get(system, system), *shares, *times)


def _retrieval(score: RetrievalScore) -> str:
    return (
        f"R@1 {percent(score.recall_at_1)}，R@5 {percent(score.recall_at_5)}，"
        f"MRR {score.reciprocal_rank:.3f}"
    )
