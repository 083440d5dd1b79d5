"""A made-up district, whose table has other names and another order of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout
from ingest import ItemKind

TABLE = """完成时限,重点工作,序号,具体措施,协办科室,主责科室,承接单位
6月,保障饮水安全,1,改造老旧供水管网,综合协调科等科室,水务保障科,青禾水厂
全年,,2,开展水源地巡查,林长制办公室,水务保障科,青禾水厂
三季度,,3,公布水质检测结果,水务保障科,综合协调科,
3月,推进“一山一策”改革,4,划定林长责任网格,,林长制办公室,各林场
9月,,5,建设森林防火视频监控,综合协调科,林长制办公室、数字乡村科,各林场
6月,发展智慧农业,6,推广无人机植保服务,数字乡村科,农技推广站,智慧农业中心
11月,,7,建立农产品追溯平台,农技推广站,数字乡村科,智慧农业中心
10月,,8,举办“稻香节”，设置“米酒坊”“糕点铺”“竹编摊”三类展位,农技推广站、数字乡村科,综合协调科,
"""
MANIFEST = """[[document]]
doc_id = "qinghe-2031"
file = "tasks.csv"
title = "2031年青禾区乡村振兴重点任务分工表"
short_title = "青禾区任务分工表"
issuer = "青禾区农业农村委员会"
year = 2031
jurisdiction = "云泽市青禾区"
kind = "task_table"
"""

Ask = Callable[..., Answer]
Numbers = Callable[[Answer], list[int]]


@pytest.fixture(scope="module")
def made_up(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("made_up")
    corpus = place / "corpus"
    corpus.mkdir()
    (corpus / "tasks.csv").write_text(TABLE, encoding="utf-8")
    (corpus / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    # The graph of the model is the same for every corpus: it is not made a second time.
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(corpus, place / "index")
    index = Index.open(place / "index")
    yield Assistant(index)
    index.close()


@pytest.fixture(scope="module")
def shipped_names(assistant: Assistant) -> list[str]:
    """Everything that only the shipped corpus can have told: owners, titles, places."""
    owners = [owner.name for owner in assistant.index.catalogue.owners()]
    documents = assistant.index.catalogue.documents()
    return [*owners, *(d.short_title for d in documents), "上海", "浦东", "卫生健康"]


@pytest.fixture(scope="module")
def ask_made_up(made_up: Assistant, shipped_names: list[str]) -> Ask:
    """Ask the made-up corpus; nothing of the shipped one may be in any answer."""

    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            history += [Turn("user", said), Turn("assistant", made_up.ask(said, history).text)]
        answer = made_up.ask(question, history)
        said = "\n".join([answer.text, *answer.suggestions])
        assert [name for name in shipped_names if name in said] == []
        return answer

    return asked


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return lambda answer: [c.item.number for c in answer.citations if c.item.number is not None]


def test_the_table_was_read(made_up: Assistant) -> None:
    items = [i for i in made_up.index.catalogue.items() if i.kind is ItemKind.TASK]
    assert [item.number for item in items] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert items[4].lead == ("林长制办公室", "数字乡村科")
    assert items[4].group_title == "推进“一山一策”改革"


@pytest.mark.parametrize(
    ("question", "said", "number"),
    [
        ("改造老旧供水管网由谁牵头？", "由**水务保障科**牵头", 1),
        ("换老水管这事归哪个科管？", "水务保障科", 1),
        ("农产品追溯平台由谁牵头？", "由**数字乡村科**牵头", 7),
        ("无人机植保谁负责？", "由**农技推广站**牵头", 6),
        ("森林防火视频监控由谁牵头？", "由**林长制办公室**、**数字乡村科**共同牵头", 5),
        ("第4项由谁牵头？", "由**林长制办公室**牵头", 4),
        ("（7）谁牵头", "由**数字乡村科**牵头", 7),
        ("水源地巡查由谁配合？", "由**林长制办公室**配合", 2),
        ("改造老旧供水管网由谁配合？", "由**综合协调科等科室**配合", 1),
        ("公布水质检测结果谁协办？", "由**水务保障科**配合", 3),
        ("农产品追溯平台什么时候完成？", "**11月", 7),
        ("公布水质检测结果的时限？", "**三季度", 3),
        ("水源地巡查什么时候完成？", "**全年", 2),
        ("任务4的配合部门是谁？", "没有列出", 4),
        ("Who leads the agricultural product traceability platform?", "由**数字乡村科**牵头", 7),
        ("By when must the agricultural product traceability platform be done?", "**11月", 7),
        ("Which departments cooperate on water source patrols?", "由**林长制办公室**配合", 2),
    ],
)
def test_lookups(ask_made_up: Ask, numbers: Numbers, question: str, said: str, number: int) -> None:
    answer = ask_made_up(question)
    assert said in answer.text
    assert numbers(answer) == [number]
    assert not answer.refused


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("水务保障科牵头哪些任务？", [1, 2]),
        ("水务科牵头哪些任务？", [1, 2]),
        ("Which tasks does the Digital Countryside Section lead?", [5, 7]),
        ("tasks led by the Comprehensive Coordination Section", [3, 8]),
        ("Which tasks does the Forest Chief Office support?", [2]),
        ("林长办公室牵头哪些任务？", [4, 5]),
        ("数字乡村科配合哪些任务？", [6, 8]),
        ("农技推广站牵头或配合的任务有哪些？", [6, 7, 8]),
        ("综合协调科牵头的任务有哪些？", [3, 8]),
        ("综合协调科配合哪些任务？", [1, 5]),
        ("各林场参与哪些任务？", [4, 5]),
        ("6月要完成的任务有哪些？", [1, 6]),
        ("上半年要完成哪些任务？", [1, 4, 6]),
        ("三季度要完成的任务有哪些？", [3, 5]),
        ("没有配合部门的任务有哪些？", [4]),
        ("共同牵头的任务有哪些？", [5]),
        ("智慧农业这一大项有哪些任务？", [6, 7, 8]),
        ("水务保障科牵头、林长制办公室配合的任务有哪些？", [2]),
    ],
)
def test_lists(ask_made_up: Ask, numbers: Numbers, question: str, expected: list[int]) -> None:
    answer = ask_made_up(question)
    assert numbers(answer) == expected
    assert not answer.refused


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("水务保障科牵头几项任务？", 2),
        ("一共有多少项任务？", 8),
        ("分工表有几个大项？", 3),
        ("数字乡村科一共牵头多少项任务？", 2),
        ("一共有多少个牵头部门？", 5),
        ("6月要完成几项任务？", 2),
        ("农技推广站牵头几项？", 1),
    ],
)
def test_counts(ask_made_up: Ask, question: str, number: int) -> None:
    assert ask_made_up(question).count == number


def test_a_ranking_names_all_that_tie(ask_made_up: Ask) -> None:
    head = ask_made_up("哪个部门牵头的任务最多？").text.splitlines()[0]
    for name in ("水务保障科", "林长制办公室", "数字乡村科", "综合协调科"):
        assert name in head
    assert "农技推广站" not in head
    assert "并列" in head


@pytest.mark.parametrize(
    "question",
    [
        "生物医药处牵头哪些任务？",  # a department of the shipped corpus
        "65岁以上老人免费体检由谁牵头？",  # a task of the shipped corpus
        "浦东新区的供水管网由谁牵头？",
        "2024年供水管网由谁改造？",
        "第38项由谁牵头？",
        "水务保障科的电话是多少？",
        "今天天气怎么样？",
        "你好",
    ],
)
def test_refusals(made_up: Assistant, question: str) -> None:
    answer = made_up.ask(question)
    assert answer.refused
    assert answer.citations == ()


def test_a_wrong_owner_is_corrected(ask_made_up: Ask) -> None:
    answer = ask_made_up("农产品追溯平台是水务保障科牵头的吗？")
    assert answer.text.startswith("更正")
    assert "数字乡村科" in answer.text


def test_follow_ups(ask_made_up: Ask, numbers: Numbers) -> None:
    assert "**11月" in ask_made_up("什么时候完成？", "农产品追溯平台由谁牵头？").text
    assert numbers(ask_made_up("那综合协调科呢？", "水务保障科牵头哪些任务？")) == [3, 8]


def test_the_year_and_place_are_those_of_the_corpus(ask_made_up: Ask) -> None:
    assert not ask_made_up("2031年供水管网由谁牵头？").refused
    assert not ask_made_up("青禾区供水管网由谁牵头？").refused
