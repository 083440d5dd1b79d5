"""Read how many are meant: 不少于十项, 超过5项, 不到三项, 恰好两项, 三个以上, 共同."""

from __future__ import annotations

import re

from assistant.numerals import NUMERAL, read_numeral

_NUMERAL = re.compile(f"{NUMERAL}|双")
_NO_NUMERAL = re.compile("一[起同道]|一块儿?|并列")  # 一起 names no number
_SMALL = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_BETWEEN = re.compile("(?P<low>[一二两三四五六七])(?P<high>[二两三四五六七八])")  # 一两项, 三五项
_PAIR = 2  # what 共同 and 双 mean


def read_amount(words: str) -> tuple[int | None, int | None]:
    """Inclusive bounds; words without a number, such as 共同, mean two or more."""
    between = _BETWEEN.search(words)
    if between and _SMALL[between["low"]] < _SMALL[between["high"]]:
        return _SMALL[between["low"]], _SMALL[between["high"]]
    numeral = _NUMERAL.search(_NO_NUMERAL.sub("", words))
    number = (read_numeral(numeral.group()) if numeral else None) or _PAIR
    if re.search("不超过|不多于|至多|最多|以下|以内", words):
        return 1, number
    if re.search("超过|多于|大于|高于|不止|不只|不仅|不是一|并非一", words):
        return number + 1, None
    if re.search("不少于|不低于|至少|以上|达到|更多|多家|多个", words) or numeral is None:
        return number, None
    if re.search("少于|不到|不足|低于|小于", words):
        return 1, number - 1
    return number, number
