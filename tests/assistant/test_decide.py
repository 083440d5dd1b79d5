"""Evidence that is strong enough answers; weak evidence does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant import Answer, Assistant
from assistant.decide import Decider, features, thresholds
from assistant.find import Evidence, Finder
from ingest import PolicyItem

Task = Callable[[int], PolicyItem]


def evidence(item: PolicyItem, dense: float, coverage: float, score: float = 1.0) -> Evidence:
    return Evidence(item, score, dense, 10.0 * coverage, coverage)


def test_nothing_found_answers_nothing() -> None:
    decision = Decider().decide("体检", [])
    assert not decision.sure
    assert decision.items == ()
    assert decision.confidence == 0.0


def test_an_item_that_says_all_of_the_topic_answers(task: Task) -> None:
    decision = Decider().decide("体检", [evidence(task(38), 0.92, 1.0)])
    assert decision.items == (task(38),)
    assert decision.confidence > 0.9


def test_an_item_that_says_none_of_it_does_not(task: Task) -> None:
    found = [evidence(task(number), 0.4, 0.0, 0.5) for number in (38, 39)]
    decision = Decider().decide("天气", found)
    assert not decision.sure
    assert decision.confidence < thresholds().answer


def test_two_that_fit_alike_are_both_shown(task: Task) -> None:
    both = [evidence(task(53), 0.92, 1.0), evidence(task(55), 0.92, 1.0)]
    assert Decider().decide("伦理审查", both).items == (task(53), task(55))


def test_one_that_fits_less_is_not_shown(task: Task) -> None:
    both = [evidence(task(53), 0.92, 1.0), evidence(task(55), 0.92, 0.5)]
    assert Decider().decide("伦理审查", both).items == (task(53),)


def test_at_most_three_are_shown(task: Task) -> None:
    many = [evidence(task(number), 0.92, 1.0) for number in (1, 2, 3, 4, 5)]
    assert len(Decider().decide("许可", many).items) <= 3


@pytest.mark.parametrize(("dense", "coverage"), [(0.95, 0.4), (0.85, 0.95)])
def test_more_evidence_is_never_less_confidence(task: Task, dense: float, coverage: float) -> None:
    decider = Decider()
    strong = decider.confidence("体检", [evidence(task(38), dense, coverage)])
    assert strong > decider.confidence("体检", [evidence(task(38), 0.85, 0.4)])


def test_a_stricter_threshold_refuses_more(task: Task) -> None:
    found = [evidence(task(38), 0.9, 0.8)]
    strict = Decider(replace(thresholds(), answer=1.01))
    lax = Decider(replace(thresholds(), answer=0.0))
    assert not strict.decide("体检", found).sure
    assert lax.decide("体检", found).sure


def test_the_lead_over_the_others_counts(task: Task) -> None:
    best, near, far = (
        evidence(task(38), 0.9, 0.8), evidence(task(39), 0.9, 0.7), evidence(task(40), 0.7, 0.0),
    )  # fmt: skip
    ahead, beside = (features("体检", [best, other], wants_owner=True) for other in (far, near))
    assert ahead.lead > beside.lead


@pytest.mark.parametrize(
    ("topic", "number"),
    [
        ("老人免费体检", 38),
        ("电子文件归档", 45),
        ("病媒生物预防控制服务机构备案", 17),
        ("多中心伦理审查互认", 55),
        ("家庭病床", 57),
        ("知识图谱", 25),
        ("BIM技术智能辅助审查", 8),
    ],
)
def test_the_right_row_is_found(assistant: Assistant, topic: str, number: int) -> None:
    found = Finder(assistant.index).find(topic)
    assert found[0].item.item_id == f"pudong-2024#{number}"
    assert Decider().decide(topic, found).sure


@pytest.mark.parametrize("topic", ["地铁票价", "红烧肉的做法", "世界杯冠军", "二手车过户"])
def test_a_far_topic_is_not(assistant: Assistant, topic: str) -> None:
    assert not Decider().decide(topic, Finder(assistant.index).find(topic)).sure


def test_a_likely_item_with_owners_does_not_stand_for_one_that_says_the_matter(
    ask: Callable[..., Answer],
) -> None:
    text = ask("基因诊断开放试点配合的是谁？").text
    assert text.startswith("〔上海市工作要点 要点6〕没有写明由哪个部门牵头或配合")
    assert "任务57" not in text
