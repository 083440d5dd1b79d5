"""Whether a question names a jurisdiction of the corpus or another."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from index import build_index

CITY, DISTRICT = "shanghai-2024", "pudong-2024"


@pytest.mark.parametrize(
    ("written", "doc_id"),
    [
        ("上海市", CITY), ("市里", CITY), ("市级", CITY), ("全市", CITY), ("市卫健委", CITY),
        ("浦东新区", DISTRICT), ("浦东", DISTRICT), ("区里", DISTRICT), ("区级", DISTRICT),
        ("工作要点", CITY), ("任务分工表", DISTRICT), ("分工表", DISTRICT), ("市要点", CITY),
    ],
)  # fmt: skip
def test_a_place_or_title_names_its_document(
    assistant: Assistant, written: str, doc_id: str
) -> None:
    assert assistant.understand(f"{written}对“一业一证”有什么要求？").doc_ids == (doc_id,)


@pytest.mark.parametrize(
    "place",
    ["徐汇区", "徐汇", "黄浦区", "静安区", "北京市", "北京", "江苏省", "南京市", "广东", "杭州市"],
)
def test_a_place_of_no_document(assistant: Assistant, place: str) -> None:
    assert assistant.understand(f"{place}的一业一证由谁牵头？").other_place == place


@pytest.mark.parametrize(
    "question",
    ["浦东新区一业一证由谁牵头？", "上海市怎么优化“一件事”？", "社区卫生服务中心做什么？"],
)
def test_no_other_place_where_none_is_named(assistant: Assistant, question: str) -> None:
    assert assistant.understand(question).other_place == ""


def test_of_many_places_a_refusal_names_some_and_how_many(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in "青蓝红白黑紫金银铜铁":
        text = f"{name}岭市2031年养老工作要点\n\n1.改造养老院。（责任单位：市民政局）\n"
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index(corpus, tmp_path / "index", embedder="hashing")
    assistant = Assistant.open(tmp_path / "index")
    answer = assistant.ask("哈尔滨市的养老院改造归谁")
    assert answer.refused
    assert answer.text.count("岭市") == 8
    assert "等10个地方" in answer.text
