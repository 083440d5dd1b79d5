"""Sentences that say whose several points are: by a count, by numbers, for all but some."""

from __future__ import annotations

import pytest
from office_items import days, owned


def test_a_default_in_a_section_of_its_own_reaches_what_is_below(read_text) -> None:
    parsed = read_text(
        "某市2025年教育要点\n\n一、分工\n除另有注明外，以下任务均由市教育局牵头，各区教育局配合，于2025年11月20日前完成。\n"
        "二、任务\n1.建设学校。新建6所。\n2.培训教师。（市人社局牵头）\n3.更新校车。（市公安局负责，8月底前）\n"
    )
    assert owned(parsed) == {
        1: (("市教育局",), ("各区教育局",)),
        2: (("市人社局",), ()),
        3: (("市公安局",), ()),
    }
    assert days(parsed) == {1: "2025-11-20", 2: "2025-11-20", 3: "2025-08-31"}


@pytest.mark.parametrize(
    "said", ["上述两项由县住建局牵头，县财政局配合。", "以上2项工作由县住建局牵头，县财政局配合。"]
)
def test_a_count_of_points_says_how_far_a_default_reaches(read_text, said: str) -> None:
    parsed = read_text(
        f"某县方案\n\n一、设施\n1.修路。改造3条。\n2.治水。整治2条。\n3.供电。升级电网。\n{said}\n"
        "二、服务\n4.建医院。\n"
    )
    led = (("县住建局",), ("县财政局",))
    assert owned(parsed) == {1: ((), ()), 2: led, 3: led, 4: ((), ())}
    assert parsed.items[2].text == "供电。升级电网。"


def test_a_default_over_one_group_is_not_that_of_another(read_text) -> None:
    parsed = read_text(
        "某县方案\n\n一、任务\n（一）道路\n1.修路。改造3条。\n2.养路。养护9条。\n（二）水利\n3.治水。整治2条。\n"
        "4.蓄水。新建1座。\n以上任务均由县水利局牵头。\n二、要求\n加强宣传。\n"
    )
    assert [item.lead for item in parsed.items][:4] == [(), (), ("县水利局",), ("县水利局",)]


def test_points_are_named_by_their_numbers(read_text) -> None:
    parsed = read_text(
        "某区2025年方案\n\n一、整治\n1.清理垃圾。\n2.拆除违建。\n3.修补道路。\n"
        "（以上第1—2项由区城管局负责，第3项由区住建局牵头，区交通局配合）\n"
        "二、服务\n4.开展培训。\n5.组织活动。\n6.按照条例第4项由区政府审批的事项，加快办理。\n"
        "第4项由区人社局负责；第5项由区文旅局负责，10月底前完成。\n"
    )
    assert owned(parsed) == {
        1: (("区城管局",), ()),
        2: (("区城管局",), ()),
        3: (("区住建局",), ("区交通局",)),
        4: (("区人社局",), ()),
        5: (("区文旅局",), ()),
        6: ((), ()),
    }
    assert days(parsed) == {5: "2025-10-31"}
