"""Rules asked clause by clause, guides in tables and under labels, offices named by level once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant import Answer, Assistant
from index import build_index
from tests.assistant.asking import asking

RULE = """松岭市景区观光车管理办法

松岭市人民政府
2031年5月6日

第一条 为规范景区观光车管理，制定本办法。
第二条 观光车实行备案制度。未经备案的，不得载客。
第三条 申请备案的经营者应当具备下列条件：
（一）有固定的停车场地；
（二）驾驶员持有相应证件；
（三）投保第三者责任险；
（四）建立车辆检修制度。
第四条 有下列情形之一的，不予备案：
（一）车辆为自行改装的；
（二）两年内发生重大事故的；
（三）提供虚假材料的。
第五条 经营者应当遵守下列规定：
（一）每辆车限坐十一人；
（二）车尾拖挂的绳索长度不得超过三米；
（三）车辆驶离路线的，应当自发现之日起六小时内向景区管理机构说明；
（四）乘客遗落物品的，应当自拾得之日起九日内送交失物招领处。
第六条 经营者应当每季度检修一次车辆，检修记录保存期不少于四年。
第七条 乘客举报违法载客，经查实的，按照下列标准奖励：
（一）罚款金额在2万元以下的，奖励300元；
（二）罚款金额在2万元以上、8万元以下的，奖励罚款金额的3%；
（三）罚款金额在8万元以上的，奖励5000元。
第八条 违反本办法第二条规定，未经备案载客的，由文化旅游部门责令停运，对个人处四百元以上
九百元以下的罚款，对单位处一千元以上三千元以下的罚款。
第九条 违反本办法第六条规定，未按期检修的，由文化旅游部门责令改正，处一百元的罚款。
第十条 本办法所称“以上”包含本数，“以下”不包含本数。
"""
GUIDE = """<html><head><title>古树移植审查办事指南</title></head><body>
<h1>古树移植审查（云坪市网上办事）</h1>
<table>
<tr><th>事项名称</th><td>古树移植审查</td></tr>
<tr><th>办理窗口</th><td>市林业局三号窗口</td></tr>
<tr><th>联系电话</th><td>6120087</td></tr>
<tr><th>承诺时限</th><td>7个工作日</td></tr>
<tr><th>工作时间</th><td>夏季:8:00-12:00 15:00-18:00 冬季:8:30-12:00 14:30-17:30</td></tr>
<tr><th>提交资料</th><td>树木位置图、移植方案</td></tr>
<tr><th>缴纳费用</th><td>不收费</td></tr>
</table>
<p>主办:云坪市人民政府办公室</p>
</body></html>
"""
POINTS = """# 渔船检验申请 办事指南（青浦市）

- **申请条件**：渔船建成满1年后，船主或者合作社可以申请检验。

## 办理时限

- 法定办结时限：30个工作日
- 承诺办结时限：12个工作日

## 咨询电话

- 城区办理点：0555-3310001
- 南湾办理点：0555-3310002
- 北屿办理点：0555-3310003

## 办理点地址

1. 城区办理点：滨海路8号2楼
2. 南湾办理点：渔港街15号
3. 北屿办理点：灯塔巷3号
"""
LABELS = """海棠市返乡创业政策

服务对象：返乡农民

养蜂起步补贴
政策内容：对返乡后养蜂满一年的农民给予补贴，补贴期限最长不超过4年。
补贴测算：每箱蜂每年补贴65元。
申请渠道：乡镇农技站

民宿装修补贴
政策内容：对利用自家农房开办民宿的农民给予一次性补贴。
补贴测算：每间客房补贴1800元。
申请渠道：县文化旅游服务中心

服务对象：合作社

养蜂起步补贴
政策内容：对带动五户以上农民养蜂的合作社给予补贴，补贴期限最长不超过6年。
补贴测算：每箱蜂每年补贴40元。
申请渠道：市供销社窗口
"""
PLAN = """数字湖南建设2031年工作要点

数字湖南建设领导小组办公室
2031年1月9日

一、夯实底座
（一）建设网络
1. 建设算力网络。完成三个节点。（省科技厅、财政厅、水利厅按职责分工负责）
2. 建设感知网络。覆盖主要河流。（省水利厅牵头，省应急厅配合）
（二）培育产业
3. 培育软件企业。新增四十家。（省科技厅牵头）
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("clauses")
    texts = {
        "rule.txt": RULE,
        "guide.html": GUIDE,
        "points.md": POINTS,
        "labels.txt": LABELS,
        "plan.txt": PLAN,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build_index(folder, folder / "index")
    yield Assistant.open(folder / "index")


@pytest.fixture(scope="module")
def ask(office: Assistant) -> Callable[..., Answer]:
    return asking(office)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("客人东西落车上了，松岭要求几天之内交上去", "九日内"),
        ("松岭市区里的观光车，屁股后头绳子最长能拖多长", "三米"),
        ("松岭的观光车多长时间检修一次", "每季度"),
        ("松岭没备案就拉客人，个人要罚多少，哪一条写的", "四百元"),
    ],
)
def test_the_clause_that_states_what_is_asked(
    ask: Callable[..., Answer], question: str, told: str
) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("松岭举报观光车，那家被罚了3万块，奖多少", "罚款金额的3%", "300元"),
        ("松岭举报观光车，正好罚8万整，是拿3%还是5000", "5000元", "罚款金额的3%"),
    ],
)
def test_the_class_of_an_amount(
    ask: Callable[..., Answer], question: str, told: str, other: str
) -> None:
    first = ask(question).text.partition("第七条〕乘客")[0]
    assert told in first
    assert other not in first


def test_what_an_article_numbers_is_counted(ask: Callable[..., Answer]) -> None:
    assert ask("松岭办观光车备案，得满足几条？逐条说").count == 4
    assert ask("松岭规定了多少种不给备案的情形").count == 3


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云坪移古树要交哪些图", "树木位置图"),
        ("云坪古树移植几天能批，收不收钱", "7个工作日"),
        ("云坪古树移植几天能批，收不收钱", "不收费"),
        ("云坪古树移植冬天下午几点上班", "14:30"),
        ("渔船检验北屿那边在哪办", "灯塔巷3号"),
        ("渔船检验除了船主，合作社能不能申请", "满1年后"),
        ("海棠的农民养蜂，一箱一年补多少，最长补几年", "4年"),
        ("海棠的合作社养蜂补贴跟谁申请", "市供销社窗口"),
    ],
)
def test_fields_of_guides_in_lay_words(
    ask: Callable[..., Answer], question: str, told: str
) -> None:
    assert told in ask(question).text


def test_one_of_several_points_is_told_and_all_are_counted(ask: Callable[..., Answer]) -> None:
    assert ask("渔船检验能去几个点办").count == 3
    text = ask("南湾那个点的电话呢", "渔船检验城区在哪办").text
    assert "3310002" in text
    assert "3310003" not in text


def test_a_level_said_once_holds_for_the_offices_behind(ask: Callable[..., Answer]) -> None:
    answer = ask("数字湖南要点里省水利厅牵头的有几项")
    assert answer.count == 2
    assert ask("数字湖南要点里明写“省科技厅牵头”的有几项").count == 2


def test_a_number_that_the_document_named_lacks_is_refused(ask: Callable[..., Answer]) -> None:
    answer = ask("把数字湖南建设2031年工作要点第8项任务念一下")
    assert answer.refused
    assert not answer.citations
