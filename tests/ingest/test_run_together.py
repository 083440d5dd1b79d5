"""Points that stand in one paragraph, as pages without line breaks and some plans have them."""

from __future__ import annotations

from office_items import days, owned


def test_points_that_each_state_owners_in_one_paragraph(read_text) -> None:
    parsed = read_text(
        "某市2025年便民措施\n为方便群众，现提出以下措施。1.新增停车泊位100个，其中1.5米以上的30个。"
        "责任单位：市城管局、市公安局。2.新辟公交线路2条。责任单位：市交通局。完成时限：9月底前。"
        "3.延长图书馆开放时间。责任单位：市文旅局。\n"
    )
    assert owned(parsed) == {
        1: (("市城管局", "市公安局"), ()),
        2: (("市交通局",), ()),
        3: (("市文旅局",), ()),
    }
    assert days(parsed) == {2: "2025-09-30"}


def test_points_begin_anew_below_a_heading_in_the_same_paragraph(read_text) -> None:
    parsed = read_text(
        "<html><body><p>某县2025年重点工作责任分解</p><p>各镇人民政府：现印发给你们。 "
        "一、王县长牵头重点工作 1.生产总值增长6%左右；收入同步增长。 "
        "责任单位：县发改局（首位单位为牵头单位，下同）、县统计局 "
        "2.落实过紧日子要求。 责任单位：县财政局 二、李县长牵头重点工作 "
        "1.坚持集体学法。 责任单位：县司法局、县委党校</p></body></html>",
        "page.html",
    )
    found = [(item.section, item.number, item.lead) for item in parsed.items if item.number]
    assert found == [
        ("一、王县长牵头重点工作", 1, ("县发改局",)),
        ("一、王县长牵头重点工作", 2, ("县财政局",)),
        ("二、李县长牵头重点工作", 1, ("县司法局",)),
    ]
    assert parsed.items[-1].cooperating == ("县委党校",)


def test_a_leader_beside_the_offices_of_a_point(read_text) -> None:
    parsed = read_text(
        "某市民生实事进展\n现将上半年进展予以公示。 1.新辟公交线路2条。 牵头领导：王某 "
        "责任单位：市交通局 "
        "项目责任人：李某 配合单位：市公安局、各区政府 2.建成泊位50个。 牵头领导：王某 "
        "责任单位：市城管局 项目责任人：赵某\n"
    )
    assert owned(parsed) == {
        1: (("市交通局",), ("市公安局", "各区政府")),
        2: (("市城管局",), ()),
    }


def test_a_list_within_a_point_that_states_owners_once_stays_whole(read_text) -> None:
    parsed = read_text(
        "（一）规范审批。具体包括：1.公开审批清单和办事指南；2.压缩审批时限；3.取消没有依据的证明材料。"
        "（牵头单位：市政务服务局）\n（二）加强监管。\n"
    )
    assert [item.number for item in parsed.items] == [1, 2]
    assert parsed.items[0].lead == ("市政务服务局",)
