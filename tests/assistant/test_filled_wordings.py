"""Wordings of known ways become questions with answers from the catalogue."""

from __future__ import annotations

import json

from assistant import Assistant
from eval.filled import filled


def _line(way: str, said: str, **more: object) -> str:
    return json.dumps({"way": way, "said": said, **more}, ensure_ascii=False)


def test_a_list_has_all_that_fits_and_nothing_else(assistant: Assistant) -> None:
    items = assistant.index.catalogue.items()
    (question,) = filled([_line("all.lead_nocoop", "{D}打头、没人帮的", counts=True)], items)
    (name,) = {n for i in items for n in i.lead if n in question.question}
    own = [i for i in items if name in i.lead and not i.cooperating]
    assert question.citations == tuple(i.item_id for i in own)
    assert question.count == len(own) > 0


def test_a_follow_up_comes_with_the_turns_before(assistant: Assistant) -> None:
    items = assistant.index.catalogue.items()
    lines = [_line("item.coop", "帮衬的呢"), _line("list.month", "{M}的那几条")]
    one, narrowed = filled(lines, items)
    item = next(i for i in items if (i.item_id,) == one.citations)
    assert one.must == item.cooperating
    assert f"任务{item.number}" in one.history[0].content
    month = next(m for m in range(1, 13) if f"{m}月" in narrowed.question)
    led = narrowed.history[0].content.removesuffix("牵头的任务有哪些？")
    own = [i for i in items if led in i.lead and i.deadline and i.deadline.text == f"{month}月"]
    assert narrowed.citations == tuple(i.item_id for i in own)


def test_ways_without_a_known_answer_are_left_out(assistant: Assistant) -> None:
    lines = [_line("", "讲个笑话"), _line("item.sure", "真的吗")]
    assert not list(filled(lines, assistant.index.catalogue.items()))
