"""The baselines: what they show, what they cite, and the threshold each is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.baselines import ChunkTopFive, KeywordRow, best_threshold, cut, with_threshold
from eval.question_sets import Message, Question
from eval.responses import Response
from eval.scoring import judge
from index.embedders import open_embedder
from ingest import ParsedDocument, PolicyItem


def _question(text: str, **expected: object) -> Question:
    return Question.model_validate({"id": text, "kind": "lead", "question": text, **expected})


def test_the_keyword_row_shows_owners_and_deadline_of_the_best_row(
    items: Sequence[PolicyItem],
) -> None:
    response = KeywordRow(items).ask(_question("河道淤泥清理谁牵头"))
    assert response.cited == ("town#6",)
    assert response.text == (
        "（6）清理河道淤泥，修复护岸。\n牵头部门：城建科\n配合部门：无\n"
        "委属相关单位：园林所、城管队\n时间节点：9月"
    )


def test_the_keyword_row_can_be_found_by_number(items: Sequence[PolicyItem]) -> None:
    assert KeywordRow(items).ask(_question("第 5 项谁牵头")).cited == ("town#5",)


def test_a_follow_up_is_asked_together_with_the_question_before_it(
    items: Sequence[PolicyItem],
) -> None:
    history = (Message(role="user", content="夜市食品抽检谁牵头？"),)
    followed = Question(id="f", kind="followup", question="那配合的呢？", history=history)
    assert KeywordRow(items).ask(followed).cited == ("town#3",)


def test_chunks_cover_the_text_and_know_the_items_they_touch(parsed: ParsedDocument) -> None:
    long = replace(parsed.document, text=parsed.document.text + "附" * 1000)
    chunks = cut(long, parsed.items)
    assert [len(chunk.text) for chunk in chunks[:-1]] == [512] * (len(chunks) - 1)
    assert chunks[0].text + "".join(chunk.text[64:] for chunk in chunks[1:]) == long.text
    assert chunks[0].item_ids == tuple(item.item_id for item in parsed.items)
    assert chunks[-1].item_ids == ()


def test_chunks_show_their_text_and_cite_what_the_best_one_touches(
    parsed: ParsedDocument, tmp_path: Path
) -> None:
    chunks = cut(parsed.document, parsed.items)
    system = ChunkTopFive(chunks, open_embedder("hashing", tmp_path))
    open_question = system.ask(_question("河道淤泥清理谁牵头"))
    assert "清理河道淤泥" in open_question.text
    assert open_question.cited == chunks[0].item_ids
    judged = _question("河道淤泥清理谁牵头", citations=["town#6"])
    assert judge(judged, system.ask(judged)).citations is True
    elsewhere = _question("河道淤泥清理谁牵头", citations=["city#1"])
    assert judge(elsewhere, system.ask(elsewhere)).citations is False


def test_the_threshold_is_the_one_that_makes_most_right() -> None:
    questions = [
        _question("甲", must=["城建科"]),
        _question("乙", must=["绿化科"]),
        _question("丙", refused=True),
    ]
    responses = [Response("城建科", score=9.0), Response("绿化科", score=5.0)]
    responses.append(Response("房管科", score=3.0))
    # At 5 both answers and all three refusals are right; at 9 the second answer is lost.
    assert best_threshold(questions, responses) == 5.0


def test_below_its_threshold_a_baseline_shows_nothing() -> None:
    shown = Response("城建科", cited=("town#6",), score=2.0)
    assert with_threshold(shown, 2.0) is shown
    refused = with_threshold(shown, 2.1)
    assert (refused.text, refused.cited, refused.refused) == ("", (), True)
