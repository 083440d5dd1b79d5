"""Read a number that is written in Arabic or Chinese numerals."""

from __future__ import annotations

NUMERAL = r"(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百]{1,5})"
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5} | {
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


def read_numeral(text: str) -> int | None:
    """The integer a numeral stands for (38, 三十八, 三八), or None when it is not one."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    import cn2an

    try:
        return int(cn2an.cn2an(text.replace("〇", "零"), "smart"))
    except ValueError:
        return None
