"""Follow-ups that lead up to what they ask, go further on, or ask for others like the one told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

INSTANT = "免申即享有哪些任务"
OFFICE = "党政办牵头哪些"
FIFTH = "第五部分有几条"
OPENED = "外资医疗机构准入区里第几条"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        # what the asker did with the answer before, or where it was noticed
        (["任务30几月要"], "嗯嗯抄到本子上了，下一项呢，归谁", ["31"]),
        (["任务36谁牵头"], "好的收到，感谢！上一条呢，什么时候要", ["35"]),
        ([INSTANT], "做表时看到，第二个的落实单位跟前面那个不一样吧？写的哪家", ["38"]),
        (["任务15和任务8分别讲啥"], "领导问这两条比，哪条更急", ["8", "15"]),
        (["任务23、24、25谁牵头"], "清楚了。谁具体落实这三项？", ["23", "24", "25"]),
        ([INSTANT, "任务38几月"], "刚说的头一个，谁牵头", ["37"]),
        ([FIFTH], "辛苦了，再把规划发展处以外牵头的挑出来", ["65"]),
        # the list that was told, in a clause of its own
        ([OFFICE], "刚给我列的那三条里，配合那格空着的是哪条", ["65"]),
        ([FIFTH], "里头写了落实单位的，好像没几条吧", ["64"]),
        ([INSTANT], "这一组最后一条谁牵头，时间也报一下", ["40"]),
        ([INSTANT], "那几条里第二条几月", ["38"]),
        ([INSTANT], "倒数第二条牵头的跟最后一条不同吧，是谁", ["39"]),
        (["任务43和任务44谁牵头"], "这两条里后面那条几月完", ["44"]),
        ([OFFICE], "三条里单位那一格没东西的，应该就一条吧", ["65"]),
        ([FIFTH], "谢谢谢谢，另外把规划发展处除外的列给我", ["65"]),
        (["公卫处牵头几条"], "跟别家并肩的那几条", ["20", "21", "29", "30"]),
        (["第三部分有哪些任务"], "第四部分也照着念给我好不好", [str(n) for n in range(52, 59)]),
    ],
)
def test_what_leads_up_to_a_follow_up_is_left_out(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, *earlier)), key=int) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (["任务40讲啥"], "再往下两条各归谁牵头", ["41", "42"]),
        (["任务10什么时候"], "往前数两条呢，分别谁负责", ["8", "9"]),
        (["任务10什么时候"], "往前数两条呢", ["8"]),
        (["任务44归谁"], "多谢，填进表格了。紧接着那条谁配合", ["45"]),
        (["任务31谁管"], "收到收到，后面紧挨的两条分别几月", ["32", "33"]),
        (["任务64谁落实"], "再上一条呢？也要这两家吗", ["63"]),
        (["任务38几月", "任务34几月"], "两条里头早的那条是哪条", ["34", "38"]),
        (["任务43对应市里哪条"], "回到咱区里那条，配合的有没有", ["43"]),
        (["市里第5点讲啥"], "回区里看，落到哪几条", [str(n) for n in range(31, 37)]),
        (["任务70是谁的"], "哦，那真正的最后一条谁牵头", ["65"]),
        (["任务15谁牵头", "任务3呢"], "两个哪个先要交", ["3", "15"]),
        (["任务16谁牵头", "任务17呢"], "两项里头哪项卡了月份，还是都全年", ["16", "17"]),
        (["任务6谁牵头", "市里对应哪条"], "说回区里，这条谁具体干", ["6"]),
        ([OPENED, "市里也写了吗"], "回到区里那条，几月要", ["6"]),
        (["任务37谁牵头"], "护士注册那个也归同一个处管？", ["43"]),
        (["食品备案谁牵头"], "不是食品，是病媒那个", ["17"]),
        (["免申即享老人那条归谁"], "不是老人体检，是家庭医生那个，谁管", ["40"]),
    ],
)
def test_a_follow_up_steps_to_other_items(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, *earlier)), key=int) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("任务9谁牵头", "同一个大项里，另外还有也是这两家搭的，是哪几条", ["10", "11"]),
        ("任务38谁牵头", "同一个处，也是9月，还有哪条", ["40"]),
        ("任务48谁牵头", "还是它牵头，也是讲数据的，也没挂单位的，另外有哪条", ["47"]),
        ("任务40谁牵头", "同一组里，也归社区卫生服务中心的还有哪条", ["37", "38"]),
        ("任务28谁牵头", "同一组里还有哪条也是这几家一起的", ["28"]),
        ("任务45归谁", "也由党政办带头的另外两条是哪两条", ["50", "65"]),
        ("任务24谁牵头", "组织人事处还配合别的吗", ["2"]),
    ],
)
def test_others_are_like_the_item_at_hand_in_all_that_is_said(
    ask: Ask, cited: Cited, before: str, question: str, expected: list[str]
) -> None:
    assert cited(ask(question, before)) == expected


def test_that_no_other_is_like_it_is_said(ask: Ask) -> None:
    answer = ask("同一组里还有哪条也是这几家一起的", "任务28谁牵头")
    assert "没有符合条件的任务" in answer.text


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("任务42谁牵头", "是哪家医院来着，一下想不起来", "七院"),
        ("任务31谁牵头", "中心呢，哪家中心来着", "区妇幼保健中心"),
        ("任务36谁牵头", "哪个中心来着？疾控还是妇幼", "区疾控中心"),
        ("任务63谁配合", "四个处分别是？再报一遍名字", "医政处"),
        ("任务52和任务53谁牵头", "这两条除了诊所还要谁参加？明天要发通知", "生物医药企业"),
        ("任务20谁牵头", "几个处帮它？报名字", "**1个**：规划发展处"),
        ("任务13谁牵头", "几个处室给它打下手，名字列一下", "**6个**"),
        ("医政处牵头几条", "独个儿挑头的，不跟人家凑份子的", "**2项任务**"),
    ],
)
def test_whom_the_items_at_hand_name(ask: Ask, before: str, question: str, said: str) -> None:
    assert said in ask(question, before).text


@pytest.mark.parametrize("question", ["我打给他们，号码发我一下", "打电话找这个处，号码有吗"])
def test_a_number_to_call_is_not_in_the_documents(ask: Ask, question: str) -> None:
    answer = ask(question, "任务49谁牵头")
    assert answer.refused
    assert "联系电话" in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("规划发展处以外牵头的，第五部分有哪些", ["65"]),
        ("第五部分里挂了单位的有哪些", ["64"]),
        ("第十八大项有几条任务，号码报一下", ["63", "64", "65"]),
    ],
)
def test_the_same_words_ask_by_themselves(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert cited(ask(question)) == expected
