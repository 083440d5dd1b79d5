"""Minutes of meetings: what each point decides, and what is said to everybody at the end."""

from __future__ import annotations

import pytest
from office_items import days, owned


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("议定：由县商务局对接海关，力争通过验收。", ("县商务局",), ()),
        (
            "议定：县住建局牵头容缺办理许可，县行政审批局、县消防大队协同。",
            ("县住建局",),
            ("县行政审批局", "县消防大队"),
        ),
        (
            "处理意见：县住建局统筹，县水务公司、县供电公司分别负责，9月底前接通。",
            ("县住建局",),
            ("县水务公司", "县供电公司"),
        ),
        (
            "会议明确：县交通局为牵头单位，县公交公司、县财政局为配合单位。",
            ("县交通局",),
            ("县公交公司", "县财政局"),
        ),
        (
            "同意由县港航集团作为实施主体，县经开区管委会为属地责任主体。",
            ("县港航集团", "县经开区管委会"),
            (),
        ),
        (
            "所需资金由县财政局、县城投公司按6:4比例分担，于9月底前拨付到位。",
            ("县财政局", "县城投公司"),
            (),
        ),
        ("由王某副县长牵头建立专班，每月调度，县水利局负责专班日常工作。", ("县水利局",), ()),
        ("具体工作由县停车管理中心承担。", ("县停车管理中心",), ()),
        (
            "由街道办事处会同业主委员会、物业服务企业因地制宜增设。",
            ("街道办事处",),
            ("业主委员会", "物业服务企业"),
        ),
        ("议定：由县政府批准后实施。", (), ()),
        ("建立县老龄工作委员会统筹协调机制，定期研究。", (), ()),
        ("由水务主管部门责令改正，并加强宣传。", (), ()),
        (
            "县水利局负责供水，县住建局负责排水，县卫健局负责水质。",
            ("县水利局", "县住建局", "县卫健局"),
            (),
        ),
    ],
)
def test_what_a_point_decides(read_text, said: str, lead, cooperating) -> None:
    parsed = read_text(
        f"某县专题会议纪要\n〔2025〕3号\n\n1.有关问题。\n{said}\n2.其他问题。\n加强宣传。\n"
    )
    first = next(item for item in parsed.items if item.number == 1)
    assert (first.lead, first.cooperating) == (lead, cooperating)


def test_what_is_said_to_all_is_no_part_of_the_last_point(read_text) -> None:
    parsed = read_text(
        "某县专题会议纪要\n〔2025〕7号\n\n①码头项目\n存在问题：用地未批。\n议定：县港务局抓紧报批。\n"
        "②泵站项目\n存在问题：缺资金。\n议定：抓紧筹措。\n会议强调，县政府督查室要建立台账，每周通报。\n"
    )
    second = next(item for item in parsed.items if item.number == 2)
    assert not second.lead
    assert "督查室" not in second.text


def test_owners_behind_a_dash_with_times_that_are_counted(read_text) -> None:
    parsed = read_text(
        "某医院周例会纪要\n（2025年第20次，6月9日）\n\n"
        "1、门诊排队：增设窗口。\n   —— 门诊部（牵头）、信息科、财务科，6.20前完成。\n"
        "2、耗材管理：清点库存。\n   —— 采购中心、设备科，6月起每月通报。\n"
        "3、停电演练：修订预案。\n   —— 总务科，下次会前提交。\n"
        "4、延时门诊：安排班次。\n   —— 门诊办、护理部，7月1日—8月15日。\n"
    )
    assert owned(parsed) == {
        1: (("门诊部",), ("信息科", "财务科")),
        2: (("采购中心", "设备科"), ()),
        3: (("总务科",), ()),
        4: (("门诊办", "护理部"), ()),
    }
    assert days(parsed) == {1: "2025-06-20", 2: "None", 3: "None", 4: "2025-08-15"}


def test_a_third_of_a_month_in_which_something_is_handed_in(read_text) -> None:
    parsed = read_text(
        "某市2025年要点\n\n1.研究收费标准，6月中旬提交会议审议。\n2.防汛值班，6月中旬的降雨较多。\n"
    )
    assert days(parsed) == {1: "2025-06-20"}
