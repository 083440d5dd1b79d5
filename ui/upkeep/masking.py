"""Hide numbers that may belong to a person: telephones, identity and bank cards, and mail."""

from __future__ import annotations

import re

# Seven digits or more, also in groups; the last of an identity number may be X. \d takes
# full-width digits too, and a number may be spelt out.
_DIGIT = "[\\d零〇一二三四五六七八九幺]"
_BETWEEN = "[\\s\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff\\-－~～·.．_/／()（）]{0,3}"
_NUMBER = re.compile(f"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{6,}}(?:{_BETWEEN}[xXｘＸ])?")
_MAIL = re.compile(r"[a-zA-Z0-9_.+-]+[@＠][a-zA-Z0-9_-]+(?:[.．][a-zA-Z0-9_-]+)+")
_SHOWN = 2  # digits at either end, to tell two numbers apart


def masked(text: str) -> str:
    """The text with such numbers and addresses hidden."""
    return _MAIL.sub("***@***", _NUMBER.sub(_hide, text))


def _hide(found: re.Match[str]) -> str:
    number = found.group()
    return f"{number[:_SHOWN]}{'*' * (len(number) - 2 * _SHOWN)}{number[-_SHOWN:]}"
