"""Cells and statements that point at what stands above: 同上, 〃, 同第1项; and blank ones."""

from __future__ import annotations

import pytest
from office_items import days, owned


@pytest.mark.parametrize(
    "said",
    ["同上", "（同上）", "同上。", "同前", "同上行", "与上一行相同", "〃", "同第1项", "同序号1"],
)
def test_a_cell_stands_for_that_of_another_row(read_text, said: str) -> None:
    parsed = read_text(
        "序号,任务,牵头单位,配合单位,完成时限\n1,修渠,县水利局,县财政局,2025年6月底\n"
        f"2,建站,{said},无,{said}\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("县水利局",), ("县财政局",)), 2: (("县水利局",), ())}
    assert days(parsed) == {1: "2025-06-30", 2: "2025-06-30"}


def test_above_is_the_latest_row_also_below_a_heading_and_in_one_cell_of_duties(read_text) -> None:
    parsed = read_text(
        "序号,任务,责任分工\n一、水利,,\n1,修渠,牵头：县水利局；配合：县财政局\n2,建站,同上\n"
        "二、农业,,\n3,改土,同上\n4,修路,牵头：县交通局\n5,架桥,同上\n",
        "plan.csv",
    )
    both = (("县水利局",), ("县财政局",))
    road = (("县交通局",), ())
    assert owned(parsed) == {1: both, 2: both, 3: both, 4: road, 5: road}


def test_what_points_at_nothing_is_nobody(read_text) -> None:
    parsed = read_text(
        "序号,任务,牵头单位,配合单位\n1,修渠,县水利局,—\n2,建站,同第9项,同上\n", "plan.csv"
    )
    assert owned(parsed)[2] == ((), ())


def test_statements_of_points_point_at_the_one_before(read_text) -> None:
    parsed = read_text(
        "某县2025年工作要点\n\n一、水利\n"
        "1. 修渠。（牵头单位：县水利局；配合单位：县财政局；完成时限：6月底）\n"
        "2. 建站。（牵头单位：同上；配合单位：县农业农村局；完成时限：9月底）\n"
        "3. 改土。\n牵头单位：县农业农村局\n配合单位：同上\n完成时限：同上\n"
    )
    assert owned(parsed) == {
        1: (("县水利局",), ("县财政局",)),
        2: (("县水利局",), ("县农业农村局",)),
        3: (("县农业农村局",), ("县农业农村局",)),
    }
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30", 3: "2025-09-30"}


@pytest.mark.parametrize("repeat", ["县水利局", "同上"])
def test_blank_cells_of_a_table_that_repeats_in_words_are_nobody(read_text, repeat: str) -> None:
    parsed = read_text(
        "完成时限,责任单位,工作内容,序号\n2025年6月底,县水利局,修渠20公里,1\n"
        f"2025年9月底,{repeat},建泵站2座,2\n,,整理台账,3\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("县水利局",), ()), 2: (("县水利局",), ()), 3: ((), ())}
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30"}


def test_other_blank_cells_left_of_the_text_go_on(read_text) -> None:
    parsed = read_text(
        "责任单位,工作内容,序号\n县水利局,修渠20公里,1\n,建泵站2座,2\n县农业农村局,改土,3\n",
        "plan.csv",
    )
    assert owned(parsed)[2] == (("县水利局",), ())
