"""Ask of two kinds by themselves how many there are: 分两类：全年推进和有明确月份，两类各多少条."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.query import Query
from assistant.rewordings import in_plain_wording

_KINDS = (
    "“?(?P<one>[^，。：；“”？]{2,12}?)”?(?:的)?(?:和|跟|与|及|以及|、|，|还有)"
    "“?(?P<two>[^，。：；“”？]{2,12}?)”?(?:的)?"
)
_OF_BOTH = "(?:[这那]?[两二2](?:类|种|样|边|头|拨|块)|二者|两者)"
_HOW_MANY = "(?:各自?|分别)(?:有|是|占|多少|几)*(?P<how>多少|几)[项条个件](?:任务|事项)?"
# 台账分两类：“全年推进”和“有明确月份”。两类各多少条
_TOLD_FIRST = re.compile(
    f"^(?P<of>[^，。：？]{{0,16}}?)(?:可以|能|要|都|就|是)*分(?:成|为|作|做)?(?:了)?[两二2](?:类|种|样|拨|块)[：，]"
    f"(?:一[类种]?是)?{_KINDS}[，。；：？](?:[^，。？]{{1,6}}，)?{_OF_BOTH}?{_HOW_MANY}[？?。]?$"
)
# 两类各多少条：全年推进和有明确月份
_TOLD_LAST = re.compile(
    f"^(?P<of>[^，。：？]{{0,16}}?)[，]?{_OF_BOTH}(?:任务)?{_HOW_MANY}[：，？?]{_KINDS}[？?。]?$"
)
# 人口家发处单独牵头的和联合牵头的各几条: which role it has alone, and which with others
_ALONE_OR_NOT = re.compile(
    "^(?P<of>[^，。：？]{0,16}?)[，]?(?P<one>(?:单独|独自|一家|独家|联合|共同|并列|一起)牵头?)的?"
    "(?:和|跟|与|及|、)(?P<two>(?:单独|独自|一家|独家|联合|共同|并列|一起)牵头?)的?(?:任务)?"
    f"{_HOW_MANY}[？?。]?$"
)
_MAY = re.compile("[两二2](?:类|种|样|拨|块|边|头)|(?:各自?|分别).{0,2}[多几]")


_LED = re.compile("牵.{0,6}[、，和跟与及].{0,2}(?:合|共同|联合|并列|单独|独).{0,2}牵")


def of_two_kinds(text: str, read: Callable[[str], Query]) -> list[str]:
    """The two questions of a message that counts two kinds of tasks, or nothing.

    Each kind has to be a condition that is read, and no matter.
    """
    if not (_MAY.search(text) or _LED.search(text)):
        return []
    text = in_plain_wording(text) if _LED.search(text) else text
    led = _ALONE_OR_NOT.match(text)
    match = _TOLD_FIRST.match(text) or _TOLD_LAST.match(text) or led
    if match is None:
        return []
    kinds = [f"{match[name]}的任务有多少条？" for name in ("one", "two")]
    if not all(_narrows(read(kind)) for kind in kinds):
        return []
    among = match["of"].rstrip("里中的")
    whole = f"{among}的任务有多少条？"
    pause = "" if match is led else "，"  # 公卫处联合牵头: it stands right before
    return [f"{among}{pause}{kind}" for kind in kinds] if among and _narrows(read(whole)) else kinds


def _narrows(query: Query) -> bool:
    """Whether a question is of items that are narrowed by conditions alone."""
    return query.counts and query.constrained and not query.topic
