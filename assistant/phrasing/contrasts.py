"""Read what a sentence says of all that it cites before it names them: 不同的是, 不是同一个部门."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.ground import Ground
from ingest import Role

_OFFICE = "(?:牵头)?(?:部门|处室|单位|科室)"
# In other words the columns are alike, or not: 不是同1个部门, 分属不同处室, 由同1个处室牵头.
_UNLIKE = re.compile(
    f"(?<=[，；：|])?(?:由|归|在)?(?:不是|并非|不在|不由|不归)(?:由|归|在)?同[1一]个?{_OFFICE}(?:负责牵头|牵头|负责)?(?:的)?"
    f"|分[属别由归]+(?:[2两]个)?不同的?{_OFFICE}(?:牵头|负责)?|由(?:[2两]个)?不同的?{_OFFICE}(?:牵头|负责)"
)
_ALIKE = re.compile(f"(?<!不)(?:都|均)?(?:由|归|是)同[1一]个?{_OFFICE}(?:牵头|负责)")
_UNLIKE_IS = re.compile(
    "(?:有所|主要|略有)?(?:不同|区别|差别|差异)(?:的|之处)?(?:是|在于)[，：]?(?=(?P<said>.*))"
)
_COLUMNS = (
    ("牵头|负责|主办", Role.LEAD),
    ("配合|协助|协办", Role.COOPERATING),
    ("单位", Role.UNIT),
)
_TIME = re.compile("[0-9]月|全年|时间|节点|年底")


def in_columns(text: str) -> str:
    """A canonical text with 牵头部门不同 for 不是同一个部门 and the like."""
    return _ALIKE.sub("牵头部门相同", _UNLIKE.sub("牵头部门不同", text))


def without_contrast(text: str, rest: str, whole: Sequence[Ground]) -> str:
    """A canonical text without 不同的是, where the items cited differ in what follows.

    `rest` is the sentence from this text on.
    """

    def left(found: re.Match[str]) -> str:
        said = found["said"] + rest
        return "" if len(whole) > 1 and differ(said, whole) else found.group()

    return _UNLIKE_IS.sub(left, text)


def differ(said: str, grounds: Sequence[Ground]) -> bool:
    """Whether items differ in each column that a text speaks of."""
    columns: list[set[object]] = [
        {one.owners[role] for one in grounds} for w, role in _COLUMNS if re.search(w, said)
    ]
    if _TIME.search(said):
        columns.append({one.item.deadline and one.item.deadline.text for one in grounds})
    return all(len(values) > 1 for values in columns)
