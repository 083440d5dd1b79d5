"""Rules, guides and tables asked by name: their subject tells no article from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant import Answer, Assistant
from index import build_index
from tests.assistant.asking import asking

RULES = """岭泉市水上自行车停泊管理办法

岭泉市人民政府
2032年4月6日

第一条 为规范水上自行车停泊秩序，保障航道畅通，制定本办法。
第二条 本市内河水上自行车的投放、停泊及其管理，适用本办法。
第三条 水上自行车停泊管理遵循政府引导、规范有序的原则。
第四条 经营者投放前，应当向市航道管理部门备案，提交营业执照和救生方案。
第五条 市航道管理部门应当自收到齐全材料之日起6个工作日内办结备案。
第六条 下列水域禁止停泊：
（一）渡口上下游30米范围内；
（二）桥梁下方。
第七条 接到违规停泊通知后，经营者应当在3小时内清理完毕。
第八条 市航道管理部门每半年对经营者进行评议。连续两次评议不合格的，核减其投放数量15%。
第九条 违反本办法第四条规定，未经备案擅自投放的，处4000元以上9000元以下罚款。
第十条 本办法自2032年6月1日起施行，有效期4年。《岭泉市水上自行车暂行规定》同时废止。
"""
GUIDE = """# 榆浦区长者津贴申领办事指南

## 事项名称

长者津贴申领

## 受理条件

具有本区户籍且年满75周岁的老年人。

## 发放标准

75—84周岁每人每月90元；85周岁及以上每人每月180元。

## 申请材料

身份证、户口簿。

## 办理方式

窗口办理：街道便民服务中心；网上办理：“榆浦办”小程序“养老”专栏。

## 办理时限

承诺时限8个工作日。

## 收费标准

不收费

## 发放时间

审定次月起计发，每月12日前打入账户。

## 年度核验

每年5月至6月进行资格核验，未按时核验的自7月起暂停发放。
"""
TABLE = """# 桐川市2032年城市更新任务分工表

| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 新建公共停车泊位1700个 | 市城管局 | 市民政局 | 8月底前 |
| 2 | 改造农村户用卫生厕所3100座 | 市农业局 | 市财政局 | 6月底前 |
| 3 | 新建社区老年食堂25个 | 市民政局 | 市财政局 | 8月底前 |
| 4 | 优化公交线路 | 市交通局 | 市公安局 | 10月底前 |
| 5 | 迁建汽车客运站 | 市交通局 | 市民政局 | 2033年8月底前 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    """Ask of a rule, a guide and a table, each said by the name of its place."""
    folder = tmp_path_factory.mktemp("subjects")
    for name, text in {"rules.txt": RULES, "guide.md": GUIDE, "table.md": TABLE}.items():
        (folder / name).write_text(text, encoding="utf-8")
    build_index(folder, folder / "index")
    assistant = Assistant.open(folder / "index")

    yield asking(assistant)


def cited(answer: Answer) -> list[str]:
    return [citation.item.item_id.split("#")[1] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "article", "told"),
    [
        ("岭泉水上自行车备案几天办结", "5", "6个工作日"),
        ("岭泉水上自行车能停在渡口边上吗", "6", "30米"),
        ("岭泉水上自行车备案要交什么", "4", "救生方案"),
        ("岭泉水上自行车连续两次评议不合格会怎么样", "8", "15%"),
        ("岭泉没备案就投放水上自行车罚多少", "9", "9000元"),
    ],
)
def test_the_article_that_says_it_answers(
    ask: Callable[..., Answer], question: str, article: str, told: str
) -> None:
    answer = ask(question)
    assert cited(answer) == [article]
    assert told in answer.text


def test_what_no_article_says_is_refused(ask: Callable[..., Answer]) -> None:
    assert ask("岭泉水上自行车的押金交多少").refused


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("岭泉的停泊管理办法一共有20条吧", "更正：不是20条，是10条"),
        ("岭泉水上自行车停泊管理办法总共十条，对吧", "是的，"),
    ],
)
def test_a_number_of_articles_is_checked(
    ask: Callable[..., Answer], question: str, head: str
) -> None:
    answer = ask(question)
    assert answer.text.startswith(head)
    assert answer.count == 10


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("榆浦长者津贴在手机上能办吗", "榆浦办"),
        ("榆浦办长者津贴要多少手续费", "不收费"),
        ("榆浦长者津贴70岁就可以领吧", "年满75周岁"),
        ("榆浦长者津贴每年几月核验", "5月至6月"),
        ("榆浦长者津贴没按时核验会怎样", "暂停发放"),
        ("榆浦长者津贴要什么手续", "户口簿"),
        ("榆浦长者津贴每月几号发", "12日前"),
    ],
)
def test_the_field_that_says_it_answers(
    ask: Callable[..., Answer], question: str, told: str
) -> None:
    answer = ask(question)
    assert not answer.refused
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("桐川城市更新任务里，时限写8月底前的有哪些", ["1", "3"]),
        ("桐川更新任务中完成时间是8月底前的列一下", ["1", "3"]),
        ("桐川更新任务时限标着6月底前或8月底前的有几项", ["1", "2", "3", "5"]),
        ("桐川更新任务时限写2033年8月底前的有哪些", ["5"]),
        ("桐川更新任务8月底前要完成的有哪些", ["1", "2", "3"]),
        ("桐川更新任务时限在8月底前的有哪些", ["1", "2", "3"]),
    ],
)
def test_a_deadline_that_is_written_so_is_no_day_to_be_kept(
    ask: Callable[..., Answer], question: str, items: list[str]
) -> None:
    assert sorted(cited(ask(question))) == items


def test_all_documents_are_where_items_are_counted(ask: Callable[..., Answer]) -> None:
    answer = ask("全部文件中市民政局作为配合单位的有几项")
    assert answer.count == 2
    assert sorted(cited(answer)) == ["1", "5"]
    assert "3 份文件" in ask("全部文件有哪些").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("桐川今年要加多少车位，谁牵头", ("1700个", "市城管局")),
        ("桐川老人食堂打算建几个？归谁管？", ("25个", "市民政局")),
        ("桐川今年改厕要改多少户", ("3100座",)),
    ],
)
def test_how_many_are_asked_for_beside_who(
    ask: Callable[..., Answer], question: str, told: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert all(said in answer.text for said in told)


def test_it_is_the_item_at_hand_of_which_a_number_is_asked(ask: Callable[..., Answer]) -> None:
    assert "1700个" in ask("它要新增多少个", "桐川公共停车泊位谁牵头").text


def test_two_items_that_say_nothing_of_a_matter_are_no_answer(ask: Callable[..., Answer]) -> None:
    assert ask("桐川地铁3号线几时通车").refused
