"""Departments recognised in a question, whatever corpus they come from."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.departments import DepartmentFinder, core_of, suffix_of, unknown_office
from assistant.query import Query
from assistant.wordings import Tag, strongest

NAMES = [
    "水务保障科",
    "林长制办公室",
    "城市运行管理中心",
    "区应急管理局",
    "综合执法大队（联勤办）",
    "财政所",
    "各相关街道",
    "老龄和妇幼健康科",
    "老干部科",
    "相关单位",
]  # fmt: skip
FINDER = DepartmentFinder(NAMES)


def found(text: str) -> list[Tag]:
    return strongest(FINDER.find(text))


def names_in(text: str) -> list[tuple[str, ...]]:
    return [tag.value.names for tag in found(text)]


@pytest.mark.parametrize("name", NAMES)
def test_the_full_name(name: str) -> None:
    (tag,) = found(f"请问{name}牵头哪些任务？")
    assert tag.value.names == (name,)
    assert tag.value.exact
    assert tag.text == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("应急管理局", "区应急管理局"),  # without its qualifier
        ("综合执法大队", "综合执法大队（联勤办）"),  # without its bracket
        ("联勤办", "综合执法大队（联勤办）"),  # the bracket alone
        ("城运中心", "城市运行管理中心"),
        ("城市运行中心", "城市运行管理中心"),
        ("老龄妇幼科", "老龄和妇幼健康科"),
        ("林长办公室", "林长制办公室"),
        ("水务与供水保障科", "水务保障科"),  # longer than the document has it
        ("水物保障科", "水务保障科"),  # typed by sound
        ("水雾保障科", "水务保障科"),
        ("水务保彰科", "水务保障科"),
        ("林长治办公室", "林长制办公室"),
        ("城市运行管里中心", "城市运行管理中心"),
        ("城市营运管理中心", "城市运行管理中心"),  # a wrong character
    ],
)
def test_short_long_and_misspelt_names(written: str, name: str) -> None:
    (names,) = names_in(f"{written}牵头哪些任务？")
    assert names == (name,)


@pytest.mark.parametrize("stem", ["水务保障", "城市运行管理", "老干部"])
def test_a_name_without_its_ending_is_weak(stem: str) -> None:
    (tag,) = found(f"{stem}牵头哪些任务？")
    assert tag.value.weak


@pytest.mark.parametrize("text", ["水务保障科", "城运中心", "联勤办"])
def test_a_name_with_its_ending_is_not_weak(text: str) -> None:
    (tag,) = found(f"{text}牵头哪些任务？")
    assert not tag.value.weak


def test_several_names_in_one_question() -> None:
    assert names_in("水务保障科和林长制办公室谁牵头，财政所配合吗？") == [
        ("水务保障科",), ("林长制办公室",), ("财政所",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "由谁牵头？",
        "哪个科负责？",
        "生态环境科牵头哪些任务？",
        "民政局牵头哪些任务？",
        "教育局负责什么？",
        "科室有哪些？",
        "这个中心负责什么？",
        "街道上的树谁来管？",
        "",
    ],
)
def test_a_department_of_another_corpus_is_none_of_these(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("区应急管理局", "应急管理局"),
        ("各相关街道", "街道"),
        ("综合执法大队（联勤办）", "综合执法大队"),
        ("水务保障科", "水务保障科"),
    ],
)
def test_the_proper_part_of_a_name(name: str, core: str) -> None:
    assert core_of(name) == core


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("林长制办公室", "办公室"), ("城市运行管理中心", "中心"), ("财政所", "所"), ("张三", "")],
)
def test_the_office_ending_of_a_name(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("text", ["生态环境科", "教育局", "大数据中心", "妇女儿童委员会"])
def test_an_office_that_nobody_knows_looks_like_one(text: str) -> None:
    assert unknown_office(text) == text


@pytest.mark.parametrize("text", ["科", "处", "中心", "体检", "无人机", "处理", "一件事"])
def test_what_is_named_like_no_office(text: str) -> None:
    assert unknown_office(text) == ""


def test_a_finder_without_names_finds_nothing() -> None:
    assert DepartmentFinder([]).find("水务保障科牵头哪些任务？") == []


class TestInQuestions:
    """The same over the shipped documents, in whole questions."""

    @staticmethod
    def names(query: Query) -> list[str]:
        return [name for binding in query.bindings for name in binding.names]

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("基层处", "基层处"),
            ("基层卫生处", "基层处"),
            ("基层卫生健康处", "基层处"),
            ("规划处", "规划发展处"),
            ("规划发展处", "规划发展处"),
            ("规发处", "规划发展处"),
            ("生物医药处", "生物医药处"),
            ("生医处", "生物医药处"),
            ("人口家发处", "人口家发处"),
            ("人口处", "人口家发处"),
            ("人口家庭发展处", "人口家发处"),
            ("公共卫生处", "公卫处"),
            ("中医处", "中医科教处"),
            ("监督所", "区监督所"),
            ("疾控中心", "区疾控中心"),
            ("审批中心", "委审批服务中心"),
            ("妇幼保健中心", "区妇幼保健中心"),
            ("社区卫生服务中心", "各社区卫生服务中心"),
            ("党政办", "党政办"),
            ("党政办公室", "党政办"),
            ("规化发展处", "规划发展处"),
            ("组织人事处", "组织人事处"),
        ],
    )
    def test_a_department_of_the_corpus(
        self, assistant: Assistant, written: str, name: str
    ) -> None:
        assert self.names(assistant.understand(f"{written}负责哪些任务？")) == [name]

    @pytest.mark.parametrize(
        "question",
        [
            "优化基层医疗服务由谁牵头？",
            "生物医药产业全链条加速由谁牵头？",
            "公共场所信用评价由谁牵头？",
            "生物医药企业临床试验怎么做？",
            "市场监督管理部门今年有哪些任务？",
            "食品药品监督管理局的活有哪些",
        ],
    )
    def test_words_that_a_name_has_too_are_no_department(
        self, assistant: Assistant, question: str
    ) -> None:
        stated = [b for b in assistant.understand(question).bindings if b.stated]
        assert stated == []

    @pytest.mark.parametrize("office", ["宣传处", "财务处", "信息中心", "督查处"])
    def test_an_office_of_no_document(self, assistant: Assistant, office: str) -> None:
        query = assistant.understand(f"{office}牵头哪些任务？")
        assert query.bindings == ()
        assert query.unknown_owner == office
