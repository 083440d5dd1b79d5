"""A list with several conditions is of the tasks that fit every one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from ingest import PolicyItem

Ask = Callable[..., Answer]
Fits = Callable[[PolicyItem], bool]


def _lead(name: str) -> Fits:
    return lambda item: name in item.lead


def _coop(name: str) -> Fits:
    return lambda item: name in item.cooperating


def _unit(name: str) -> Fits:
    return lambda item: name in item.units


def _part(name: str) -> Fits:
    return lambda item: name in (*item.lead, *item.cooperating)


def _not(fits: Fits) -> Fits:
    return lambda item: not fits(item)


def _in_month(item: PolicyItem) -> bool:
    return item.deadline is not None and "月" in item.deadline.text


def _with_helpers(item: PolicyItem) -> bool:
    return bool(item.cooperating)


def _with_units(item: PolicyItem) -> bool:
    return bool(item.units)


def _of_one_lead(item: PolicyItem) -> bool:
    return len(item.lead) == 1


def _of_many_units(item: PolicyItem) -> bool:
    return len(item.units) > 1


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        # what is denied of the first is not denied of the next
        (
            "不是公卫处牵头、规划发展处牵头、医政处配合的任务有哪些？",
            [_not(_lead("公卫处")), _lead("规划发展处"), _coop("医政处")],
        ),
        (
            "区监督所不落实，又由生物医药处牵头、没有配合部门的有几项？",
            [_not(_unit("区监督所")), _lead("生物医药处"), _not(_with_helpers)],
        ),
        (
            "不涉及公卫处、一家牵头、时间节点不是全年的任务有哪些？",
            [_not(_part("公卫处")), _of_one_lead, _in_month],
        ),
        # a column is said of no office beside it
        (
            "有落实单位、中医科教处未参与配合的任务有哪些？",
            [_with_units, _not(_coop("中医科教处"))],
        ),
        (
            "列出了委属单位，规划发展处牵头，配合部门包括医政处的有哪些？",
            [_with_units, _lead("规划发展处"), _coop("医政处")],
        ),
        ("医政处配合、仅有一个牵头部门的任务有几项？", [_coop("医政处"), _of_one_lead]),
        (
            "人口家发处一个部门牵头、并且由委属单位落实的任务有哪些？",
            [_lead("人口家发处"), _of_one_lead, _with_units],
        ),
        # how many units
        ("由多家单位共同落实、没有配合部门的任务有哪些？", [_of_many_units, _not(_with_helpers)]),
        (
            "生物医药处牵头或配合 且 落实单位不止一家的有几项？",
            [_part("生物医药处"), _of_many_units],
        ),
        (
            "至少三个部门配合、委属单位不为空的任务有哪些？",
            [lambda item: len(item.cooperating) > 2, _with_units],
        ),
        # one helps the other, one leads beside the other
        ("医政处配合公卫处、有落实单位的任务有哪些？", [_coop("医政处"), _lead("公卫处")]),
        (
            "医政处与其他部门共同牵头、公卫处牵头的任务有哪些？",
            [_lead("医政处"), _lead("公卫处")],
        ),
        # in whatever sentence
        (
            "我想知道规划发展处牵头，医政处配合的任务一共有几项。",
            [_lead("规划发展处"), _coop("医政处")],
        ),
        (
            "统计一下规划发展处一个部门牵头，没有落实单位的任务有多少项。",
            [_lead("规划发展处"), _of_one_lead, _not(_with_units)],
        ),
        (
            "哪些任务由公卫处以外的部门牵头、落实单位超过一家？",
            [_not(_lead("公卫处")), _of_many_units],
        ),
    ],
)
def test_every_condition_holds(
    ask: Ask, assistant: Assistant, question: str, conditions: list[Fits]
) -> None:
    tasks = [i for i in assistant.index.catalogue.items() if i.doc_id.startswith("pudong")]
    wanted = {i.item_id for i in tasks if i.number and all(fits(i) for fits in conditions)}
    assert wanted
    assert {citation.item.item_id for citation in ask(question).citations} == wanted


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("医政处不牵头、不配合的任务有几项？", "没有医政处参与的任务有几项？"),
        ("医政处、公卫处牵头的任务有哪些？", "医政处和公卫处共同牵头的任务有哪些？"),
        (
            "配合部门和落实单位都空着的有哪些？",
            "没有配合部门、没有落实单位的任务有哪些？",
        ),
    ],
)
def test_what_leaves_something_out_is_read_with_what_it_goes_with(
    ask: Ask, question: str, plain: str
) -> None:
    wanted = {citation.item.item_id for citation in ask(plain).citations}
    assert wanted
    assert {citation.item.item_id for citation in ask(question).citations} == wanted
