"""The assistant asked in process, over the made corpus and over one built for the while."""

from __future__ import annotations

from pathlib import Path

from eval.question_sets import Message, Question
from eval.responses import ask_all
from eval.subject import built_with, opened, retrieval_scores
from eval.systems import InProcess

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_the_assistant_is_asked_with_its_history(data_folder: Path) -> None:
    system = InProcess.open(data_folder / "index")
    first = Question(id="a", kind="lead", question="第6项任务由谁牵头？")
    history = (
        Message(role="user", content=first.question),
        Message(role="assistant", content="第6项任务由城建科牵头。"),
    )
    second = Question(id="b", kind="unit", question="那委属单位呢？", history=history)
    answered = ask_all(system, [first, second], lambda: None)
    assert [one.cited for one in answered] == [("town#6",), ("town#6",)]
    assert "城建科" in answered[0].text
    assert "园林所" in answered[1].text
    assert all(one.took_ms > 0 and not one.error for one in answered)


def test_an_error_is_a_wrong_answer_and_not_the_end() -> None:
    class Broken:
        name = "assistant"

        def ask(self, question: Question) -> object:
            raise KeyError(question.id)

    steps: list[int] = []
    question = Question(id="a", kind="lead", question="谁？")
    (only,) = ask_all(Broken(), [question], lambda: steps.append(1))  # type: ignore[arg-type]
    assert only.error == "KeyError: 'a'"
    assert steps == [1]


def test_a_corpus_can_be_built_with_another_embedder_for_the_while() -> None:
    with built_with(CORPUS, "hashing") as subject:
        assert subject.index.manifest.embedder == "hashing"
        assert len(subject.documents) == 2
        folder = subject.folder
    assert not folder.exists()


def test_retrieval_is_judged_on_questions_by_topic_alone(data_folder: Path) -> None:
    topic = Question(id="a", kind="lead", question="清理河道淤泥谁牵头？", citations=("town#6",))
    listed = Question(id="b", kind="set", question="9月的任务", citations=("town#2", "town#3"))
    with opened(data_folder / "index") as subject:
        scores = retrieval_scores(subject.index, [topic, listed], lambda name, total: lambda: None)
    assert scores["hybrid"].queries == 1
    assert scores["keyword"].recall_at_1 == 1.0
