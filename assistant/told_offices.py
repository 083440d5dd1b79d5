"""Name the office that a question tells by what it deals with: 管人事的那个处."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.departments import SUFFIXES, core_of, suffix_of

# 管人事的那个处; not 负责规划的处室有哪些, which asks who that is.
_TOLD = re.compile(
    "(?:主管|分管|专管|负责|[管搞抓])(?P<what>[\u4e00-\u9fff]{2,6}?)(?:工作|这一?块|条线)?的"
    "(?:[那这]一?个?|那家)?(?P<office>处室?|科室?|局|委|办|中心|医院|院|所|站|部门)"
    "(?![长理员置]|里?(?:是|有|叫|算|归)*(?:哪|谁|什么|啥|几))"
)
_ANY_OFFICE = ("处室", "科室", "部门")


def with_names(text: str, names: Iterable[str]) -> str:
    """The text with the one office in place of what it deals with, where just one is called so."""
    return _TOLD.sub(lambda match: _named(match, names) or match.group(), text)


def _named(match: re.Match[str], names: Iterable[str]) -> str:
    """The only name that has the matter in its proper part and the ending that is said."""
    what, office = match["what"], match["office"]
    found = [
        name
        for name in names
        if what in core_of(name).removesuffix(suffix_of(name))
        and (office in _ANY_OFFICE or name.endswith(office))
    ]
    return found[0] if len(found) == 1 and what not in SUFFIXES else ""
