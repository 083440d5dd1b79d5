"""Find the stretches of a sentence that can answer a kind of question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.passages import language
from assistant.passages.amounts import amounts
from assistant.passages.question import Kind, Question
from assistant.passages.relations import mentions
from assistant.passages.spelling import spelled

_DIGITS = "[0-9一二三四五六七八九十〇零]"
_TIME = re.compile(
    rf"(?:{_DIGITS}{{2,4}}年(?:度|底|末|初)?)?(?:{_DIGITS}{{1,3}}月(?:份|底|初|末)?)?"
    rf"(?:{_DIGITS}{{1,3}}[日号](?!线|楼|门|院|馆))?(?:[早晚]?(?:上午|下午|凌晨|晚)?{_DIGITS}{{1,3}}[时点:：]{_DIGITS}*分?)?"
)
_TITLE = re.compile("《([^》]{1,40})》")
_QUOTED = re.compile("[“「]([^”」]{1,20})[”」]")
_BY = re.compile(
    "由([^，。；、由]{2,20}?)(?:统一|共同)?(?:牵头|负责|主办|承办|设计|审核|实施|建设|演唱|运营|管理|组织|提供|研制)"
)
_SCORE = re.compile("[0-9]{1,3} ?[-—:：比] ?[0-9]{1,3}(?![0-9月日])")
_ORDER = re.compile("第(?:[0-9]+|[一二三四五六七八九十百]+)([\u4e00-\u9fff]?)|(?:居首|榜首)")
_LATIN = re.compile("[A-Za-z][A-Za-z0-9.-]+")
_PART = {"年": "年", "天": "[日号]", "日": "[日号]", "号": "[日号]", "月": "月", "点": "[时点:：]"}
_NOUNS = {"n", "nz", "nw", "ORG", "LOC", "PER", "s", "vn"}
# What a body is called that a question asks for.
_BODIES = (
    (re.compile("大学|学校|高校|学院"), re.compile("(?:大学|学院|学校|中学|分校)$")),
    (re.compile("出版社"), re.compile("(?:出版社|书局|出版公司)$")),
    (re.compile("制片厂"), re.compile("制片厂$")),
    (re.compile("银行"), re.compile("银行$")),
)
_GROUP = re.compile(
    "(?:队|公司|集团|大学|学院|局|委|部|处|科|厅|银行|俱乐部|战队|协会|中心|院|所)$"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A stretch of a sentence that may answer."""

    start: int
    end: int
    weight: float  # how surely it is of the kind that is asked for, in (0, 1]


def facts(question: Question, sentence: str) -> list[Fact]:
    """The stretches of the asked kind that say something that the question does not."""
    known = spelled(question.text)
    finder = _FINDERS[question.kind]
    found = finder(question, sentence)
    return [fact for fact in found if spelled(sentence[fact.start : fact.end]) not in known]


def _times(question: Question, sentence: str) -> list[Fact]:
    wanted = next((part for mark, part in _PART.items() if mark in question.asked[-2:]), "")
    if re.search("月.?[日号]|几[日号]", question.asked):
        wanted = "[日号]"
    found = []
    for match in _TIME.finditer(sentence):
        text = match.group()
        if not text or not re.search("[年月日号时点:：]", text):
            continue
        fine = re.search(wanted, text) is not None
        coarse = _news(text, question.text)
        if coarse:
            found.append(Fact(match.start(), match.end(), 1.0 if fine else 0.3))
    return found


def _news(text: str, known: str) -> bool:
    """Whether a time says more than the question: 2023年12月 beside 2023年."""
    parts = re.findall(r"[0-9一二三四五六七八九十〇零]+.", text)
    return any(part not in known for part in parts)


def _numbers(question: Question, sentence: str) -> list[Fact]:
    found = amounts(question, sentence)
    return [Fact(one.start, one.end, 1.0 if one.fits else 0.3) for one in found]


def _marked(pattern: re.Pattern[str], sentence: str, weight: float) -> list[Fact]:
    return [Fact(m.start(), m.end(), weight) for m in pattern.finditer(sentence)]


def _worded(sentence: str, weights: dict[str, float]) -> list[Fact]:
    return [
        Fact(word.start, word.end, weights[word.kind])
        for word in language.words(sentence)
        if word.kind in weights and (len(word.text) > 1 or word.kind == language.NUMBER)
    ]


def _persons(question: Question, sentence: str) -> list[Fact]:
    """Names of persons; of bodies too where these do what is asked: 由谁牵头, 冠军是谁."""
    bodies = re.search(
        "牵头|负责|主办|承办|设计|建设|冠军|研制|审核|实施|开发|生产|出品|组织|配合|主管|管理|提供"
        "|收购|颁|授予|得主|获|演唱|运营|承担|办",
        question.text,
    )
    weights = {"PER": 1.0, "nz": 0.4, "ORG": 0.7 if bodies else 0.2}
    beside = _beside(question, sentence)
    if not bodies:
        return _worded(sentence, weights) + beside
    found = _worded(sentence, weights | {"LOC": 0.3, "n": 0.2}) + beside
    by = [Fact(m.start(1), m.end(1), 0.9) for m in _BY.finditer(sentence)]
    return found + _marked(_LATIN, sentence, 0.4) + _ending(_GROUP, sentence) + by


def _beside(question: Question, sentence: str) -> list[Fact]:
    """Nouns that touch a word of an asked relation, which may be pen names: 由饺子执导."""
    edges = [
        edge
        for mention in mentions(sentence)
        if mention.relations & question.relations
        for edge in (mention.start, mention.end)
    ]
    return [
        Fact(word.start, word.end, 0.5)
        for word in language.words(sentence)
        if word.kind in {"nz", "nw"} or sentence[: word.start].endswith(("由", "是", "被", "为"))
        if word.kind in {"n", "nz", "nw"} and len(word.text) > 1
        if word.start in edges or word.end in edges
    ]


def _ending(pattern: re.Pattern[str], sentence: str) -> list[Fact]:
    """Words with an ending, with the nouns that run up to them: 游戏科学+公司."""
    found, start = [], 0
    for before, word in zip(
        (None, *language.words(sentence)), language.words(sentence), strict=False
    ):
        if before is None or before.kind not in _NOUNS or word.kind not in _NOUNS:
            start = word.start
        if pattern.search(word.text) and word.end - start > 2 and word.kind != language.NUMBER:
            found.append(Fact(start, word.end, 0.8))
    return found


def _places(question: Question, sentence: str) -> list[Fact]:
    found = _worded(sentence, {"LOC": 1.0, "ORG": 0.4, "nz": 0.2})
    # 北京时间 and 当地时间 tell the time, not the place.
    return [fact for fact in found if not sentence.startswith("时间", fact.end)]


def _titles(question: Question, sentence: str) -> list[Fact]:
    return _marked(_TITLE, sentence, 1.0) + _worded(sentence, {"nw": 0.6})


def _groups(question: Question, sentence: str) -> list[Fact]:
    called = next((ends for asks, ends in _BODIES if asks.search(question.asked)), None)
    if called:
        return _ending(called, sentence)
    return (
        _worded(sentence, {"ORG": 1.0, "nz": 0.6, "LOC": 0.6, "PER": 0.2})
        + _ending(_GROUP, sentence)
        + _marked(_LATIN, sentence, 0.6)
    )


def _names(question: Question, sentence: str) -> list[Fact]:
    return (
        _marked(_QUOTED, sentence, 1.0)
        + _marked(_TITLE, sentence, 0.8)
        + _worded(sentence, {"nz": 0.6, "PER": 0.4, "nw": 0.6})
    )


def _others(question: Question, sentence: str) -> list[Fact]:
    return (
        _worded(
            sentence,
            {
                "nz": 0.8,
                "ORG": 0.7,
                "LOC": 0.7,
                "PER": 0.6,
                "nw": 0.7,
                "n": 0.5,
                "m": 0.3,
                "vn": 0.3,
            },
        )
        + _marked(_TITLE, sentence, 0.7)
        + _marked(_QUOTED, sentence, 0.7)
        + _marked(_LATIN, sentence, 0.6)
    )


def _scores(question: Question, sentence: str) -> list[Fact]:
    return _marked(_SCORE, sentence, 1.0)


def _orders(question: Question, sentence: str) -> list[Fact]:
    """Ordinals, those of the asked unit first: 第143个."""
    unit = question.asked[-1:]
    return [
        Fact(match.start(), match.end(), 1.0 if match.group(1) == unit else 0.7)
        for match in _ORDER.finditer(sentence)
    ]


_FINDERS = {
    Kind.SCORE: _scores,
    Kind.ORDER: _orders,
    Kind.TIME: _times,
    Kind.NUMBER: _numbers,
    Kind.PERSON: _persons,
    Kind.PLACE: _places,
    Kind.TITLE: _titles,
    Kind.GROUP: _groups,
    Kind.NAME: _names,
    Kind.OTHER: _others,
}
