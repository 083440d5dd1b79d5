"""Task tables in any order, wording and layout."""

from __future__ import annotations

from ingest import ItemKind, ParsedDocument, PolicyItem, Role


def tasks(parsed: ParsedDocument) -> list[PolicyItem]:
    return [item for item in parsed.items if item.kind is ItemKind.TASK]


def test_roles_come_from_header_words_not_position(read_text) -> None:
    parsed = read_text(
        "2024年任务清单\n\n承接单位\t完成时间\t协办处室\t序号\t任务\t主责处室\n"
        "各相关医院\t三季度\t财务处；医政处\t1\t推进门诊统筹\t医保处\n"
        "—\t长期坚持\t/\t2\t开展测评\t质控处 医政处\n"
    )
    first, second = tasks(parsed)
    assert (first.lead, first.cooperating, first.units) == (
        ("医保处",),
        ("财务处", "医政处"),
        ("各相关医院",),
    )
    assert first.deadline and str(first.deadline.due) == "2024-09-30"
    assert (second.lead, second.cooperating, second.units) == (("质控处", "医政处"), (), ())
    assert [item.text for item in tasks(parsed)] == ["推进门诊统筹", "开展测评"]


def test_names_with_brackets_and_broken_names(read_text) -> None:
    parsed = read_text(
        '任务,责任单位,配合单位\n"推进甲","市交通委（市道运局、市路政局）、各区政府",'
        '"市发展改\n革委\n市财政局"\n推进乙,市住房城乡建设管理委和市规划资源局,市财政局等部门\n',
        "table.csv",
    )
    first, second = tasks(parsed)
    assert first.lead == ("市交通委（市道运局、市路政局）", "各区政府")
    assert first.cooperating == ("市发展改革委", "市财政局")
    assert second.lead == ("市住房城乡建设管理委", "市规划资源局")
    assert second.cooperating == ("市财政局等部门",)
    assert second.owners(Role.COOPERATING) == ("市财政局",)


def test_responsible_units_beside_a_lead_do_not_lead(read_text) -> None:
    parsed = read_text("序号,任务,牵头单位,责任单位\n1,推进甲,市教委,市财政局、各区\n", "table.csv")
    (item,) = tasks(parsed)
    assert (item.lead, item.cooperating) == (("市教委",), ("市财政局", "各区"))


def test_column_of_offices_without_a_role_is_reported(read_text) -> None:
    parsed = read_text(
        "序号,任务,牵头单位,涉及部门\n1,推进甲,市教委,市财政局\n2,推进乙,市教委,市水务局\n",
        "table.csv",
    )
    assert all(item.cooperating == () for item in tasks(parsed))
    assert [one.code for one in parsed.warnings] == ["unknown_header"]
    assert "涉及部门" in parsed.warnings[0].message


def test_row_without_owner_is_reported(read_text) -> None:
    parsed = read_text("序号,任务,责任单位\n1,推进甲,市教委\n2,推进乙,\n", "table.csv")
    assert [one.code for one in parsed.warnings] == ["row_without_owner"]
    assert "推进乙" in parsed.warnings[0].message


def test_duties_told_apart_inside_one_cell(read_text) -> None:
    parsed = read_text(
        "# 2025年任务分解表\n\n"
        "| 编号 | 改革事项 | 具体措施 | 责任分工 | 时限 |\n|---|---|---|---|---|\n"
        "| 1.1 | 企业开办 | 推行“一网通办” | 牵头：市市场监管局；配合：市税务局 | 6月 |\n"
        "| 1.2 | 企业开办 | 压缩时间 | 市市场监管局牵头，市税务局配合 | 全年 |\n",
        "plan.md",
    )
    assert [item.item_id for item in tasks(parsed)] == ["plan#1.1", "plan#1.2"]
    for item in tasks(parsed):
        assert (item.lead, item.cooperating) == (("市市场监管局",), ("市税务局",))
        assert item.group_title == "企业开办"


def test_sections_numbered_in_the_number_column(read_text) -> None:
    parsed = read_text(
        "2024年任务分解表,,,\n序号,工作任务,牵头单位,完成时限\n一,优化服务,,\n1,做甲,市教委,9月\n"
        "二,加强监管,,\n2,做丙,市水务局,全年\n注：以上任务按月报送。,,,\n",
        "table.csv",
    )
    assert parsed.document.title == "2024年任务分解表"
    assert [item.section for item in tasks(parsed)] == ["一、优化服务", "二、加强监管"]
    assert [item.text for item in parsed.items][-1] == "注：以上任务按月报送。"


def test_owners_stated_behind_the_task_in_its_cell(read_text) -> None:
    parsed = read_text(
        "序号,重点任务\n（一）,推进甲（牵头单位：市教委；完成时限：2024年6月）\n"
        "（二）,推进乙（市科委牵头、市财政局配合）\n（三）,推进丙\n",
        "table.csv",
    )
    assert [item.text for item in tasks(parsed)] == ["推进甲", "推进乙", "推进丙"]
    assert [item.number for item in tasks(parsed)] == [1, 2, 3]
    assert [item.lead for item in tasks(parsed)] == [("市教委",), ("市科委",), ()]
    assert tasks(parsed)[1].cooperating == ("市财政局",)


def test_outermost_owner_column_goes_on_over_its_tasks(read_text) -> None:
    parsed = read_text(
        "责任部门\t序号\t工作任务\t协同部门\n医政处\t1\t推进日间手术\t财务处\n\t2\t推进多学科诊疗\t\n"
        "药政处\t3\t带量采购\t医保办\n"
    )
    assert [item.lead for item in tasks(parsed)] == [("医政处",), ("医政处",), ("药政处",)]
    assert tasks(parsed)[1].cooperating == ()


def test_two_tables_keep_their_numbers_apart(read_text) -> None:
    parsed = read_text(
        "2024年任务清单\n\n附件1 重点任务\n\n序号\t任务\t牵头单位\n"
        "1\t推进甲\t医政处\n2\t推进乙\t药政处\n"
        "3\t推进丙\t医政处\n\n附件2 保障措施\n\n序号\t措施\t责任部门\n1\t加强培训\t人事处\n"
    )
    assert [item.item_id for item in tasks(parsed)] == [
        "plan#1",
        "plan#2",
        "plan#3",
        "plan#附件2.1",
    ]
    assert tasks(parsed)[3].lead == ("人事处",)


def test_flattened_table_with_lost_empty_cells(read_text) -> None:
    cells = (
        "重点任务分工|序号|工作任务|牵头单位|配合单位|完成时限"
        "|1|建设智慧医院|市卫生健康委|市大数据中心、市财政局|6月底前"
        "|2|推进检查互认|市卫生健康委|9月底前|3|完善支付|市医保局|市卫生健康委|全年"
        "|4|加强监管|市药监局|市市场监管局|12月"
    )
    parsed = read_text(cells.replace("|", "\n\n") + "\n")
    second = tasks(parsed)[1]
    assert (second.number, second.text) == (2, "推进检查互认")
    assert (second.lead, second.cooperating) == (("市卫生健康委",), ())
    assert second.deadline and second.deadline.text == "9月底前"
    assert tasks(parsed)[3].cooperating == ("市市场监管局",)


def test_flattened_table_without_header_is_not_certain(read_text) -> None:
    rows = (
        "2026年指标体系|品质宜居|*1|托位数|每千人托位数|个/千人|区教育局|—"
        "|"
        "*2|体育场地|人均面积|㎡/人|区体育局|—|安全韧性|3|内涝点|积水点数量|个|区水务局、\n区交通委|—"
        "|4|漏损率|供水量之差|%|区水务局|—"
    )
    parsed = read_text(rows.replace("|", "\n\n") + "\n")
    found = tasks(parsed)
    assert [item.number for item in found] == [1, 2, 3, 4]
    assert [item.section for item in found] == ["品质宜居", "品质宜居", "安全韧性", "安全韧性"]
    assert found[2].lead == ("区水务局", "区交通委")
    assert found[2].title == "内涝点"
    assert not any(item.owners_certain for item in found)
    assert "header_missing" in [one.code for one in parsed.warnings]


def test_header_repeated_on_each_page_and_page_marks(read_text) -> None:
    header = "序号\t任务\t责任单位\n"
    parsed = read_text(
        f"2024年任务清单\n\n{header}1\t推进甲\t市教委\n{header}2\t推进乙\t市科委\n\n- 1 -\n"
    )
    assert [(item.number, item.lead) for item in tasks(parsed)] == [
        (1, ("市教委",)),
        (2, ("市科委",)),
    ]
    assert [one.reason for one in parsed.leftovers].count("列头") == 6


def test_numbers_that_restart_in_groups_without_number_carry_the_group(read_text) -> None:
    parsed = read_text(
        "<table><tr><td>领域</td><td>序号</td><td>任务</td><td>牵头单位</td></tr>"
        "<tr><td rowspan=2>市场准入</td><td>1</td><td>简化登记</td><td>区市场监管局</td></tr>"
        "<tr><td>2</td><td>简化注销</td><td>区市场监管局</td></tr>"
        "<tr><td rowspan=2>工程建设</td><td>1</td><td>联合验收</td><td>区住建局</td></tr>"
        "<tr><td>2</td><td>联合测绘</td><td>区规划局</td></tr></table>",
        "plan.html",
    )
    ids = [item.item_id.split("#")[1] for item in parsed.items]
    assert ids == ["市场准入.1", "市场准入.2", "工程建设.1", "工程建设.2"]


def test_number_that_is_merged_over_two_of_many_tasks_numbers_both(read_text) -> None:
    rows = "".join(
        f"<tr><td>{i}<td>项目{i}<td>做好第{i}件事。<td>教育局<td>经开区<br>高新园(某镇)<br>各街道"
        for i in (1, 2, 4)
    )
    parsed = read_text(
        "<table><caption>2021年民生实事责任分解表</caption>"
        "<tr><td>序号<td>项目名称<td>主要内容<td>牵头单位<td>配合单位"
        f"{rows}<tr><td rowspan=2>5<td rowspan=2>老城复兴<td>整体提升。<td>文旅局<td>城投公司"
        "<tr><td>道路整治。<td>住建局<td>",
        "plan.html",
    )
    assert parsed.document.title == "2021年民生实事责任分解表"
    assert [item.number for item in tasks(parsed)] == [1, 2, 4, 5, 5]
    assert tasks(parsed)[0].cooperating == ("经开区", "高新园(某镇)", "各街道")
    assert [item.lead for item in tasks(parsed)[3:]] == [("文旅局",), ("住建局",)]


def test_table_copied_from_a_page_cell_by_cell_with_strokes(read_text) -> None:
    parsed = read_text(
        "2024年重点工作任务分解表\n序号 |\n目标与任务 |\n分 管 县领导 |\n"
        "牵头责任单位 |\n责任单位 |\n"
        "80 |\n加大普惠性托育供给。 |\n俞 某 |\n县教育局 |\n县各有关单位 |\n"
        "81 |\n加快县医院建设。 |\n俞 某 |\n县卫健委 |\n县医保局、县财政局 |\n"
        "82 |\n推进农村改厕。 |\n陆 某 |\n县农业农村局 |\n各镇 |\n"
    )
    owned = [(item.number, item.text, item.lead, item.cooperating) for item in tasks(parsed)]
    assert owned[:2] == [
        (80, "加大普惠性托育供给。", ("县教育局",), ("县各有关单位",)),
        (81, "加快县医院建设。", ("县卫健委",), ("县医保局", "县财政局")),
    ]


def test_caption_signs_a_table_and_a_lead_cell_states_a_duty(read_text) -> None:
    parsed = read_text(
        "<table><tr><td colspan=3>某市2025年任务清单<tr><td colspan=3>某市城管委 2025年2月10日"
        "<tr><td>序号<td>牵头单位<td>工作任务"
        "<tr><td>1<td>省经信厅、省科技厅按职责分工负责<td>建设平台。<tr><td>2<td>省教育厅<td>建设基地。</table>",
        "plan.html",
    )
    assert parsed.document.issuer == "某市城管委"
    assert str(parsed.document.date) == "2025-02-10"
    assert [item.lead for item in tasks(parsed)] == [("省经信厅", "省科技厅"), ("省教育厅",)]


QUARTERS = """<html><body><h1>某县2024年重点事项进度表</h1><table>
<tr><td rowspan="2">序号<td rowspan="2">工作内容<td colspan="2">责任分工<td colspan="4">时限
<tr><td>牵头单位<td>责任单位<td>一季度<td>二季度<td>三季度<td>四季度
<tr><td>1<td>推行联办<td>县市场监管局<td>县税务局<td><td>√<td><td>
<tr><td>2<td>升级平台<td>县教育局<td>县公安局<td>√<td>√<td>√<td>
</table></body></html>"""


def test_a_tick_under_a_quarter_is_a_deadline(read_text) -> None:
    first, second = tasks(read_text(QUARTERS, "plan.html"))
    assert (first.lead, first.cooperating) == (("县市场监管局",), ("县税务局",))
    assert first.deadline and first.deadline.text == "二季度"
    assert [str(one.deadline and one.deadline.due) for one in (first, second)] == [
        "2024-06-30",
        "2024-09-30",
    ]


def test_columns_under_one_heading_are_told_apart(read_text) -> None:
    head = (
        '<tr><td rowspan="2">编号<td rowspan="2">项目名称<td colspan="3">责任体系'
        '<td rowspan="2">时间节点<tr><td>牵头领导<td>牵头部门<td>服务部门'
    )
    again = "<tr><td>编号<td>项目名称<td>牵头领导<td>牵头部门<td>服务部门<td>时间节点"
    parsed = read_text(
        f"<html><body><h1>某区2024年项目计划</h1><table>{head}"
        f"<tr><td>XM-01<td>电池项目<td>陈某<td>招商局<td>规划局<td>10月{again}"
        "<tr><td>XM-02<td>物流园<td>陈某<td>经济发展局<td>规划局<td>上半年</table></body></html>",
        "plan.html",
    )
    assert [(item.text, item.lead) for item in tasks(parsed)] == [
        ("电池项目", ("招商局",)),
        ("物流园", ("经济发展局",)),
    ]
    assert all(item.cooperating == item.units == () for item in tasks(parsed))
    assert [one.code for one in parsed.warnings] == ["unknown_header"]


def test_of_two_categories_the_outer_one_is_a_section(read_text) -> None:
    parsed = read_text(
        "<html><body><h1>某市2024年任务清单</h1><table>"
        "<tr><th>领域<th>专项行动<th>序号<th>重点任务<th>牵头单位"
        '<tr><td rowspan="3">能源<td rowspan="2">低碳行动<td>1<td>新增装机。<td>市发改委'
        "<tr><td>2<td>改造机组。<td>市发改委<tr><td>节能行动<td>3<td>开展诊断。<td>市工信局"
        '<tr><td rowspan="2">建筑<td rowspan="2">绿建行动<td>4<td>执行标准。<td>市住建局'
        "<tr><td>5<td>推进改造。<td>市住建局</table></body></html>",
        "plan.html",
    )
    assert [(item.section, item.group_title) for item in tasks(parsed)] == [
        ("能源", "低碳行动"),
        ("能源", "低碳行动"),
        ("能源", "节能行动"),
        ("建筑", "绿建行动"),
        ("建筑", "绿建行动"),
    ]


def test_rows_that_share_a_number_are_items_and_no_slip(read_text) -> None:
    rows = (
        "<tr><td>1<td>建设医联体<td>制定标准<td>医政处"
        '<tr><td rowspan="2">2<td rowspan="2">提升基层<td>新增医院8家<td>基层处'
        "<tr><td>开展培训<td>人事处<tr><td>3<td>加强急救<td>新建站点12个<td>应急办"
        "<tr><td>4<td>加强宣传<td>制作短片<td>宣传处"
    )
    parsed = read_text(
        "<html><body><table><tr><td>序号<td>重点任务<td>具体举措<td>牵头处室"
        f"{rows}</table></body></html>",
        "plan.html",
    )
    assert [(item.number, item.lead) for item in tasks(parsed)] == [
        (1, ("医政处",)),
        (2, ("基层处",)),
        (2, ("人事处",)),
        (3, ("应急办",)),
        (4, ("宣传处",)),
    ]
    assert parsed.warnings == ()


def test_a_number_left_blank_with_its_group_goes_on(read_text) -> None:
    parsed = read_text(
        "序号,重点任务,具体举措,牵头处室\n1,建设医联体,制定标准,医政处\n,,开展评价,财务处\n"
        "2,提升基层,新增医院8家,基层处\n3,加强急救,新建站点,应急办\n4,加强宣传,制作短片,宣传处\n",
        "table.csv",
    )
    assert [(item.number, item.group_title) for item in tasks(parsed)][:3] == [
        (1, "建设医联体"),
        (1, "建设医联体"),
        (2, "提升基层"),
    ]
    assert parsed.warnings == ()


def test_a_task_ends_when_it_is_finished_and_not_when_it_begins(read_text) -> None:
    parsed = read_text(
        "某区2024年实事清单,,,,,,\n"
        "序号,主要内容,启动时间,完成时间,区级牵头单位,区级配合单位,镇街责任单位\n"
        "1,新改建公路80公里,1月,12月底,区交通局,区财政局,各镇人民政府\n",
        "plan.csv",
    )
    (item,) = tasks(parsed)
    assert item.deadline and str(item.deadline.due) == "2024-12-31"
    assert (item.lead, item.cooperating, item.units) == (
        ("区交通局",),
        ("区财政局",),
        ("各镇人民政府",),
    )


def test_persons_beside_offices_are_no_owners(read_text) -> None:
    parsed = read_text(
        '序号,整改措施,责任单位及责任人,整改时限\n1,规范台账。,"牵头单位：县民政局\n责任人：王某某\n'
        '配合单位：各乡镇",6月\n2,倒排工期。,县住建局（责任人：李某）,7月\n'
        "3,制作展板。,县委宣传部 赵某,8月\n",
        "plan.csv",
    )
    assert [(item.lead, item.cooperating) for item in tasks(parsed)] == [
        (("县民政局",), ("各乡镇",)),
        (("县住建局",), ()),
        (("县委宣传部",), ()),
    ]


def test_fields_of_a_service_guide_in_a_table(read_text) -> None:
    parsed = read_text(
        "<html><body><h1>食品经营许可办事指南</h1><table><tr><td>事项名称<td>食品经营许可"
        "<tr><td>实施机构<td>某区市场监督管理局<tr><td>承办科室<td>行政审批科"
        "<tr><td>法定办结时限<td>20个工作日<tr><td>是否收费<td>否</table></body></html>",
        "guide.html",
    )
    assert [item.kind for item in parsed.items] == [ItemKind.PASSAGE] * 5
    assert [item.lead for item in parsed.items] == [
        (),
        ("某区市场监督管理局",),
        ("行政审批科",),
        (),
        (),
    ]


def test_aims_of_years_are_not_the_task(read_text) -> None:
    parsed = read_text(
        "项目,内容,牵头部门,协同部门,2024年目标,2025年目标\n"
        "节水,建设节水型社会,区水务局,区发改局,达标率60%,达标率70%\n"
        "植树,植树造林,区林业局,—,完成1000亩造林任务,完成1200亩造林任务\n",
        "plan.csv",
    )
    assert [(item.text.split("\t")[-1], item.lead) for item in tasks(parsed)] == [
        ("建设节水型社会", ("区水务局",)),
        ("植树造林", ("区林业局",)),
    ]


def test_figures_of_quarters_do_not_hide_the_header(read_text) -> None:
    parsed = read_text(
        "指标,单位,2024年目标,一季度,二季度,三季度,四季度,责任单位\n"
        "工业增加值,亿元,100,20,45,70,100,区经信局\n社零额,亿元,80,20,40,60,80,区商务局\n",
        "plan.csv",
    )
    assert [item.lead for item in tasks(parsed)] == [("区经信局",), ("区商务局",)]


def test_a_blank_cell_is_as_the_one_above_where_the_document_says_so(read_text) -> None:
    table = (
        "序号\t任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t推行一照多址\t区市场监管局\t区税务局\t9月底前\n"
        "2\t优化企业注销\t\t区人社局\t\n"
        "3\t推广电子营业执照\t区数据局\t\t10月底前\n"
    )
    said = read_text(f"2024年任务表\n\n{table}\n备注：表中空白单元格与上一行内容相同。\n")
    assert [item.lead for item in tasks(said)] == [
        ("区市场监管局",), ("区市场监管局",), ("区数据局",)
    ]  # fmt: skip
    assert [item.deadline and item.deadline.text for item in tasks(said)] == [
        "9月底前", "9月底前", "10月底前"
    ]  # fmt: skip
    unsaid = read_text(f"2024年任务表\n\n{table}")
    assert [item.lead for item in tasks(unsaid)][1] == ()


def test_a_blank_cell_is_as_the_one_above_only_in_the_columns_that_are_named(read_text) -> None:
    parsed = read_text(
        "2024年任务表\n\n填表说明：“牵头科室”栏空白的，与上一行相同；“配合科室”栏空白的，表示没有。\n\n"
        "序号\t任务\t牵头科室\t配合科室\t完成时限\n"
        "1\t年度检查\t社会组织科\t法规科\t6月底\n"
        "2\t清理僵尸型组织\t\t\t10月底\n"
        "3\t编制规划\t财务科\t办公室\t12月底\n"
    )
    assert [item.lead[0] for item in tasks(parsed)] == ["社会组织科", "社会组织科", "财务科"]
    assert [item.cooperating for item in tasks(parsed)] == [("法规科",), (), ("办公室",)]


def test_things_to_hand_in_are_no_tasks(read_text) -> None:
    parsed = read_text("登记指南\n\n序号\t材料名称\t份数\n1\t平面图\t2\n2\t流转合同\t1\n")
    assert tasks(parsed) == []
    assert any("流转合同" in item.text for item in parsed.items)


def test_notes_below_a_table_are_no_points(read_text) -> None:
    parsed = read_text(
        "某区2031年重点任务分工表\n\n"
        "序号\t工作任务\t牵头科室\t配合科室\t完成时限\n"
        "1\t加固堤防\t河道科\t财务科\t9月底\n"
        "2\t清淤渠道\t农水科\t—\t10月底\n\n"
        "说明：\n"
        "1．有两个牵头科室的，排在第一位的为第一牵头科室。\n"
        "2．各牵头科室于每月25日前将进展情况报送财务科，由财务科汇总。\n"
    )
    numbered = [item for item in parsed.items if item.number is not None]
    assert [(item.number, item.lead) for item in numbered] == [(1, ("河道科",)), (2, ("农水科",))]
    notes = [item for item in parsed.items if "财务科汇总" in item.text]
    assert [(item.kind.value, item.lead) for item in notes] == [("passage", ())]
