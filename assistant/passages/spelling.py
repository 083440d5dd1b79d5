"""Spell texts alike before they are compared."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile("(?<=[a-z0-9])[^a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+(?=[a-z0-9])")
_POINT = re.compile("(?<=[0-9])[.,](?=[0-9])")
_DROPPED = re.compile("[^a-z0-9 \u3400-\u4dbf\u4e00-\u9fff]+|(?<![a-z0-9]) | (?![a-z0-9])")


def spelled(text: str) -> str:
    """Letters, digits and Chinese characters, lower-cased.

    A space stays between words of Latin letters and digits, so that （COP28）2023年 is not 282023.
    A number stays in one piece: 1,505.6 is 15056.
    """
    text = _POINT.sub("", unicodedata.normalize("NFKC", text).lower())
    return _DROPPED.sub("", _BETWEEN.sub(" ", text))
