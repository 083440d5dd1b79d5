"""Questions in English, and in English mixed with Chinese, over Chinese documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.english import in_chinese

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "item", "owners"),
    [
        ("Which department is in charge of family doctor contracts?", "40", ["基层处"]),
        ("Who is responsible for nurse registration?", "43", ["生物医药处"]),
        ("double random inspection lead department", "29", ["医政处", "公卫处", "人口家发处"]),
        (
            "Which division takes the lead on occupational health assistance for small and micro"
            " enterprises?",
            "41",
            ["公卫处"],
        ),
        ("Who leads the fair competition review of major policy measures?", "65", ["党政办"]),
        ("who handles the archiving of electronic documents", "45", ["党政办"]),
        ("Who leads medical data classification and grading in Pudong?", "47", ["规划发展处"]),
        ("who do I ask about a radiation worker certificate", "43", ["生物医药处"]),
        ("Which departments cooperate on medical imaging data sharing?", "42", ["医政处"]),
        ("Who supports the construction of research hospitals?", "56", ["医政处", "生物医药处"]),
        ("Which unit carries out the credit evaluation of public places?", "22", ["区监督所"]),
        ("who is the owner of 数据分类分级标准?", "47", ["规划发展处"]),
        ("好差评 三个全覆盖 which department supports", "50", ["生物医药处"]),
    ],
)  # fmt: skip
def test_who_does_something(
    ask: Ask, cited: Cited, question: str, item: str, owners: list[str]
) -> None:
    answer = ask(question)
    assert item in cited(answer)
    assert all(owner in answer.text for owner in owners)


@pytest.mark.parametrize(
    ("question", "item", "month"),
    [
        ("By when must the administrative filing list be completed?", "15", "6月"),
        ("What is the deadline for the free check-up of people over 65?", "38", "9月"),
        ("When is task 3 due?", "3", "3月"),
        ("家庭医生签约 deadline", "40", "9月"),
    ],
)
def test_by_when(ask: Ask, cited: Cited, question: str, item: str, month: str) -> None:
    answer = ask(question)
    assert cited(answer) == [item]
    assert month in answer.text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("List all tasks led by the Public Health Division.",
         [20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 36, 41]),
        ("Which tasks does the Party and government office lead?", [45, 50, 65]),
        ("Which tasks does the Population and Family Development Division support?",
         [13, 14, 23, 26, 30, 63]),
        ("How many tasks does the disease control center undertake?", [36, 41]),
        ("Which tasks are due in September?", [8, 9, 10, 21, 22, 37, 38, 39, 40]),
        ("tasks due before September", [3, 15, 29]),
        ("How many tasks are due by the end of June?", [3, 15, 29]),
        ("tasks led by the Public Health Division and due in September", [21, 22]),
        ("tasks of 基层处 due in October", [32, 34]),
        ("How many tasks are there in group 10?", [37, 38, 39, 40]),
        ("list tasks in part two", list(range(19, 31))),
        ("tasks that the Planning and Development Division leads"
         " and the Medical Administration Division supports", [3, 13, 14, 30, 42, 49, 63]),
        ("Tasks led by 公卫处 with no cooperating departments", [22, 25, 29, 36, 41]),
        ("Which tasks are led jointly by more than one department?", [20, 21, 29, 30]),
        ("tasks that aren't year-round",
         [3, 8, 9, 10, 15, 21, 22, 29, 32, 33, 34, 35, 37, 38, 39, 40]),
        ("tasks 30 to 32", [30, 31, 32]),
    ],
)  # fmt: skip
def test_lists_are_complete(ask: Ask, cited: Cited, question: str, items: list[int]) -> None:
    assert sorted(map(int, cited(ask(question)))) == items


def test_a_count_is_a_number(ask: Ask) -> None:
    assert ask("How many tasks does the Medical Administration Division lead?").count == 5


def test_what_is_denied_is_not_listed(ask: Ask, cited: Cited) -> None:
    others = cited(ask("Which tasks are not led by the Planning and Development Division?"))
    own = cited(ask("Which tasks are led by the Planning and Development Division?"))
    assert not set(others) & set(own)
    assert len(others) + len(own) == 65


def test_a_wrong_owner_is_corrected(ask: Ask) -> None:
    answer = ask("Is it true that the Public Health Division leads nurse registration?")
    assert answer.text.startswith("更正")
    assert "生物医药处" in answer.text


def test_what_a_reform_covers(ask: Ask, cited: Cited) -> None:
    answer = ask("Does the One Industry One Permit reform cover dental clinics?")
    assert cited(answer) == ["市4"]
    assert "口腔诊所" in answer.text


def test_a_follow_up_in_english(ask: Ask, cited: Cited) -> None:
    assert "9月" in ask("And the deadline?", "Who leads family doctor contracts?").text
    first = "Which tasks does the Public Health Division lead?"
    assert sorted(cited(ask("How many of them are due in September?", first))) == ["21", "22"]


def test_several_questions_in_one_message(ask: Ask, cited: Cited) -> None:
    answer = ask("Who leads task 38? When is task 3 due?")
    assert sorted(cited(answer)) == ["3", "38"]


@pytest.mark.parametrize(
    "question",
    [
        "weather in Shanghai tomorrow",
        "Who is the mayor of Shanghai?",
        "phone number of the health bureau",
        "How do I apply for a visa?",
        "Who is the director of the Public Health Division?",
        "Where is the approval service center?",
        "How much does a dental clinic permit cost?",
        "Which tasks does the Fisheries Division lead?",
        "Who leads family doctors in Huangpu?",
        "Which tasks are due in 2025?",
        "What is the capital of France?",
        "how many dragons are there?",
        "Who is responsible for penguins?",
        "Who is responsible for dragon registration?",
        "Who handles parking permits?",
    ],
)
def test_what_no_document_says_is_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "公卫处牵头哪些任务？",
        "BIM技术的智能审查谁牵头",
        "“互联网+医疗”谁负责",
        "CT检查在哪做",
        "WHO的标准谁负责",
        "Windows系统谁升级",
    ],
)
def test_chinese_and_names_in_latin_letters_stay(assistant: Assistant, question: str) -> None:
    assert in_chinese(question, assistant.vocabulary, lambda text: []) == question


@pytest.mark.parametrize("word", ["feeling", "unitary", "stopped", "unhelpful"])
def test_parts_of_words_ask_nothing(ask: Ask, word: str) -> None:
    plain = ask("护士执业注册谁牵头")
    assert ask(f"护士执业注册 {word} 谁牵头").text == plain.text
