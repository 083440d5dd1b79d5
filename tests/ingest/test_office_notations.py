"""Notations of owners, numbers and times that offices use besides the usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import Owned, days, owned

from ingest import ItemKind, read_file


def test_full_width_digits_are_digits(read_text) -> None:
    parsed = read_text(
        "某市住建局２０２６年工作要点\n\n一、重点\n"
        "１．改造小区。【局城建科，６月底前开工，１２月２０日前竣工】\n"
        "２．更新管网。【局公用科牵头；市燃气集团具体实施；１０月底前完成】\n"
    )
    assert owned(parsed) == {1: (("局城建科",), ()), 2: (("局公用科",), ())}
    assert days(parsed) == {1: "2026-12-20", 2: "2026-10-31"}
    assert parsed.items[1].units == ("市燃气集团",)


def test_members_of_a_group_cooperate_with_its_lead(read_text) -> None:
    parsed = read_text(
        "某区专班职责分工\n\n一、协调组\n牵头单位：区民政局\n成员单位：区财政局、团区委\n"
        "主要职责：负责日常工作，起草文件。\n二、帮扶组\n牵头单位：区教育局\n成员单位：区民政局\n"
        "主要职责：开展结对帮扶。\n"
    )
    assert owned(parsed) == {
        1: (("区民政局",), ("区财政局", "团区委")),
        2: (("区教育局",), ("区民政局",)),
    }


def test_owners_behind_a_person_on_the_same_line_are_cut_off(read_text) -> None:
    parsed = read_text(
        "某镇2026年重点任务\n\n任务一：农田建设\n    建设农田3200亩。\n"
        "    包抓领导：王某某    责任站所：镇农业中心    配合单位：镇财政所、有关村"
        "    完成时限：10月底\n"
        "任务二：整治\n    拆除危房45处。\n"
        "    包抓领导：李某    责任站所：镇村建办    配合单位：—    完成时限：6月底\n"
    )
    assert owned(parsed) == {
        1: (("镇农业中心",), ("镇财政所", "有关村")),
        2: (("镇村建办",), ()),
    }
    assert not any("责任站所" in item.text for item in parsed.items)


def test_label_broken_over_lines(read_text) -> None:
    parsed = read_text(
        "某县2025年实施方案\n( 一 )治理散煤 。 完成改造 5200 户 。 (责任单位 :县发改局 、 "
        "县市场监管局 ; 完成\n时限 : 2025 年 10 月 31 日前 )\n"
        "( 二 )管控移动源 。 淘汰 120 辆 。 ( 牵头\n单位 :县公安局 ;配合单位 :县商务局 )\n"
    )
    assert owned(parsed) == {
        1: (("县发改局", "县市场监管局"), ()),
        2: (("县公安局",), ("县商务局",)),
    }
    assert days(parsed) == {1: "2025-10-31"}


def test_list_of_offices_with_their_duties(read_text) -> None:
    parsed = read_text(
        "某县防汛预案\n\n一、成员单位职责\n"
        "（1）县应急管理局：承担日常工作。\n（2）县气象局：负责预报。\n"
        "（3）国网某县供电公司：保障抢险供电。\n（4）各乡镇人民政府：负责本辖区工作。\n"
    )
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("县应急管理局",),
        ("县气象局",),
        ("国网某县供电公司",),
        ("各乡镇人民政府",),
    ]
    assert not any(item.owners_certain for item in parsed.items if item.lead)


def test_names_before_a_colon_outside_such_a_list_own_nothing(read_text) -> None:
    parsed = read_text(
        "某县要点\n\n一、建设\n1.县博物馆：新建一座。\n2.推进旧改，年内完成。\n3.办好运动会。\n"
    )
    assert all(not lead for lead, _ in owned(parsed).values())


def test_numbers_with_a_mere_space(read_text) -> None:
    parsed = read_text(
        "某区2026年若干措施\n\n1 支持以旧换新。每辆补贴2万元。\n——责任部门：区商务局，区财政局\n"
        "2 发放消费券。\n12 个街道参加，30 户商家报名。\n——责任部门：区文旅局\n"
        "3 建设便民圈。\n——责任部门：区商务局〔牵头〕，各街道办事处\n（此件公开发布）\n"
    )
    assert owned(parsed) == {
        1: (("区商务局", "区财政局"), ()),
        2: (("区文旅局",), ()),
        3: (("区商务局",), ("各街道办事处",)),
    }


BOXED = """某区2026年森林防火任务分解表

┌──┬──────┬────┬────┬────┐
│序号│工作任务    │牵头单位│配合单位│完成时间│
├──┼──────┼────┼────┼────┤
│ 1  │建设林带30公│区林业局│区财政局│9月底前 │
│    │里          │        │、各镇街│        │
├──┼──────┼────┼────┼────┤
│ 2  │组建扑火队  │区应急局│区人社局│5月底前 │
└──┴──────┴────┴────┴────┘
"""


def test_table_drawn_with_box_characters(read_text) -> None:
    parsed = read_text(BOXED)
    expected: dict[int, Owned] = {
        1: (("区林业局",), ("区财政局", "各镇街")),
        2: (("区应急局",), ("区人社局",)),
    }
    assert owned(parsed) == expected
    assert [item.text for item in parsed.items if item.number] == ["建设林带30公里", "组建扑火队"]
    ascii_art = BOXED.translate(str.maketrans("┌┬┐├┼┤└┴┘─│", "+++++++++-|"))
    assert owned(read_text(ascii_art, "plan.md")) == expected


def test_markdown_tasks_with_boxes_and_bars(read_text) -> None:
    parsed = read_text(
        "# 某省数据局2026年重点工作安排\n\n## 一、底座\n\n**1. 归集数据。** 归集3万条。\n\n"
        "> 牵头处室：数据资源处 ｜ 配合处室：综合处、省大数据中心 ｜ 时限：6月\n\n"
        "- [ ] **2. 办成一件事** 新增13项。*（政务服务处，12月）*\n"
        "- [x] **3. 授权运营** 出台细则。*（政策规划处，上半年）*\n",
        "plan.md",
    )
    assert owned(parsed) == {
        1: (("数据资源处",), ("综合处", "省大数据中心")),
        2: (("政务服务处",), ()),
        3: (("政策规划处",), ()),
    }
    assert days(parsed) == {1: "2026-06-30", 2: "2026-12-31", 3: "2026-06-30"}


def test_first_leads_by_a_note_inside_the_bracket(read_text) -> None:
    parsed = read_text(
        "某市行动计划\n"
        "（一）实施培训。（责任单位：市人社局、市总工会，列第一位的为牵头单位，下同）\n"
        "（二）实施合作。（责任单位：市教育局、市人社局）\n"
    )
    assert owned(parsed) == {1: (("市人社局",), ("市总工会",)), 2: (("市教育局",), ("市人社局",))}


def test_mark_stands_for_who_leads_where_the_document_says_so(read_text) -> None:
    rows = "序号,任务,责任科室\n1,推进医共体,▲医改科、基层科\n2,开展筛查,妇幼科\n"
    said = read_text(rows + "备注：▲为牵头科室,,\n", "table.csv")
    assert owned(said) == {1: (("医改科",), ("基层科",)), 2: (("妇幼科",), ())}
    unsaid = read_text(rows, "other.csv")
    assert owned(unsaid)[1] == (("医改科", "基层科"), ())


def test_who_carries_out_leads_where_nobody_else_does(read_text) -> None:
    parsed = read_text(
        "# 某市2026年民生实事\n\n**一、扩大学位**：新增4500个。"
        "实施主体：市教育局；配合主体：市规划局。\n\n"
        "**二、完善养老**：新增床位800张。实施主体：市民政局。\n\n"
        "**三、整治飞线**：牵头单位：市城管局；实施主体：市供电公司。\n",
        "plan.md",
    )
    assert owned(parsed) == {
        1: (("市教育局",), ("市规划局",)),
        2: (("市民政局",), ()),
        3: (("市城管局",), ()),
    }


def test_table_with_unnamed_numbers_totals_and_who_filled_it_in(read_text) -> None:
    parsed = read_text(
        ",改革任务,量化目标,主抓部门,协抓部门,完成标志,完成时间\n一,完善治理,,,,,\n"
        "1,修订规则,出台制度1项,董事会办公室,法务部,正式印发,2025年6月\n"
        "2,评价履职,覆盖率100%,组织部,各子公司,形成报告,2025年Q3\n"
        ",,合计2项,,,,\n填报人：某某,,,,审核人：某某,,\n",
        "table.csv",
    )
    assert owned(parsed) == {
        1: (("董事会办公室",), ("法务部",)),
        2: (("组织部",), ("各子公司",)),
    }
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30"}
    assert [item.text.split()[0] for item in parsed.items if item.number] == [
        "修订规则",
        "评价履职",
    ]


def test_party_committee_and_government_of_one_place_stay_together(read_text) -> None:
    parsed = read_text("一、水质不达标。\n整改责任单位：某县党委、政府\n整改时限：2026年6月底\n")
    assert owned(parsed) == {1: (("某县党委、政府",), ())}


def test_second_term_of_a_school_year_is_in_its_second_year(read_text) -> None:
    parsed = read_text(
        "某大学2025—2026学年第二学期工作要点\n\n"
        "1.完成换届。【牵头部门：组织部；完成时间：5月中旬】\n"
    )
    assert days(parsed) == {1: "2026-05-20"}


def test_table_of_labels_inside_a_word_cell(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某市2026年攻坚任务分解")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "任务", "责任分工"
    for row, task in enumerate(["1.整治市场环境。", "2.规范停放。"], 1):
        table.cell(row, 0).text = task
        inner = table.cell(row, 1).add_table(rows=2, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "牵头单位", f"市甲{row}局"
        inner.cell(1, 0).text, inner.cell(1, 1).text = "完成时限", f"{row + 3}月底"
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert owned(parsed) == {1: (("市甲1局",), ()), 2: (("市甲2局",), ())}
    assert days(parsed) == {1: "2026-04-30", 2: "2026-05-31"}


def test_service_guide_names_who_carries_it_out(read_text) -> None:
    parsed = read_text(
        "事项名称,食品经营许可\n实施主体,某区市场监管局\n承诺办结时限,5个工作日\n咨询电话,12345678\n",
        "guide.csv",
    )
    leads = [item.lead for item in parsed.items if item.kind is ItemKind.PASSAGE and item.lead]
    assert leads == [("某区市场监管局",)]


def test_pdf_table_without_rules_with_a_narrow_number_column(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    canvas.setFont("STSong-Light", 10)
    columns = (50, 88, 240, 330, 430)
    lines = (
        ("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
        ("1", "完成城区易涝点改造，新", "市水务局排水科", "市城投公司、市财政", "2026年6月底"),
        ("", "建管网18公里", "", "局", "前"),
        ("2", "实施水库除险加固", "市水务局建管科", "水库管理所", "2026年9月底"),
        ("", "工程", "", "", "前"),
    )
    top = 700
    for line in lines:
        top -= 18 if line[0] else 14
        for left, words in zip(columns, line, strict=True):
            canvas.drawString(left, top, words)
    canvas.save()
    parsed = read_file(tmp_path / "plan.pdf")
    assert owned(parsed) == {
        1: (("市水务局排水科",), ("市城投公司", "市财政局")),
        2: (("市水务局建管科",), ("水库管理所",)),
    }
    assert days(parsed) == {1: "2026-06-30", 2: "2026-09-30"}


def test_funds_and_joint_duties_name_owners_that_are_not_certain(read_text) -> None:
    parsed = read_text(
        "某市会议纪要\n一、关于经费。所需经费由市财政局统筹解决。\n"
        "二、关于验收。企业提出申请，市科技局会同市财政局组织验收。\n"
    )
    assert owned(parsed) == {1: (("市财政局",), ()), 2: (("市科技局",), ("市财政局",))}
    assert not any(item.owners_certain for item in parsed.items if item.lead)


def test_plain_names_in_brackets_of_their_own_rank_as_the_document_says(read_text) -> None:
    parsed = read_text(
        "某州实施意见\n一、基础\n（一）开展普查。全面完成普查。\n"
        "［州农业局、州林草局。列首位的为牵头单位（下同）］\n"
        "（二）组建团队。支持攻关。\n［州科技局、某学院牵头］\n"
        "（三）加大投入。每年安排资金500万元。\n［州财政局、州农业局］\n"
    )
    assert owned(parsed) == {
        1: (("州农业局",), ("州林草局",)),
        2: (("州科技局", "某学院"), ()),
        3: (("州财政局",), ("州农业局",)),
    }


def test_minutes_date_their_months_by_the_meeting(read_text) -> None:
    parsed = read_text(
        "# 常务会议纪要\n\n**时间**：2026年5月11日　**地点**：会议室\n\n"
        "1. **排查隐患。** 由区应急局牵头，5月20日前完成。\n"
        "2. 同意启动征收，区建管委负责，幸福街道配合，年底前完成签约。\n",
        "plan.md",
    )
    assert owned(parsed) == {1: (("区应急局",), ()), 2: (("区建管委",), ("幸福街道",))}
    assert days(parsed) == {1: "2026-05-20", 2: "2026-12-31"}


def test_a_list_of_problems_under_spanning_names(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["河段", "", "问题", "", "整改", "", "责任", ""])
    sheet.append(["河流", "乡镇", "问题描述", "类型", "措施", "整改时限", "牵头部门", "配合部门"])
    for columns in ("A1:B1", "C1:D1", "E1:F1", "G1:H1"):
        sheet.merge_cells(columns)
    sheet.append(
        ["资水", "甲镇", "违规搭棚3处", "乱建", "拆除", "2026年5月", "县水利局", "县住建局"]
    )
    sheet.append(["资水", "乙镇", "堆放垃圾", "乱堆", "清运", "2026年4月", "县住建局", ""])
    book.save(str(tmp_path / "list.xlsx"))
    items = read_file(tmp_path / "list.xlsx").items
    assert [(item.lead, item.cooperating) for item in items] == [
        (("县水利局",), ("县住建局",)),
        (("县住建局",), ()),
    ]
    assert [item.text.split()[0] for item in items] == ["违规搭棚3处", "堆放垃圾"]


def test_office_that_takes_up_a_challenge_leads(read_text) -> None:
    parsed = read_text(
        "某区揭榜清单\n\n（一）服务改革\n目标：归集数据5万家。\n"
        "揭榜单位：区数据局\n协同单位：区税务局\n"
        "（二）用地改革\n目标：供地300亩。\n揭榜单位：区规划局\n协同单位：区投促局\n"
    )
    assert owned(parsed) == {1: (("区数据局",), ("区税务局",)), 2: (("区规划局",), ("区投促局",))}


def test_projects_with_a_deputy_mayor_behind_the_owners(read_text) -> None:
    parsed = read_text(
        "某区2026年民生实事票决项目\n\n"
        "项目一　新建2所幼儿园。8月底前投用。"
        "由区教育局负责实施，区住建中心协助，分管副区长：陈某。\n"
        "项目二　换新电梯200台。"
        "由区市场监管局负责实施，区财政局协助，12月底前完成，分管副区长：孙某。\n"
    )
    assert owned(parsed) == {
        1: (("区教育局",), ("区住建中心",)),
        2: (("区市场监管局",), ("区财政局",)),
    }
    assert days(parsed) == {1: "2026-08-31", 2: "2026-12-31"}


def test_note_in_a_header_says_that_the_first_leads(read_text) -> None:
    parsed = read_text(
        "序号,具体措施,责任部门（排在第一位的为牵头部门）\n"
        "1,推广问答,纳税服务处、信息中心\n2,统一基准,法制处\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("纳税服务处",), ("信息中心",)), 2: (("法制处",), ())}


def test_owners_of_parts_of_a_point_behind_semicolons(read_text) -> None:
    parsed = read_text(
        "某厅要点\n一、建设\n"
        "1.建设高速。建成通车2条；（建设处牵头，公路局配合）开工1条。（规划处牵头，铁路办配合）\n"
        "2.建设驿站。（运输处会同省总工会）\n"
    )
    assert owned(parsed) == {
        1: (("建设处", "规划处"), ("公路局", "铁路办")),
        2: (("运输处",), ("省总工会",)),
    }
    assert not parsed.items[0].owners_certain


def test_headings_that_are_offices_own_what_is_numbered_below(read_text) -> None:
    parsed = read_text(
        "某区责任清单\n\n一、区委政法委\n1.统筹工作，每季度开会。\n2.组织命名活动。\n"
        "二、区公安分局\n3.打击犯罪。\n三、区司法局\n4.建设法律服务中心。\n"
    )
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("区委政法委",),
        ("区委政法委",),
        ("区公安分局",),
        ("区司法局",),
    ]
    topics = read_text(
        "某区计划\n\n一、产业园区\n1.扩建一期。\n"
        "二、服务中心\n2.增设窗口。\n三、综合协调组\n3.起草文件。\n"
    )
    assert all(not lead for lead, _ in owned(topics).values())


def test_task_ids_and_planned_ends_of_a_project_sheet(read_text) -> None:
    parsed = read_text(
        "任务ID,任务描述,牵头单位,配合单位1,配合单位2,计划开始,计划完成,状态\n"
        "T001,上线一件事,区政务局,区数据局,区公安分局,2026-01-05,2026-06-30,进行中\n"
        "T002,归集证照,区数据局,区司法局,,2026-03-01,2026-09-30,未开始\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("区政务局",), ("区数据局", "区公安分局")),
        2: (("区数据局",), ("区司法局",)),
    }
    assert days(parsed) == {1: "2026-06-30", 2: "2026-09-30"}


def test_short_word_for_together(read_text) -> None:
    parsed = read_text(
        "某省2025年行动方案\n\n（一）落实清单。（省发展改革委会省市场监管局及各地市政府负责）\n"
        "（二）加大融资。（省委金融办会人民银行某省分行负责）\n"
        "（三）清理拖欠。（省工信厅会省有关单位，各地市政府负责）\n"
        "（四）建设园区。（开发区管委会市场监管局负责）\n"
    )
    assert owned(parsed) == {
        1: (("省发展改革委",), ("省市场监管局", "各地市政府")),
        2: (("省委金融办",), ("人民银行某省分行",)),
        3: (("省工信厅",), ("省有关单位", "各地市政府")),
        4: (("开发区管委会市场监管局",), ()),
    }


def test_stroke_parts_roles_under_a_header_with_both(read_text) -> None:
    parsed = read_text(
        "序号,任务,牵头科室/配合科室\n1,新增学位,发规科/基建办、各县区教育局\n2,推进双减,基教科\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("发规科",), ("基建办", "各县区教育局")),
        2: (("基教科",), ()),
    }


def test_persons_behind_offices_of_a_label_are_left_out(read_text) -> None:
    parsed = read_text(
        "某区方案\n（一）全面排查。做到不漏一户。\n"
        "责任单位及责任人：区住建局　王某，各街道办事处主任\n完成时限：2025年6月30日\n"
        "（二）分类整治。逐栋制定方案。\n责任单位及责任人：区住建局　王某；区城管局　刘某\n"
    )
    assert owned(parsed) == {
        1: (("区住建局", "各街道办事处"), ()),
        2: (("区住建局", "区城管局"), ()),
    }


def test_title_in_brackets_is_no_part_of_an_office(read_text) -> None:
    parsed = read_text(
        "某区细则\n第一条（责任分工）区商务委负责政策制定；区财政局负责资金保障。\n"
        "第二条（标准）每辆补贴3000元。\n"
    )
    assert parsed.items[0].lead == ("区商务委",)
    assert not parsed.items[0].owners_certain


def test_explanation_at_the_end_is_no_part_of_the_last_point(read_text) -> None:
    parsed = read_text(
        "某市方案\n（一）建设网络。〔责任单位：市发改委、市交通局〕\n（二）发展文旅。〔责任单位：市文旅局〕\n"
        "说明：责任单位中排首位的为牵头单位。\n"
    )
    assert owned(parsed) == {1: (("市发改委",), ("市交通局",)), 2: (("市文旅局",), ())}
    assert parsed.items[1].text == "发展文旅。"


def test_numbers_in_one_character_dashes_and_labels_set_apart(read_text) -> None:
    parsed = read_text(
        "2026年某县档案工作要点\n\n一、治理\n㈠开展检查10家。（县档案局；9月）\n"
        "㈡排查隐患。——县档案馆、县消防大队，1月至6月\n"
        "㈢接收进馆。牵 头 单 位：县档案馆；配 合 单 位：各乡镇；完 成 时 限：年底前\n"
    )
    assert owned(parsed) == {
        1: (("县档案局",), ()),
        2: (("县档案馆", "县消防大队"), ()),
        3: (("县档案馆",), ("各乡镇",)),
    }
    assert days(parsed) == {1: "2026-09-30", 2: "2026-06-30", 3: "2026-12-31"}
    assert [item.text for item in parsed.items][-1] == "接收进馆。"


def test_sentences_that_say_who_leads(read_text) -> None:
    parsed = read_text(
        "某县工作方案\n\n一、任务\n1.优化布局。撤并学校6所。\n"
        "责任分工：县教育局牵头制定规划，县财政局落实资金。\n"
        "2.规范招生。此项工作由县教育局牵头，县公安局、各乡镇配合。\n"
        "3.创新机制。县司法局牵头开展的评选活动获得好评。\n"
    )
    assert owned(parsed) == {
        1: (("县教育局",), ()),
        2: (("县教育局",), ("县公安局", "各乡镇")),
        3: ((), ()),
    }


@pytest.mark.parametrize(
    ("written", "due"), [("20260630", "2026-06-30"), ("6.30前", "2026-06-30"), ("3.5", "None")]
)
def test_days_in_digits(read_text, written: str, due: str) -> None:
    parsed = read_text(
        f"2026年某院安排,,\n序号,事项,责任科室,完成时间\n1,修订章程,办公室,{written}\n", "a.csv"
    )
    assert days(parsed) == {1: due}


def test_names_and_labels_broken_over_lines(read_text) -> None:
    parsed = read_text(
        "    某镇2026年任务清单\n\n    一、宣传。发放宣传单5000份，悬挂横幅120\n"
        "条。（责任单位：镇林业站、各村（居）\n"
        "委会；完成时间：3月15日前）\n    二、排查。对坟头、田边、林缘开展排查。（责\n"
        "任单位：各村（居）委会；配合单位：镇派出所；完成\n时间：3月31日前）\n"
    )
    assert owned(parsed) == {
        1: (("镇林业站", "各村（居）委会"), ()),
        2: (("各村（居）委会",), ("镇派出所",)),
    }


def test_list_of_a_page_that_counts_on(read_text) -> None:
    parsed = read_text(
        "<h2>一、甲</h2><ol><li>新增20项。（牵头单位：市甲局）</li></ol>"
        '<h2>二、乙</h2><ol start="2"><li>归集300类。（牵头单位：市乙局）</li></ol>',
        "page.html",
    )
    assert owned(parsed) == {1: (("市甲局",), ()), 2: (("市乙局",), ())}


def test_words_of_a_page_behind_the_last_bracket(read_text) -> None:
    text = "某区重点任务\n1.清理文件。（责任单位：区司法局；完成时限：10月底）\n"
    text += "2.评查案卷。\n（责任单位：区司法局；时限：6月、11月）\n"
    for behind in ("【打印】【关闭】", "附件下载"):
        parsed = read_text(f"{text}{behind}\n")
        assert owned(parsed) == {1: (("区司法局",), ()), 2: (("区司法局",), ())}
        assert parsed.items[1].text.startswith("评查案卷。")


def test_first_leads_from_where_it_is_said_on(read_text) -> None:
    parsed = read_text(
        "某地举措汇编\n\n1.提升查询便利。（责任单位：甲市法院、甲市公安局）\n"
        "2.降低税负。（责任单位：乙市税务局、乙市财政局，排在首位的为牵头单位，下同）\n"
        "3.降低费用。（责任单位：乙市发改委、乙市财政局）\n"
    )
    assert owned(parsed) == {
        1: (("甲市法院", "甲市公安局"), ()),
        2: (("乙市税务局",), ("乙市财政局",)),
        3: (("乙市发改委",), ("乙市财政局",)),
    }


def test_titles_in_boxes_part_the_documents_of_a_file(read_text) -> None:
    parsed = read_text(
        "各地举措汇编\n\n【甲市2024年工作要点】\n一、审批\n1.编制清单。（甲市政府办牵头）\n"
        "【乙县若干措施（修订版）】\n（三）完善验收。（责任部门：乙县住建局）\n"
    )
    assert [(item.number, item.section, item.text) for item in parsed.items] == [
        (1, "一、审批", "编制清单。"),
        (3, None, "完善验收。"),
    ]


@pytest.mark.parametrize(
    "said", ["开展促销【县商务局】", "开展促销——县商务局", "开展促销〔县商务局〕"]
)
def test_offices_in_a_box_or_behind_a_dash_need_no_stop(read_text, said: str) -> None:
    (item,) = read_text(f"某县要点\n\n1.{said}\n").items
    assert (item.lead, item.owners_certain, item.text) == (("县商务局",), False, "开展促销")


def test_times_of_a_service_are_no_deadline(read_text) -> None:
    parsed = read_text(
        "某市补贴公告\n\n一、补贴时间\n补贴时间：2024年6月15日至2024年12月31日。\n"
        "申领时间：2024年6月15日至2025年1月31日。\n\n二、补贴对象\n个人消费者。\n"
    )
    assert days(parsed) == {}
    assert "申领时间" in parsed.items[0].text


def test_who_only_approves_owns_nothing(read_text) -> None:
    parsed = read_text(
        "某市储备管理办法\n\n第一条 物资公开交易。必要时经市发改委会同市财政局批准，可直接采购。\n"
        "第二条 入库成本由市财政局会同市发改委、农发行某市分行进行核定。\n"
    )
    assert owned(parsed) == {1: ((), ()), 2: (("市财政局",), ("市发改委", "农发行某市分行"))}


def test_a_rule_that_says_who_counts_as_what_states_no_owner(read_text) -> None:
    (item,) = read_text(
        "某市电梯条例\n\n第一条 使用单位按下列规定确定：\n（一）委托管理的，物业企业为使用单位；\n"
        "（二）未移交的，建设单位为使用单位。\n"
    ).items
    assert (item.number, item.lead, item.units) == (1, (), ())
