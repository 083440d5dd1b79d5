"""Nothing leaves that the cited items do not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from assistant import Answer, Assistant, strategies
from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.prove import Prover
from assistant.query import Query
from ingest import PolicyItem

Task = Callable[[int], PolicyItem]


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> Prover:
    return Prover(assistant.vocabulary.roles, assistant.vocabulary.documents)


@pytest.mark.parametrize(
    "text",
    [
        "「65周岁以上老人免费体检“免申即享”」〔任务38〕由**基层处**牵头。",
        "牵头部门：基层处；委属相关单位：各社区卫生服务中心；时间节点：9月（2024年9月30日前）。",
        "- 〔任务38〕65周岁以上老人免费体检（牵头：基层处；时间：9月）",
        "它在第10大项“免申即享”里。",
        "这一项没有列出配合部门。",
    ],
)
def test_what_the_item_says_is_let_through(prover: Prover, task: Task, text: str) -> None:
    assert prover.faults(Statement(text, (task(38),))) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("〔任务38〕由**公卫处**牵头。", "公卫处"),  # an owner of another task
        ("牵头部门：基层处、公卫处。", "公卫处"),
        ("〔任务38〕由**各社区卫生服务中心**牵头。", "各社区卫生服务中心"),  # the wrong role
        ("配合部门：基层处。", "基层处"),
        ("〔任务38〕由基层处配合。", "基层处"),
        ("委属相关单位：基层处。", "基层处"),
        ("- 体检（牵头：基层处；配合：医政处）", "医政处"),
        ("委属相关单位：区疾控中心。", "区疾控中心"),
        ("〔任务37〕由基层处牵头。", "37"),  # another number
        ("时间节点：11月。", "11"),
        ("应在2024年9月15日前完成。", "15"),
        ("应在2025年9月前完成。", "2025"),
        ("覆盖率要达到95.5%。", "95.5"),
        ("文件写的是“70周岁以上老人免费体检”。", "70周岁以上老人免费体检"),
        ("文件要求“一律收费”。", "一律收费"),
    ],
)
def test_what_the_item_does_not_say_is_caught(
    prover: Prover, task: Task, text: str, fault: str
) -> None:
    faults = prover.faults(Statement(text, (task(38),)))
    assert any(fault in message for message in faults)


def test_an_owner_of_one_cited_item_is_no_proof_of_a_role_in_all(
    prover: Prover, task: Task
) -> None:
    """医政处 cooperates in task 31 and leads none of the two."""
    statement = Statement("牵头部门：人口家发处、医政处。", (task(31), task(39)))
    assert prover.faults(statement)


def test_a_number_that_was_counted_is_let_through(prover: Prover, task: Task) -> None:
    items = (task(38), task(40))
    assert prover.faults(Statement("共**2项任务**。", items))
    assert prover.faults(Statement("共**2项任务**。", items, derived=(2,))) == []


def test_a_word_that_is_denied_is_let_through(prover: Prover, task: Task) -> None:
    text = "更正：〔任务38〕不是公卫处牵头。"
    assert prover.faults(Statement(text, (task(38),)))
    assert prover.faults(Statement(text, (task(38),), denied=("公卫处",))) == []


def test_a_denied_word_frees_no_other(prover: Prover, task: Task) -> None:
    text = "不是公卫处牵头，是医政处牵头。"
    (fault,) = prover.faults(Statement(text, (task(38),), denied=("公卫处",)))
    assert "医政处" in fault


def test_a_sentence_without_items_claims_nothing_of_them(prover: Prover) -> None:
    assert prover.faults(Statement("文件没有写明，请以办事指南为准。")) == []


@pytest.mark.parametrize("number", range(1, 66))
def test_every_row_proves_its_own_words_and_not_its_neighbours(
    ask: Callable[..., Answer], prover: Prover, task: Task, number: int
) -> None:
    text = ask(f"任务{number}是什么内容？").text
    assert prover.faults(Statement(text, (task(number),))) == []
    neighbour = task(number - 1 if number > 1 else 2)
    assert prover.faults(Statement(text, (neighbour,)))


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=some.text(
        alphabet="由牵头配合：；。“”基层处公卫医政0123456789月年〔〕任务**\n| ", max_size=60
    ),
    number=some.integers(1, 65),
)
def test_what_is_proved_once_is_proved_again(
    prover: Prover, task: Task, text: str, number: int
) -> None:
    statement = Statement(text, (task(number),))
    first = prover.faults(statement)
    assert prover.faults(statement) == first


class TestTheAssistantDropsWhatIsNotProved:
    """A strategy that says too much, as a language model would."""

    @staticmethod
    def said_by(monkeypatch: pytest.MonkeyPatch, *statements: Statement) -> None:
        def answer(query: Query, bench: Bench) -> Draft:
            return Draft(statements)

        monkeypatch.setattr(strategies, "answer", answer)

    def test_the_rest_of_the_answer_stays(
        self, assistant: Assistant, task: Task, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = Statement("〔任务38〕由**基层处**牵头。", (task(38),))
        wrong = Statement("〔任务38〕由**公卫处**配合。", (task(38),))
        self.said_by(monkeypatch, right, wrong)
        answer = assistant.ask("免费体检由谁牵头？")
        assert answer.text == right.text
        assert not answer.refused
        assert any("公卫处" in fault for fault in answer.explanation.removed)

    def test_nothing_proved_is_a_refusal(
        self, assistant: Assistant, task: Task, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.said_by(monkeypatch, Statement("〔任务38〕由**公卫处**牵头。", (task(38),)))
        answer = assistant.ask("免费体检由谁牵头？")
        assert answer.refused
        assert answer.citations == ()
        assert "公卫处" not in answer.text
        assert answer.explanation.removed
