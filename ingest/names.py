"""Which office a name as written means: 市财政局等部门 is 市财政局."""

from __future__ import annotations

import re

# What says that a list of names is not all: 等, 等9部门, 等市直有关单位.
ETC = (
    r"等(?:\s?[\d一二三四五六七八九十]+\s?[家个]?)?(?:[省市区县]级|[省市区县]直)?各?(?:有关|相关)?"
    "(?:部门|单位|地区|处室|科室|机构)?"
)
_ETC = re.compile(f"{ETC}$")


def department(name: str) -> str:
    """The office that a name means, without 等 and what follows it; empty for 等部门 alone."""
    return _ETC.sub("", name)
