"""Show results as a Markdown table, and time per question by size as an SVG picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from bench.targets import targets

_WIDTH, _HEIGHT, _EDGE = 640, 320, 50
_LINES = (("question", "#0b6e4f", "一个问题"), ("embedding", "#5b5b8c", "只嵌入问题"),
          ("exact_search", "#b5651d", "只做一次精确向量检索"))  # fmt: skip

Record = dict[str, Any]


def table(record: Record) -> str:
    """One row a size, then what was measured once; times in milliseconds."""
    head = ("条目", "嵌入 p50", "精确检索 p50", "问题 p50", "问题 p95", "倍数", "打开", "内存 MB",
            "建索引 秒", "磁盘 MB", "向量库", "召回@10")  # fmt: skip
    rows = [
        (
            one["items"], one["embedding"]["p50"], one["exact_search"]["p50"],
            one["question"]["p50"], one["question"]["p95"],
            one["times_embedding"], one["open_ms"], one["memory_mb"], one["seconds"],
            one["disk_mb"], one["store"], one["recall_at_10"],
        )
        for one in record["sizes"]
    ]  # fmt: skip
    return "\n\n".join([_markdown(head, rows), *_once(record), _stores(record), _reached(record)])


def _once(record: Record) -> list[str]:
    rate, cold, service = record["embedding_rate"], record["cold_ask"], record["service"]
    told = [
        f"建索引时每秒嵌入 {rate['passages_a_second']} 段（每段 {rate['characters']} 字）；"
        f"`policyqa ask` 从冷进程到回答 {cold['best_ms']} 毫秒。",
        "；".join(
            f"{one['clients']} 个客户端每秒 {one['questions_a_second']} 题"
            for one in service["loads"]
        )
        + f"；服务占内存 {service['memory_mb']} MB。",
    ]
    if "recipe" in record:
        recipe = record["recipe"]
        times = recipe["first_ms"] / cold["best_ms"]
        told.append(
            f"对照做法（llama-index，同一模型）从启动到第一次检索 {recipe['first_ms']} 毫秒，"
            f"是本程序的 {times:.1f} 倍；之后每次检索 {recipe['retrieval']['p50']} 毫秒。"
        )
    return told


def _stores(record: Record) -> str:
    head = ("向量库", "向量", "建立 秒", "磁盘 MB", "装入 毫秒", "检索 p50", "召回@10")
    names = ("store", "vectors", "build_s", "disk_mb", "load_ms", "search_p50_ms", "recall_at_10")
    return _markdown(head, [tuple(one[name] for name in names) for one in record["stores"]])


def _reached(record: Record) -> str:
    words = {True: "达到", False: "没有达到", None: "没有测"}
    rows = [
        (one.name, one.measured, f"{'≤' if one.at_most else '≥'} {one.limit:g}", words[one.met])
        for one in targets(record)
    ]
    return _markdown(("目标", "结果", "界限", ""), rows)


def _markdown(head: tuple[str, ...], rows: Sequence[Sequence[object]]) -> str:
    lines = [" | ".join(map(str, row)) for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {line} |" for line in lines)


def draw(record: Record) -> str:
    """Median milliseconds over items, both on logarithmic axes; each point says its own."""
    sizes = record["sizes"]
    low = min(one[name]["p50"] for one in sizes for name, _, _ in _LINES)
    high = max(one["question"]["p50"] for one in sizes)
    parts = []
    for place, (name, colour, title) in enumerate(_LINES):
        points = [
            (
                _along(one["items"], sizes[0]["items"], sizes[-1]["items"], _WIDTH),
                _HEIGHT - _along(one[name]["p50"], low, high, _HEIGHT),
            )
            for one in sizes
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<text x="{x:.1f}" y="{y - 4:.1f}" fill="{colour}" text-anchor="middle">'
            f"{one[name]['p50']:.3g} 毫秒</text>"
            for (x, y), one in zip(points, sizes, strict=True)
        ]
        parts.append(f'<text x="{_EDGE}" y="{16 * (place + 1)}" fill="{colour}">{title}</text>')
    parts += [
        f'<text x="{_along(one["items"], sizes[0]["items"], sizes[-1]["items"], _WIDTH):.1f}"'
        f' y="{_HEIGHT - 8}" text-anchor="middle">{one["items"]} 条</text>'
        for one in sizes
    ]
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>\n'


def _along(value: float, low: float, high: float, length: int) -> float:
    share = math.log(value / low) / math.log(high / low) if high > low else 0.5
    return _EDGE + share * (length - 2 * _EDGE)
