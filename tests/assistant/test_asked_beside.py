"""Words that only tell, lists by a word or a role, classes of ages, parts, articles at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from assistant import Answer, Assistant, Turn
from index import Index, build_index, layout

TABLE = (
    "# 砚湾区2034年林业果业重点任务分工表\n\n"
    "| 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|\n"
    "| 1 | 新栽杨梅林900亩 | 区林业局 | 区财政局、各乡（镇） | 2034年4月底前 |\n"
    "| 2 | 巡查古树名木，发现病害及时救治 | 区林业局 | 区城管局 | 长年推进 |\n"
    "| 3 | 建设果品分拣中心3处 | 区商务局、区林业局 | 区供销社 | 2034年10月底前 |\n"
    "| 4 | 举办杨梅采摘节 | 区文旅局 | 区林业局、区融媒体中心 | 2034年6月底前 |\n"
    "| 5 | 培训果农600人次 | 区人社局 | 区林业局、各乡（镇） | 长年推进 |\n"
    "| 6 | 推广果品直播带货 | 区商务局 | 区融媒体中心 | 2034年11月底前 |\n"
)
RULES = (
    "柘川市供热用热条例\n\n第一章  总  则\n\n第一条  为了规范供热用热，制定本条例。\n"
    "第二条  市住建部门负责供热监督管理。\n\n第二章  供热\n\n"
    "第三条  采暖期内居民卧室温度不得低于十八摄氏度。用户报修后，供热单位应当在九十分钟内到场。\n"
    "第四条  供热单位计划停热检修的，应当提前三日告知用户；连续停热超过二十小时的，应当退还热费。\n"
    "第五条  室温检测不达标的，检测费用由供热单位承担；达标的，检测费用由用户承担。\n"
    "第六条  用户不得有下列行为：\n（一）私自加装循环水泵；\n（二）排放供热管道内的循环水；\n"
    "（三）擅自扩大采暖面积。\n"
    "第七条  用户补交热费后，供热单位应当在六小时内恢复供热。\n\n第三章  法律责任\n\n"
    "第八条  违反本条例第四条规定，供热单位未提前告知的，处二万元以上四万元以下罚款。\n"
    "第九条  违反本条例第六条第一项规定的，责令拆除，对个人处三百元以上九百元以下罚款。\n"
    "违反本条例第六条第二项、第三项规定的，责令改正，对个人处一百元以上二百元以下罚款。\n\n"
    "第四章  附  则\n\n第十条  本条例自2034年9月1日起施行。\n"
)
NOTICE = (
    "# 榆浦县林业局关于申报2034年竹产业扶持项目的通知\n\n各乡镇：\n\n## 一、支持对象\n\n"
    "从事竹材加工的合作社和家庭林场。\n\n## 二、申报条件\n\n1. 成立满2年；\n2. 竹林面积60亩以上；\n"
    "3. 近三年无安全事故。\n\n## 三、补助标准\n\n"
    "| 建设类型 | 补助比例 | 补助上限 |\n|---|---|---|\n"
    "| 竹材烘干房 | 20% | 12万元 |\n| 竹林便道 | 45% | 30万元 |\n\n"
    "省定薄弱村合作社申报的，补助比例提高10个百分点，上限不变。\n\n## 四、申报材料\n\n"
    "1. 申报书；\n2. 营业执照；\n3. 林权证；\n4. 现场照片。\n\n## 五、联系方式\n\n"
    "县林业局产业股，电话：0579-6612345\n"
)
PLAN = (
    "# 松栖县高龄津贴发放方案\n\n## 一、津贴标准\n\n"
    "1．高龄津贴按月发放，标准见下表。\n\n| 对象 | 津贴标准（元/月） |\n|---|---|\n"
    "| 75至84周岁 | 60 |\n| 85至94周岁 | 150 |\n| 95周岁及以上 | 400 |\n\n"
    "## 二、实施步骤\n\n1．摸底登记阶段（2034年2月至3月）。各乡镇登记老人信息。\n\n"
    "2．集中发放阶段（2034年4月至12月）。按月发放。\n"
)
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    place = tmp_path_factory.mktemp("beside")
    (place / "corpus").mkdir()
    for name, text in {"分工": TABLE, "通知": NOTICE, "津贴": PLAN}.items():
        (place / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    (place / "corpus" / "供热.txt").write_text(RULES, encoding="utf-8")
    copytree(layout.cache_folder(shipped_folder), layout.cache_folder(place / "index"))
    build_index(place / "corpus", place / "index")
    index = Index.open(place / "index")
    assistant = Assistant(index)

    def asked(question: str, *earlier: tuple[str, str]) -> Answer:
        history = [
            t for user, reply in earlier for t in (Turn("user", user), Turn("assistant", reply))
        ]
        return assistant.ask(question, history)

    yield asked
    index.close()


def numbers(answer: Answer) -> set[int | None]:
    return {citation.item.number for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("柘川家里暖气漏水，打了电话报修的人最多几分钟到", "九十分钟"),
        ("柘川测室温的费用谁来承担", "由供热单位承担"),
        ("柘川热费补上了，供热几个小时恢复", "六小时"),
    ],
)
def test_an_attribute_that_is_only_told_of_is_not_refused(
    ask: Ask, question: str, said: str
) -> None:
    assert said in ask(question).text


@pytest.mark.parametrize("question", ["砚湾区林业局电话多少", "区商务局的地址在哪里"])
def test_an_attribute_that_is_asked_for_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).refused


@pytest.mark.parametrize(
    "question",
    ["柘川条例带罚款的有哪几条", "柘川条例里哪几条写了“罚款”", "柘川条例中罚款的条款有哪些"],
)
def test_articles_are_listed_by_a_word(ask: Ask, question: str) -> None:
    assert numbers(ask(question)) == {8, 9}


@pytest.mark.parametrize(
    ("question", "found", "count"),
    [
        ("完成时限写“长年推进”的任务有几项", {2, 5}, 2),
        ("各乡镇配合的是哪几项", {1, 5}, None),
        ("林业局自己牵头的一共几项任务", {1, 2, 3}, 3),
        ("林业果业任务里融媒体中心配合几项", {4, 6}, 2),
        ("融媒体中心除了任务4还配合哪项", {6}, None),
    ],
)
def test_lists_by_what_the_table_says(
    ask: Ask, question: str, found: set[int], count: int | None
) -> None:
    answer = ask(question)
    assert numbers(answer) == found
    assert answer.count == count


@pytest.mark.parametrize(
    "question", ["砚湾区商务局牵头什么、配合什么", "区林业局牵头哪些，参与哪些"]
)
def test_both_roles_are_told(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "牵头的" in text and "配合的" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我奶奶八十八，松栖户口，一个月津贴几块钱", "150元/月"),
        ("松栖79岁的老人每月领多少津贴", "60元/月"),
    ],
)
def test_an_amount_by_age_is_that_of_its_class(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).text.partition("其他各档")[0]


def test_a_share_that_prose_raises_is_worked_out(ask: Ask) -> None:
    assert "30%" in ask("省定薄弱村的合作社盖竹材烘干房，补助比例多少").text


@pytest.mark.parametrize(
    ("question", "count"), [("榆浦竹产业项目申报要交几样材料", 4), ("松栖津贴方案分几步走", 2)]
)
def test_papers_and_steps_are_counted(ask: Ask, question: str, count: int) -> None:
    assert ask(question).count == count


def test_another_part_is_answered_from_the_same_document(ask: Ask) -> None:
    text = ask("榆浦竹林便道能补几成，材料要交哪些").text
    assert "45%" in text and "林权证" in text


def test_who_does_something_with_an_attribute_is_asked(ask: Ask) -> None:
    assert "区林业局" in ask("砚湾杨梅林新栽的事，哪家汇总进展").text


def test_conditions_answer_who_asks_whether_it_can_be_had(ask: Ask) -> None:
    assert "满2年" in ask("我家林场才办了8个月，榆浦竹产业的补助报得了吗").text


BANS = ("柘川用热有哪些事不能干", "第六条列了三项：私自加装循环水泵等。")
EVENT = ("杨梅采摘节谁配合", "任务4由区文旅局牵头，区林业局、区融媒体中心配合。")


@pytest.mark.parametrize(
    ("question", "said"),
    [("我就一个人在家装了个泵，罚多少", "三百元"), ("偷偷放了循环水，怎么罚", "一百元")],
)
def test_what_an_item_of_the_article_at_hand_costs(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question, BANS).text


def test_what_an_office_has_besides_the_item_at_hand(ask: Ask) -> None:
    assert numbers(ask("融媒体中心除了这个，还配合哪项", EVENT)) == {6}
