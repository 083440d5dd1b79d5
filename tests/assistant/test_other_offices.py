"""A table and two plans of other places: offices of one name, plans by actions, running times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

TABLE = (
    "佛山市南海区2031年重点工作任务分工表\n\n"
    "序号\t任务\t牵头单位\t配合单位\t完成时限\n"
    "1\t改造城镇老旧小区\t区住房城乡建设局\t区民政局\t11月底前\n"
    "2\t安装供热测温终端\t区城市管理局\t区住房城乡建设局\t10月底前\n"
    "3\t巡查农贸市场消防\t区市场监管局\t\t长期坚持\n"
    "4\t印发《湿地管护规范》\t区林业局\t区水务局\t4月底前\n"
)
PLAN = """岚溪省木材物流三年行动计划（2031—2033年）

一、主要行动

行动一：仓储提升行动

任务1：建设骨干木材仓库。由省发展改革厅牵头，会同省商务厅，在三市建设仓库，2031年10月底前完成。

任务2：完善集散中心。由省商务厅牵头，会同省交通厅，2032年6月底前完成。

行动二：通道畅通行动

任务3：优化通行政策。由省公安厅牵头，会同省交通厅、省商务厅，2031年6月底前完成。

任务4：改造林区道路。由省交通厅牵头，会同省住房和城乡建设厅，2033年底前完成。
"""
# One office under the names that four more places give it.
OTHERS = {
    place: f"{place}2031年住建工作要点\n\n1.改造供水管网。（责任单位：{office}）\n\n"
    f"2.整治违章建筑。（责任单位：{office}、城市管理局）\n"
    for place, office in {
        "青禾县": "县住房城乡建设局",
        "白石市": "市住房城乡建设局",
        "红枫县": "县住房和城乡建设局",
        "银滩市": "市住房和城乡建设局",
    }.items()
}
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask_offices(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("offices")
    corpus = place / "corpus"
    corpus.mkdir()
    for name, text in {"分工表": TABLE, "计划": PLAN, **OTHERS}.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(corpus, place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str, *history: str) -> Answer:
        turns = [Turn("assistant" if at % 2 else "user", said) for at, said in enumerate(history)]
        return assistant.ask(question, turns)

    yield asked
    index.close()


def cited(answer: Answer) -> set[str]:
    return {citation.item.text.strip("。")[:6] for citation in answer.citations}


def test_an_office_of_many_places_is_known_by_its_short_name(ask_offices: Ask) -> None:
    answer = ask_offices("住建局牵头的有几项")
    assert not answer.refused
    assert answer.count == 9  # one of the table, two of each of four places


@pytest.mark.parametrize("place", ["佛山顺德区", "隔壁双清县"])
def test_another_place_is_not_answered_from_its_neighbour(ask_offices: Ask, place: str) -> None:
    answer = ask_offices(f"{place}的老旧小区改造归谁管")
    assert answer.refused
    assert place[-3:] in answer.text


def test_a_running_time_is_told_from_what_a_task_does(ask_offices: Ask) -> None:
    answer = ask_offices("南海区的表里完成时限写“长期坚持”的有哪些")
    assert cited(answer) == {"巡查农贸市场"}


def test_an_action_is_a_part_of_its_plan(ask_offices: Ask) -> None:
    answer = ask_offices("木材物流计划“行动二”下面有哪些任务")
    assert cited(answer) == {"优化通行政策", "改造林区道路"}


def test_a_mark_of_an_earlier_reply_is_of_the_document_asked_about(ask_offices: Ask) -> None:
    answer = ask_offices(
        "会同的有哪几家？",
        "木材物流的通行政策谁牵头",
        "任务3“优化通行政策”由省公安厅牵头，2031年6月底前完成。",
    )
    assert cited(answer) == {"优化通行政策"}
    assert "省交通厅" in answer.text


def test_a_rule_to_be_issued_is_a_task_and_no_document(ask_offices: Ask) -> None:
    answer = ask_offices("《湿地管护规范》什么时候印发")
    assert "4月底前" in answer.text
    assert len(answer.citations) == 1


def test_a_column_that_a_document_lacks_is_not_called_empty(ask_offices: Ask) -> None:
    answer = ask_offices("白石市改造供水管网的配合单位是谁")
    assert "这一栏为空" not in answer.text
    assert "没有列出" in answer.text
    assert "这一栏为空" in ask_offices("南海区巡查农贸市场消防由谁配合").text
