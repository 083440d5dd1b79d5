"""Put the number of a part for words of its heading: 便民惠企那部分 is 第3部分 of the table.

Where its number stands beside (组织保障（第五部分）), the words say nothing more and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.vocabulary import Vocabulary
from index import Section

_PART = "(?:部分|板块|大块|块|章|篇章?)"
_TWICE = re.compile(
    "(?P<words>[^，。；：？！（()、]{2,24})[（(](?:也就是|就是|即|表里的?|属于?)?"
    f"(?P<number>第{NUMERAL}个?大?{_PART})[）)]"
)
_BY_WORDS = re.compile(
    "(?:“(?P<quoted>[^“”，]{2,10})”|(?P<words>[^，。；：？！（()、“”]{2,24}?))(?:的)?[这那]一?个?大?(?:部分|板块|大块|块|章|篇章?)"
    "(?!头|钱|[铁地砖布肉石田料煤屏牌])(?:儿)?"
)
# “加强智慧监管”和“推进跨部门综合监管”两大项: counted or asked of together
_TWO_GROUPS = re.compile(
    "“(?P<one>[^“”]{4,})”(?:这一)?(?:大项|组|类)?[和与跟及、]“(?P<other>[^“”]{4,})”"
    "[这那]?(?:两)?个?(?:大项|大组|组|大类|类)"
)
# 审管执信那一大块（第二部分）
_THAT_PART = re.compile(f"(?:的)?[这那]?一?个?大?{_PART}$")
# What may stand right before words of a heading; 跨部门监管 is not 监管.
_BEFORE = re.compile("(?:^|[在里中的于把对将从讲说谈写管表点份单案处办科局委室部院所])$")
_SAYS = re.compile("(?:关于|涉及|围绕|讲的?|说的?|谈的?|写的?|管的?)$")
# What is asked of tasks alone: who does them, and by when.
_OF_TASKS = re.compile(
    "牵头?|配合|主责|挂帅|领头|挑头|协办|负责|归谁|谁管|[0-9一二三四五六七八九十]月|全年|到期|截止|时间节点"
)
# 第五部分强化保障里面, 第五部分“强化保障”: its number, and words of its heading after it.
_NUMBERED = re.compile(f"第(?P<number>{NUMERAL})个?大?{_PART}(?P<said>(?:的|，|：|讲|叫|是)?“?)")
_NAMED = re.compile("”?(?=[里中内下底的，。、？（(有共一到都各谁哪]|$)")
_A_RUN = 4  # characters of a heading that are surely of it
_LEAST, _MOST = 2, 12  # characters of a heading that are said
_A_TITLE = 5  # characters of a whole title
_PAIR = 2


def with_parts_numbered(text: str, vocabulary: Vocabulary) -> str:
    """The question with the numbers of parts that it tells by words of their headings."""
    return (
        _said_once(text, vocabulary)
        or _by_number(text, vocabulary)
        or _of_two_groups(text, vocabulary)
        or _by_words(text, vocabulary)
        or text
    )


def _said_once(text: str, vocabulary: Vocabulary) -> str:
    """组织保障（第五部分） as 第五部分; empty where nothing is told twice."""
    twice = _TWICE.search(text)
    words = _THAT_PART.sub("", twice["words"]) if twice is not None else ""
    said = _of_headings(words, vocabulary) if words else ""
    if twice is None or not said:
        return ""
    kept = _SAYS.sub("", words[: -len(said)])
    return f"{text[: twice.start()]}{kept}{twice['number']}{text[twice.end() :]}"


def _by_number(text: str, vocabulary: Vocabulary) -> str:
    """第五部分强化保障 as 第五部分; empty where no words of its own heading follow a number."""
    numbered = _NUMBERED.search(text)
    sections = vocabulary.sections_of.get(_document(text, vocabulary), ())
    number = read_numeral(numbered["number"]) if numbered is not None else None
    if numbered is None or number is None or not 1 <= number <= len(sections):
        return ""
    title, rest = bare(sections[number - 1].title or ""), text[numbered.end() :]
    for size in range(min(len(rest), len(title)), _A_RUN - 1, -1):
        named = _NAMED.match(rest, size)
        if named is not None and len(bare(rest[:size])) >= _A_RUN and bare(rest[:size]) in title:
            return f"{text[: numbered.start('said')]}{rest[named.end() :]}"
    return ""


def _of_two_groups(text: str, vocabulary: Vocabulary) -> str:
    """“加强智慧监管”和“推进跨部门综合监管”两类 as 第6、7大项; empty without two of one document."""
    both = _TWO_GROUPS.search(text)
    groups = [vocabulary.group_named(both[name]) for name in ("one", "other")] if both else []
    named = [group for group in groups if group is not None and group.number is not None]
    if both is None or len(named) < len(groups) or len({group.doc_id for group in named}) > 1:
        return ""
    series = "、".join(str(group.number) for group in named)
    return f"{text[: both.start()]}第{series}大项{text[both.end() :]}"


def _by_words(text: str, vocabulary: Vocabulary) -> str:
    """便民惠企那块 as 第3部分; empty where no part of the one document is told."""
    told = _BY_WORDS.search(text)
    doc_id = _document(text, vocabulary) if told is not None else ""
    if told is None or not doc_id or vocabulary.title_in(bare(text), _A_TITLE) is not None:
        return ""  # a whole title is marked as one: `headings_told.py`
    quoted = told["quoted"] or ""
    words = quoted or told["words"].removesuffix("的")
    for word in [quoted] if quoted else _candidates(words):
        if vocabulary.group_named(word):  # of the group that is called so, and not of its part
            return ""
        numbers = _numbers(word, vocabulary.sections_of.get(doc_id, ()))
        if len(numbers) == 1:
            kept = _SAYS.sub("", words[: -len(word)])
            return f"{text[: told.start()]}{kept}第{numbers[0]}部分{text[told.end() :]}"
    return ""


def _candidates(words: str) -> list[str]:
    """What may be said of a heading at the end of words, the longest first."""
    sizes = range(min(len(words), _MOST), _LEAST - 1, -1)
    return [words[-size:] for size in sizes if _BEFORE.search(words[:-size])]


def _of_headings(words: str, vocabulary: Vocabulary) -> str:
    """The longest end of words that a heading of a part holds; empty without one."""
    titles = [bare(section.title or "") for section in vocabulary.sections]
    return next((w for w in _candidates(words) if any(_holds(t, bare(w)) for t in titles)), "")


def _numbers(word: str, sections: Sequence[Section]) -> list[int]:
    """The places of the parts whose headings hold a word, or its pairs in any order."""
    letters = bare(word)
    return [
        place
        for place, section in enumerate(sections, start=1)
        if _holds(bare(section.title or ""), letters)
    ]


def _holds(title: str, word: str) -> bool:
    """便民惠企 of 惠企便民举措, 行政审批改革 of 行政审批制度改革: each pair is there."""
    if word in title:
        return True
    pairs = [word[at : at + _PAIR] for at in range(0, len(word), _PAIR)]
    return len(word) > _PAIR and len(word) % _PAIR == 0 and all(pair in title for pair in pairs)


def _document(text: str, vocabulary: Vocabulary) -> str:
    """The one document that is named, or that alone says who does what, where that is asked."""
    tags = (*vocabulary.places.find(text), *vocabulary.document_tags(text))
    named = [set(tag.value) for tag in tags if tag.kind == "place"]
    common = set.intersection(*named) if named else set()
    if not named and (_OF_TASKS.search(text) or vocabulary.departments.find(text)):
        common = set(vocabulary.has_owners)
    return next(iter(common)) if len(common) == 1 else ""
