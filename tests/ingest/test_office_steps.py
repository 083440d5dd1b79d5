"""Steps with a time each, agents of sentences, and other words of offices that say who and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import read_file
from ingest.deadlines import days_of, in_text, parse


@pytest.mark.parametrize(
    ("text", "said", "due"),
    [
        (
            "健全标准。研究制定标准，6月底前完成立项，12月底前完成发布。",
            "6月底前完成立项，12月底前完成发布",
            "2025-12-31",
        ),
        (
            "开展排查。6月底前完成排查。分类整治，9月底前完成整改；",
            "6月底前完成排查；9月底前完成整改",
            "2025-09-30",
        ),
        ("2026年3月底前开工，11月底前完工。", "2026年3月底前开工，11月底前完工", "2026-11-30"),
        (
            "12月底前全部完成，其中6月底前完成一半。",
            "12月底前全部完成，其中6月底前完成一半",
            "2025-12-31",
        ),
        ("对6月底前开工的项目给予奖励，年底前兑现。", "年底前", "2025-12-31"),
    ],
)
def test_steps_are_kept_as_written_and_due_with_the_latest(text: str, said: str, due: str) -> None:
    found = in_text(text, 2025)
    assert found and (found.text, str(found.due)) == (said, due)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("3月底、12月底", ["2025-03-31", "2025-12-31"]),
        ("2024年6月底前完成立项，2025年3月底前建成", ["2024-06-30", "2025-03-31"]),
        ("9月底前", ["2025-09-30"]),
        ("持续推进", []),
    ],
)
def test_each_day_that_a_deadline_names(text: str, named: list[str]) -> None:
    deadline = parse(text, 2025)
    assert deadline and [str(day) for day in days_of(deadline)] == named


def test_aims_for_several_years_are_no_steps() -> None:
    assert in_text("到2027年，产值突破1000亿元。到2030年，突破1500亿元。", 2025) is None


def test_agent_of_what_is_done_with_the_matter(read_text) -> None:
    parsed = read_text(
        "某省2025年方案\n\n1.强化抽检。抽检结果由省市场监管局向社会公开发布。\n"
        "2.制定计划。由信用监管处汇总后于3月底前向社会公布。\n"
        "3.修改办法。由市住建局根据会议意见修改完善后印发。\n"
        "4.简化审批。该事项由省水利厅审批改为备案。\n"
        "5.严格执法。逾期的，由市城管局责令改正。\n"
        "6.完善规划。由县级以上人民政府组织实施。\n"
    )
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("省市场监管局",),
        ("信用监管处",),
        ("市住建局",),
        (),
        (),
        (),
    ]
    assert not any(item.owners_certain for item in parsed.items if item.lead)


def test_minutes_with_several_agents_and_the_year_of_the_meeting(read_text) -> None:
    parsed = read_text(
        "某市人民政府常务会议纪要\n\n〔2025〕第7号\n\n"
        "2025年4月18日上午，市长主持召开市政府第52次常务会议。纪要如下：\n\n"
        "一、研究防汛备汛工作\n会议明确：\n"
        "（一）市水利局负责抓好除险加固，市应急管理局负责做好物资储备，均于5月底前完成。\n"
        "（二）各县（市、区）政府负责辖区内河道清障工作。\n"
        "二、其他事项\n会议还研究了其他事项。\n\n出席：略\n列席：市住建局主要负责同志\n"
    )
    assert [item.lead for item in parsed.items if item.number] == [
        ("市水利局", "市应急管理局"),
        ("各县（市、区）政府",),
        (),
    ]
    assert days(parsed)[1] == "2025-05-31"
    assert not any("列席" in item.text for item in parsed.items if item.number)


def test_conference_that_others_take_part_in(read_text) -> None:
    parsed = read_text(
        "某省方案\n\n1.加强领导。建立由省农业农村厅牵头，省发展改革委、省财政厅等部门参加的"
        "联席会议制度。\n"
    )
    assert owned(parsed) == {1: (("省农业农村厅",), ("省发展改革委", "省财政厅等部门"))}


def test_who_is_named_before_those_that_help(read_text) -> None:
    parsed = read_text(
        "某市分解\n\n1.办好灯光节。\n责任单位：市文旅局、莲花区政府，市商务局等配合\n"
        "2.做强产业。（市经信局，市财政局配合）\n"
    )
    assert owned(parsed) == {
        1: (("市文旅局", "莲花区政府"), ("市商务局等",)),
        2: (("市经信局",), ("市财政局",)),
    }


def test_schedule_that_ends_with_a_stop_before_a_person(read_text) -> None:
    parsed = read_text(
        "2026年某县民生实事计划\n\n一、幼儿园建设项目\n建设内容：新建幼儿园3所。\n"
        "责任单位：县教育局\n配合单位：县住建局\n"
        "进度安排：3月底前完成手续，6月底前封顶，8月底前投用。\n责任人：王某某\n"
        "二、公厕改造项目\n建设内容：改造公厕15座。\n责任单位：县城管局\n"
        "进度安排：10月底前完成。\n责任人：李某某\n"
    )
    assert owned(parsed) == {1: (("县教育局",), ("县住建局",)), 2: (("县城管局",), ())}
    assert days(parsed) == {1: "2026-08-31", 2: "2026-10-31"}
    assert parsed.items[0].deadline and parsed.items[0].deadline.text.startswith("3月底前")


def test_flattened_table_with_an_office_a_line(read_text) -> None:
    cells = (
        "2016年民生实事目标任务分解表|序号|民生实事|责任单位|完成时限"
        "|1|启动建设河段治理工程和湿地公园。|县水务局|县住建局|县护城河指挥部|12月底前"
        "|2|新建2座人行天桥。|县住建局|9月投入使用"
        "|3|迁建县政务服务中心。|县政务服务中心|县代建中心|12月底前"
        "|4|建成县残疾人服务中心。|县残联|5月底前动工"
    )
    parsed = read_text(cells.replace("|", "\n\n") + "\n")
    assert owned(parsed) == {
        1: (("县水务局", "县住建局", "县护城河指挥部"), ()),
        2: (("县住建局",), ()),
        3: (("县政务服务中心", "县代建中心"), ()),
        4: (("县残联",), ()),
    }
    assert days(parsed) == {1: "2016-12-31", 2: "2016-09-30", 3: "2016-12-31", 4: "2016-05-31"}
    assert parsed.items[0].text == "启动建设河段治理工程和湿地公园。"


def test_roles_written_before_behind_and_beside_names(read_text) -> None:
    parsed = read_text(
        "序号,工作任务,责任单位,完成时限\n"
        '1,扩大学位,"（牵头）市教育局\n（配合）市发展改革局、市自然资源局",全年分期开展\n'
        '2,改善宿舍,"牵头：市教育局\n参加：市财政局、各镇人民政府",9月1日前\n'
        "3,交流轮岗,市委编办、市教育局（共同牵头），市人力资源社会保障局,7月\n"
        "4,教师培训,市教育局牵头，各中小学校,8月\n"
        "5,改造园区,市发展改革局（市工信局配合）,年底\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("市教育局",), ("市发展改革局", "市自然资源局")),
        2: (("市教育局",), ("市财政局", "各镇人民政府")),
        3: (("市委编办", "市教育局"), ("市人力资源社会保障局",)),
        4: (("市教育局",), ("各中小学校",)),
        5: (("市发展改革局",), ("市工信局",)),
    }
    assert parsed.items[0].deadline and parsed.items[0].deadline.kind.value == "all_year"


def test_seasons_in_a_statement(read_text) -> None:
    parsed = read_text(
        "某县2025年方案\n\n1.加固水库。完成8座。（县水利局负责，县财政局配合，2026年汛前完成）\n"
        "2.检修管网。（市住建局，供暖季开始前完成）\n"
    )
    assert owned(parsed) == {1: (("县水利局",), ("县财政局",)), 2: (("市住建局",), ())}
    first = parsed.items[0]
    assert first.text == "加固水库。完成8座。"
    assert first.deadline and (first.deadline.text, first.deadline.due) == ("2026年汛前完成", None)


def test_whom_a_meeting_charges_with_a_matter(read_text) -> None:
    parsed = read_text(
        "专题会议纪要\n\n一、关于停车平台\n同意县城投公司作为实施主体建设平台，所需资金自筹。\n"
        "二、关于清淤\n清淤沟渠120公里，由各乡镇人民政府组织实施。\n"
    )
    assert [item.lead for item in parsed.items if item.number] == [
        ("县城投公司",),
        ("各乡镇人民政府",),
    ]
    assert not any(item.owners_certain for item in parsed.items if item.lead)


def test_words_that_close_a_document_under_a_heading_of_their_own(read_text) -> None:
    parsed = read_text(
        "某省意见\n\n一、研发\n1.支持创新药。给予奖励。（省科技厅负责）\n"
        "三、附则\n本意见自印发之日起施行，有效期5年。\n"
    )
    assert parsed.items[-1].number == 3
    assert parsed.items[-1].text == "附则\n本意见自印发之日起施行，有效期5年。"


@pytest.mark.parametrize("between", ["\n|\n", " |\n"])
def test_cells_that_strokes_part_without_a_name_for_the_numbers(read_text, between: str) -> None:
    cells = (
        "工作任务|具体要求|责任科室|时限要求"
        "|规范文件公开|1|对文件进行清理，向社会公布目录。|办公室|年底前"
        "|深化政策解读|2|提升解读质量，丰富解读形式。|各科室|持续推进"
        "|3|规范信息公开专栏。|综合科|9月"
        "|抓好落实|4|制定清单，逐项推动。|办公室|10月|"
    )
    parsed = read_text("某局2024年任务分解表\n" + cells.replace("|", between))
    assert owned(parsed) == {
        1: (("办公室",), ()),
        2: (("各科室",), ()),
        3: (("综合科",), ()),
        4: (("办公室",), ()),
    }
    assert parsed.items[0].text == "对文件进行清理，向社会公布目录。"
    assert parsed.items[2].section == "深化政策解读"


def test_progress_list_with_persons_and_blank_cells(read_text) -> None:
    rows = (
        "序号|主要任务|全年目标任务|分管 领导|牵头 单位|责任主体与协同单位|1-10月推进情况"
        "|是否达序|说明"
        "|24|优化50条背街后巷。|徐某江|城管局|市政局、相关街道|已进场施工。|是||"
        "|25|新增达标小区210个。|徐某江|城管局|环卫处、各街道|正在推进选址。|否|签订合同滞后。||"
        "|26|新建中转站8个。|徐某江|城管局|相关街道|已建成3个。|是||"
    )
    parsed = read_text(
        "2023年民生实事推进情况\n" + rows.replace("||", " |\n||").replace("|", " |\n")
    )
    assert owned(parsed) == {
        24: (("城管局",), ("市政局", "相关街道")),
        25: (("城管局",), ("环卫处", "各街道")),
        26: (("城管局",), ("相关街道",)),
    }
    texts = {item.number: item.text for item in parsed.items}
    assert texts[24] == "优化50条背街后巷。"


def test_column_of_places_names_no_owners(read_text) -> None:
    parsed = read_text(
        "序号,项目名称,建设地点,建设规模及内容,竣工时间,责任部门\n"
        "1,锂电池回收,县经开区,新建厂房3万平方米。,2027年6月,县经开区管委会\n"
        "2,农业产业园,白沙镇,建设大棚2000亩。,2026年11月,县农业农村局\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("县经开区管委会",), ()), 2: (("县农业农村局",), ())}
    assert parsed.items[0].text.split() == ["锂电池回收", "县经开区", "新建厂房3万平方米。"]
    assert parsed.warnings == ()


def test_who_assesses_beside_who_is_responsible_leads_nothing(read_text) -> None:
    parsed = read_text(
        "序号,三级指标,目标值,考核部门,责任单位\n"
        "1,地区生产总值增速,6.5%,市统计局,市发改委、各县（市、区）\n"
        "2,工业增加值增速,7.5%,市统计局,市工信局\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("市发改委", "各县（市、区）"), ()), 2: (("市工信局",), ())}
    assert parsed.warnings == ()


def test_nobody_in_brackets_and_the_year_that_others_are_due_in(read_text) -> None:
    parsed = read_text(
        "某局整改方案\n\n（一）规范台账。\n责任股室：办公室\n协助股室：（无）\n完成时限：6月20日\n"
        "（二）完善制度。\n责任股室：财务股\n完成时限：2025年8月31日\n"
    )
    assert owned(parsed) == {1: (("办公室",), ()), 2: (("财务股",), ())}
    assert days(parsed) == {1: "2025-06-20", 2: "2025-08-31"}


def test_offices_listed_in_an_article_and_who_explains_it_own_nothing(read_text) -> None:
    parsed = read_text(
        "某市办法\n\n第一条 职责分工如下：\n（一）市城管局负责监督管理和考核；\n"
        "（二）市商务局负责体系建设。\n第二条 具体由市商务局会同有关部门解释。\n"
    )
    assert owned(parsed) == {1: ((), ()), 2: ((), ())}


def test_header_of_two_pages_is_no_part_of_the_title(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    pages = (
        ("某市2025年改革要点", "1.压减材料。（市数据局，6月底前）"),
        ("", "2.优化流程。（市人社局，9月底前）"),
    )
    for title, point in pages:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 815, "某市人民政府公报2025年第3期")
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(200, 760, title)
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(60, 700, point)
        canvas.showPage()
    canvas.save()
    parsed = read_file(tmp_path / "plan.pdf")
    assert parsed.document.title == "某市2025年改革要点"
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30"}
    assert "公报" not in parsed.document.text


@pytest.mark.parametrize(
    ("said", "lead", "cooperating", "due"),
    [
        (
            "（牵头部门（单位）：市教委；配合部门（单位）：市财政局）",
            ("市教委",),
            ("市财政局",),
            None,
        ),
        (
            "\n牵头单位（部门）：市教委\n责任单位（部门）：市财政局、市人社局",
            ("市教委",),
            ("市财政局", "市人社局"),
            None,
        ),
        (
            "（市教委牵头，各相关部门按职责分工配合，长期推进）",
            ("市教委",),
            ("各相关部门",),
            "ongoing",
        ),
        ("\n➢牵头单位：市教委\n➢配合单位：市财政局", ("市教委",), ("市财政局",), None),
        ("\n〖责任单位〗市教委、市财政局", ("市教委", "市财政局"), (), None),
        ("\n牵头负责：市教委；配合落实：市财政局", ("市教委",), ("市财政局",), None),
        ("\n牵头：市教委　　责任：市财政局　　完成：6月", ("市教委",), ("市财政局",), "2025-06-30"),
        ("（责任单位：市教委、市财政局，市政府督查室督办）", ("市教委", "市财政局"), (), None),
        ("（责任单位：市教委；报送时间：每月25日前）", ("市教委",), (), None),
        ("（责任单位：市教委，2025年12月底前完成，持续推进）", ("市教委",), (), "2025-12-31"),
        ("（市发展改革委、市经信委按职责牵头）", ("市发展改革委", "市经信委"), (), None),
    ],
)
def test_further_wordings_of_a_statement(
    read_text, said: str, lead: tuple[str, ...], cooperating: tuple[str, ...], due: str | None
) -> None:
    parsed = read_text(f"某市2025年方案\n\n1.推进改革。完善制度。{said}\n2.其他工作。加强宣传。\n")
    first = parsed.items[0]
    assert (first.text, first.lead, first.cooperating) == (
        "推进改革。完善制度。",
        lead,
        cooperating,
    )
    when = first.deadline
    assert (str(when.due or when.kind.value) if when else None) == due


def test_steps_that_say_who_does_them_are_points(read_text) -> None:
    parsed = read_text(
        "某区流程改革方案\n\n一、办理环节及责任单位\n环节1：网上申请\n登录平台填报。\n责任部门：区政务服务局\n办理时限：0.5个工作日\n"
        "环节2：现场核查\n组织核查。\n牵头单位：区住建局；协同单位：区消防大队\n环节3：发证\n责任部门：区市场监管局\n"
        "二、保障\n加强宣传。\n"
    )
    assert [(item.number, item.lead, item.cooperating) for item in parsed.items[:3]] == [
        (1, ("区政务服务局",), ()),
        (2, ("区住建局",), ("区消防大队",)),
        (3, ("区市场监管局",), ()),
    ]


def test_steps_of_a_guide_stay_together(read_text) -> None:
    parsed = read_text(
        "某登记办事指南\n\n一、办理流程\n步骤1：网上预约\n登录网站。\n步骤2：窗口受理\n提交材料。\n二、收费\n不收费。\n"
    )
    assert [item.text.count("步骤") for item in parsed.items] == [2, 0]
