"""What a document says about itself: title, issuer, number, date, place and year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest import read_corpus, read_file
from ingest.places import jurisdiction

NOTICE = """某市某区人民政府办公室关于印发《某区2025年数字化转型工作方案》的通知
某府办〔2025〕8号

各街道办事处、镇人民政府，区政府各部门：

《某区2025年数字化转型工作方案》已经区政府同意，现印发给你们。

某市某区人民政府办公室
二〇二五年三月一日

某区2025年数字化转型工作方案

一、总体要求
坚持改革创新。
"""


def test_covering_notice_names_what_it_issues(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(NOTICE, encoding="utf-8")
    document = read_file(path).document
    assert document.title == "某区2025年数字化转型工作方案"
    assert document.issuer == "某市某区人民政府办公室"
    assert document.doc_number == "某府办〔2025〕8号"
    assert document.date == dt.date(2025, 3, 1)
    assert document.year == 2025
    assert document.jurisdiction == "某区"
    assert document.doc_id.isascii() and document.doc_id.endswith("-2025")


def test_signed_date_is_preferred_to_the_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "park.md"
    front = "---\n标题: 某市公园管理办法\n发布单位: 某市人民政府\n发布日期: 2026-08-04\n---\n"
    path.write_text(
        front
        + "\n# 某市公园管理办法\n\n为加强管理，制定本办法。\n\n某市人民政府\n\n2026年8月3日\n",
        encoding="utf-8",
    )
    parsed = read_file(path)
    document = parsed.document
    assert (document.title, document.issuer) == ("某市公园管理办法", "某市人民政府")
    assert document.date == dt.date(2026, 8, 3)
    assert document.doc_id == "park"
    assert {one.reason for one in parsed.leftovers} == {"落款", "成文日期"}


def test_letterhead_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(
        "某市某区人民政府文件\n某政发〔2023〕2号\n\n某区人民政府关于做好防汛工作的通知\n\n"
        "各街道办事处:\n现就有关事项通知如下。\n\n某区人民政府\n2023年3月28日\n(此件公开发布)\n",
        encoding="utf-8",
    )
    document = read_file(path).document
    assert document.title == "某区人民政府关于做好防汛工作的通知"
    assert (document.doc_number, str(document.date)) == ("某政发〔2023〕2号", "2023-03-28")


def test_joint_notice_has_both_issuers(tmp_path: Path) -> None:
    path = tmp_path / "joint.txt"
    path.write_text(
        "某市教育局 某市财政局关于做好资助工作的通知\n\n各区教育局：\n\n现就有关事项通知如下。\n",
        encoding="utf-8",
    )
    assert read_file(path).document.issuer == "某市教育局、某市财政局"


def test_places_are_not_guessed_from_other_words() -> None:
    assert jurisdiction("上海市浦东新区卫生健康领域改革方案") == "上海市浦东新区"
    assert jurisdiction("2024年上海市促进社区服务工作要点") == "上海市"
    assert jurisdiction("加快推进城市更新行动方案") == ""
    assert jurisdiction("关于推进政务新媒体发展的意见", "国务院办公厅") == "全国"


def test_documents_of_one_name_get_different_ids(tmp_path: Path) -> None:
    for folder, said in (("a", "做甲"), ("b", "做乙")):
        (tmp_path / folder).mkdir()
        text = f"某市方案\n\n1.推进工作。{said}。\n"
        (tmp_path / folder / "plan.txt").write_text(text, encoding="utf-8")
    parsed = read_corpus(tmp_path)
    assert len({one.document.doc_id for one in parsed}) == 2
    for one in parsed:
        assert one.items[0].item_id == f"{one.document.doc_id}#1"


def test_manifest_decides_what_it_states(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "某市2023年方案\n\n1.推进工作。9月底前完成。\n", encoding="utf-8"
    )
    manifest = '[[document]]\nfile = "a.txt"\ndoc_id = "plan-2024"\nyear = 2024\nissuer = "某委"\n'
    (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    (parsed,) = read_corpus(tmp_path)
    assert (parsed.document.doc_id, parsed.document.issuer) == ("plan-2024", "某委")
    assert parsed.items[0].item_id == "plan-2024#1"
    deadline = parsed.items[0].deadline
    assert deadline and deadline.due == dt.date(2024, 9, 30)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("红旗县人民政府关于加快商业体系建设的实施意见", "红旗县"),
        ("古城镇2024年安全生产行动清单", "古城镇"),
        ("2025年全区重点改革任务台账", ""),
        ("推进城乡融合发展三年行动方案", ""),
    ],
)
def test_place_of_a_county_a_town_or_nobody(title: str, place: str) -> None:
    assert jurisdiction(title) == place


BOX = """索引号: 000000001/2023-00044 组配分类: 任务分解
发布机构: 某县人民政府(办公室) 主题分类: 综合政务 / 通知
名称: 某县人民政府关于分解落实目标任务的通知 文    号: 某政〔2023〕1号
发布日期: 2023-01-30 08:56 成文日期: 2023年1月28日
某县人民政府关于分解落实目标任务的通知

各乡镇人民政府,县政府各部门:

一、细化任务。各单位要建立台账。
"""


def test_box_of_facts_above_a_page(read_text) -> None:
    parsed = read_text(BOX)
    document = parsed.document
    assert document.title == "某县人民政府关于分解落实目标任务的通知"
    assert (document.issuer, document.doc_number) == ("某县人民政府", "某政〔2023〕1号")
    assert document.date == dt.date(2023, 1, 28)
    assert not any("索引号" in item.text for item in parsed.items)


def test_issued_title_that_the_notice_shortens(read_text) -> None:
    document = read_text(
        "某市人民政府办公厅关于印发进一步优化营商环境若干措施的通知\n\n各区人民政府：\n\n现印发给你们。\n\n"
        "某市人民政府办公厅\n\n2019年1月16日\n\n某市进一步优化\n\n营商环境的若干措施\n\n"
        "一、放宽准入\n\n（一）推进改革。\n"
    ).document
    assert document.title == "某市进一步优化营商环境的若干措施"
    assert document.date == dt.date(2019, 1, 16)


@pytest.mark.parametrize(
    "note",
    [
        "2020年3月19日 某市人民代表大会常务委员会第十八次会议通过",
        "（2018年5月1日某市人民代表大会通过 2020年3月19日修正）",
    ],
)
def test_date_of_a_law_is_that_of_its_last_passing(read_text, note: str) -> None:
    parsed = read_text(f"# 某市会展业条例\n\n{note}\n\n第一条 制定本条例。\n", "law.md")
    assert parsed.document.date == dt.date(2020, 3, 19)


def test_date_alone_closes_a_notice(read_text) -> None:
    document = read_text(
        "各有关企业：\n现将《某省医院管理办法(试行)》印发给你们。\n2020年4月22日\n(此件主动公开)\n附件1\n"
        "某省医院管理办法(试行)\n第一条为推动发展,制定本办法。\n"
    ).document
    assert document.date == dt.date(2020, 4, 22)


def test_box_without_colons_under_a_path(read_text) -> None:
    document = read_text(
        "当前位置:首页 > 公开平台 > 指南\n名称 《行政许可指引(2016版)》\n"
        "发布机构 厅政法处 索引号 0002/2017\n"
        "主题分类 服务指南 文号\n发布日期 主题词\n\n《行政许可指引(2016版)》\n\n"
        "发布日期:2017-01-13 08:30 字体 :[ 大 ]\n\n"
        "一、总则\n\n（一）适用范围。适用于各部门。\n"
    ).document
    assert document.title == "行政许可指引(2016版)"
    assert (document.issuer, document.date) == ("厅政法处", dt.date(2017, 1, 13))


def test_list_of_contents_is_no_text(read_text) -> None:
    parsed = read_text(
        "某市人民政府办公室关于印发《某市应急预案》的通知\n\n各区县人民政府：\n\n现印发给你们。\n\n某市应急预案目录\n\n"
        "1.总则\n\n1.1编制目的\n\n2.职责\n\n1.总则\n\n1.1编制目的\n\n为规范工作，制订本预案。\n\n2.职责\n\n成立指挥部。\n"
    )
    assert parsed.document.title == "某市应急预案"
    numbered = [(item.label, item.text) for item in parsed.items if item.number]
    assert [label for label, _ in numbered] == ["1.1", "2."]
    assert numbered[0][1].endswith("制订本预案。")


def test_title_of_the_page_serves_where_the_text_has_none(read_text) -> None:
    document = read_text(
        "<html><head><title>某局网站-关于推进人才工程的实施意见</title></head><body>"
        "<p>为落实要求，提出以下意见。</p><p>一、总体目标</p><p>1.目标。建成人才港。</p></body></html>",
        "page.html",
    ).document
    assert document.title == "关于推进人才工程的实施意见"


def test_issuer_in_full_and_the_one_that_passed_a_law(read_text) -> None:
    notice = read_text(
        "区人民政府办公室关于印发责任分解方案的通知\n\n各街道：\n\n一、高度重视。各单位要抓好落实。\n\n"
        "某某区人民政府办公室\n\n2023年1月3日\n"
    ).document
    assert notice.issuer == "某某区人民政府办公室"
    law = read_text(
        "# 某市会展业条例\n\n2020年3月19日 某市第十五届人民代表大会常务委员会第十八次会议通过\n\n"
        "第一条 制定本条例。\n",
        "law.md",
    ).document
    assert law.issuer == "某市人民代表大会常务委员会"


def test_first_row_of_a_table_names_it_by_its_year(read_text) -> None:
    parsed = read_text(
        "临江中学2024年工作行事历,,,\n编号,工作项目,责任部门,1月\n1,制定计划,教务处,√\n2,开展培训,教科室,\n",
        "plan.csv",
    )
    assert parsed.document.title == "临江中学2024年工作行事历"
    assert str(parsed.items[0].deadline and parsed.items[0].deadline.due) == "2024-01-31"


def test_an_order_bears_the_title_of_what_it_puts_into_force(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text(
        "某市人民政府令\n第86号\n\n《某市茶馆管理办法》已经市人民政府第24次常务会议审议通过，"
        "现予公布，自2024年3月1日起施行。\n\n2023年12月15日\n\n某市茶馆管理办法\n\n"
        "第一条 为了规范茶馆的管理，制定本办法。\n\n第二条 本市茶馆适用本办法。\n",
        encoding="utf-8",
    )
    document = read_file(path).document
    assert document.title == "某市茶馆管理办法"
    assert document.date == dt.date(2023, 12, 15)


def test_number_and_date_in_a_bracket_and_whose_plan_it_is(read_text) -> None:
    parsed = read_text(
        "某区民政局2025年度工作任务分解表\n（某民发〔2025〕9号附件，2025年2月7日印发）\n\n"
        "1.建成中心。（责任科室：养老科）\n"
    )
    found = parsed.document
    assert (found.issuer, found.doc_number) == ("某区民政局", "某民发〔2025〕9号")
    assert found.date == dt.date(2025, 2, 7)
    assert [item.number for item in parsed.items] == [1]


def test_who_made_a_table_and_when(read_text) -> None:
    found = read_text(
        "某县2026年实事项目表,,,\n编制单位：某县人民政府办公室,,,2026年1月9日\n"
        "序号,项目,责任单位,时限\n1,建学校,县教育局,8月\n",
        "plan.csv",
    ).document
    assert (found.issuer, str(found.date)) == ("某县人民政府办公室", "2026-01-09")


def test_who_is_to_fill_in_a_table_did_not_issue_it(read_text) -> None:
    found = read_text(
        "某县2026年进度表,,,\n填报单位：某县教育局,,,2026年1月9日\n"
        "序号,项目,责任单位,时限\n1,建学校,县教育局,8月\n",
        "plan.csv",
    ).document
    assert found.issuer == ""


def test_date_under_the_number(read_text) -> None:
    found = read_text(
        "某开发区管理委员会“百日攻坚”任务清单\n某管发〔2025〕3号\n2025年8月30日\n\n"
        "为加快建设，制定本清单。\n1.开工。（规划局）\n"
    ).document
    assert (found.issuer, str(found.date)) == ("某开发区管理委员会", "2025-08-30")


@pytest.mark.parametrize("kind", ["公告", "令"])
def test_what_an_order_puts_into_force(read_text, kind: str) -> None:
    found = read_text(
        f"某市人民代表大会常务委员会{kind}\n（第6号）\n"
        "《某市湿地保护条例》已由某市人大常委会于2024年10月8日通过，现予公布，自2025年1月1日起施行。\n"
        "某市人民代表大会常务委员会\n2024年12月2日\n某市湿地保护条例\n"
        "第一条 为保护湿地，制定本条例。\n"
    ).document
    assert found.title == "某市湿地保护条例"
    assert found.doc_number == f"某市人民代表大会常务委员会{kind}第6号"


def test_a_form_of_notice_above_the_number_is_no_title(read_text) -> None:
    found = read_text(
        "某县人民政府办公室\n交 办 通 知\n某督〔2025〕4号\n关于落实会议议定事项的通知\n\n"
        "各乡镇人民政府：\n现将事项分解如下。\n"
    )
    assert found.document.title == "关于落实会议议定事项的通知"
    assert [item.text for item in found.items] == ["各乡镇人民政府：\n现将事项分解如下。"]


def test_line_of_a_page_says_who_published_it(read_text) -> None:
    found = read_text(
        "<h2>公共场所许可办事指南</h2>"
        "<p>发布单位：某区卫生健康委员会　发布日期：2024-05-06　点击：12</p>"
        "<h3>一、适用范围</h3><p>本区内的经营者。</p>",
        "guide.html",
    ).document
    assert (found.issuer, str(found.date)) == ("某区卫生健康委员会", "2024-05-06")


def test_letterhead_and_title_over_two_lines_are_no_passages(read_text) -> None:
    parsed = read_text(
        "某市生态环境督察整改领导\n小组办公室\n某督办〔2025〕2号\n关于印发2025年某市推进节水\n工作要点的通知\n\n"
        "各区人民政府：\n现印发给你们。\n某市生态环境督察整改领导小组办公室\n2025年3月3日\n\n"
        "2025年某市推进节水工作要点\n1.推广器具。（市水务局）\n"
    )
    assert parsed.document.title == "2025年某市推进节水工作要点"
    assert parsed.document.issuer == "某市生态环境督察整改领导小组办公室"
    assert [item.text for item in parsed.items] == [
        "各区人民政府：\n现印发给你们。",
        "推广器具。",
    ]


def test_date_in_a_note_under_a_table(read_text) -> None:
    found = read_text(
        "某区2025年考核指标,,,\n序号,指标名称,牵头部门,时限\n1,增加值,区统计局,12月\n"
        "注：本表由区督查室解释，印发日期2025年3月6日。,,,\n",
        "plan.csv",
    ).document
    assert str(found.date) == "2025-03-06"


def test_a_short_name_in_the_title_is_the_office_that_signs(read_text) -> None:
    found = read_text(
        "区政府办公室关于公布2025年决策事项目录的通知\n各镇街：\n现予公布。\n"
        "某市江东区人民政府办公室\n2025年3月4日\n"
    ).document
    assert found.issuer == "某市江东区人民政府办公室"


def test_the_title_of_a_table_under_the_box_of_a_page(read_text) -> None:
    found = read_text(
        "<html><body><table><tr><td>索引号<td>H019/2024-7<td>成文日期<td>2024-04-08"
        "<tr><td>发布机构<td>区文旅局<td>主题分类<td>文秘</table>"
        "<table><tr><td colspan=4>2024政府工作报告第一季度完成情况"
        "<tr><td>序号<td>目标任务<td>责任单位<td>进度"
        "<tr><td>1<td>办好赛事<td>区文旅局<td>41%</table></body></html>",
        "page.html",
    ).document
    assert (found.title, found.issuer) == ("2024政府工作报告第一季度完成情况", "区文旅局")


def test_a_date_or_the_names_of_columns_are_no_part_of_a_title(read_text) -> None:
    found = read_text(
        "某市江东区人民政府办公室\n2025年9月3日\n2025年度重大行政决策事项目录\n"
        "序号,决策事项,责任单位\n1,编制规划,区司法局\n"
    ).document
    assert found.title == "2025年度重大行政决策事项目录"


@pytest.mark.parametrize(
    ("text", "issuer", "place"),
    [
        (f"数字建设工作要点\n某省数字建设领导小组办公室\n（节选）\n\n1.{'抓好建设。' * 9}\n",
         "某省数字建设领导小组办公室", ""),
        ("某市就业政策\n东区人社局\n\n服务对象：毕业生\n", "东区人社局", "某市"),
        ("某某县2025年工作分工\n县教育局\n1.新建学校。\n县卫健局\n2.新建医院。\n", "", "某某县"),
        ("排水许可常见问题（上海）\n\n问：要办吗？\n答：要。\n", "", "上海市"),
        ("养老办事指南（某某市）\n\n实施机构：某某市民政局\n办理时限：5天\n",
         "某某市民政局", "某某市"),
        ("某山区政府2023年重点工作方案\n\n1.稳增长。\n", "某山区政府", "某山区"),
        ("某某区关于建立联席会议制度的通知\n\n一、职责\n统筹协调。\n", "", "某某区"),
        ("贫困山区2023年帮扶方案\n\n1.稳增长。\n", "", ""),
    ],
)  # fmt: skip
def test_whose_a_document_is_without_a_signature(
    read_text, text: str, issuer: str, place: str
) -> None:
    found = read_text(text).document
    assert (found.issuer, found.jurisdiction) == (issuer, place)


def test_a_number_left_blank_is_none_and_no_part_of_the_title(read_text) -> None:
    found = read_text(
        "某高新管发〔2021〕 号\n某某市高新区管委会\n关于做好2021年为民办实事的通知\n各街道：\n"
        "请抓好落实。\n"
    ).document
    assert found.title == "某某市高新区管委会关于做好2021年为民办实事的通知"
    assert (found.issuer, found.doc_number) == ("某某市高新区管委会", "")


def test_office_and_date_in_one_line_are_no_text(read_text) -> None:
    parsed = read_text("某区重点任务方案\n某区人民政府办公室 2021年4月10日\n\n1.精简审批。\n")
    assert parsed.document.issuer == "某区人民政府办公室"
    assert [item.text for item in parsed.items] == ["精简审批。"]


def test_a_long_title_is_cut_before_what_it_would_leave_open(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    title = "某市城镇老旧小区改造提升工作实施方案（2025—2027年）"
    path.write_text(f"{title}\n\n一、总体要求\n坚持改革创新。\n", encoding="utf-8")
    document = read_file(path).document
    assert document.title == title
    assert document.short_title == "某市城镇老旧小区改造提升工作实施方案…"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("柏舟市公共体育场馆开放管理办法", "柏舟市公共体育场馆开放管理办法"),
        (
            "柏舟市人民政府关于印发柏舟市体育场馆开放办法的通知",
            "柏舟市人民政府关于印发柏舟市体育场馆开放办法的通知",
        ),
    ],
)
def test_the_office_above_the_number_is_no_part_of_the_title(
    tmp_path: Path, title: str, expected: str
) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(
        f"柏舟市人民政府\n柏政规〔2025〕3号\n{title}\n\n各区人民政府：\n\n现将有关事项通知如下。\n",
        encoding="utf-8",
    )
    document = read_file(path).document
    assert document.title == expected
    assert document.issuer == "柏舟市人民政府"
