"""What 责任单位 means in a document, notes below its table, and the cases of a service guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

# 责任单位 carries out, beside who leads and who helps.
TABLE = (
    "白鹭区水利局2031年重点任务分工表\n\n"
    "序号\t工作任务\t牵头科室\t配合科室\t责任单位\t完成时限\n"
    "1\t加固东圩堤防6公里\t河道科\t财务科\t区堤防所\t9月底\n"
    "2\t清淤灌溉渠道40公里\t农水科、河道科\t—\t区灌区中心、各街道（镇）\t10月底\n"
    "3\t巡查小型水库\t安监科\t河道科\t各街道（镇）\t持续推进\n"
    "4\t安装山洪预警喇叭\t安监科\t农水科\t区水文站\t全年\n"
    "5\t更换泵站机组\t农水科\t财务科\t区灌区中心\t7月底\n\n"
    "说明：\n"
    "1．有两个牵头科室的，排在第一位的为第一牵头科室，负责汇总材料。\n"
    "2．各牵头科室于每月25日前将进展情况报送财务科，由财务科汇总。\n"
)
# The first 责任单位 leads, the others take part.
POINTS = """松岭市2031年公园建设工作要点

1. 新建街头绿地。新建绿地12处，栽植乔木900株，6月底前完成。
（责任单位：市园林局、市财政局、市水务局）

2. 改造滨河步道。改造步道8公里，8月底前开放。（责任单位：市水务局、市园林局）

3. 评选最美公园。12月底前公布名单。（责任单位：市园林局、市文化广电旅游局，各区人民政府）

各项任务责任单位中排在第一位的为牵头单位，其他为参加单位。
"""
PLAN = """云屏县苗木产业三年行动方案（2031—2033年）

1. 建设良种苗圃。（牵头单位：县林业局；配合单位：县财政局；完成时限：2031年12月）

2. 开通冷链班车。（牵头单位：县交通运输局；配合单位：县林业局；完成时限：2032年12月）

3. 举办苗木展会。（牵头单位：县林业局；配合单位：县商务局；完成时限：2033年12月）
"""
GUIDE = """望溪县渔船登记证核发办事指南

一、基本信息

事项名称\t渔船登记证核发
服务对象\t渔船所有人
法定办结时限\t20个工作日
承诺办结时限\t7个工作日
办理结果\t《渔船登记证》

二、受理条件

船舶检验合格，所有人在本县有固定住所。

三、申请材料

序号\t材料名称\t份数\t备注
1\t渔船登记申请表\t1份\t窗口领取
2\t船舶检验证书\t1份\t可容缺受理，5个工作日内补齐
3\t所有人身份证明\t1份\t可调用电子证照的免提交

四、收费标准

本事项不收取任何费用。

五、变更、补证和注销

变更：船名或者所有人发生变化的，应当在30日内申请变更，即来即办。
补证：登记证遗失的，凭申请表补发，不需要登报声明。
注销：渔船报废的，应当交回原登记证办理注销。

六、咨询和监督

咨询电话：6612200（窗口）；进度查询：6612201；投诉电话：6612202。
"""
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask_charge(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("charge")
    corpus = place / "corpus"
    corpus.mkdir()
    texts = {"分工表": TABLE, "要点": POINTS, "方案": PLAN, "指南": GUIDE}
    for name, text in texts.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(corpus, place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str, *history: str) -> Answer:
        turns = [Turn("assistant" if at % 2 else "user", said) for at, said in enumerate(history)]
        return assistant.ask(question, turns)

    yield asked
    index.close()


def cited(answer: Answer) -> set[int | None]:
    return {citation.item.number for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("白鹭区表里责任单位有各街道（镇）的是哪几项", {2, 3}),
        ("白鹭区任务里，街道要参与哪几项", {2, 3}),
        ("白鹭区表里责任单位只有区灌区中心一家的是哪项", {5}),
        ("白鹭区哪几项有两个牵头科室", {2}),
        ("白鹭区表里没人配合的有几项", {2}),  # and no note below the table
        ("白鹭区写“持续推进”、没给具体月份的有几项", {3}),
        ("白鹭区第三季度（7、8、9月底）到期的", {1, 5}),
        ("白鹭区财务科跟着农水科配合的任务有哪些", {5}),
        ("松岭市公园要点里市水务局当责任单位的有几条", {1, 2}),
        ("松岭市公园要点里园林部门被列为责任单位的有哪些", {1, 2, 3}),
        ("松岭市公园要点里，市水务局排在责任单位第一个的是哪条", {2}),
        ("松岭市公园建设哪几条有三个责任单位", {1, 3}),
        ("松岭市公园要点要各区政府一起负责的有哪些", {3}),
        ("云屏县三年行动方案里2032年当年就要收口的是哪项", {2}),
        ("云屏县方案里完成时限卡在2033年12月的有哪些", {3}),
    ],
)
def test_lists_by_the_columns_as_the_documents_name_them(
    ask_charge: Ask, question: str, numbers: set[int]
) -> None:
    assert cited(ask_charge(question)) == numbers


def test_offices_are_called_what_their_document_calls_them(ask_charge: Ask) -> None:
    answer = ask_charge("白鹭区加固东圩堤防，责任单位是谁")
    assert "责任单位是**区堤防所**" in answer.text
    assert "牵头科室：河道科" in answer.text


@pytest.mark.parametrize(
    ("question", "history", "said"),
    [
        ("松岭市街头绿地，和市水务局并列的责任单位还有谁", (), ("市园林局", "市财政局")),
        ("按松岭市要点“排第一位的就是牵头”这个说法，滨河步道由谁牵头", (), ("市水务局",)),
        ("松岭市街头绿地今年栽多少株", (), ("900株",)),
        ("松岭市要点第2条改造多少公里、几月开放", (), ("8公里", "8月底前")),
        (
            "哪个算第一牵头，依据表下面的说明？",
            ("白鹭区任务2谁牵头", "农水科、河道科。"),
            ("排在第一位的牵头方是**农水科**",),
        ),
        (
            "最后一条打头的是谁",
            ("松岭市园林局参与哪些公园工作", "第1条、第2条和第3条。"),
            ("市园林局", "评选最美公园"),
        ),
        ("第二个谁牵头", ("云屏县林业局参与的有哪些", "第1项、第2项、第3项。"), ("县交通运输局",)),
    ],
)
def test_what_one_item_says(
    ask_charge: Ask, question: str, history: tuple[str, ...], said: tuple[str, ...]
) -> None:
    answer = ask_charge(question, *history)
    assert all(words in answer.text for words in said)
    assert "更正" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("望溪县渔船登记证承诺几天办好", "7个工作日"),
        ("望溪县渔船登记证的咨询电话多少", "6612200"),
        ("对望溪县渔船登记窗口态度不满意，往哪投诉", "6612202"),
        ("望溪县渔船登记证丢了，要登报吗", "不需要登报"),
        ("望溪县渔船登记证，船换了老板怎么办", "即来即办"),
        ("望溪县办渔船登记证，哪样材料可以晚点补", "船舶检验证书"),
    ],
)
def test_a_guide_tells_the_case_that_is_meant(ask_charge: Ask, question: str, said: str) -> None:
    assert said in ask_charge(question).text


@pytest.mark.parametrize(
    "question",
    [
        "望溪县食品经营许可证要哪些材料",
        "望溪县办渔船登记证，跑腿的代办公司收多少",
        "松岭市新建街头绿地，居民每户要自己掏多少钱",
    ],
)
def test_what_is_of_another_matter_is_refused(ask_charge: Ask, question: str) -> None:
    assert ask_charge(question).refused
