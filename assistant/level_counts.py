"""Tell which levels of a document a question counts at once: 几大部分、几个大项、几条任务."""

from __future__ import annotations

import re

from assistant.query import Noun

_MANY = "(?:几|多少)(?:个|条|项)?"
_LEVELS = (
    (Noun.SECTION, re.compile(f"{_MANY}大?(?:部分|板块|块|章(?![程节]))")),
    (Noun.GROUP, re.compile(f"{_MANY}(?:大项|大组|大类|序号|组(?!织))")),
    (
        Noun.TASK,
        re.compile("(?:几|多少)(?:[条项件](?!大)|个?(?:小?任务|要点|小项|事项|点(?![钟半])))"),
    ),
)
# 每个大项各几条: a number for each, and none of all.
_EACH = re.compile("[各每]")


def levels_counted(text: str) -> tuple[Noun, ...]:
    """The levels whose number is asked, in the order of the question; one alone is none."""
    if _EACH.search(text):
        return ()
    found = [(match.start(), noun) for noun, said in _LEVELS if (match := said.search(text))]
    return tuple(noun for _, noun in sorted(found)) if len(found) > 1 else ()
