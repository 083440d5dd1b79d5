"""Documents of several offices beside each other: lists by name, years, persons, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

COUNTY = (
    "# 松阳川县2033年县政府重点任务清单\n\n"
    "| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 | 分管领导 |\n|---|---|---|---|---|---|\n"
    "| 1 | 扩建茶叶加工园 | 县农业局 | 县商务局 | 10月底 | 贺云山 |\n"
    "| 2 | 提升古道景区步道 | 县文旅局 | 县林业局 | 9月底 | 邵敏 |\n"
    "| 3 | 发展乡村露营地 | 县文旅局 | 县公安局 | 三季度 | 邵敏 |\n"
    "| 4 | 更新老化燃气管道 | 县住建局 | 县应急局 | 11月底 | 贺云山 |\n\n"
    "# 松阳川县2033年民生实事项目清单\n\n"
    "| 序号 | 项目 | 责任单位 | 计划投资（万元） | 完成时限 |\n|---|---|---|---|---|\n"
    "| 1 | 扩建实验小学 | 县教育局 | 3200 | 8月底 |\n"
    "| 2 | 新建老年食堂6处 | 县民政局 | 240 | 9月底 |\n"
    "| 3 | 更换公交车15辆 | 县交通局 | 1500 | 6月底 |\n"
)
WATER = (
    "# 澜江市2033年水务工作任务分工表\n\n"
    "| 序号 | 任务 | 牵头单位 | 完成时限 | 备注 |\n|---|---|---|---|---|\n"
    "| 1 | 改造供水管网31公里 | 供水科 | 10月底 | 民生实事 |\n"
    "| 2 | 整治河道采砂 | 水政支队 | 全年 |  |\n"
    "| 3 | 消除积水点7处 | 排水科 | 6月底 | 民生实事 |\n"
)
CIRCLES = (
    "# 沁源州市邻里中心建设方案（2033—2035年）\n\n## 一、总体要求\n\n"
    "到2034年底累计建成5个。\n\n## 二、重点任务\n\n"
    "1．摸清网点底数。（牵头单位：市商务局；配合单位：市统计局）\n\n"
    "2．加大支持。对验收合格的给予奖补：基本型50万元、完善型70万元。（牵头单位：市财政局）\n\n"
    "附件\n\n# 沁源州市邻里中心试点小区名单（2033—2035年）\n\n"
    "| 序号 | 县（市、区） | 小区名称 | 建设类型 | 建成年份 |\n|---|---|---|---|---|\n"
    "| 1 | 城南区 | 梧桐苑 | 完善型 | 2033年 |\n| 2 | 城南区 | 清波里 | 基本型 | 2034年 |\n"
    "| 3 | 城南区 | 石榴园 | 完善型 | 2034年 |\n| 4 | 河口县 | 望江台 | 完善型 | 2034年 |\n"
    "| 5 | 河口县 | 渔湾村 | 基本型 | 2035年 |\n"
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask_bureaus(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("bureaus")
    (place / "corpus").mkdir()
    for name, text in {"县": COUNTY, "水务": WATER, "邻里": CIRCLES}.items():
        (place / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(place / "corpus", place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            history += [Turn("user", said), Turn("assistant", assistant.ask(said, history).text)]
        return assistant.ask(question, history)

    yield asked
    index.close()


def cited(answer: Answer) -> set[str]:
    return {citation.item.text[:4] for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "items", "count"),
    [
        ("松阳川县的民生实事有哪些", {"扩建实验", "新建老年", "更换公交"}, None),
        ("松阳川民生实事里头，期限正好落在九月底的是哪些", {"新建老年"}, None),
        ("松阳川哪些民生项目的预算破了一千万？报个数和名单", {"扩建实验", "更换公交"}, 2),
        ("澜江市的任务里属于民生实事的有几项", {"改造供水", "消除积水"}, 2),
        ("邵敏副县长手上分管着松阳川几项任务，逐个念给我听", {"提升古道", "发展乡村"}, 2),
    ],
)
def test_a_list_of_one_document_is_meant_by_its_name(
    ask_bureaus: Ask, question: str, items: set[str], count: int | None
) -> None:
    answer = ask_bureaus(question)
    assert cited(answer) == items
    assert answer.count == count


def test_what_a_list_costs_is_added_up_and_counted(ask_bureaus: Ask) -> None:
    answer = ask_bureaus("松阳川2033民生实事一共几个项目，总共要花多少钱")
    assert "4940万元" in answer.text
    assert answer.count == 3


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("2034年要建成的完善型邻里中心，沁源州定在哪几个小区", {"石榴园", "望江台"}),
        ("沁源州名单里城南区占了几个小区？名字都报一下", {"梧桐苑", "清波里", "石榴园"}),
        ("河口县的试点，2035年的有哪些", {"渔湾村"}),
    ],
)
def test_years_and_kinds_of_a_list_narrow_it(
    ask_bureaus: Ask, question: str, items: set[str]
) -> None:
    assert {citation.item.title for citation in ask_bureaus(question).citations} == items


def test_a_year_and_a_kind_taken_for_granted_are_corrected(ask_bureaus: Ask) -> None:
    text = ask_bureaus("沁源州的清波里定的是完善型，2035年才建，对吧").text
    assert "基本型" in text
    assert "2034年" in text


def test_a_place_that_no_document_is_of_is_refused(ask_bureaus: Ask) -> None:
    assert ask_bureaus("铜梧市的邻里中心试点小区都有谁").refused


def test_which_vice_head_is_in_charge(ask_bureaus: Ask) -> None:
    assert "贺云山" in ask_bureaus("松阳川的燃气管道更新是哪位副县长在管").text
