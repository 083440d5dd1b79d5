"""A rule with classes, a guide with steps of offices, a plan of a city and a table of a county."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from openpyxl import Workbook

from assistant import Answer, Assistant, Turn
from index import build_index

RULES = """松岭市青年驿站管理办法

松岭市人民政府办公室
2031年3月6日

第一条 为规范青年驿站管理，制定本办法。
第二条 青年驿站的床位、被褥由运营单位配备。
第三条 入住青年分为以下四类：
（一）甲类：获得国家级竞赛奖项的青年；
（二）乙类：持有高级焊工证书的青年；
（三）丙类：应届专科毕业生；
（四）丁类：返乡务农的青年。
第四条 入住面积标准为：甲类不超过30平方米，乙类不超过24平方米，丙类不超过18平方米，
丁类不超过12平方米。
第五条 房费标准为：甲类免收；乙类按照挂牌价的20%收取；丙类按照挂牌价的40%收取；
丁类按照挂牌价的60%收取。
第六条 每次入住不超过15天，全年累计入住不超过45天。甲类青年不受前款天数限制。
第七条 入住时收取200元保证金，退房时退还。
第八条 入住人不得转借床位，不得在房内使用明火。
"""
GUIDE = """<html><head><title>云坪县露营地备案办事指南</title></head><body>
<h1>云坪县露营地备案办事指南</h1>
<p>发布时间：2031-04-02　来源：云坪县体育局</p>
<h2>一、事项名称</h2><p>露营地备案</p>
<h2>二、实施机构</h2><p>云坪县体育局</p>
<h2>三、受理条件</h2><p>帐篷位不超过60个，距离河道200米以上。</p>
<h2>四、申请材料</h2><p>备案表、土地租赁合同。</p>
<h2>五、办理流程</h2>
<table><tr><th>环节</th><th>办理内容</th><th>办理单位</th><th>时限</th></tr>
<tr><td>受理</td><td>核对材料</td><td>县政务大厅综合窗口</td><td>1个工作日</td></tr>
<tr><td>勘验</td><td>实地查看水源、厕所</td><td>县体育局会同县水务局</td><td>4个工作日</td></tr></table>
<h2>六、办理时限</h2><p>承诺时限：8个工作日。</p>
<h2>七、收费标准</h2><p>不收费。</p>
<h2>八、奖励政策</h2><p>评为三星、四星营地的，分别奖励3万元、6万元，每年5月申报。</p>
<h2>九、常见问题</h2>
<p>问：营地里能卖烧烤吗？</p>
<p>答：可以，但应当向县市场监管局另办食品经营许可。</p>
<p>问：营地转给别人经营怎么办？</p>
<p>答：自转让之日起20日内重新备案。</p>
</body></html>
"""
PLAN = """松岭市水上运动发展行动方案（2031—2033年）

松岭市人民政府办公室
2031年2月3日

一、重点任务
（一）建设设施
1.建设皮划艇码头。全市建成码头40座。（牵头单位：市体育局；责任单位：市水务局、市交通局；完成时限：2033年12月底前）
2.设立水上运动基金。基金规模8亿元。（牵头单位：市财政局、市国资委；责任单位：市体育局；完成时限：2031年9月底前）
3.开展水质巡查。定期公布结果。（牵头单位：市水务局；责任单位：市生态环境局；完成时限：持续推进）
（二）培养队伍
4.培养水上救生员。全市培训救生员500名。（牵头单位：市教育局；责任单位：市体育局；完成时限：2032年6月底前）
"""
_COUNTY = (
    ("序号", "工作任务", "牵头单位", "责任单位", "完成时限"),
    ("1", "建成云水河皮划艇码头5座", "县体育局", "县水务局、县交通局", "2031年10月底前"),
    ("2", "设立县水上运动子基金，规模5000万元", "县财政局、县国资办", "县体育局", "2031年11月底前"),
    ("3", "开展河道垃圾打捞", "县水务局", "各乡镇人民政府（街道办事处）", "持续推进"),
    ("4", "建设水情监测站8个", "县气象局", "", "2031年10月底前"),
    ("5", "在职业高中开设水上救生课程", "县教育局", "县体育局、县水务局", "2031年9月底前"),
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the four documents."""
    corpus = tmp_path_factory.mktemp("rules_and_guides")
    (corpus / "松岭市青年驿站管理办法.txt").write_text(RULES, encoding="utf-8")
    (corpus / "云坪县露营地备案办事指南.html").write_text(GUIDE, encoding="utf-8")
    (corpus / "松岭市水上运动发展行动方案.txt").write_text(PLAN, encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云坪县2031年水上运动重点任务分解表"])
    for row in _COUNTY:
        sheet.append(row)
    book.save(corpus / "云坪县2031年水上运动重点任务分解表.xlsx")
    folder = tmp_path_factory.mktemp("index") / "index"
    build_index(corpus, folder)
    yield Assistant.open(folder)


@pytest.fixture
def ask(assistant: Assistant) -> Callable[..., Answer]:
    """Ask a question after earlier ones, with the program's own replies."""

    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for one in earlier:
            reply = assistant.ask(one, history)
            history += [Turn("user", one), Turn("assistant", reply.text)]
        return assistant.ask(question, history)

    return asked


def _says(answer: Answer, *words: str) -> None:
    assert not answer.refused, answer.text
    for word in words:
        assert word in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我有高级焊工证，住青年驿站能住多大面积，房费打几折", ("24平方米", "20%")),
        ("返乡种地的年轻人算青年驿站哪一类，面积上限是多少", ("丁类", "12平方米")),
        ("青年驿站丙类房费收几成", ("40%",)),
        ("青年驿站一次能住几天，一年最多住多少天", ("15天", "45天")),
        ("青年驿站的保证金怎么交", ("200元",)),
    ],
)
def test_what_holds_for_a_class_is_told_over_two_articles(
    ask: Callable[..., Answer], question: str, words: tuple[str, ...]
) -> None:
    """A class is named by who is of it; a limit is what an article allows at most."""
    _says(ask(question), *words)


def test_a_class_is_held_against_the_article_at_hand(ask: Callable[..., Answer]) -> None:
    """甲类也这样吗, after what holds for all."""
    _says(ask("甲类也受这个限制吗", "青年驿站全年最多住多少天"), "不受")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("露营地备案几个工作日办好，要不要交费", ("8个工作日", "不收费")),
        ("我家营地刚评上四星，奖多少，几月报", ("6万元", "5月")),
        ("营地想卖烧烤还要办啥手续", ("食品经营许可",)),
        ("营地转给别人了怎么办", ("20日",)),
        ("露营地最多能有多少个帐篷位", ("60个",)),
    ],
)
def test_a_guide_whose_steps_have_offices_is_a_guide(
    ask: Callable[..., Answer], question: str, words: tuple[str, ...]
) -> None:
    """Its fields answer, each that is asked for, and its questions with their answers."""
    _says(ask(question), *words)


@pytest.mark.parametrize(
    ("question", "words", "unsaid"),
    [
        ("县体育局不牵头、只当责任单位的有哪些", ("子基金", "救生课程"), "码头"),
        ("分解表里责任单位空着的是哪项", ("监测站",), "打捞"),
        ("分解表里由两家单位共同牵头的是哪几项", ("子基金",), "打捞"),
        ("县里没有具体完成时间的任务有哪些", ("打捞",), "码头"),
        ("分解表里各乡镇当责任单位的是哪项", ("打捞",), "码头"),
        ("市方案里要到2033年底才完成的是哪条", ("码头",), "基金"),
        ("县水上运动子基金谁牵头", ("县财政局", "县国资办"), "市财政局"),
    ],
)
def test_columns_times_and_levels_are_as_written(
    ask: Callable[..., Answer], question: str, words: tuple[str, ...], unsaid: str
) -> None:
    """责任单位 beside 牵头单位 is who shares the work; 持续推进 is a time without a day."""
    answer = ask(question)
    _says(answer, *words)
    assert unsaid not in answer.text


def test_what_is_like_it_in_the_other_document(ask: Callable[..., Answer]) -> None:
    """我们县类似的是哪项: the item of the county that answers to that of the city."""
    _says(ask("我们云坪类似的是哪项", "市里培养水上救生员谁牵头"), "救生课程", "县教育局")


@pytest.mark.parametrize(
    "question",
    [
        "云坪2032年的水上运动任务分解表，体育局牵头几项",
        "石渡县的皮划艇码头是他们县哪个局管的",
        "青年驿站能遛鸟吗",
    ],
)
def test_another_year_another_county_and_what_no_article_says(
    ask: Callable[..., Answer], question: str
) -> None:
    """Nothing is told of what the documents do not speak of."""
    assert ask(question).refused


def test_an_amount_taken_for_granted_is_put_right(ask: Callable[..., Answer]) -> None:
    """市里30亿的基金, where the plan has 8亿元; and 十年 in a rule is no year."""
    _says(ask("市里30亿的水上运动基金谁牵头"), "8亿元", "市财政局")
    assert "没有“10年”的安排" not in ask("青年驿站累计能住10年吧").text
