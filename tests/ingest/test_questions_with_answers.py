"""A question of a guide and its answer are one item."""

from __future__ import annotations

import pytest

from ingest.questions import with_answers


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["问：能养鸟吗？", "答：可以。", "问：能养鱼吗？", "答：不可以。"], 2),
        (["可以带宠物入园吗？", "答：不可以。"], 1),
        (["问：怎么预约？", "上一段没有答案。"], 2),
        (["答：单独的一段。"], 1),
    ],
)
def test_an_answer_goes_with_the_question_above_it(lines: list[str], joined: int) -> None:
    """What is not answered, and an answer without a question, stay alone."""
    text, passages = "\n".join(lines), []
    start = 0
    for line in lines:
        passages.append((start, start + len(line), None))
        start += len(line) + 1
    found = with_answers(passages, text)
    assert len(found) == joined
    assert found[0][0] == 0 and found[-1][1] == len(text)


def test_a_list_within_an_answer_is_part_of_it(read_text) -> None:
    parsed = read_text(
        "排水问答\n\n问：要许可吗？\n答：要。\n\n问：按哪些标准？\n答：按下列标准：\n（1）甲标准；\n（2）乙标准。\n"
    )
    assert [item.text[:8] for item in parsed.items] == ["问：要许可吗？\n", "问：按哪些标准？"]
    assert parsed.items[-1].text.endswith("（2）乙标准。")
