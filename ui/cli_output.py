"""Print answers, items and readings as a person wants them in a terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.table import Table

from ui.schemas import AnswerBody, CitationBody, ExplanationBody, ItemBody, ItemsBody, ReadBody
from ui.wording import KINDS


def console() -> Console:
    """A console on stdout; `highlight` would colour numbers inside policy text."""
    return Console(highlight=False)


def show_answer(body: AnswerBody) -> None:
    """The answer, then what proves it, then what is near."""
    out = console()
    out.print(Markdown(body.answer))
    if body.note:
        out.print(f"[dim]{escape(body.note)}[/dim]")
    if body.citations:
        out.print(items_table("出处", list(body.citations)))
    if body.related:
        out.print(items_table("相近的条目（不作为依据）", list(body.related)))
    if body.suggestions:
        out.print("还可以问：" + "　".join(escape(text) for text in body.suggestions))
    if body.explain:
        _show_explanation(out, body.explain)
    out.print(f"[dim]用时 {body.took_ms:.0f} 毫秒[/dim]")


_NARROW = 15  # cells: pudong-2024#38, 2024年12月底前; what is longer goes on on the next line
_LEAST = 8  # cells of a column of names


def _show_explanation(out: Console, explain: ExplanationBody) -> None:
    out.print(f"[bold]判断[/bold] {escape(explain.reason)}")
    understood = json.dumps(explain.query, ensure_ascii=False)
    out.print(f"[bold]理解[/bold] {escape(understood)}")
    table = Table(title="检索到的条目", title_justify="left")
    for head in ("条目", "综合", "向量", "关键词"):
        table.add_column(head)
    for found in explain.found:
        scores = (f"{value:.3f}" for value in (found.score, found.dense, found.keyword))
        table.add_row(escape(found.item_id), *scores)
    if explain.found:
        out.print(table)
    for statement in explain.removed:
        out.print(f"[bold]因缺少依据而删去[/bold] {escape(statement)}")


def items_table(title: str, items: list[ItemBody]) -> Table:
    """Items as a table that wraps to the terminal."""
    table = Table(title=title, title_justify="left", show_lines=True)
    table.add_column("编号", overflow="fold", max_width=_NARROW)
    for head, ratio in (("内容", 5), ("牵头", 2), ("配合", 2), ("单位", 2)):
        table.add_column(head, ratio=ratio, overflow="fold", min_width=_LEAST)
    table.add_column("时间", overflow="fold", max_width=_NARROW)
    for item in items:
        names = ("、".join(names) for names in (item.lead, item.cooperating, item.units))
        text = f"{item.text}……" if isinstance(item, CitationBody) and item.excerpt else item.text
        cells = (item.item_id, text, *names, item.deadline.text if item.deadline else "")
        table.add_row(*(escape(cell) for cell in cells))
    return table


def show_items(body: ItemsBody, offset: int) -> None:
    """One page of a listing and what part of the whole it is."""
    out = console()
    if not body.items:
        out.print(f"没有符合条件的条目（符合条件的共 {body.total} 条）。")
        return
    out.print(items_table("", body.items))
    last = offset + len(body.items)
    more = f"，用 --offset {last} 看后面的" if last < body.total else ""
    out.print(f"第 {offset + 1}–{last} 条，共 {body.total} 条{more}。")


def show_read(body: ReadBody) -> None:
    """What one file was read into."""
    out = console()
    out.print(f"[bold]{escape(body.title)}[/bold]　{escape(body.doc_id)}　{escape(body.issuer)}")
    counts = {kind: sum(item.kind == kind for item in body.items) for kind in KINDS}
    said = "，".join(f"{KINDS[kind]} {number} 条" for kind, number in counts.items() if number)
    out.print(f"读出 {said or '0 条'}。")
    out.print(items_table("", body.items))
    for warning in body.warnings:
        out.print(f"[yellow]请核对[/yellow] {escape(warning.message)}")


def show_unreadable(path: Path, reason: str, *, as_json: bool) -> None:
    """Why a file could not be read; for programs also an object in its place."""
    if as_json:
        body = {"file": path.name, "error": reason, "items": [], "warnings": []}
        print(json.dumps(body, ensure_ascii=False))
    print(f"出错：{reason}", file=sys.stderr)
