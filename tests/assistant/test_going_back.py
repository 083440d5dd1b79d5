"""Follow-ups that go back to what was spoken of, put right what was said, or doubt it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

THREE = ("医美联合检查谁牵头", "出生一件事呢", "家庭医生签约呢")


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        # to what the talk began with
        (THREE, "绕回我开头说的那条，单位是哪家", ["27"]),
        (THREE, "再回到第一个，几月", ["27"]),
        (THREE, "一开始问的那个有没有配合的", ["27"]),
        # to an item, by what it is of
        (THREE, "回过头来看生娃那个，配合的是谁", ["31"]),
        (THREE, "算了还是聊回双眼皮那条吧，几月", ["27"]),
        # to a list
        (("10月要交的有哪几件", "任务33谁牵头"), "说回那四项，基层处的有几项", ["32", "34"]),
        (("公卫处牵头的有哪些", "任务25谁落实"), "再看回刚才那一串，9月的是哪些", ["21", "22"]),
        # to those that were spoken of one by one
        (THREE, "前两个是不是同一家牵头", ["27", "31"]),
    ],
)
def test_a_question_goes_back_to_what_was_spoken_of(
    ask: Ask, cited: Cited, earlier: tuple[str, ...], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("6月完成的有哪些", "再往后推三个月呢", "“9月”的共**9项"),
        ("10月的有几项", "往前推一个月，公卫处的有几项", "“9月”的共**2项"),
        ("任务32几月完成", "上个月有哪些要交", "“9月”的共**9项"),
        ("三季度要完成的有哪些", "下个季度呢", "“四季度”的共**4项"),
    ],
)
def test_a_time_is_told_by_its_distance(
    ask: Ask, before: str, question: str, expected: str
) -> None:
    assert expected in ask(question, before).text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("任务66谁配合", "打错了，是56", "医政处"),
        ("任务18谁牵头", "不好意思按错数字了，应该是28", "公卫处"),
        ("党政办牵头几项", "说错了，是医政处", "**5项任务**"),
        ("任务46配合谁", "配合的不用说了，单位是哪些", "各社区卫生服务中心"),
        ("两病筛查免申即享归谁", "我说的不是这条，是跟妇联一道办的那条，几月", "10月"),
    ],
)
def test_what_was_said_by_mistake_is_put_right(
    ask: Ask, before: str, question: str, expected: str
) -> None:
    assert expected in ask(question, before).text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("不可能吧，明明是医政处牵头的", "医政处在这项任务中是配合部门"),
        ("怎么会？我手上这份写的是规划发展处", "规划发展处在这项任务中是配合部门"),
        ("公卫处牵头？", "不是公卫处牵头"),
        ("医政处在这里头起什么作用", "医政处确实是配合部门"),
        ("规划发展处是主是次", "规划发展处确实是配合部门"),
        ("医政处凭啥不牵头", "是配合部门"),
    ],
)
def test_an_office_is_held_against_the_item_at_hand(
    ask: Ask, cited: Cited, question: str, expected: str
) -> None:
    answer = ask(question, "家庭病床和互联网医院试点归谁")
    assert expected in answer.text
    assert cited(answer) == ["57"]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("区疾控中心要干什么", "都是公卫处牵头吗", "是的，共**2项**"),
        ("10月要交的有哪几件", "都归基层处？", "不全是：共**4项**"),
        ("公卫处和医政处共同牵头的有哪些", "人口家发处都有份？", "是的，共**3项**"),
        ("组织人事处配合哪些", "两个都是全年？", "是的，共**2项**"),
        ("几个处一起牵头的有哪些", "落实的都是监督所？", "是的，共**4项**"),
        ("任务34和57谁牵头", "落实单位一样不", "牵头部门相同；配合部门、委属相关单位"),
    ],
)
def test_what_is_asserted_of_a_list_is_checked(
    ask: Ask, before: str, question: str, expected: str
) -> None:
    assert ask(question, before).text.startswith(expected)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("区疾控中心要干什么", "跟企业有关的是哪个", ["41"]),
        ("党政办牵头哪些", "几条有落实单位", ["45", "50"]),
        ("9月完成的有哪些", "监督所的挑出来", ["21", "22"]),
        ("任务57讲什么", "这个大项几条", ["57", "58"]),
        ("几个处一起牵头的有哪些", "三家的是哪几条", ["20", "21", "29"]),
        ("人口家发处牵头的报给我", "它给人打下手的再报一遍", ["13", "14", "23", "26", "30", "63"]),
        ("市里第6点说啥", "总共几点啊", 15),
        ("好差评谁牵头", "反过来有没有党政办当帮手的", ["51"]),
        ("公卫处牵头的有哪些", "跟别家合着牵的刨掉，它独一个牵的几项", 8),
        ("9月完成的有哪些", "哪个处最多", ["8", "9", "10", "21", "37", "39"]),
    ],
)
def test_a_list_is_asked_further(
    ask: Ask, cited: Cited, before: str, question: str, expected: list[str] | int
) -> None:
    answer = ask(question, before)
    assert expected in (cited(answer), answer.count)


def test_what_a_reply_left_out_is_told_after_a_doubt(assistant: Assistant, cited: Cited) -> None:
    history = [Turn("user", "党政办牵头做什么"), Turn("assistant", "党政办牵头任务45。")]
    assert cited(assistant.ask("才一件？剩下的也讲讲", history)) == ["50", "65"]


def test_a_reply_that_counts_in_a_role_tells_the_role(assistant: Assistant) -> None:
    history = [
        Turn("user", "规划发展处到底背了多少活"),
        Turn("assistant", "规划发展处牵头的共18项。"),
    ]
    assert assistant.ask("没人搭手的有几项", history).count == 7


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("研究型医院建设谁牵头", "特别提到的是哪家医院", "上海高博肿瘤医院"),
        ("研究型医院建设谁牵头", "点名支持的是谁", "上海高博肿瘤医院"),
        ("医联体谁牵头", "专科有哪几个来着", "耳鼻喉科"),
        ("医联体谁牵头", "到时候谁得上阵", "各社区卫生服务中心"),
        ("一业一证新增行业谁牵头", "跟它搭伙的是哪个处", "由**规划发展处**配合"),
        ("公共场所信用评价谁管", "9月底前能延期吗", "的时间节点是**9月"),
        ("公共场所信用评价谁管", "兄弟处室要不要也来搭手", "这一栏为空"),
        ("出生一件事谁牵头", "各医院也要？", "各相关医院"),
        ("任务49谁牵头", "第几大项的", "属于第12大项"),
        ("任务49谁牵头", "我是基层处的，跟我有关系没", "基层处确实是配合部门"),
        ("任务49谁牵头", "年底前搞完就行？", "不是年底前，而是全年"),
        ("任务3谁编", "人口家发处没份吧", "是的，这项任务里没有人口家发处"),
        ("任务3谁编", "医政处不掺和是吧", "医政处在这项任务中是配合部门"),
        ("任务42谁牵头", "跟47比，落实那栏有啥不一样", "委属相关单位不同"),
        ("浦东的告知承诺谁管", "市里的文件是要收窄还是放宽", "扩大"),
        ("浦东一业一证几月弄完", "区里的清楚了。市里那份新加的是哪几种店", "医疗美容门诊部"),
        ("开口腔诊所能一张证吗", "隔壁做双眼皮的呢，算不算", "如果您办的是“医疗美容门诊部”"),
        ("开口腔诊所能一张证吗", "我表姐的小网吧也够得上吗", "不在文件列出的范围内"),
    ],
)
def test_what_the_item_at_hand_says(ask: Ask, before: str, question: str, expected: str) -> None:
    assert expected in ask(question, before).text


@pytest.mark.parametrize(
    "question", ["徐汇呢，也是医政这条线吗", "消防演练谁牵头", "要空腹伐", "他们在几号楼几层"]
)
def test_another_matter_is_refused(ask: Ask, question: str) -> None:
    assert ask(question, "医美联合检查在浦东谁牵头").refused


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("免申即享五项都是基层处的吧", "更正：不是5项，是4项"),
        ("一件事那6项都是10月完成吗", "不全是：与“一件事”有关的共**6项**"),
        ("分工表70项任务里有哪几项是3月的", "更正：不是70项，是65项"),
        ("第46项职业健康帮扶，写的是哪家中心", "您说的是〔任务41〕"),
        ("2023年浦东的任务分工发我", "没有“2023年”的安排"),
        ("公平竞争审查归那里官", "由**党政办**牵头"),
        ("随申码推广属于哪个大项", "属于第12大项"),
        ("任务49归在哪个部分", "三、深化惠企便民举措落实"),
    ],
)
def test_what_is_taken_for_granted(ask: Ask, question: str, expected: str) -> None:
    assert expected in ask(question).text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("10月要交的有哪些", "都是一个处牵头的吗", "牵头部门不一样"),
        ("第18大项有哪几条", "是不是同一个月到期", "时间节点都是**全年**"),
        ("生物医药处牵头的里头6月的和9月的", "有处室配合的是哪几条", "共**2项"),
        ("随申码推广那条，规划发展处算什么", "不是问牵头，我问的是配合", "〔任务49〕"),
        ("一件事里人口家发处有哪些", "牵头的呢", "共**2项任务**"),
    ],
)
def test_what_is_asked_of_a_list_is_answered_of_all_of_it(
    ask: Ask, before: str, question: str, expected: str
) -> None:
    assert expected in ask(question, before).text
