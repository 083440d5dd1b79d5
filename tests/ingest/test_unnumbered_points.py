"""Tasks that have no number: cards and records of labelled lines, and mere paragraphs."""

from __future__ import annotations

from ingest import ItemKind, ParsedDocument

CARDS = (
    "云溪县重点任务卡\n\n"
    "任务名称：整治占道经营\n任务内容：对老街集中整治三个月。\n牵头单位：县城管局\n"
    "配合单位：县公安局、县市场监管局\n完成时限：2025年6月底前\n\n"
    "任务名称：新建公厕\n任务内容：新建公厕12座。\n牵头单位：县住建局\n"
    "配合单位：县城管局\n完成时限：2025年10月底前\n"
)
BOXES = (
    "云溪县督查问题通报\n\n请有关单位抓紧整改。\n\n【3月2日 问题一】\n【点位名称】东门桥下\n"
    "【所属区域】城关镇\n【主管单位】县水务局\n【整改要求】\n清运河道漂浮物。\n1.每日巡河。\n"
    "【整改期限】2025年5月底\n请县水务局报告结果。\n"
)


def owned(parsed: ParsedDocument) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Who leads and cooperates, and until when, for each item that is no passage."""
    items = [item for item in parsed.items if item.kind is not ItemKind.PASSAGE]
    return [
        (item.lead, item.cooperating, str(item.deadline.due) if item.deadline else "")
        for item in items
    ]


def test_cards_in_lines_of_text(read_text) -> None:
    assert owned(read_text(CARDS)) == [
        (("县城管局",), ("县公安局", "县市场监管局"), "2025-06-30"),
        (("县住建局",), ("县城管局",), "2025-10-31"),
    ]


def test_fields_in_boxes_are_one_task_with_what_stands_below_a_field(read_text) -> None:
    parsed = read_text(BOXES)
    assert owned(parsed) == [(("县水务局",), (), "2025-05-31")]
    (task,) = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert task.text.startswith("东门桥下") and task.text.endswith("1.每日巡河。")
    assert [item.text for item in parsed.items][-1] == "请县水务局报告结果。"


def test_an_event_or_a_service_is_no_task(read_text) -> None:
    event = "云溪县招聘会公告\n\n活动名称：春风行动\n主办单位：县人社局\n活动时间：2025年3月1日\n"
    guide = (
        "办事指南\n\n事项名称：养老登记\n实施机构：县民政局\n办理时限：5天\n申请条件：年满六十\n"
    )
    for text in (event, guide):
        assert all(item.kind is ItemKind.PASSAGE for item in read_text(text).items)


def test_fields_of_records_stand_under_their_names(read_text) -> None:
    records = "".join(
        f"服务对象：{who}\n\n"
        + "".join(f"{name}\n政策内容：给予{name}。\n申请渠道：乡镇窗口\n\n" for name in named)
        for who, named in (("毕业生", ("租房补贴", "见习补贴")), ("企业", ("用工补贴",)))
    )
    items = read_text(f"云溪县就业政策\n县人社局\n\n{records}").items
    places = [(item.section, item.group_title) for item in items[::2]]
    assert places == [
        ("服务对象：毕业生", "租房补贴"),
        ("服务对象：毕业生", "见习补贴"),
        ("服务对象：企业", "用工补贴"),
    ]


def test_paragraphs_that_state_their_owners_are_points(read_text) -> None:
    parsed = read_text(
        "云溪县2025年春季工作部署\n\n抓好春耕，播种粮食30万亩。（县农业农村局牵头）\n"
        "建成高标准农田2万亩。（县农业农村局牵头，县水利局配合，12月底前完成）\n"
        "维修水库3座。\n责任单位：县水利局\n完成时限：5月底前\n"
    )
    assert owned(parsed) == [
        (("县农业农村局",), (), ""),
        (("县农业农村局",), ("县水利局",), "2025-12-31"),
        (("县水利局",), (), "2025-05-31"),
    ]
    assert [item.number for item in parsed.items] == [None, None, None]
    assert parsed.items[0].text == "抓好春耕，播种粮食30万亩。"


def test_matters_under_one_heading_have_each_its_own_owner(read_text) -> None:
    parsed = read_text(
        "二、当前几项急事\n\n关于砂场整治。县水务局牵头负责，车辆一律覆盖。\n\n"
        "关于砖厂问题。县自然资源局负责，3月8日县生态环境局已参加检查。\n"
    )
    assert [item.lead for item in parsed.items] == [("县水务局",), ("县自然资源局",)]
    assert {item.section for item in parsed.items} == {"二、当前几项急事"}


def test_whom_a_notice_is_sent_to_owns_nothing(read_text) -> None:
    parsed = read_text(
        "云溪县人民政府关于做好安全生产的通知\n\n各乡镇人民政府（街道办事处），县直属各单位：\n\n"
        "为做好安全生产工作，现通知如下。\n"
    )
    assert all(not item.lead and not item.units for item in parsed.items)


def test_lines_that_count_what_is_below_are_headings(read_text) -> None:
    parsed = read_text(
        "云溪县2025年任务分解\n\n王县长负责的工作（2项）\n1.产值增长7%。（县工信局）\n"
        "2.投资增长8%。（县发改局）\n\n李县长负责的工作（1项）\n3.新增就业2万人。（县人社局）\n"
    )
    assert [item.section for item in parsed.items] == [
        "王县长负责的工作（2项）",
        "王县长负责的工作（2项）",
        "李县长负责的工作（1项）",
    ]
    assert parsed.items[1].text == "投资增长8%。"


def test_lines_of_one_length_that_end_as_sentences_are_not_joined(read_text) -> None:
    lines = "".join(f"办好第{n}件惠民实事，抓紧抓实。（县城管局牵头）\n" for n in "一二三四五")
    assert owned(read_text(f"云溪县要点\n\n{lines}")) == [(("县城管局",), (), "")] * 5


def test_a_paragraph_that_begins_with_who_leads_is_a_point(read_text) -> None:
    parsed = read_text(
        "云溪县防汛应急预案\n\n3.2 应急响应\n县应急管理局牵头，县水利局、县城管局配合，启动响应。\n"
        "3.2.1 一级响应\n（1）总指挥主持会商。\n（2）每2小时报告水情。\n"
    )
    assert parsed.items[0].lead == ("县应急管理局",)
    assert parsed.items[0].cooperating == ("县水利局", "县城管局")


def test_a_line_that_says_when_below_one_that_says_who(read_text) -> None:
    parsed = read_text(
        "领导批示件办理情况\n\n批示内容：尽快整治占道经营。\n承办单位：县住建局、县城管局\n办理时限：2025年6月20日\n"
        "批示内容：加快改造危桥。\n承办单位：县交通局\n办理时限：2025年9月底\n"
    )
    points = [item for item in parsed.items if item.lead]
    assert [str(item.deadline.due) for item in points if item.deadline] == [
        "2025-06-20",
        "2025-09-30",
    ]
