"""What the page of a government site has around its document."""

from __future__ import annotations

from office_items import owned

MENU = "<ul><li><a>首页</a></li><li><a>政务公开</a></li><li><a>政务服务</a></li></ul>"
BOX = (
    "<table><tr><td>索引号：<td>BJ001-2025-0034<td>主题分类：<td>城乡建设"
    "<tr><td>发布机构：<td>滨江区人民政府<td>成文日期：<td>2025-03-10"
    "<tr><td>文号：<td>滨政发〔2025〕8号<td>有效性：<td>有效</table>"
)
ARTICLE = (
    "<h1>滨江区老旧片区更新实施方案</h1><p>（一）编制规划。（责任单位：区规资局；完成时限：9月底前）</p>"
    "<p>（二）整治厂房。（牵头单位：区住建局；配合单位：区城管局等）</p>"
)


def test_menus_of_any_name_and_the_box_of_facts_are_no_items(read_text) -> None:
    page = f"<div class=mainnav>{MENU}</div><div class=lm><h3>文件</h3>{MENU}</div>{BOX}{ARTICLE}"
    parsed = read_text(f"<html><body>{page}</body></html>", "page.html")
    assert [item.text for item in parsed.items] == ["编制规划。", "整治厂房。"]
    assert owned(parsed)[2] == (("区住建局",), ("区城管局等",))
    document = parsed.document
    assert (document.doc_number, document.issuer) == ("滨政发〔2025〕8号", "滨江区人民政府")
    assert str(document.date) == "2025-03-10"


def test_links_that_bear_numbers_or_stand_in_sentences_are_kept(read_text) -> None:
    links = "".join(f"<li><a>第{n}条 应当公开</a></li>" for n in "一二三")
    parsed = read_text(
        f"<html><body><h1>某市办法</h1><ul>{links}</ul><div><p>依照<a>民法典</a>、<a>预算法</a>和"
        "<a>审计法</a>，制定本办法。</p></div></body></html>",
        "page.html",
    )
    assert [item.number for item in parsed.items][:3] == [1, 2, 3]
    assert any("民法典" in item.text for item in parsed.items)


def test_menus_in_cells_of_a_table_that_lays_out_the_page(read_text) -> None:
    menu = "<table><tr><td><b>公开目录</b></td></tr>" + "".join(
        f"<tr><td><a>{name}</a></td></tr>" for name in ("机构职能", "政策法规", "规划计划")
    )
    article = ARTICLE.replace("<h1>", "<p>").replace("</h1>", "</p>")
    parsed = read_text(
        "<html><body><table><tr><td><a>首页</a> | <a>公开</a> | <a>办事</a></td></tr></table>"
        f"<table><tr><td>{menu}</table></td><td>{article}</td></tr></table></body></html>",
        "page.html",
    )
    assert [item.text for item in parsed.items] == ["编制规划。", "整治厂房。"]


def test_a_list_below_a_heading_with_a_number(read_text) -> None:
    parsed = read_text(
        "<html><body><h1>某区若干措施</h1><h3>1. 加大融资</h3><p>新增授信30亿元。</p>"
        "<p><strong>牵头单位：</strong>区财政局</p><h3>2. 保障用地</h3><ol><li>推行先租后让。</li>"
        "<li>盘活用地500亩。</li></ol><p><strong>牵头单位：</strong>区规资局</p>"
        "<p>以上措施由区工商联负责解释。</p></body></html>",
        "page.html",
    )
    points = [item for item in parsed.items if item.number]
    assert [(item.text, item.lead) for item in points] == [
        ("加大融资\n新增授信30亿元。", ("区财政局",)),
        ("推行先租后让。", ("区规资局",)),
        ("盘活用地500亩。", ("区规资局",)),
    ]
    assert [item.section for item in points[1:]] == ["2.保障用地", "2.保障用地"]


def test_a_page_of_fields_is_a_guide_and_no_list_of_tasks(read_text) -> None:
    rows = {
        "事项名称": "用房审查",
        "办理窗口": "市民政局",
        "联系电话": "3651920",
        "事项依据": "某文件第6条",
        "承诺时限": "3个工作日",
        "工作时间": "夏季:8:30-12:00",
        "提交资料": "平面图",
        "缴纳费用": "不收费",
    }
    table = "".join(f"<tr><th>{name}</th><td>{said}</td></tr>" for name, said in rows.items())
    page = f"<h1>用房审查（某某市网上办事·办事指南）</h1><table>{table}</table>"
    parsed = read_text(page, "page.html")
    assert [item.text.split("\t") for item in parsed.items] == [[*pair] for pair in rows.items()]
    assert not any(item.deadline for item in parsed.items)
    assert (parsed.document.issuer, parsed.document.jurisdiction) == ("市民政局", "某某市")
