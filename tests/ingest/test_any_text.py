"""Whatever lines a file has, every character is read exactly once and ids never clash."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import UnreadableFileError, read_file

TEXT = """一、总体要求
二、重点任务（牵头单位：市教委）
（一）推进改革
（二）优化服务。完善机制，提升能力。（责任单位：市交通委、市财政局）
1.建设平台
2．完善制度。强化监督。
（1）细化；
①如下
第一章 总则
第一条 为了规范
任务1：建设
责任单位：市教委
完成时限：2024年底前
附件
附件2 清单
附件：1.表一
2.表二
2024年5月1日
某市人民政府
某府〔2024〕3号
各区政府：
特此通知。
序号\t任务\t牵头单位\t时限
1\t做甲\t市交通委\t9月
2\t做乙\t\t全年
\t序号
\t任务内容
\t牵头部门
\t做丙
|序号|任务|责任单位|
|---|---|---|
|1|做丁|市水务局|
- 1 -
序号
工作任务
牵头单位
1
2
3
市民政局
以下任务均由市卫健委负责。
（
，
十、
(来源:某)

"""
LINES = TEXT.split("\n")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40))
def test_any_order_of_lines(chosen: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text("\n".join(chosen), encoding="utf-8")
        try:
            parsed = read_file(path)
        except UnreadableFileError:
            assert not "".join(chosen).strip()
            return
    text = parsed.document.text
    spans = [(one.start, one.end) for one in [*parsed.items, *parsed.headings]]
    spans += [(one.span.start, one.span.end) for one in parsed.leftovers]
    covered = [place for start, end in spans for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(item.text == text[item.start : item.end] for item in parsed.items)
    assert all(item.text.strip() for item in parsed.items)
    assert len({item.item_id for item in parsed.items}) == len(parsed.items)
