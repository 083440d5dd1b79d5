"""Characters that stand for others: radicals in PDF files, traditional ones, invisible marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Radicals that Unicode says no equivalent for; the others it decomposes.
_RADICALS = dict(
    zip(
        "⺁⺊⺎⺐⺒⺓⺔⺕⺜⺝⺟⺠⺧⺩⺪⺬⺮⺯⺱⺶⺼⻁⻄⻅⻆⻉⻊⻋⻌⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻲⻳",
        "厂卜兀尢巳幺彑彐日月母民牛王疋示竹糸网羊月虎西见角贝足车辶長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐歯齿竜龙亀龟",
        strict=True,
    )
)
# The sign of a ratio and others, where they are no ratio: 牵头单位∶县林业局.
_COLON = re.compile(r"(?<!\d)[∶︰﹕]|[∶︰﹕](?!\d)")
_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# 牵 头 单 位: four characters and more, each behind one space.
_SPACED_OUT = re.compile(
    "(?<![一-鿿][ \u3000])(?<![一-鿿])(?:[一-鿿][ \u3000]){3,}[一-鿿](?![一-鿿])"
)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def mended(text: str) -> str:
    """The text with ideographs for radicals, and colons for signs that look the same.

    It is as long as before.
    """
    return _COLON.sub("：", _ALIKE.sub(lambda found: _ideograph(found[0]), text))


def _ideograph(char: str) -> str:
    same = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return same if len(same) == 1 else char


_WIDE = tuple(zip(",;:!?", "，；：！？", strict=True))


def widened(text: str) -> str:
    """The text with full-width punctuation for half-width; as long as before."""
    for narrow, wide in _WIDE:  # str.translate takes ten times as long
        text = text.replace(narrow, wide)
    return text


def visible(text: str) -> str:
    """The text without marks that nobody sees, and without spaces that only set letters apart."""
    return _SPACED_OUT.sub(_together, _INVISIBLE.sub("", text))


def _together(spaced: re.Match[str]) -> str:
    return re.sub("[ \u3000]", "", spaced[0])


# Frequent characters that simplified text never has.
_TRADITIONAL = (
    "國會與為實關應員單責區縣辦務發開業學產動經點過對電進場車長"
    "門問間時個來說這種體們機當設備導處營資質環"
)
_TELLING = 0.03  # of the characters of a text


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    counts = Counter(text)
    words = sum(count for char, count in counts.items() if "一" <= char <= "鿿")
    return sum(counts[char] for char in _TRADITIONAL) > _TELLING * words


def simplified(text: str) -> str:
    """The text with each character in its simplified form; as long as before."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    alike = {ord(char): convert(char) for char in set(text) if "一" <= char <= "鿿"}
    return text.translate({char: same for char, same in alike.items() if len(same) == 1})
