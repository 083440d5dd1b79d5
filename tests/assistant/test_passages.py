"""Answers from passages that are handed over with a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.passages import PassageReader
from index.layout import cache_folder

LAKE = "云栖湖公园位于青禾区东部。公园于2019年5月1日建成开放，占地约120公顷。"
BRIDGE = "长虹大桥全长1860米，由林建国设计。大桥在2021年通车，日均车流量约3万辆。"
FAIR = "青禾区农博会每年秋季举办，由区农业局主办。去年共有260家企业参展。"
PASSAGES = [LAKE, BRIDGE, FAIR]


@pytest.fixture(scope="session")
def reader(shipped_folder: Path) -> PassageReader:
    return PassageReader.open(cache_folder(shipped_folder))


@pytest.mark.parametrize(
    ("question", "said", "place"),
    [
        ("云栖湖公园什么时候建成开放？", "2019年5月1日", 0),
        ("云栖湖公园占地多少公顷？", "120公顷", 0),
        ("长虹大桥是谁设计的？", "林建国", 1),
        ("长虹大桥全长多少米？", "1860米", 1),
        ("长虹大桥哪一年通车？", "2021年", 1),
        ("农博会由谁主办？", "区农业局", 2),
        ("农博会共有多少家企业参展？", "260家", 2),
    ],
)
def test_the_passage_that_says_it(
    reader: PassageReader, question: str, said: str, place: int
) -> None:
    answer = reader.answer(question, PASSAGES)
    assert not answer.refused
    assert said in answer.answer
    assert answer.passage_index == place
    assert answer.answer in PASSAGES[place]


@pytest.mark.parametrize(
    "question",
    [
        "长虹大桥的造价是多少亿元？",
        "量子计算机的原理是什么？",
        "青禾区的区长是谁？",
        "红烧肉怎么做？",
    ],
)
def test_what_no_passage_says_is_refused(reader: PassageReader, question: str) -> None:
    answer = reader.answer(question, PASSAGES)
    assert answer.refused
    assert answer.passage_index is None
    assert "不能据此回答" in answer.answer


@pytest.mark.parametrize("passages", [[], [""], ["", "  "]])
def test_no_passages_is_a_refusal(reader: PassageReader, passages: list[str]) -> None:
    assert reader.answer("长虹大桥哪一年通车？", passages).refused


@pytest.mark.parametrize("question", ["", "？", "🙂"])
def test_no_question_is_a_refusal(reader: PassageReader, question: str) -> None:
    assert reader.answer(question, PASSAGES).refused


def test_a_time_that_the_question_already_says_is_no_answer(reader: PassageReader) -> None:
    """The passage repeats the year that is asked about and gives none."""
    answer = reader.answer("2021年的长虹大桥哪天通车？", ["2021年的长虹大桥通车了。"])
    assert answer.refused


def test_the_order_of_the_passages_does_not_matter(reader: PassageReader) -> None:
    forward = reader.answer("长虹大桥哪一年通车？", PASSAGES)
    backward = reader.answer("长虹大桥哪一年通车？", PASSAGES[::-1])
    assert forward.answer == backward.answer
    assert backward.passage_index == 1


PRIZE = "第36届金鸡奖在厦门揭晓，梁朝伟获最佳男主角。第35届金鸡奖最佳男主角是朱一龙。"


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        # Another year, another number, another thing of the same kind.
        ("2022年居民医保个人缴费多少元？", "2024年居民医保个人缴费380元。"),
        ("地铁19号线全长多少公里？", "地铁20号线全长24公里。"),
        ("电影《满江红》哪天上映？", "电影《三大队》12月15日上映。"),
        # The question itself, with no answer to it.
        ("小米SU7哪天发布？", "小米SU7到底哪天发布？12月15日起网友纷纷留言。"),
        # A fact of another kind.
        ("长虹大桥由谁设计？", "长虹大桥的设计很美，2021年通车。"),
        ("第34届金鸡奖最佳男主角是谁？", PRIZE),
    ],
)
def test_near_but_beside_the_point_is_refused(
    reader: PassageReader, question: str, passage: str
) -> None:
    assert reader.answer(question, [passage]).refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第36届金鸡奖最佳男主角是谁？", "梁朝伟"),
        ("第35届金鸡奖最佳男主角是谁？", "朱一龙"),
        ("第36届金鸡奖在哪里揭晓？", "厦门"),
    ],
)
def test_of_two_like_facts_the_one_that_is_asked_for(
    reader: PassageReader, question: str, said: str
) -> None:
    answer = reader.answer(question, [BRIDGE, PRIZE])
    assert said in answer.answer
    assert answer.passage_index == 1
    assert len(answer.answer) < len(PRIZE)


GROWTH = "2018-01-25 10:20 来源：青禾日报. 字号：默认 大 超大. "


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        # Another place, another part of the year, an average, a stage, a forecast.
        ("2017年全国旅游总收入是多少？", "2017年四川旅游总收入8923.06亿元，增长16.1%。"),
        ("2017年四川旅游总收入是多少？", "2017年全国旅游总收入5.4万亿元，增长15.1%。"),
        ("2017年四川地区生产总值增长多少？", GROWTH + "2017年上半年四川地区生产总值增长8.2%。"),
        ("2017年四川地区生产总值增长多少？", "预计2017年四川地区生产总值增长8%。"),
        ("2021年众议院选举投票率是多少？", "2021年众议院选举截至18时投票率26.3%。"),
        # Another work, contest, ordinal, role; who is only named.
        ("电影《茶馆》的导演是谁？", "话剧《茶馆》的导演是林兆华。"),
        ("《长津湖》的导演是谁？", "吴京因其在《长津湖》中饰演伍千里获最佳男主角。"),
        ("2014年澳网女单冠军是谁？", "2014年澳网男单冠军瓦林卡首夺大满贯。"),
        ("第27届白玉兰奖最佳女主角是谁？", "第27届白玉兰奖最佳女主角提名：闫妮、热依扎、唐嫣。"),
        ("第六次人口普查青禾市人口多少？", "第七次人口普查青禾市人口1756.01万人。"),
        ("《琅琊榜》的导演是谁？", "《伪装者》由李雪执导，《琅琊榜》主演胡歌出演。"),
    ],
)
def test_the_fact_of_another_place_time_or_thing_is_no_answer(
    reader: PassageReader, question: str, passage: str
) -> None:
    assert reader.answer(question, [passage]).refused


@pytest.mark.parametrize(
    ("question", "passage", "said"),
    [
        # Snippets of search engines: dates before them, fragments, titles joined by dots.
        (
            "电影《长津湖》的导演是谁？",
            "Oct 9, 2021 ... 票房突破40亿元 ... 《长津湖》由陈凯歌执导，吴京主演 ...",
            "陈凯歌",
        ),
        (
            "2017年四川地区生产总值增长率",
            GROWTH + "2017年四川地区生产总值36980.2亿元，比上年增长8.1%。",
            "8.1%",
        ),
        ("《平凡的世界》的作者是谁？", "平凡的世界 · 《平凡的世界》作者路遥 · 首版1986年", "路遥"),
        # No asking words; ordinals and scores.
        ("2014年澳网男单冠军", "2014年澳网男单冠军瓦林卡首夺大满贯。", "瓦林卡"),
        ("中国是世贸组织第几个成员？", "2001年12月11日，中国成为世贸组织第143个成员。", "143"),
        ("2019年青禾杯决赛比分是多少？", "2019年青禾杯决赛东城队以3比1战胜西城队。", "3比1"),
    ],
)
def test_snippets_are_read_without_their_furniture(
    reader: PassageReader, question: str, passage: str, said: str
) -> None:
    answer = reader.answer(question, [passage])
    assert said in answer.answer
    assert answer.answer in passage
    assert "..." not in answer.answer
    assert "来源" not in answer.answer


def test_what_several_passages_say_is_answered(reader: PassageReader) -> None:
    said = "2014年澳网女单冠军李娜捧起奖杯。"
    also = "Jan 25, 2014 ... 李娜夺得2014年澳网女单冠军 ..."
    other = "2014年澳网女双冠军埃拉尼庆祝胜利。"
    answer = reader.answer("2014年澳网女单冠军是谁？", [other, said, also])
    assert "李娜" in answer.answer
    assert answer.passage_index in {1, 2}
