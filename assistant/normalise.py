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
_SPACE_IN_CHINESE = re.compile(f"(?<=[{_HAN}，。、；：？！”“0-9])\\s+(?=[{_HAN}，。、；：？！”“])")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return str(_converter().convert(text))


def normalise(text: str) -> str:
    """One written form of a question: NFKC, simplified, emoji and invisible characters dropped.

    Sentence punctuation stays (as full-width) because it separates clauses; quotes become “”.
    """
    text = text.translate(_QUOTES)
    text = unicodedata.normalize("NFKC", text)
    kept = (
        " " if character in "\n\r\t" else character
        for character in text
        if character in "\n\r\t" or unicodedata.category(character) not in _INVISIBLE
    )
    text = _STRAIGHT_QUOTED.sub(r"“\1”", "".join(kept))
    text = text.translate(str.maketrans(",;:?!", "，；：？！"))
    text = re.sub(r"\s+", " ", text).strip()
    text = _PAIR.sub("两个", _TRIO.sub("三个", text))
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        text = simplified(text)
    return _SPACE_IN_CHINESE.sub("", text)


_NOT_WORD = re.compile(f"[^{_HAN}A-Za-z0-9]+")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Only the letters, digits and Chinese characters of a text, lower-cased, for comparing."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
