"""Characters that look like others: radicals that PDF files give for words, invisible marks."""

from __future__ import annotations

import re
import unicodedata

# Radicals that Unicode says no equivalent for; the others it decomposes.
_RADICALS = dict(
    zip(
        "⺁⺊⺎⺐⺒⺓⺔⺕⺜⺝⺟⺠⺧⺩⺪⺬⺮⺯⺱⺶⺼⻁⻄⻅⻆⻉⻊⻋⻌⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻲⻳",
        "厂卜兀尢巳幺彑彐日月母民牛王疋示竹糸网羊月虎西见角贝足车辶長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐歯齿竜龙亀龟",
        strict=True,
    )
)
_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def mended(text: str) -> str:
    """The text with ideographs in place of radicals that look the same; as long as before."""
    return _ALIKE.sub(lambda found: _ideograph(found[0]), text)


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
    """The text without marks that nobody sees: zero-width spaces, byte order and control marks."""
    return _INVISIBLE.sub("", text)
