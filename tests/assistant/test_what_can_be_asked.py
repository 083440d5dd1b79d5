"""A refusal names what the documents at hand tell, not what other documents would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant import Answer, Assistant
from index import build_index

RULES = (
    "梨湾区养鸽管理办法\n\n第一条 为了规范养鸽行为，制定本办法。\n"
    "第二条 鸽舍应当与住宅保持五米以上的距离。\n第三条 养鸽人应当每周清扫鸽舍。\n"
)


def test_rules_have_no_columns(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "rules.txt").write_text(RULES, encoding="utf-8")
    build_index(corpus, tmp_path / "index", embedder="hashing")
    answer = Assistant.open(tmp_path / "index").ask("养鸽管理处的电话是多少")
    assert answer.refused
    assert "条文内容" in answer.text
    assert not [
        word for word in ("牵头部门", "配合部门", "单位", "时间节点") if word in answer.text
    ]


def test_a_table_has_its_own(ask: Callable[..., Answer]) -> None:
    text = ask("基层处的电话是多少").text
    assert "任务内容、牵头部门、配合部门、委属相关单位和时间节点" in text
