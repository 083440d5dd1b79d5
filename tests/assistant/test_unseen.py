"""Rules, a plan and a service guide of a made-up city: facts, parts and fields of their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import Workbook

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

RULES = """云泽市饮品经营场所管理办法

第一章 总则

第一条 为了规范饮品经营场所的管理，制定本办法。

第二条 本办法所称现制饮品经营场所，是指向公众现场制作饮品的茶馆、咖啡亭等营业性场所。

第三条 市场监督管理部门负责设立审批；消防救援机构负责现制饮品经营场所的消防安全监督。

第二章 经营

第四条 现制饮品经营场所每日营业时间限于7时至23时。

第五条 中学、小学校园周围150米范围内不得设立售卖酒精饮品的现制饮品经营场所。

第六条 申请设立现制饮品经营场所，应当提交下列材料：营业执照、健康证明、场地租赁合同。

市场监督管理部门应当自收到申请之日起12个工作日内作出决定。

第三章 罚则

第七条 违反本办法第四条规定，在规定的营业时间以外营业的，由市场监督管理部门处800元以下的罚款。

第八条 转借许可证的，由市场监督管理部门吊销许可证，并处3000元以上6000元以下的罚款。

第九条 本办法自2031年5月1日起施行。《云泽市茶水摊点管理办法》同时废止。
"""
PLAN = """云泽市山林步道建设实施方案

一、总体目标

到2033年，全市建成山林步道420公里以上，步道标识完好率达到96%以上。

二、主要任务

（一）完善步道网络

1.建设主干步道。新建主干步道180公里，在玄武区、秦淮区、鼓楼区等3个重点试点区先行建设。（责任单位：市林业局、市交通局）

2.开放林间营地。新增林间营地25处，其中亲子营地8处。（责任单位：市文旅局）

（二）强化资金保障

1.统筹建设资金。市级财政每公里补助30万元。（责任单位：市财政局）

2.引导社会投入。鼓励企业认建认养步道。（责任单位：市林业局）

3.优化金融服务。支持银行开发步道贷款，秦淮区、江宁区为重点试点区。（责任单位：市金融局）

4.公开资金账目。公开各步道的开支。（责任单位：市财政局；完成时限：每季度末）

5.扩大一照通行。将“便民书店”“社区健身房”“宠物诊所”三类场所纳入一照通行试点。（责任单位：市商务局）
"""
GUIDE = """<html><head><title>户外经营办理说明</title></head><body><h1>户外经营办理说明</h1>
<h2>营地摊位登记</h2><h3>需要申请材料</h3><p>1.身份证；</p><p>2.摊位租用合同；</p>
<h3>办理流程及时限</h3><p>申请人到林区服务站提交材料，服务站于4个工作日内办结。</p>
<h2>向导证补办</h2><h3>需要申请材料</h3><p>1.遗失声明；</p><p>2.一寸照片2张。</p>
<h3>办理流程及时限</h3><p>申请人在网上申请，市文旅局于9个工作日内补发。</p></body></html>
"""
# All of a document about one matter: its sections are the fields.
WHOLE = """云泽市采摘园登记办事指南

一、受理条件

在本市经营采摘园满6个月的农户。

二、申请材料

序号\t材料名称\t份数
1\t采摘园平面图\t2
2\t土地流转合同\t1

三、办理时限

自受理之日起8个工作日内办结。

四、收费标准

本事项不收费。

五、办理地点

市农业农村局服务大厅3号窗口。
"""
# Each matter is a table of its fields.
ROWS = """# 云泽市林业便民事项办事指南

## 一、古树认养登记

| 项目 | 内容 |
|---|---|
| 受理条件 | 年满18周岁的个人，或者在本市登记的单位 |
| 申请材料 | 1.认养申请表；2.身份证明 |
| 办理时限 | 6个工作日 |
| 办理地点 | 市林业局一楼5号窗口 |

## 二、护林补贴申领

| 项目 | 内容 |
|---|---|
| 受理条件 | 与村集体签订护林协议满1年的农户 |
| 发放标准 | 每户每年1350元 |
| 申请材料 | 1.护林协议；2.银行卡复印件 |
| 办理时限 | 21个工作日 |
| 办理地点 | 户籍所在地乡镇便民中心 |
"""
# A sheet where each matter is a title row with its fields below.
SHEET = (
    ("云泽市就业便民事项办事指南", ""),
    ("一、学徒津贴申领", ""),
    ("事项名称", "学徒津贴申领"),
    ("申请材料", "1.学徒协议；\n2.出师证明。"),
    ("办理时限", "14个工作日"),
    ("办理地点", "市人社局二楼8号窗口"),
    ("二、工匠档案转入", ""),
    ("事项名称", "工匠档案转入"),
    ("申请材料", "1.转档申请表；\n2.身份证。"),
    ("办理时限", "3个工作日"),
    ("办理地点", "市人社局附楼112室"),
)
Ask = Callable[..., Answer]


def write_sheet(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(SHEET, 1):
        sheet.append(row)
        if not row[1]:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
    book.save(path)


@pytest.fixture(scope="module")
def ask_unseen(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("unseen")
    corpus = place / "corpus"
    corpus.mkdir()
    texts = {"rules.txt": RULES, "plan.txt": PLAN, "guide.html": GUIDE, "whole.txt": WHOLE}
    texts["rows.md"] = ROWS
    for name, text in texts.items():
        (corpus / name).write_text(text, encoding="utf-8")
    write_sheet(corpus / "sheet.xlsx")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(corpus, place / "index")
    index = Index.open(place / "index")
    made_up = Assistant(index)

    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            history += [Turn("user", said), Turn("assistant", made_up.ask(said, history).text)]
        return made_up.ask(question, history)

    yield asked
    index.close()


def cited(answer: Answer) -> list[str]:
    return [citation.item.item_id.partition("#")[2] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("茶馆晚上营业到几点", "23时"),
        ("离小学多少米内不能开卖酒的店", "150米"),
        ("茶馆设立申请几天给答复", "12个工作日"),
        ("把许可证转借给别人怎么罚", "3000元以上6000元以下"),
        ("步道标识完好率要到百分之几", "96%"),
        ("林间营地新增多少个", "25处"),
        ("步道每公里补助多少钱", "30万元"),
        ("主干步道在哪几个区先行建设", "秦淮区"),
        ("饮品经营场所管理办法什么时候开始施行", "2031年5月1日"),
        ("新的饮品经营场所规矩哪天开始管用的", "2031年5月1日"),
    ],
)
def test_a_fact_of_the_text_is_answered_with_its_sentence(
    ask_unseen: Ask, question: str, said: str
) -> None:
    answer = ask_unseen(question)
    assert not answer.refused
    assert said in answer.text.split("\n\n")[0]


def test_who_is_answered_from_the_text_where_no_column_says_it(ask_unseen: Ask) -> None:
    answer = ask_unseen("茶馆的消防安全归谁管")
    assert not answer.refused
    assert "消防救援机构" in answer.text
    assert cited(answer) == ["3"]


def test_an_everyday_name_stands_for_what_is_defined(ask_unseen: Ask) -> None:
    answer = ask_unseen("开咖啡亭要交什么材料")
    assert cited(answer) == ["6"]
    assert "场地租赁合同" in answer.text


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("步道方案第二部分（一）第2条讲什么", "二.一.2"),
        ("“资金保障”下面第1条谁负责", "二.二.1"),
        ("管理办法第五条说的什么", "5"),
    ],
)
def test_numbers_below_headings_name_one_item(ask_unseen: Ask, question: str, item: str) -> None:
    assert cited(ask_unseen(question)) == [item]


def test_a_document_is_named_by_words_of_its_title(ask_unseen: Ask) -> None:
    answer = ask_unseen("步道那份方案里市林业局负责的有几条")
    assert answer.count == 2
    assert cited(answer) == ["二.一.1", "二.二.2"]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("主干步道试点有鼓楼区吗", "是的"), ("主干步道试点有黄浦区吗", "不在")],
)
def test_a_place_is_in_a_list_or_not(ask_unseen: Ask, question: str, verdict: str) -> None:
    answer = ask_unseen(question)
    assert cited(answer) == ["二.一.1"]
    assert verdict in answer.text


def test_items_are_listed_that_say_the_same_of_a_place(ask_unseen: Ask) -> None:
    answer = ask_unseen("哪几条把秦淮区列为重点试点区")
    assert cited(answer) == ["二.一.1", "二.二.3"]


def test_an_amount_taken_for_granted_is_put_right(ask_unseen: Ask) -> None:
    answer = ask_unseen("听说亲子营地要建30处？")
    assert answer.text.startswith("更正")
    assert "亲子营地8处" in answer.text


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("营地摊位登记要带什么材料", "摊位租用合同", "遗失声明"),
        ("补办向导证要交几张照片、什么材料", "一寸照片2张", "摊位租用合同"),
        ("向导证补办要几天", "9个工作日", "4个工作日"),
        ("营地摊位登记去哪儿办", "林区服务站", "市文旅局"),
        ("采摘园登记要带什么材料", "土地流转合同", "不收费"),
        ("采摘园登记多久办完", "8个工作日", "3号窗口"),
        ("采摘园登记去哪个窗口递材料", "3号窗口", "平面图"),
        ("采摘园登记收费吗", "不收费", "8个工作日"),
        ("古树认养登记几天能办下来", "6个工作日", "21个工作日"),
        ("认养古树要准备哪些材料", "认养申请表", "护林协议"),
        ("护林补贴一年发多少", "1350元", "6个工作日"),
        ("工匠档案转入要带什么材料", "转档申请表", "学徒协议"),
        ("工匠档案转入到哪个房间办", "112室", "8号窗口"),
        ("学徒津贴申领几天能办下来", "学徒津贴申领的办理时限：14个工作日", "3个工作日"),
    ],
)
def test_a_guide_is_read_by_card_and_field(
    ask_unseen: Ask, question: str, said: str, other: str
) -> None:
    answer = ask_unseen(question)
    assert not answer.refused
    assert said in answer.text
    assert other not in answer.text


def test_a_follow_up_stays_with_the_article_at_hand(ask_unseen: Ask) -> None:
    assert cited(ask_unseen("下一条呢", "管理办法第四条说的什么")) == ["5"]
    assert "3000元" in ask_unseen("罚多少", "转借许可证会怎么样").text
    assert "800元" in ask_unseen("要是只超了五分钟呢", "茶馆营业超过23时罚多少").text
    assert cited(ask_unseen("那几点得关门歇业", "管理办法第四条说的什么")) == ["4"]


def test_two_fields_of_a_card_are_both_told(ask_unseen: Ask) -> None:
    text = ask_unseen("古树认养登记去哪个窗口办，要几天").text
    assert "5号窗口" in text
    assert "6个工作日" in text
    assert "21个工作日" in ask_unseen("那要等几天才办得下来？", "护林补贴发多少").text


def test_what_it_costs_is_asked_of_the_article_at_hand(ask_unseen: Ask) -> None:
    assert "800元" in ask_unseen("要是没按点关门会罚多少", "茶馆晚上营业到几点").text


@pytest.mark.parametrize(
    "question", ["一杯茶多少钱", "步道管理员工资多少", "护照怎么办", "驾照几天能拿到"]
)
def test_what_the_text_does_not_say_is_refused(ask_unseen: Ask, question: str) -> None:
    assert ask_unseen(question).refused


def test_who_joins_in_is_asked_of_the_matter_at_hand(ask_unseen: Ask) -> None:
    answer = ask_unseen("新建山林主干步道，市林业局以外还有谁一起干")
    assert cited(answer) == ["二.一.1"]
    assert "市交通局" in answer.text


def test_a_breach_is_answered_with_what_it_costs(ask_unseen: Ask) -> None:
    answer = ask_unseen("茶馆每日营业超过23时罚多少")
    assert "800元以下" in answer.text
    assert set(cited(answer)) == {"4", "7"}


def test_a_number_of_something_else_is_no_number_of_an_item(ask_unseen: Ask) -> None:
    answer = ask_unseen("我家老人68了，茶馆晚上营业到几点")
    assert not answer.refused
    assert "23时" in answer.text


def test_a_neighbouring_district_is_another_place(ask_unseen: Ask) -> None:
    answer = ask_unseen("隔壁双清县的主干步道归谁管")
    assert answer.refused
    assert "双清县" in answer.text
    assert ask_unseen("云泽隔壁那个县的主干步道归谁管").refused


def test_a_recurring_deadline_is_asked_by_its_words(ask_unseen: Ask) -> None:
    answer = ask_unseen("步道方案里每个季度末要报的任务有几项？")
    assert cited(answer) == ["二.二.4"]
    assert answer.count == 1


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("我是开理发店的，一照通行试点里头有我们没有", "不在文件列出的范围内"),
        ("我开宠物诊所的，一照通行试点轮得到我吗", "是的，“宠物诊所”在文件列出的范围内"),
        ("一照通行试点的场所里，有社区健身房没有", "是的，“社区健身房”在文件列出的范围内"),
    ],
)
def test_other_lists_of_trades_answer_shop_owners(
    ask_unseen: Ask, question: str, opening: str
) -> None:
    assert ask_unseen(question).text.startswith(opening)
