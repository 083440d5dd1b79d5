"""Lists of offices with the duties of each, as emergency plans and schemes have them."""

from __future__ import annotations

PLAN = (
    "某县防汛应急预案\n（一）成员单位职责\n县水利局：负责水情监测；负责堤防巡查。\n"
    "县应急局：统筹救援工作。\n县住建局、县城管局：负责城区排涝。\n（二）办公室职责\n承担日常工作。\n"
)


def test_each_office_has_its_own_duties(read_text) -> None:
    parsed = read_text(PLAN)
    assert [(item.text, item.lead) for item in parsed.items] == [
        ("县水利局：负责水情监测；负责堤防巡查。", ("县水利局",)),
        ("县应急局：统筹救援工作。", ("县应急局",)),
        ("县住建局、县城管局：负责城区排涝。", ("县住建局", "县城管局")),
        ("办公室职责\n承担日常工作。", ()),
    ]
    assert not any(item.owners_certain for item in parsed.items if item.lead)
    assert parsed.items[0].section == "（一）成员单位职责"


def test_what_offices_get_are_no_duties(read_text) -> None:
    parsed = read_text(
        "某县安排表\n（一）经费安排\n县水利局：20万元。\n县应急局：10万元。\n县住建局：5万元。\n"
    )
    assert not any(item.lead for item in parsed.items)
