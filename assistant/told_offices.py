"""Name the offices that a question tells by what they deal with, or by a word of their names.

管人事的那个处 is the one of personnel; 配合栏里带“业务处室”字样的 speaks of all that are called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.departments import SUFFIXES, core_of, suffix_of
from ingest import Role

# 管人事的那个处; not 负责规划的处室有哪些, which asks who that is.
_TOLD = re.compile(
    "(?:主管|分管|专管|负责|[管搞抓])(?P<what>[\u4e00-\u9fff]{2,6}?)(?:工作|这一?块|条线)?的"
    "(?:[那这]一?个?|那家)?(?P<office>处室?|科室?|局|委|办|中心|医院|院|所|站|部门)"
    "(?![长理员置]|里?(?:是|有|叫|算|归)*(?:哪|谁|什么|啥|几))"
)
# 配合栏里带“业务处室”字样的, 单位那栏写着“相关”两个字的
_LETTERED = re.compile(
    "(?:(?P<column>牵头|配合|协办|委属|落实|单位)(?:部门|处室|单位)?[那这]?一?[栏列格]?(?:里|中|上)?)?"
    "(?:都|还|也|只|是)*(?:写|带|有|含|出现|填|用|挂|标)(?:着|了|到|有)*"
    "(?:“(?P<quoted>[^“”]{2,10})”|(?P<plain>[^，。？；“”的带有写含]{2,8}?))(?:这|那)?(?:[几两三四]个|种|类)?"
    "(?:字样|字眼|(?<=个)字|写法)"
)
_COLUMN_OF = {
    **dict.fromkeys(("配合", "协办"), (Role.COOPERATING, "配合部门")),
    **dict.fromkeys(("委属", "落实", "单位"), (Role.UNIT, "落实单位")),
    "牵头": (Role.LEAD, "牵头部门"),
}
_ANY_OFFICE = ("处室", "科室", "部门")


def with_names(text: str, roles: Mapping[str, set[Role]]) -> str:
    """The text with offices in place of what is told of them.

    What one deals with stands for it where just one is called so; a word of a column, for all
    that have it in their names.
    """
    text = _LETTERED.sub(lambda match: _lettered(match, roles) or match.group(), text)
    return _TOLD.sub(lambda match: _named(match, roles) or match.group(), text)


def _lettered(match: re.Match[str], roles: Mapping[str, set[Role]]) -> str:
    """The column with all names that have the letters; nothing where none has, or in several."""
    word = match["quoted"] or match["plain"]
    found = {name: held for name, held in roles.items() if word in name}
    columns = dict.fromkeys(_COLUMN_OF.values())
    fitting = [(r, said) for r, said in columns if any(r in held for held in found.values())]
    if match["column"]:
        fitting = [one for one in fitting if one == _COLUMN_OF[match["column"]]]
    if len(fitting) != 1:
        return ""
    role, said = fitting[0]
    return f"{said}有{'或'.join(name for name, held in found.items() if role in held)}"


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
