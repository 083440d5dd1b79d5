"""Questions whose clauses nobody foresaw, each read by its likeness to known ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Assistant
from assistant.clause_kinds import FILE, MATTER, clauses_for, plain_clauses
from eval.ways import checksum, read_clauses
from index.training import CLAUSES_FILE
from ingest import PolicyItem


def _cited(assistant: Assistant, question: str) -> set[str]:
    return {citation.item.item_id for citation in assistant.ask(question).citations}


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (
            "人口家发处掌勺，旁边站着帮厨处室的，理一份给我",
            lambda t: "人口家发处" in t.lead and t.cooperating,
        ),
        (
            "人口家发处一家独挑的，有月份卡着的，拉个单子，我一会儿要汇报",
            lambda t: t.lead == ("人口家发处",) and t.deadline.text != "全年",
        ),
        (
            "公卫处完全没份，定在9月的，抄一份给我",
            lambda t: "公卫处" not in (*t.lead, *t.cooperating) and t.deadline.text == "9月",
        ),
    ],
)
def test_conditions_in_words_that_no_rule_has(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    fits: Callable[[PolicyItem], bool],
) -> None:
    tasks = [item for item in assistant.index.catalogue.items() if item.lead]
    wanted = {task.item_id for task in tasks if fits(task)}
    assert wanted
    assert _cited(assistant, asked) == wanted
    # A pattern that reads these words by now would hide that likeness does nothing.
    monkeypatch.setattr("assistant.clause_by_clause.clauses_for", lambda revision: None)
    assert _cited(assistant, asked) != wanted


@pytest.mark.parametrize(
    ("asked", "plainly"),
    [
        ("周五的专题会上要念一念：3月到6月到期的任务", "3月到6月到期的任务"),
        ("10月要交账的有哪几件？我先给各处室打个招呼", "10月要交账的有哪几件？"),
        ("牵头部门不止一家的是哪几条？我怕弄混了", "牵头部门不止一家的是哪几条？"),
    ],
)
def test_asides_narrow_nothing(assistant: Assistant, asked: str, plainly: str) -> None:
    assert _cited(assistant, asked) == _cited(assistant, plainly) != set()


@pytest.mark.parametrize(
    "asked",
    [
        "医政处单独牵头的，联合牵头的不要",
        "党政办沾边的，牵头也好配合也好，都列给我",
        "公卫处牵头的有哪些？跟别的处一起牵头的也算",
    ],
)
def test_what_patterns_read_is_left_alone(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    read = _cited(assistant, asked)
    monkeypatch.setattr("assistant.clause_by_clause.clauses_for", lambda revision: None)
    assert read == _cited(assistant, asked) != set()


def test_the_weights_fit_the_clauses_and_the_embedder(assistant: Assistant) -> None:
    kinds = clauses_for(assistant.index.manifest.embedder_revision)
    assert kinds is not None, "python -m eval.ways"
    with np.load(FILE) as kept:
        assert str(kept["wordings"]) == checksum(CLAUSES_FILE), "python -m eval.ways"
    assert set(kinds.names) == {clause.way for clause in read_clauses()} > {MATTER}
    assert plain_clauses().keys() <= set(kinds.names)


def test_another_embedder_goes_without_kinds_of_clauses() -> None:
    assert clauses_for("another model") is None


@pytest.mark.parametrize(
    "asked", ["哪些任务连个搭把手的处都没配", "连一个配合部门也没列的任务是哪些"]
)
def test_not_even_one_helper_is_no_helper(assistant: Assistant, asked: str) -> None:
    tasks = [item for item in assistant.index.catalogue.items() if item.lead]
    assert _cited(assistant, asked) == {t.item_id for t in tasks if not t.cooperating}


@pytest.mark.parametrize(
    "asked",
    [
        "修桥补路的，卡在9月的，拉个单子给我",
        "要发通知，职工食堂招标的，没有配合部门的，理一份",
        "电动车充电桩那块，写了具体月份的有几项",
        "中小学校服采购，9月要完成的有哪些",
        "跟河道清淤沾边的，生物医药处牵头的有几项",
    ],
)
def test_a_matter_that_no_document_has_is_not_dropped_from_a_list(
    assistant: Assistant, asked: str
) -> None:
    answer = assistant.ask(asked)
    assert answer.refused
    assert answer.count is None


@pytest.mark.parametrize(
    ("asked", "plainly"),
    [
        ("贴在墙上看的，9月要交的，列一下", "9月要交的列一下"),
        ("写总结凑数的，10月到期的都给我", "10月到期的都给我"),
        ("一件事那块，10月到期的有哪些", "“一件事”里10月到期的有哪些"),
    ],
)
def test_what_only_sounds_like_a_matter_is_none(
    assistant: Assistant, asked: str, plainly: str
) -> None:
    assert _cited(assistant, asked) == _cited(assistant, plainly) != set()


def test_a_month_in_brackets_belongs_to_what_stands_before_it(assistant: Assistant) -> None:
    tasks = [item for item in assistant.index.catalogue.items() if item.lead]
    due = {t.item_id for t in tasks if t.deadline and t.deadline.text in {"3月", "6月"}}
    assert _cited(assistant, "到六月底为止（含六月）该销号的，都给我列上") == due
