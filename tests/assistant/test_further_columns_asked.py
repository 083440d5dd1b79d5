"""Tables with columns of persons, amounts, kinds and remarks: asked for, filtered, added up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from assistant.phrasing.ground import ground_of
from assistant.phrasing.prompt import described
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from index import Index, build_index, layout

PROJECTS = (
    "梅岭市2031年农业项目清单\n\n"
    "序号\t项目名称\t责任单位\t分管领导\t总投资（万元）\t完成时限\t备注\n"
    "1\t改造果蔬冷库\t市供销社\t何山\t4800\t10月底\t续建，列入省级重点项目\n"
    "2\t新建育苗工厂\t云台乡人民政府\t何山\t960\t6月底\t新建\n"
    "3\t扩建黑山羊保种场\t市畜牧中心\t林溪\t6200\t9月底\t续建\n"
    "4\t推广稻虾种养\t市水产站\t林溪\t780\t6月底\t新建，采取先建后补方式\n"
    "5\t普查古茶树\t云台乡人民政府\t何山\t\t全年\t—\n"
)
DUTIES = (
    "青阳区2031年民生实事任务表\n\n"
    "序号\t任务\t牵头单位\t责任人\t联系电话\t完成标志\t是否续建\n"
    "1\t开办社区老年食堂\t区民政局\t周晓岚\t6630-1021\t6处食堂对外供餐\t否\n"
    "2\t改造供水管网\t区住建局\t韩立\t6630-2245\t通水并移交运维\t是\n"
    "3\t增设停车泊位\t区城管局\t韩立\t—\t泊位投入使用\t是\n"
)
PLAN = (
    "宁河县2031年工作要点\n\n1.扩建城东水厂。（责任单位：县水务局）\n\n"
    "2.整治违建。（责任单位：县住建局）\n"
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def tables(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("columns")
    (place / "corpus").mkdir()
    for name, text in {"项目": PROJECTS, "实事": DUTIES, "要点": PLAN}.items():
        (place / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(place / "corpus", place / "index")
    index = Index.open(place / "index")
    yield Assistant(index)
    index.close()


@pytest.fixture(scope="module")
def ask_tables(tables: Assistant) -> Ask:
    def asked(question: str, *earlier: str) -> Answer:
        history: list[Turn] = []
        for said in earlier:
            history += [Turn("user", said), Turn("assistant", tables.ask(said, history).text)]
        return tables.ask(question, history)

    return asked


def cited(answer: Answer) -> set[str]:
    return {citation.item.text[:4] for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "item", "said"),
    [
        ("黑山羊保种场总投资多少", "扩建黑山", "6200万元"),
        ("果蔬冷库要花多少钱", "改造果蔬", "4800万元"),
        ("育苗工厂，分管的领导是哪位", "新建育苗", "何山"),
        ("稻虾种养备注里写了什么", "推广稻虾", "先建后补"),
        ("老年食堂的责任人是谁", "开办社区", "周晓岚"),
        ("供水管网改造打什么电话联系", "改造供水", "6630-2245"),
        ("停车泊位做到什么程度才算完成", "增设停车", "泊位投入使用"),
    ],
)
def test_a_column_of_one_item_is_told(ask_tables: Ask, question: str, item: str, said: str) -> None:
    answer = ask_tables(question)
    assert said in answer.text
    assert cited(answer) == {item}


def test_an_owner_and_a_column_are_told_together(ask_tables: Ask) -> None:
    answer = ask_tables("黑山羊保种场，责任单位跟分管领导分别是？")
    assert "市畜牧中心" in answer.text
    assert "林溪" in answer.text
    assert "何山" not in answer.text


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        ("果蔬冷库谁负责", "那总投资呢", "4800万元"),
        ("果蔬冷库总投资多少", "黑山羊那个呢", "6200万元"),
        ("果蔬冷库投了多少钱", "黑山羊那个嘞，总投资多少", "6200万元"),
        ("老年食堂谁牵头", "电话呢", "6630-1021"),
    ],
)
def test_a_follow_up_asks_for_a_column(
    ask_tables: Ask, earlier: str, question: str, said: str
) -> None:
    assert said in ask_tables(question, earlier).text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("何山手上管着哪些项目，拉个单子", {"改造果蔬", "新建育苗", "普查古茶"}),
        ("林溪分管的项目中属于续建的，摘出来", {"扩建黑山"}),
        ("农业项目里列进省级重点的是哪几个", {"改造果蔬"}),
        ("总投资过了1000万的有几个", {"改造果蔬", "扩建黑山"}),
        ("不到1000万的新建项目有哪些", {"新建育苗", "推广稻虾"}),
        ("总投资700万到1000万之间的项目有哪些", {"新建育苗", "推广稻虾"}),
        ("6月底前完成的项目里，何山分管的有哪些", {"新建育苗"}),
        ("云台乡人民政府负责的项目里新建的有哪些", {"新建育苗"}),
        ("韩立负责的有哪些", {"改造供水", "增设停车"}),
        ("总投资上千万的有哪些", {"改造果蔬", "扩建黑山"}),
        ("总投资最大的是哪个项目", {"扩建黑山"}),
        ("投资最少的两个项目", {"新建育苗", "推广稻虾"}),
    ],
)
def test_what_a_column_says_narrows(ask_tables: Ask, question: str, items: set[str]) -> None:
    assert cited(ask_tables(question)) == items


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("梅岭市的项目，续建的占几个", 2),
        ("何山名下挂了几个项目", 3),
        ("民生实事里是续建的有几项", 2),
        ("总投资超过5000万的有几个", 1),
    ],
)
def test_what_a_column_says_is_counted(ask_tables: Ask, question: str, count: int) -> None:
    assert ask_tables(question).count == count


def test_a_blank_cell_is_not_the_value(ask_tables: Ask) -> None:
    assert "普查古茶" in cited(ask_tables("备注不是新建的项目有哪些"))


def test_a_column_is_added_up(ask_tables: Ask) -> None:
    assert "12740万元" in ask_tables("总投资一共多少").text
    assert "11000万元" in ask_tables("续建项目总投资合计多少").text
    assert "5760万元" in ask_tables("总投资一共多少", "何山分管哪些项目").text


def test_an_earlier_list_is_narrowed_by_a_column(ask_tables: Ask) -> None:
    assert cited(ask_tables("其中续建的有几个", "林溪分管哪些项目")) == {"扩建黑山"}
    assert ask_tables("林溪呢", "何山分管几个项目").count == 2


def test_values_of_a_column_are_compared_by_their_items(ask_tables: Ask) -> None:
    answer = ask_tables("何山和林溪谁管的项目多")
    assert answer.text.startswith("“何山”的更多")
    assert "“林溪”：**2** 项" in answer.text
    assert "**何山**：3 项" in ask_tables("哪位领导分管的项目最多").text


def test_two_items_are_compared_by_a_column(ask_tables: Ask) -> None:
    answer = ask_tables("果蔬冷库和黑山羊保种场，谁花钱多，各多少")
    assert answer.text.startswith("「扩建黑山羊保种场」")
    assert "多 1400万元" in answer.text
    assert "4800万元" in answer.text


@pytest.mark.parametrize(
    ("question", "begins", "said"),
    [
        ("果蔬冷库总投资3500万，我写进汇报了，对不对", "更正", "4800万元"),
        ("果蔬冷库总投资4800万，对吧", "是的", "4800万元"),
        ("果蔬冷库是林溪分管的吧", "更正", "何山"),
        ("供水管网改造是不是续建", "是的", "是"),
    ],
)
def test_a_premise_about_a_column_is_checked(
    ask_tables: Ask, question: str, begins: str, said: str
) -> None:
    answer = ask_tables(question)
    assert answer.text.startswith(begins)
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "老年食堂要花多少钱",  # its table has no such column, another one has
        "黑山羊保种场的联系电话是多少",
        "城东水厂扩建的分管领导电话多少",
        "何山手机号多少",
        "区民政局办公室电话多少",
    ],
)
def test_a_column_of_another_table_answers_nothing(ask_tables: Ask, question: str) -> None:
    assert ask_tables(question).refused


def test_an_empty_cell_is_said_to_be_empty(ask_tables: Ask) -> None:
    answer = ask_tables("停车泊位的联系电话是多少")
    assert "6630" not in answer.text
    assert "为空" in answer.text


def test_a_matter_that_is_nowhere_is_said_not_to_narrow(ask_tables: Ask) -> None:
    assert "没有与“火星镇”有关的内容" in ask_tables("火星镇哪个项目总投资最大").text


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("该项目总投资4800万元[1]。", True),
        ("改造果蔬冷库由市供销社负责，分管领导为何山[1]。", True),
        ("改造果蔬冷库由何山分管[1]。", True),
        ("备注为续建，列入省级重点项目[1]。", True),
        ("该项目总投资5300万元[1]。", False),
        ("改造果蔬冷库分管领导为林溪[1]。", False),
        ("改造果蔬冷库由林溪分管[1]。", False),
        ("该项目总投资6200万元[1]。", False),
        ("改造果蔬冷库由何山负责[1]。", False),
    ],
)
def test_a_models_sentence_names_cells_of_the_item_cited(
    tables: Assistant, sentence: str, proved: bool
) -> None:
    items = [item for item in tables.index.catalogue.items() if "何山" in str(item.cells)]
    grounds = [ground_of(item, tables.vocabulary.document(item.doc_id)) for item in items[:1]]
    assert "总投资：4800万元" in described(grounds[0])
    prover = SentenceProver(list(tables.vocabulary.roles), tables.vocabulary.places)
    cutter = SentenceCutter()
    parts = [*cutter.feed(sentence), *cutter.finish(complete=True)]
    assert all(prover.judge(part, grounds, "").proved for part in parts) is proved
