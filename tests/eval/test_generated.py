"""Questions made from the catalogue, and what they expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from eval.generated import generate, unique_pieces
from eval.responses import Response
from eval.scoring import judge
from ingest import PolicyItem


def test_every_task_is_asked_for_every_attribute_by_number_and_by_text(
    items: Sequence[PolicyItem],
) -> None:
    kinds = Counter(question.kind for question in generate(items, wordings=1))
    for attribute in ("lead", "cooperating", "unit", "deadline"):
        assert kinds[f"{attribute}-by_number"] == kinds[f"{attribute}-by_text"] == len(items)


def test_no_two_questions_are_the_same(items: Sequence[PolicyItem]) -> None:
    asked = Counter(question.question for question in generate(items, wordings=0))
    assert asked.most_common(1)[0][1] == 1


def test_more_wordings_are_more_questions(items: Sequence[PolicyItem]) -> None:
    few, more, every = (len(list(generate(items, wordings=number))) for number in (1, 2, 0))
    assert few < more < every


def test_a_lead_question_expects_every_lead_and_no_stranger(items: Sequence[PolicyItem]) -> None:
    asked = [one for one in generate(items) if one.kind == "lead-by_number" and "3" in one.question]
    assert asked[0].must == ("食药科", "市场科")
    assert set(asked[0].must_not) == {"房管科", "绿化科", "物业中心", "园林所", "城管队"}
    assert asked[0].citations == ("town#3",)


def test_an_empty_column_may_be_told_or_refused_but_not_filled(
    items: Sequence[PolicyItem],
) -> None:
    asked = next(
        one
        for one in generate(items)
        if one.kind == "cooperating-by_text" and one.citations == ("town#2",)
    )
    cited = ("town#2",)
    assert judge(asked, Response("这项任务没有列出配合部门。", cited=cited)).all_right
    assert judge(asked, Response("文件未写配合部门。", cited=cited, refused=True)).all_right
    assert not judge(asked, Response("没有写错，由房管科配合。", cited=cited)).all_right


def test_lists_and_counts_expect_all_items_of_an_owner(items: Sequence[PolicyItem]) -> None:
    asked = {one.question: one for one in generate(items, wordings=0)}
    assert set(asked["食药科牵头哪些任务？"].citations or ()) == {"town#3", "town#7"}
    assert asked["食药科牵头多少项任务？"].count == 2
    assert set(asked["时间节点是9月的任务有哪些？"].citations or ()) == {
        "town#2",
        "town#3",
        "town#6",
    }


def test_a_piece_is_a_clause_that_no_other_task_holds(items: Sequence[PolicyItem]) -> None:
    twin = replace(items[5], item_id="town#8", number=8, text="清理河道淤泥，加固桥梁。")
    pieces = unique_pieces([*items, twin])
    assert pieces["town#6"] == "修复护岸"
    assert pieces["town#8"] == "加固桥梁"
    assert "town#7" not in pieces  # a single clause is the whole text, not a piece


def test_a_number_that_two_documents_share_is_asked_with_the_document(
    items: Sequence[PolicyItem],
) -> None:
    other = replace(items[0], item_id="city#1", doc_id="city", doc_title="市级任务清单")
    asked = [
        one.question
        for one in generate([*items, other], wordings=1)
        if one.kind == "lead-by_number" and one.citations == ("city#1",)
    ]
    assert asked[0].startswith("《市级任务清单》中，")
