"""Bring a question into one written form: simplified, half-width, without decoration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me", "So", "Sk"}
_QUOTES = str.maketrans(
    {"「": "“", "」": "”", "『": "“", "』": "”", "＂": '"', "‘": "“", "’": "”", "《": "《"}
)
_STRAIGHT_QUOTED = re.compile(r'"([^"]{1,60})"')
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PAIR, _TRIO = re.compile("[俩倆]个?"), re.compile("仨个?")
# 都要疯了😭今天: a sign between two words parts them as a comma does.
_SIGN_BETWEEN = re.compile(f"(?<=[{_HAN}])[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+(?=[{_HAN}])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_LIST_MARK = re.compile(f"[，、；]?([{_CIRCLED}])[.．、]?(?=[{_HAN}“])")
_NUMERO = re.compile(r"(?<![A-Za-z])[Nn][Oo]\.?\s*(?=\d)")
# 玖月, 第叁拾捌项: the numerals of cheques, beside what is counted by them.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_FORMAL_NUMBER = re.compile(
    "(?:第[壹贰叁肆伍陆柒捌玖拾]+|[壹贰叁肆伍陆柒捌玖拾]+(?=个?[月号项条点日]))"
)
_SPACE_IN_CHINESE = re.compile(f"(?<=[{_HAN}，。、；：？！”“0-9])\\s+(?=[{_HAN}，。、；：？！”“])")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _convertible() -> frozenset[str]:
    """Characters of which every text that the converter changes has one."""
    known = (words for *_, words in _converter().dict_cache.values())
    changed = [key for words in known for key, value in words.items() if key != value]
    alone = frozenset(key for key in changed if len(key) == 1)
    return alone | {key[0] for key in changed if alone.isdisjoint(key)}


def simplified(text: str) -> str:
    """The text in simplified characters."""
    # Nearly every text is so already, and to go through it takes the converter long.
    return text if _convertible().isdisjoint(text) else str(_converter().convert(text))


@lru_cache(maxsize=64)  # one question is read by several readers
def normalise(text: str) -> str:
    """One written form of a question: NFKC, simplified, emoji and invisible characters dropped.

    Sentence punctuation stays (as full-width) because it separates clauses; quotes become “”.
    """
    text = _without_list_marks(text.translate(_QUOTES))
    text = unicodedata.normalize("NFKC", text)
    text = _SIGN_BETWEEN.sub("，", text)
    kept = (
        " " if character in "\n\r\t" else character
        for character in text
        if character in "\n\r\t" or unicodedata.category(character) not in _INVISIBLE
    )
    text = _STRAIGHT_QUOTED.sub(r"“\1”", "".join(kept))
    text = text.translate(str.maketrans(",;:?!", "，；：？！"))
    text = re.sub(r"\s+", " ", text).strip()
    text = _PAIR.sub("两个", _TRIO.sub("三个", text))
    text = _FORMAL_NUMBER.sub(lambda match: match.group().translate(_FORMAL), text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        text = _NUMERO.sub("第", simplified(text))
    return _SPACE_IN_CHINESE.sub("", text)


def _without_list_marks(text: str) -> str:
    """①主责②配合③落实: what is asked for in a list, and no tasks of these numbers."""
    marks = _LIST_MARK.findall(text)
    if len(marks) < 2 or marks != list(_CIRCLED[: len(marks)]):
        return text
    first, *others = _LIST_MARK.split(text)[::2]
    return first + "、".join(others)


# Wu and northern words for the commonest words of a question.
_DIALECT = {
    "事体": "事情", "里向": "里面", "辰光": "时候", "阿拉": "我们", "勿是": "不是", "弗是": "不是",
    "勿要": "不要", "勿晓得": "不晓得", "啥人": "谁", "哪能": "怎么", "搿个": "这个",
    "格个": "这个", "伊拉": "他们", "物事": "东西", "啥子": "什么", "做啥": "做什么",
    "咋个": "怎么", "咋": "怎么", "嘛事": "什么事", "几钿": "多少钱", "几多": "多少",
    "手拉手": "", "肩并肩": "", "轧一脚": "参与", "牵了头": "牵头", "尾巴上数": "倒数",
    "侬": "你", "伊": "他", "确定伐": "确定吗", "是伐": "是吗", "对伐": "对吗",
    "莫得": "没有", "冇": "没有", "恁": "你", "俺": "我", "啷个": "怎么", "几时": "什么时候",
    "时侯": "时候",  # 候 typed as what looks like it
}  # fmt: skip
# What people say for the plain words of a division of work.
_IDIOMS = {
    "唱独角戏": "单独牵头", "唱独脚戏": "单独牵头", "坐头把交椅": "牵头", "坐第一把交椅": "牵头",
    "头把交椅": "牵头", "包打天下": "单独牵头", "光杆司令": "单独牵头", "单打独斗": "单独牵头",
    "孤军奋战": "单独牵头",
}  # fmt: skip
_PLAIN = _DIALECT | _IDIOMS
_UNRELATED = re.compile(
    "([跟和与同][^，。？！；]{2,12}?)(?:都|也)?(?:完全|压根儿?|根本|一点儿?|半点)?(?:都|也)?"
    "(?:没有?(?:什么|啥|半点|任何|一点儿?)*(?:关系|干系|瓜葛|牵连|牵扯|关联|交集|相干)"
    "|毫不相[干关]|毫无(?:关系|瓜葛|关联|交集|干系)|(?:无|不相)关(?!紧)|不相干|不搭[界嘎]|不挨边|八竿子打不着)"
)
_PLAIN_WORD = re.compile("|".join(_PLAIN))
# 9越分 of 9月份: typed by sound.
_MONTH_BY_SOUND = re.compile("(?<=[0-9一二三四五六七八九十])[越粤阅]分?(?=[要就得前底末的]|$)")
_LED_TOGETHER = re.compile("(?<!联)合牵(?!头)")
# 一个处单挑的, 自己独揽的: leads, and nobody else does.
_LED_ALONE = re.compile(
    "(?:(?:[这那]?一?(?:个处室?|个部门|家|个人)|自己|自个儿|独自)?(?:单[挑干牵扛]|(?<!单)独[挑揽扛担]|单独[挑扛揽]))"
    "(?!大梁|牵头|头|出|选)|(?:独家|单独|独自)(?=的(?:呢|吗|有|[？?。，]|$))"
)


def in_common_words(text: str) -> str:
    """The text with dialect words and idioms as the written language has them: 事体, 唱独角戏."""
    text = _LED_TOGETHER.sub("共同牵头", text)
    text = _LED_ALONE.sub("单独牵头", text)
    text = _MONTH_BY_SOUND.sub("月", text)
    text = _UNRELATED.sub(r"\1不沾边", text)
    return _PLAIN_WORD.sub(lambda match: _PLAIN[match.group()], text)


_NOT_WORD = re.compile(f"[^{_HAN}A-Za-z0-9]+")
# What nearly all texts are made of. NFKC, which takes longer than all else, keeps these words and
# makes none of these signs a word.
_USUAL = re.compile(f"[{_HAN}A-Za-z0-9\\s，。、；：？！“”‘’（）《》〈〉【】,.;:?!()-]*")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Only the letters, digits and Chinese characters of a text, lower-cased, for comparing."""
    plain = text if _USUAL.fullmatch(text) else unicodedata.normalize("NFKC", text)
    return _NOT_WORD.sub("", plain).lower()
