"""What a text gives by number, when it was issued, and what two documents say of one matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    "question",
    [
        "市里点名下放的许可有几个",
        "市里明确要放给区里的事项有几个",
        "市里要下放的权限有哪几项",
    ],
)
def test_what_is_handed_down_is_counted_by_name(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question)
    assert "介入放射学" in answer.text
    assert "婚前医学检查" in answer.text
    assert cited(answer) == ["市1"]


@pytest.mark.parametrize(
    "question",
    ["好差评的全覆盖有几个", "好差评要求几个全覆盖，分别是什么", "市里好差评要做到几个全覆盖"],
)
def test_what_stands_before_a_name_with_its_number_is_counted(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.count == 3
    assert "服务事项、评价对象、服务渠道" in answer.text


@pytest.mark.parametrize(
    "question", ["智慧好办要实现的那个三位数是多少", "智慧好办的服务效能代号是什么"]
)
def test_a_number_that_is_a_name(ask: Ask, question: str) -> None:
    assert "“799”" in ask(question).text


@pytest.mark.parametrize(
    "question", ["市里要点有多少条，哪天印的", "市里文件共几条要点、什么日子印的"]
)
def test_how_much_a_document_has_and_when_it_was_issued(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "共**15条要点**" in answer.text
    assert "2024年4月26日" in answer.text


@pytest.mark.parametrize(
    "question", ["一共多少个大项，上面又分几大块", "表里多少个大类、又往上归成几个板块"]
)
def test_two_levels_are_counted(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "**18个大项**" in answer.text
    assert "**5个部分**" in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("市里文件是5月8日印发的吧", "更正：不是5月8日"),
        ("市里要点的落款写的是3月，没错吧", "更正：不是3月"),
        ("市里文件是2023年印发的吧", "更正：不是2023年"),
        ("市里要点是4月26日印的吗", "是的"),
        ("市里要点是不是5月26日印的", "更正：不是5月26日"),
        ("市里要点不是4月26日印的吧", "更正：正是4月26日"),
    ],
)
def test_a_date_of_issue_that_is_taken_for_granted(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert "2024年4月26日" in answer.text


def test_a_document_without_a_date_does_not_confirm_one(ask: Ask) -> None:
    assert ask("浦东的表是5月1日发的，没错吧").refused


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("外资的基因诊断试点，是浦东表里写的还是市里文件写的", "市6"),
        ("国际医疗部是市里写的还是浦东写的", "58"),
    ],
)
def test_which_of_two_documents_says_it(ask: Ask, cited: Cited, question: str, item: str) -> None:
    answer = ask(question)
    assert cited(answer) == [item]
    assert answer.text.startswith("写在")


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("市里说了好差评三个全覆盖，是哪三个？浦东干这件事的是哪个处", ["市12", "50"]),
        ("市里让出生“一件事”跨省通办，是哪个区域？浦东对着这件的归哪个处", ["市5", "31"]),
    ],
)
def test_the_second_question_is_of_the_other_document(
    ask: Ask, cited: Cited, question: str, items: list[str]
) -> None:
    assert cited(ask(question)) == items


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("“审管联动”这部分，公卫处一家独牵、连搭手的处都没有的有几项", ["22", "25"]),
        ("第三部分里，基层处独自牵头、没有配合处的有几项", ["32", "34", "38", "40"]),
        ("公卫处独牵的有几项", ["22", "23", "24", "25", "26", "28", "36", "41"]),
    ],
)
def test_led_alone_with_nobody_to_help(
    ask: Ask, cited: Cited, question: str, tasks: list[str]
) -> None:
    assert cited(ask(question)) == tasks


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("好几本证有效期都不一样，能不能统一？", ["10"]),
        ("出生一件事对口的是哪家单位，我只想知道是哪个中心", ["31"]),
        ("“免申即享”这一大项拆成了多少件事，都列上", ["37", "38", "39", "40"]),
        ("行政许可年报要赶在几月前编好，谁配合", ["3"]),
    ],
)
def test_words_that_ask_for_no_more(
    ask: Ask, cited: Cited, question: str, tasks: list[str]
) -> None:
    assert cited(ask(question)) == tasks


@pytest.mark.parametrize("question", ["那单位呢", "单位是哪家", "那落实单位那一栏呢"])
def test_the_unit_of_the_item_at_hand(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question, "双随机那条谁牵头")
    assert cited(answer) == ["29"]
    assert "**区监督所**" in answer.text


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("和下一条的配合处室有啥区别", ["29", "30"]),
        ("它跟再下面一条牵头的一样吗，我搞混了", ["29", "30"]),
        ("跟上一条比，时间一样吗", ["29", "28"]),
    ],
)
def test_the_item_at_hand_beside_its_neighbour(
    ask: Ask, cited: Cited, question: str, tasks: list[str]
) -> None:
    assert cited(ask(question, "双随机那条谁牵头")) == tasks


@pytest.mark.parametrize("question", ["公卫处的也列一遍", "公卫处的也照样报一下，只报全年的"])
def test_the_same_list_of_another_office_in_the_role_that_was_told(
    assistant: Assistant, cited: Cited, question: str
) -> None:
    history = [
        Turn("user", "人口家发处全年的任务有哪些"),
        Turn("assistant", "任务17、20、31、44。"),
    ]
    answer = assistant.ask(question, history)
    assert cited(answer) == ["20", "23", "24", "25", "26", "28", "30", "36", "41"]


@pytest.mark.parametrize(
    "question",
    [
        "除了你刚说的这两条，其余的也列出来",
        "把其余的也说说，刚说的那两个不用了",
        "剩下的也告诉我",
    ],
)
def test_the_rest_but_for_what_was_told(assistant: Assistant, cited: Cited, question: str) -> None:
    history = [
        Turn("user", "公卫处牵头的全年任务有哪些"),
        Turn("assistant", "任务20、任务23。"),
    ]
    answer = assistant.ask(question, history)
    assert cited(answer) == ["24", "25", "26", "28", "30", "36", "41"]


@pytest.mark.parametrize("question", ["这一组别的处还有没有", "这组里还有别的处的吗"])
def test_the_group_at_hand_beside_what_was_told(ask: Ask, cited: Cited, question: str) -> None:
    assert cited(ask(question, "基层处免申即享有哪些")) == ["37", "39"]
