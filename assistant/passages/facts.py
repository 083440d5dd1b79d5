"""Find the stretches of a sentence that can answer a kind of question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.passages import language
from assistant.passages.question import Kind, Question
from assistant.passages.spelling import spelled

_DIGITS = "[0-9一二三四五六七八九十〇零]"
_TIME = re.compile(
    rf"(?:{_DIGITS}{{2,4}}年(?:度|底|末|初)?)?(?:{_DIGITS}{{1,3}}月(?:份|底|初|末)?)?"
    rf"(?:{_DIGITS}{{1,3}}[日号](?!线|楼|门|院|馆))?(?:[早晚]?(?:上午|下午|凌晨|晚)?{_DIGITS}{{1,3}}[时点:：]{_DIGITS}*分?)?"
)
_NUMBER = re.compile(
    r"(?:(?<![0-9a-zA-Z.])[0-9][0-9,]*(?:\.[0-9]+)?|[一二三四五六七八九十百千两]+)"
    r"[余多]?(?P<scale>[万亿千百]*)(?:余|多)?(?P<unit>%|‰|[a-zA-Z]+|[\u4e00-\u9fff]{0,3})"
)
_TITLE = re.compile("《([^》]{1,40})》")
_QUOTED = re.compile("[“「]([^”」]{1,20})[”」]")
_BY = re.compile(
    "由([^，。；、由]{2,20}?)(?:统一|共同)?(?:牵头|负责|主办|承办|设计|审核|实施|建设|演唱|运营|管理|组织|提供|研制)"
)
_LATIN = re.compile("[A-Za-z][A-Za-z0-9.-]+")
_PART = {"年": "年", "天": "[日号]", "日": "[日号]", "号": "[日号]", "月": "月", "点": "[时点:：]"}
_MONEY = "元|美元|欧元|港元|克朗|英镑|日元|亿|万|块|卢布|韩元"
_SPANS = "年|个?月|天|日|小时|分钟|分|秒|周|星期"
_LENGTHS = "公里|千米|米|毫米|厘米|平方米|平方公里|公顷|亩|里|吨|公斤|克|千克"
_HOW = {"久": _SPANS, "长时间": _SPANS, "长": f"{_SPANS}|{_LENGTHS}"} | dict.fromkeys(
    "高大重远宽深", _LENGTHS
)
# What an amount is measured in, by the word that names it.
_MEASURES = (
    (
        re.compile("率|比例|占比|涨幅|降幅|增速|增长|上调|下调"),
        "%|‰|个百分点|百分点|成|倍|个基点|亿|万",
    ),
    (
        re.compile(
            "票房|营收|收入|利润|售价|价格|价|票|金|费|投资|薪|钱|成本|总值|额|补贴|补助|预算"
            "|[^目]标准|造价|市值"
        ),
        f"{_MONEY}|%",
    ),
    (re.compile("人口|人数"), "人|万|亿|名"),
    (re.compile("里程|全长|长度|轴距|距离|高度|宽度|深度|面积"), _LENGTHS),
    (re.compile("震级"), "级"),
)
_NUMBERED = re.compile("第[0-9一二三四五六七八九十百]+$")
_ANY = re.compile(r"[a-z%‰\u4e00-\u9fff]*")
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
    wanted = _wanted_unit(question)
    found = []
    for match in _NUMBER.finditer(sentence):
        before = sentence[max(0, match.start() - 4) : match.start()]
        rest = match["scale"] + match["unit"]
        if _NUMBERED.search(before + match.group()[:1]) or before.endswith("第"):
            continue
        if _dated(before, match.group(), rest):
            continue
        if wanted.match(rest):
            found.append(Fact(match.start(), match.end(), 1.0))
        elif not rest or rest[0] not in "年月日号时":
            found.append(Fact(match.start(), match.end(), 0.3))
    return found


def _dated(before: str, number: str, rest: str) -> bool:
    """Whether a number is part of a date: 2023年, 5月, 1日 after a month."""
    year = rest.startswith("年") and re.match("[0-9]{4}|[一二][〇零九]", number) is not None
    day = rest.startswith(("日", "号")) and before.endswith("月")
    return year or day or rest.startswith("月")


def _wanted_unit(question: Question) -> re.Pattern[str]:
    """The units that an amount may have: those asked for, or those of the thing measured."""
    how = next((units for word, units in _HOW.items() if question.asked.endswith(word)), "")
    unit = question.unit.removeprefix("个")
    if unit.startswith(("天", "日")):
        unit = "天"
    if question.asked.endswith(("时间", "久")):
        how = _SPANS
    if unit == "天":
        return re.compile("个?(?:工作)?(?:天|日)")
    if unit and not unit.startswith("钱"):
        core = re.escape(unit.lstrip("万亿")[:2] or unit[:1])
        head = re.escape((unit.lstrip("万亿") or unit)[:1])
        money = f"|{_MONEY}" if "元" in unit or unit[0] in "亿万" else ""
        own = "|个|枚" if question.unit.startswith(("个", "枚")) else ""
        return re.compile(f"[万亿千百]*个?(?:{core}|{head}{money}{own})")
    if how:
        return re.compile(how)
    for thing, units in _MEASURES:
        if thing.search(question.text) or (unit and thing.search("钱")):
            return re.compile(f"[万亿千百]*(?:{units})")
    return _ANY


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
    if not bodies:
        return _worded(sentence, weights)
    found = _worded(sentence, weights | {"LOC": 0.3, "n": 0.2})
    by = [Fact(m.start(1), m.end(1), 0.9) for m in _BY.finditer(sentence)]
    return found + _marked(_LATIN, sentence, 0.4) + _ending(_GROUP, sentence) + by


def _ending(pattern: re.Pattern[str], sentence: str) -> list[Fact]:
    return [
        Fact(word.start, word.end, 0.8)
        for word in language.words(sentence)
        if pattern.search(word.text) and len(word.text) > 2
    ]


def _places(question: Question, sentence: str) -> list[Fact]:
    weights = {"LOC": 1.0, "ORG": 0.4, "nz": 0.2}
    return _worded(sentence, weights)


def _titles(question: Question, sentence: str) -> list[Fact]:
    return _marked(_TITLE, sentence, 1.0) + _worded(sentence, {"nw": 0.6})


def _groups(question: Question, sentence: str) -> list[Fact]:
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


_FINDERS = {
    Kind.TIME: _times,
    Kind.NUMBER: _numbers,
    Kind.PERSON: _persons,
    Kind.PLACE: _places,
    Kind.TITLE: _titles,
    Kind.GROUP: _groups,
    Kind.NAME: _names,
    Kind.OTHER: _others,
}
