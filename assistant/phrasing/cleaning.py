"""Bring a model's text into the one form that is shown, and into the one that is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.phrasing.words import words

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_DROPPED = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me", "So", "Sk", "Zl", "Zp"}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_ALPHANUMERIC = re.compile("[０-９Ａ-Ｚａ-ｚ％＜＞＝＆＃＊＿｜＠＾｀～＄＼／＋－．\uff3b\uff3d]")
_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”", "‘": "“", "’": "”"})
_STRAIGHT = re.compile(r"\"([^\"\n]{1,80})\"|'([^'\n]{1,80})'")
_SEPARATORS = str.maketrans(",;:?!()[]", "，；：？！（）【】")
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_DOTTED = re.compile(r"(?<![0-9.])(20[0-9]{2})[-/.]([01]?[0-9])(?:[-/.]([0-3]?[0-9]))?(?![0-9.])")
_PERCENT = re.compile(rf"百分之([{_NUMERALS}0-9.点]+)")

_CLOCK = re.compile(r"(?<![0-9:：])([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?![0-9:：])")
_WEEKDAY = re.compile("(?<=周)([一二三四五六])(?=[0-9])")  # 周五9时 is no 59
_OCLOCK = re.compile(
    f"(?<=[日晚午早晨夜至到])([{_NUMERALS}0-9]{{1,3}})点(?:整|钟)?(?![{_NUMERALS}0-9个])"
)
_NEXT_TO = re.compile("(?<=[0-9])(?=[两二三四五六七八九十]+[项个条])")  # 任务59和任务60两项

# Ways of saying the same bound or share.
_ALIKE = (
    (re.compile("(?<=[0-9])(?:[-–—~～]+|到)(?=[0-9])"), "至"),
    (re.compile("(?<=[0-9][月日时分])(?:[-–—~～]+|到)(?=[0-9]|次日)"), "至"),
    (re.compile("(?<=[0-9])(?:排|编|一直)到(?=任务)"), "到"),
    (re.compile("(?<=[省市区县镇])1级"), "级"),
    (re.compile("本(?=[省市区县镇])"), "全"),
    (re.compile("不(?:得|应|能|可)?(?:低于|少于|小于)|至少|起码"), "不低于"),
    (re.compile("不(?:得|应|能|可)?(?:超过|高于|多于|大于)|至多"), "不超过"),
    (re.compile("(?<!不)(?:达到)?(?:超过|突破)(?=[0-9])"), "不低于"),
    (re.compile("(?<![不未])年?满(?=[0-9]+(?:周岁|[年岁]))"), "不低于"),
    (re.compile("最[高多](?:为|是)?(?=[0-9])"), "不超过"),
    (re.compile("最[低少](?:为|是)?(?=[0-9])"), "不低于"),
    (re.compile("(?<![另一])(?:一半|半数)"), "50%"),
    (
        re.compile(f"(?:达到?)?(?<![0-9.])([0-9.]+[万亿]?(?:%|[{HAN}]{{0,2}}?))(?:及|或)?以上"),
        r"不低于\1",
    ),
    (
        re.compile(f"(?<![0-9.])([0-9.]+[万亿]?(?:%|[{HAN}]{{0,2}}?))(?:及|或)?(?:以内|以下)"),
        r"不超过\1",
    ),
    (re.compile("(?:不低于){2}"), "不低于"),
    (re.compile("(?:不超过){2}"), "不超过"),
)


def clean(text: str) -> str:
    """What may be shown: no invisible, combining or decorating characters, digits half-width.

    Look-alike forms of Chinese characters (radicals, compatibility forms) become the plain ones.
    """
    shown = []
    for character in text:
        if character in "\n\t":
            shown.append("\n" if character == "\n" else " ")
        elif unicodedata.category(character) not in _DROPPED:
            shown.append(_plain(character))
    return "".join(shown).translate(_QUOTES)


def _plain(character: str) -> str:
    if _ALPHANUMERIC.match(character):
        return unicodedata.normalize("NFKC", character)
    if ord(character) < 0x2000 or ord(character) in _FULL_WIDTH:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isalnum() or character.isspace() else character


@lru_cache(maxsize=2048)
def canonical(text: str) -> str:
    """The form in which texts are compared: simplified, full-width separators, Arabic numerals.

    Spaces go; 周岁 is 岁; 一半 is 50%, 至少 is 不低于; dates with dots or dashes are written
    with 年, 月 and 日.
    """
    text = _STRAIGHT.sub(lambda found: f"“{found[1] or found[2]}”", clean(text))
    text = _simplified(text).lower()
    text = _DOTTED.sub(_written_date, text)
    text = _CLOCK.sub(_hour, text)
    text = re.sub(r"\s+", "", text).translate(_SEPARATORS)
    text = _OCLOCK.sub(r"\1时", _WEEKDAY.sub(r"\1的", text))
    text = _NEXT_TO.sub("这", text)
    text = _PERCENT.sub(lambda found: f"{_arabic(found[1])}%", text)
    text = _numeral_pattern().sub(_numeral, text).replace("周岁", "岁").replace("1半", "一半")
    for pattern, plain in _ALIKE:
        text = pattern.sub(plain, text)
    return text


def without_brackets(text: str) -> str:
    """A text with what stands in brackets as part of its words: 各县区政府, for 各县（区）政府."""
    return re.sub("[（）()]", "", text)


def letters(text: str) -> str:
    """A canonical text without quotation marks and emphasis, other punctuation as one |."""
    text = re.sub("[“”《》〈〉*_`#~]", "", text)
    text = re.sub(rf"(?<=[{HAN}])\+(?=[{HAN}])", "", text)  # 养老院+互联网医院 is one name
    return re.sub(rf"[^{HAN}a-z0-9%.、|]+|(?<![0-9])\.|\.(?![0-9])", "|", text)


def _simplified(text: str) -> str:
    if not re.search(f"[{HAN}]", text):
        return text
    from assistant.normalise import simplified

    return simplified(text)


def _hour(found: re.Match[str]) -> str:
    return f"{int(found[1])}时" + (f"{found[2]}分" if int(found[2]) else "")


def _written_date(found: re.Match[str]) -> str:
    day = f"{int(found[3])}日" if found[3] else ""
    return f"{found[1]}年{int(found[2])}月{day}"


@lru_cache(maxsize=1)
def _numeral_pattern() -> re.Pattern[str]:
    idioms = sorted(words().idioms, key=len, reverse=True)
    return re.compile(f"({'|'.join(idioms)})|([{_NUMERALS}]+)|0+(?=[1-9][0-9]?[月日])")


def _numeral(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return _arabic(found[2]) if found[2] else ""


@lru_cache(maxsize=1024)
def _arabic(numeral: str) -> str:
    """Arabic digits of a Chinese numeral; digits read out one by one stay in their order."""
    if re.fullmatch("[0-9.]+", numeral):
        return numeral
    digits = {mark: str(place) for place, mark in enumerate("零一二三四五六七八九")}
    digits |= {"〇": "0", "两": "2"}
    if all(mark in digits for mark in numeral):
        return "".join(digits[mark] for mark in numeral)
    import cn2an

    try:
        value = cn2an.cn2an(numeral.replace("〇", "零").replace("两", "二"), "smart")
    except ValueError:
        return "".join(digits.get(mark, mark) for mark in numeral)
    return str(int(value)) if value == int(value) else str(value)
