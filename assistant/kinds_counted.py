"""Find where a text counts several kinds of one thing: 2个牵头行业，3个配合行业."""

from __future__ import annotations

import re

from assistant.numerals import NUMERAL

_KIND = rf"{NUMERAL}(?:个|项|家|类|种|条|所)[\u4e00-\u9fff]{{1,6}}?"
_PAIR = re.compile(
    rf"(?P<first>{_KIND}(?P<thing>[\u4e00-\u9fff]{{2}}))[，、和及](?:以及)?(?P<second>{_KIND}(?P=thing))"
)
# 几加几, 各几个: that several numbers are asked at once.
_ASKED = re.compile("几(?:个|项|家)?[加和跟+]几|(?:各|分别)(?:是|有|要)?(?:几|多少)[个家项种类]")
# 听说有当头的，也有打下手的，各几个: the kinds of what was named before.
_TELLS = re.compile(
    "有[^，,。？?；]{1,10}的[，,、](?:也|还|又)?有[^，,。？?；]{1,12}的[，,、]?(?:各|分别)(?:是|有|占)?(?:几|多少)"
)


def tells_kinds(text: str) -> bool:
    """Whether a message names the kinds of something and then asks how many there are of each."""
    return _TELLS.search(text) is not None


def asks_kinds_counted(text: str) -> bool:
    """Whether a question asks how many there are of several kinds."""
    return _ASKED.search(text) is not None


def kinds_counted(text: str, thing: str = "") -> tuple[str, ...]:
    """The two kinds with their numbers, as written; of one thing alone where it is given."""
    found = next((m for m in _PAIR.finditer(text) if m["thing"].endswith(thing)), None)
    return (found["first"], found["second"]) if found else ()
