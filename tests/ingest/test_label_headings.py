"""Lines over fields that come again are headings; a guide's fields and times stay what they are."""

from __future__ import annotations

from ingest import ItemKind

POLICIES = """海棠市返乡创业政策

服务对象：返乡农民

养蜂起步补贴
政策内容：对养蜂满一年的农民给予补贴。
申请渠道：乡镇农技站

民宿装修补贴
政策内容：对开办民宿的农民给予补贴。
申请渠道：县文化旅游服务中心

服务对象：合作社

冷库建设补贴
政策内容：对新建冷库的合作社给予补贴。
申请渠道：市供销社窗口
"""
NOTICE = """海棠市换灯补贴公告

一、活动时间
购买时间：2031年4月1日至2031年9月30日。
申领时间：2031年4月1日至2031年10月31日。

二、补贴标准
每盏补贴12元。
"""
GUIDE = (
    "<h1>古树移植审查办事指南</h1><table>"
    "<tr><th>事项名称</th><td>古树移植审查</td></tr><tr><th>办理窗口</th><td>市林业局</td></tr>"
    "<tr><th>承诺时限</th><td>7个工作日</td></tr><tr><th>提交资料</th><td>位置图</td></tr>"
    "<tr><th>缴纳费用</th><td>不收费</td></tr></table>"
)


def test_lines_over_the_same_fields_are_headings(read_text) -> None:
    items = read_text(POLICIES).items
    assert [(i.section, i.group_title) for i in items if i.text.startswith("申请渠道")] == [
        ("服务对象：返乡农民", "养蜂起步补贴"),
        ("服务对象：返乡农民", "民宿装修补贴"),
        ("服务对象：合作社", "冷库建设补贴"),
    ]


def test_two_times_under_a_heading_are_its_text(read_text) -> None:
    times, standard = read_text(NOTICE).items
    assert "申领时间：2031年4月1日至2031年10月31日" in times.text
    assert standard.text.endswith("每盏补贴12元。")


def test_fields_of_a_guide_are_no_tasks_with_deadlines(read_text) -> None:
    items = read_text(f"<html><body>{GUIDE}</body></html>", "guide.html").items
    assert {item.kind for item in items} == {ItemKind.PASSAGE}
    assert "提交资料\t位置图" in [item.text for item in items]


def test_titles_behind_a_sign_over_points(read_text) -> None:
    parsed = read_text(
        "2025年重点工作安排\n\n★ 教学工作\n1）完成评估【教务处·6月】\n"
        "2）建设课程【教务处/各学院·11月底前】\n★ 学生工作\n1）开展普查【学工处｜9月】\n"
        "2）举办运动会【体育部（牵头）、后勤处｜10月中旬】\n"
    )
    assert [(item.section, item.text, item.lead, item.cooperating) for item in parsed.items] == [
        ("★ 教学工作", "完成评估", ("教务处",), ()),
        ("★ 教学工作", "建设课程", ("教务处", "各学院"), ()),
        ("★ 学生工作", "开展普查", ("学工处",), ()),
        ("★ 学生工作", "举办运动会", ("体育部",), ("后勤处",)),
    ]


def test_a_numbered_part_of_a_place_with_its_owner(read_text) -> None:
    parsed = read_text(
        "某街道任务\n\n第一网格（责任单位：东街社区）\n1.排查出租屋。\n2.清理楼道。\n"
        "第二网格（责任单位：西街社区）\n1.排查商铺。\n2.更新设施。\n"
    )
    leads = [item.lead for item in parsed.items]
    assert leads == [("东街社区",), ("东街社区",), ("西街社区",), ("西街社区",)]
