"""A notice with a table of subsidies, rules and a plan of other bureaus, in one corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant
from index import Index, build_index, layout
from tests.assistant.asking import asking

NOTICE = """# 澄湖区文化和旅游局关于开展2031年文旅补贴申报工作的通知

澄文旅〔2031〕17号

各镇人民政府、街道办事处：

## 一、补贴项目和标准

| 序号 | 补贴项目 | 补贴对象 | 补贴标准 | 受理科室 |
| --- | --- | --- | --- | --- |
| 1 | 引客奖励 | 旅行社 | 每人每晚补贴20元 | 市场推广科 |
| 2 | 专列奖励 | 旅行社 | 每列补贴3万元 | 市场推广科 |
| 3 | 新评四星级酒店奖励 | 星级酒店 | 一次性奖励50万元 | 产业发展科 |
| 4 | 驻场演出补贴 | 演艺团体 | 每场补贴1000元 | 艺术科 |

## 二、申报时间

上半年项目申报时间为2031年7月1日至7月31日，逾期不予受理。

## 三、有关要求

弄虚作假骗取资金的，追回全部补贴资金，3年内不得申报。

联系人：产业发展科沈怡；联系电话：0579-86331127。

澄湖区文化和旅游局
2031年5月29日
"""
PLAN = """临岳市交通运输局2031年工作要点

2031年全市完成交通固定资产投资286亿元。

1.推进轨道交通建设。3号线二期9月底前开通试运营，7号线年内开工建设。（牵头处室：建设管理处）

2.优化公交线网。新辟公交线路12条。（牵头处室：公共交通处；配合处室：财务审计处）

3.实施公交票价优惠。换乘优惠时限由60分钟延长至90分钟。（牵头处室：公共交通处）
"""
TABLE = (
    "望湖区2031年义务教育优质均衡任务分工表\n\n"
    "序号\t任务\t责任单位\t配合单位\t完成时限\n"
    "1\t发布学位预警\t基础教育科\t公安望湖分局\t4月底前\n"
    "2\t保障学校食堂\t后勤管理中心\t区市场监管局\t9月底前\n"
    "3\t组织督学进校\t督导室\t公安望湖分局\t全年\n"
)
DATA = (
    "临岳市2031年公共数据任务分解表\n\n"
    "序号\t任务\t责任单位\t配合单位\t完成时限\n"
    "1\t归集用水数据\t市数据局\t市水务集团\t3月底前\n"
    "2\t建设教育数据专区\t市教育局\t市数据局\t6月底前\n"
    "3\t遴选公共数据运营机构\t市交通运输局\t\t5月底前\n"
)
GUIDE = """<html><body><h1>安渠区门诊慢特病待遇认定办事指南</h1>
<h2>一、受理条件</h2><p>参加本区基本医疗保险，所患疾病属于本指南所列病种。</p>
<h2>二、病种及待遇标准</h2><table>
<tr><th>序号</th><th>病种</th><th>待遇有效期</th><th>职工医保年度支付限额</th></tr>
<tr><td>1</td><td>糖尿病</td><td>长期</td><td>5000元</td></tr>
<tr><td>2</td><td>类风湿关节炎</td><td>3年</td><td>4500元</td></tr>
<tr><td>3</td><td>肺结核</td><td>1年</td><td>3000元</td></tr></table>
<h2>三、办理时限</h2><p>承诺时限10个工作日。</p>
<h2>四、收费标准</h2><p>不收费。</p></body></html>"""
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask_notices(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("notices")
    corpus = place / "corpus"
    corpus.mkdir()
    (corpus / "通知.md").write_text(NOTICE, encoding="utf-8")
    (corpus / "指南.html").write_text(GUIDE, encoding="utf-8")
    for name, text in {"要点": PLAN, "教育": TABLE, "数据": DATA}.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(corpus, place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    yield asking(assistant)
    index.close()


@pytest.mark.parametrize(
    ("question", "says", "not_said"),
    [
        ("艺术科受理哪些补贴项目", ("驻场演出补贴", "1000元"), "引客奖励"),
        ("新评四星级酒店能奖多少", ("50万元",), "3万元"),
        ("旅行社可以拿哪几种奖励", ("引客奖励", "专列奖励"), "驻场演出"),
        ("澄湖文旅补贴上半年项目什么时候申报", ("7月1日", "7月31日"), "一项也没有"),
        (
            "澄文旅〔2031〕17号是哪个单位发的，讲什么事",
            ("澄湖区文化和旅游局", "申报时间"),
            "90分钟",
        ),
        ("按澄文旅〔2031〕17号，骗补贴被查出来有什么后果", ("追回", "3年内"), "90分钟"),
        ("类风湿关节炎的待遇有效期几年", ("待遇有效期：3年",), "10个工作日"),
        ("糖尿病一年限额多少", ("年度支付限额：5000元",), "3000元"),
        ("安渠区慢特病几天能办好", ("10个工作日",), "病种："),
        ("3号线二期几时开通试运营", ("9月底前",), "用水数据"),
        ("公交换乘优惠是多少分钟以内", ("90分钟",), "12条"),
        ("交通局公共交通处牵头了哪几项工作", ("优化公交线网", "票价优惠"), "轨道"),
        ("望湖区教育局任务分工表里，后勤管理中心负责哪些任务", ("学校食堂",), "教育数据"),
        ("需要公安望湖分局配合的教育任务有哪几项", ("学位预警", "督学进校"), "教育数据"),
    ],
)
def test_what_such_documents_say_is_found(
    ask_notices: Ask, question: str, says: tuple[str, ...], not_said: str
) -> None:
    answer = ask_notices(question)
    assert not answer.refused
    assert all(part in answer.text for part in says)
    assert not_said not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "督导室的办公电话是多少",  # the notice gives that of another office
        "3号线二期一共要花多少钱建",  # all investments are no price of one line
        "地铁起步价几块钱",
        "公共数据运营机构最后选中了哪家公司",
    ],
)
def test_what_is_said_of_something_else_is_no_answer(ask_notices: Ask, question: str) -> None:
    answer = ask_notices(question)
    assert answer.refused
    assert "0579" not in answer.text
    assert "286" not in answer.text
