"""Tables that came as one cell a line: what web pages keep of a table when its lines are copied."""

from __future__ import annotations

from office_items import days, owned


def _lines(*cells: str) -> str:
    return "\n\n".join(cells)


def test_numbers_that_only_go_up_below_a_header(read_text) -> None:
    """One office's share of a longer table keeps the numbers and the headings of the whole."""
    parsed = read_text(
        _lines(
            "县水利局2025年重点工作任务分解表",
            *("序号", "重点工作任务", "主要责任单位", "协同配合单位"),
            "一、主要目标",
            *("7", "水利投资增长5%左右。", "县水利局", "县财政局、县审计局，各乡镇人民政府。"),
            *("二、稳增长，促投资", "三、惠民生"),
            *("31", "整治病险水库4座。", "县水利局", "各乡镇人民政府。"),
            *("46", "铺设供水管网。", "县水利局", "县住建局。"),
        )
    )
    assert owned(parsed) == {
        7: (("县水利局",), ("县财政局", "县审计局", "各乡镇人民政府")),
        31: (("县水利局",), ("各乡镇人民政府",)),
        46: (("县水利局",), ("县住建局",)),
    }
    assert [item.section for item in parsed.items if item.number] == [
        "一、主要目标",
        "三、惠民生",
        "三、惠民生",
    ]


def test_numbers_that_go_up_are_no_rows_without_offices_in_their_column(read_text) -> None:
    parsed = read_text(
        _lines(
            "某县统计表",
            *("序号", "指标名称", "责任单位", "完成时限"),
            *("3", "粮食产量", "比上年增长", "略有增加"),
            *("9", "蔬菜产量", "比上年下降", "略有减少"),
        )
    )
    assert not any(item.lead for item in parsed.items)


def test_a_1_in_a_cell_begins_no_other_table(read_text) -> None:
    """Cells that were blank are lost, and who scores does not do the task."""
    rows = [
        ("1", "粮食播种面积", "万亩", "6", "县农业农村局", "市农业农村局"),
        ("2", "家禽出栏", "万只", "1", "县农业农村局", "市农业农村局"),
        ("3", "建设美丽牧场", "0", "县农业农村局", "市农业农村局"),
        ("4", "新建渔港", "座", "2", "县海洋与渔业局", "县港航中心", "市海洋渔业局"),
        ("5", "划定永久农田", "核心区", "万亩", "3", "县资源规划局", "市资源规划局"),
        ("6", "培育新品种", "个", "8", "县科技局", "市科技局"),
        ("7", "改造鱼塘", "亩", "9", "县海洋与渔业局", "市海洋渔业局"),
    ]
    head = ("序号", "考核指标", "考核内容", "单位", "年度目标", "责任部门", "评分部门")
    parsed = read_text(_lines("某县任务清单", *head, *(cell for row in rows for cell in row)))
    assert {number: lead for number, (lead, _) in owned(parsed).items()} == {
        1: ("县农业农村局",),
        2: ("县农业农村局",),
        3: ("县农业农村局",),
        4: ("县海洋与渔业局", "县港航中心"),
        5: ("县资源规划局",),
        6: ("县科技局",),
        7: ("县海洋与渔业局",),
    }


def test_two_tasks_of_one_number_have_its_office(read_text) -> None:
    parsed = read_text(
        _lines(
            "2025年民生实事任务分解表",
            *("序号", "民生实事", "责任单位", "完成时限"),
            *("1", "架设人行天桥2座。", "县住建局", "9月投入使用"),
            *("2", "开工建设县养老护理楼。", "县民政局", "5月底前动工"),
            *("开工建设老年大学。", "12月底前"),
            *("3", "迁建县文化馆。", "县文旅局", "县代建中心", "12月底前"),
            *("4", "改造棚户区。", "县住建局", "12月底前"),
        )
    )
    rows = [(item.number, item.text, item.lead) for item in parsed.items if item.number]
    assert rows == [
        (1, "架设人行天桥2座。", ("县住建局",)),
        (2, "开工建设县养老护理楼。", ("县民政局",)),
        (2, "开工建设老年大学。", ("县民政局",)),
        (3, "迁建县文化馆。", ("县文旅局", "县代建中心")),
        (4, "改造棚户区。", ("县住建局",)),
    ]
    due = [str(item.deadline.due) for item in parsed.items if item.number == 2 and item.deadline]
    assert due == ["2025-05-31", "2025-12-31"]
    assert days(parsed)[3] == "2025-12-31"


def test_a_task_that_reads_like_the_name_of_a_column(read_text) -> None:
    parsed = read_text(
        _lines(
            "某区2025年工作清单",
            *("重点任务", "责任部门", "配合部门", "完成时间"),
            *("完成旧房改造12处", "区住建局", "区财政局、各街道", "11月底"),
            *("新建口袋公园6个", "区园林局", "区规资局", "10月底"),
            *("新增充电桩", "区发改局", "各街道", "12月底"),
        )
    )
    tasks = [(item.text, item.lead, item.cooperating) for item in parsed.items if item.lead]
    assert tasks == [
        ("完成旧房改造12处", ("区住建局",), ("区财政局", "各街道")),
        ("新建口袋公园6个", ("区园林局",), ("区规资局",)),
        ("新增充电桩", ("区发改局",), ("各街道",)),
    ]


def test_rows_of_a_number_and_a_task_alone_below_a_header(read_text) -> None:
    """What was merged over several rows is lost but for the first of them."""
    parsed = read_text(
        _lines(
            "某局2025年目标任务分解表",
            *("序号", "指标", "工作任务", "完成时限", "责任股室\n（单位）", "备注"),
            *("1", "公共服务", "免费开放场馆。", "12月底前", "宣传股", "文化馆", "图书馆"),
            *("2", "组织演出100场。", "宣传股", "3", "开展下乡活动。", "4", "推进分馆建设。"),
            *("5", "市场管理", "查办案件5件。", "执法大队", "6", "净化市场。"),
        )
    )
    assert {number: lead for number, (lead, _) in owned(parsed).items()} == {
        1: ("宣传股", "文化馆", "图书馆"),
        2: ("宣传股",),
        3: (),
        4: (),
        5: ("执法大队",),
        6: (),
    }


def test_rows_without_the_cells_that_were_merged_on_their_left(read_text) -> None:
    parsed = read_text(
        "某镇2025年任务清单\n工作事项 | 工作指标 | 任务清单 | 责任部门 | 时限 |\n"
        "组织机构 | 党政负责人负总责。 | 落实责任制。 | 党政办 | 4月 |\n"
        "应急站统筹协调。 | 明确职责。 | 应急站 | 5月 |\n"
    )
    assert [(item.lead, item.deadline and item.deadline.text) for item in parsed.items] == [
        (("党政办",), "4月"),
        (("应急站",), "5月"),
    ]


def test_how_much_is_done_is_no_deadline(read_text) -> None:
    parsed = read_text(
        "序号,目标任务,责任单位,完成情况,进度\n1,办好赛事,区文旅局,已办3场,41%\n", "plan.csv"
    )
    assert parsed.items[0].deadline is None


def test_a_sentence_with_wide_spaces_heads_no_table(read_text) -> None:
    parsed = read_text(
        "某市办法\n\n第一条　构建长效管理的模式，提高整改完成率，明确各项依据的来源。"
        "　推进工作，夯实底座。\n"
        "第二条　通过管道供给，优化要点。　附后\n第三条　积极培育队伍，夯实底座。　附后\n"
    )
    assert [item.number for item in parsed.items] == [1, 2, 3]
    assert "│" not in parsed.document.text
