"""Tables of several offices: a question names the one that it asks of, in whatever words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant
from index import Index, build_index, layout

FORESTS = (
    "# 磐石县林业重点任务清单（节选）\n\n"
    "| 序号 | 大项 | 任务 | 牵头单位 | 协办单位 | 完成时限 |\n|---|---|---|---|---|---|\n"
    "| 1 | 守护山林安全底线 | 修建防火通道20公里 | 县林业局 | 县应急局 | 2034年4月 |\n"
    "| 2 | 守护山林安全底线 | 配备巡护无人机12架 | 县应急局 |  | 2034年6月 |\n"
    "| 3 | 守护山林安全底线 | 监测松材线虫 | 县林业局 | 县统计局 | 持续推进 |\n"
    "| 4 | 做强林下种植产业 | 培育食用菌基地5个 | 县林业局、县农业局 | 县财政局 | 2034年9月 |\n"
    "| 5 | 做强林下种植产业 | 发放种植补贴 | 县财政局 | 县农业局 | 2034年12月 |\n"
    "| 6 | 做强林下种植产业 | 普查古树名木 | 县农业局 |  | 2034年9月 |\n"
)
ROADS = (
    "# 清溪市2033年城市道路工作任务分工表\n\n"
    "| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|\n"
    "| 1 | 翻修滨江大道 | 市城管局 | 市公安局 | 2033年6月底前 |\n"
    "| 2 | 更换路灯800盏 | 市城管局 |  | 9月底前 |\n"
    "| 3 | 清理占道摊点 | 市公安局 | 市城管局 | 全年 |\n"
    "| 4 | 疏通雨水管网 | 市水务局 | 市城管局 | 上半年 |\n"
)

Numbers = Callable[[str], set[int | None]]


@pytest.fixture(scope="module")
def ask_tables(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Numbers]:
    place = tmp_path_factory.mktemp("named_tables")
    (place / "corpus").mkdir()
    for name, text in {"forests": FORESTS, "roads": ROADS}.items():
        (place / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(place / "corpus", place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str) -> set[int | None]:
        answer: Answer = assistant.ask(question)
        return {citation.item.number for citation in answer.citations}

    yield asked
    index.close()


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("林业重点任务清单里，没给找帮手的任务是哪些", {2, 6}),
        ("《磐石县林业重点任务清单（节选）》中，牵头的有好几家的是哪些任务", {4}),
        ("道路任务分工表，没给找帮手的任务是哪些", {2}),
        ("道路任务分工表里，拖过6月就算逾期的有哪些", {1, 4}),
    ],
)
def test_words_that_no_rule_has_beside_the_name_of_a_table(
    ask_tables: Numbers, question: str, numbers: set[int]
) -> None:
    assert ask_tables(question) == numbers


@pytest.mark.parametrize(
    "group", ["守护山林安全底线这一大项有哪些任务", "归在守护山林安全底线里头的任务有哪些"]
)
def test_a_heading_keeps_the_words_that_the_table_is_named_by(
    ask_tables: Numbers, group: str
) -> None:
    assert ask_tables(f"林业重点任务清单里，{group}") == {1, 2, 3}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("林业重点任务清单里，最迟6月要弄好的是哪些", {1, 2}),
        ("林业重点任务清单里，6月之前连6月在内到期的有哪些", {1, 2}),
        ("林业重点任务清单里，不超过9月到期的任务", {1, 2, 4, 6}),
        ("林业重点任务清单里，时间节点大于9月的任务", {5}),
        ("林业重点任务清单里，9月之后到期的任务有哪些，不含9月", {5}),
    ],
)
def test_a_table_without_a_year_has_that_of_its_deadlines(
    ask_tables: Numbers, question: str, numbers: set[int]
) -> None:
    assert ask_tables(question) == numbers


@pytest.mark.parametrize(
    "left_out", ["全年性的就不用报了", "标全年的请排除", "一整年做的另算", "全年那种我不要"]
)
def test_year_round_tasks_left_out_beside_a_month(ask_tables: Numbers, left_out: str) -> None:
    assert ask_tables(f"道路任务分工表里9月底前要完成的有哪些，{left_out}") == {1, 2, 4}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("请统计林业重点任务清单里9月到期的任务", {4, 6}),
        ("哪几项牵头归县林业局，协办归县应急局", {1}),
        ("牵头=县财政局，配合含县农业局，列一下", {5}),
        ("由县财政局领头的、由县应急局领头的，都报一下", {2, 5}),
        ("市城管局主办又有配合的是哪几条", {1}),
    ],
)
def test_offices_with_and_without_a_role(
    ask_tables: Numbers, question: str, numbers: set[int]
) -> None:
    assert ask_tables(question) == numbers
