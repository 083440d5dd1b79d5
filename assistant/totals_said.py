"""Read how many tasks, points or groups a whole document is said to have: 总共80条任务，…."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Noun

# What is counted stands in the clause, before or behind the number.
_NOUNS = (
    (Noun.GROUP, re.compile("大项|大组|大类")),
    (Noun.SECTION, re.compile("(?:部分|板块|大块|章)$")),
    (Noun.POINT, re.compile("要点|点$|(?:办法|条例|细则|规则|规定|章程|守则)[^，。]*条$")),
    (Noun.TASK, re.compile("任务|事项|表|清单|台账")),
)
_WHOLE = "一共|总共|共计|总计|合计|统共|拢共|通共|共"
_PAPER = (
    "工作|任务|分工|分解|要点|文件|材料|通知|台账|清单|表格|表|大项|大组|大类|小项|事项"
    "|总数|数量|数"
)
_RULE = "(?:(?:管理)?办法|条例|(?:实施)?细则|规则|规定|章程|守则)"
# 市里要点列了, 整张分工表总共有: nothing but the paper, that it has something, and fillers.
_LEAD = re.compile(
    f"(?:{_WHOLE}|{_PAPER}|{_RULE}|不是|不就|就是|既然|[列写讲提分排定安印](?:排|了|有|着|出|成|为)*|[有是才就]"
    "|今年|年度|这|那|整|全|本|该|张|份|个|里头|里面|里|上面|上头|上|中|的|咱们?|我们|级|不|，)*"
)
_ALL = re.compile(f"{_WHOLE}|整[张个份]|全[表文]|[列写讲提分排]了")
_CLAIM = re.compile(
    rf"(?:^|(?<=[，。？；！：]))(?P<lead>[^，。？；！：]{{0,30}}?)(?P<number>{NUMERAL})(?P<unit>个?大项|个?大?(?:部分|板块)|个?大块|章|项|条|件|点|个)"
    r"(?P<noun>任务|工作?要点|事项|大项|大组)?(?![一-鿿]?(?:以[上下内]|左右))"
)
_LIKELY = 0.6  # of the number that there is: fewer, without 总共, are some of them


@dataclass(frozen=True, slots=True)
class Total:
    """What a document is said to have so many of, with the stretch of text that says so."""

    noun: Noun
    number: int
    said: str
    counted: str  # the number with what it counts, and nothing else
    whole: bool  # 总共, 整张表: nothing less than all of them is meant


def total_said(text: str, without_places: Callable[[str], str]) -> Total | None:
    """The first total that a clause begins with; None where anything else narrows what it counts.

    `without_places` takes the names of documents and of their places out of words.
    """
    for match in _CLAIM.finditer(text):
        lead, number = match["lead"], read_numeral(match["number"])
        words = f"{lead}{match['noun'] or ''}{match['unit']}"
        noun = next((noun for noun, word in _NOUNS if word.search(words)), None)
        if noun is None or number is None or number < 2:
            continue
        if _LEAD.fullmatch(without_places(lead)) is None:
            continue
        whole = _ALL.search(lead) is not None
        counted = f"{match['number']}{match['unit']}{match['noun'] or ''}"
        return Total(noun, number, match.group(), counted, whole)
    return None


def may_be_total(total: Total, number: int) -> bool:
    """Whether a number that differs from the real one can have been meant for all there are."""
    return total.whole or total.number >= _LIKELY * number
