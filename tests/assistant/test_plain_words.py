"""Questions in words that nobody foresaw, read by their likeness to known ways of asking."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Assistant
from assistant.stand_ins import Disguise
from assistant.turns import Turn
from assistant.ways import FILE, plain_words, ways_for
from eval.ways import checksum, read_wordings
from index.training import WAYS_FILE
from ingest import PolicyItem


def _tasks(assistant: Assistant) -> list[PolicyItem]:
    return [item for item in assistant.index.catalogue.items() if item.lead]


def _ids(items: list[PolicyItem]) -> set[str]:
    return {item.item_id for item in items}


def _cited(assistant: Assistant, question: str, history: tuple[Turn, ...] = ()) -> set[str]:
    answer = assistant.ask(question, history)
    return {citation.item.item_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("掌舵的不止一家的任务列一列", lambda t: len(t.lead) > 1),
        ("掐着月份等交卷的任务有哪些", lambda t: t.deadline.text != "全年"),
        ("十二个月都得干没个准日子的任务有哪些", lambda t: t.deadline.text == "全年"),
    ],
)
def test_lists_in_words_that_no_rule_has(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    fits: Callable[[PolicyItem], bool],
) -> None:
    wanted = _ids([task for task in _tasks(assistant) if fits(task)])
    assert _cited(assistant, asked) == wanted
    # A pattern that reads these words by now would hide that likeness does nothing.
    monkeypatch.setattr("assistant.plainly.ways_for", lambda revision: None)
    assert _cited(assistant, asked) != wanted


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("敲锣边的是哪几家处室？", ("医政处", "基层处")),
        ("真正下地干活的单位是哪家？", ("各相关医院",)),
        ("几时封口？", ("全年",)),
    ],
)
def test_follow_ups_in_words_that_no_rule_has(
    assistant: Assistant, asked: str, told: tuple[str, ...]
) -> None:
    first = "随申码推广应用由哪个处牵头？"
    history = (Turn("user", first), Turn("assistant", assistant.ask(first).text))
    answer = assistant.ask(asked, history)
    assert {c.item.number for c in answer.citations} == {49}
    assert all(name in answer.text for name in told)


def test_a_matter_that_the_documents_have_is_never_left_out(assistant: Assistant) -> None:
    tasks = _tasks(assistant)
    group = [t for t in tasks if "一件事" in (t.group_title or "")]
    year = _ids([t for t in group if t.deadline and t.deadline.text == "全年"])
    assert _cited(assistant, "“一件事”那组里头，写着全年的是哪几条") == year


def test_what_documents_do_not_hold_is_refused_however_it_is_worded(assistant: Assistant) -> None:
    first = "随申码推广应用由哪个处牵头？"
    history = (Turn("user", first), Turn("assistant", assistant.ask(first).text))
    assert assistant.ask("给个联系号码呗", history).refused
    assert assistant.ask("干成多少了，有数吗", history).refused


@pytest.mark.parametrize(
    ("first", "asked", "told"),
    [
        ("电子文件归档由哪个处牵头？", "紧接着的那一号任务呢？", {46}),
        ("任务30由哪个处牵头？", "序号小一位的那项。", {29}),
        ("电子文件归档由哪个处牵头？", "我怎么听说是公卫处挑头的？", {45}),
        ("电子文件归档由哪个处牵头？", "限期定在哪个月，见分晓？", {45}),
        ("电子文件归档由哪个处牵头？", "归在哪个大项名下？", {45}),
    ],
)
def test_follow_ups_that_seemed_to_name_something_else_are_of_the_item_at_hand(
    assistant: Assistant, first: str, asked: str, told: set[int]
) -> None:
    history = (Turn("user", first), Turn("assistant", assistant.ask(first).text))
    assert {c.item.number for c in assistant.ask(asked, history).citations} == told


def _after_a_list(assistant: Assistant, asked: str) -> set[str]:
    first = "医政处牵头的任务有哪些？"
    history = (Turn("user", first), Turn("assistant", assistant.ask(first).text))
    return _cited(assistant, asked, history)


def test_lists_are_narrowed_in_words_that_no_rule_has(assistant: Assistant) -> None:
    own = [task for task in _tasks(assistant) if "医政处" in task.lead]
    dated = _ids([t for t in own if t.deadline and t.deadline.text != "全年"])
    assert _after_a_list(assistant, "全年的都滤掉。") == dated
    assert _after_a_list(assistant, "把写全年的隐去。") == dated
    joint = _ids([t for t in own if len(t.lead) > 1])
    assert _after_a_list(assistant, "跟别的部门一块儿领头的有哪些？") == joint
    assert _after_a_list(assistant, "排第二的那条，说说。") == {own[1].item_id}


def test_what_a_follow_up_says_itself_is_never_left_out(assistant: Assistant) -> None:
    own = [task for task in _tasks(assistant) if "医政处" in task.lead]
    alone = _ids([t for t in own if len(t.lead) == 1])
    assert _after_a_list(assistant, "单独牵头的有几条") == alone


@pytest.mark.parametrize("said", ["明白了，那我先去忙了。", "嗯，我知道了。", "清楚了，先这样。"])
def test_small_talk_repeats_no_list(assistant: Assistant, said: str) -> None:
    assert not _after_a_list(assistant, said)


def test_the_weights_fit_the_wordings_and_the_embedder(assistant: Assistant) -> None:
    ways = ways_for(assistant.index.manifest.embedder_revision)
    assert ways is not None, "python -m eval.ways"
    with np.load(FILE) as kept:
        assert str(kept["wordings"]) == checksum(WAYS_FILE), "python -m eval.ways"
    known = {way.removesuffix(".reversed") for way in ways.names if way}
    assert known == {wording.way.removesuffix(".reversed") for wording in read_wordings()} - {""}
    assert known <= plain_words().keys()


def test_another_embedder_goes_without_ways() -> None:
    assert ways_for("another model") is None


def test_names_of_a_corpus_are_put_aside(assistant: Assistant) -> None:
    disguise = Disguise(assistant.vocabulary)
    like = disguise.likeness("医政处、公卫处和区监督所，6月前要交的")
    assert like.text == "甲处、乙处和甲中心，9月前要交的"
    assert like.named == {"D": ("医政处", "公卫处"), "U": ("区监督所",), "M": ("6月",)}
    titled = disguise.likeness("推进利民服务“免申即享”这块，第10大项")
    assert titled.text == "某项工作这块，第10大项"
    assert titled.named["G"] == ("推进利民服务“免申即享”",)
