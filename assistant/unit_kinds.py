"""Tell the units of a kind that a question speaks of: 单位栏里有企业的, 要药企一起落实的."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.departments import Mention, core_of
from assistant.wordings import Tag
from ingest import Role

_KIND = "[\u4e00-\u9fff]{2,8}?"
_COLUMN = (
    "(?:(?:落实|承接|委属|相关|具体|下属)+的?单位|单位(?=那?一?[栏列格里]))(?:那?一?[栏列格])?"
)
# 落实单位里写了企业的, 单位栏里出现医院的
_HAS = re.compile(
    f"{_COLUMN}(?:里|中|上)?(?:面|头)?(?:都|还|也|又|只|光|，)*"
    "(?:不|没|没有)?(?:有|写|是|列|含|带|填|挂|包括|包含|涉及|出现|提到)(?:的|了|着|到|有|是|明|过)*"
    f"(?P<kind>{_KIND})(?=的|[，。？！]|$|有[几多哪]|[几哪一共总]|这)"
)
_DOES = "(?:参与|参加|落实|承接|落地|出力|动手|干|做|办|执行|实施|上阵|操办|配合)"
# 要药企一起参与落实的, 得靠企业落地的
_CARRIES_OUT = re.compile(
    "(?:^|(?<=[，。？！的条项件些里有]))(?:要|需要?|必?须|得|该|应)?(?:要|让|由|靠|请|叫|拉|归|轮到|有)(?:上|着|相关|有关|各)*"
    f"(?P<kind>{_KIND})(?:们)?(?:自己)?(?:一起|一同|一块儿?|一道|共同|也|都|来|去|跟着|帮着|下场|具体)*"
    f"{_DOES}(?:着|来|去)?(?:{_DOES})?的(?=任务|事项|活|有|是|几|哪|都|一共|[，。？]|$)"
)
# 不是社区落实的
_NOT_BY = re.compile(
    f"(?:不|没有?)(?:是|由|归|要|用|让|靠)(?P<kind>{_KIND})(?:来|去)?(?:落实|承接|落地|执行|实施)的"
)
# 落到企业头上的
_FALLS_TO = re.compile(
    "(?:落|摊|压|派|交|分|放)(?:到|给|在)(?:了)?(?:相关|有关|各)*"
    f"(?P<kind>{_KIND})(?:们)?(?:头上|身上|手里|手上|名下|那儿|那里|那边|(?=的(?:任务|事项|活|是|有|几|哪|共|一共)))的"
)
# 把医药企业写进去一起干的, 做药的公司也被写进任务里的
_WRITTEN_IN = re.compile(
    f"(?:^|(?<=[，。？！的条项件些里]))(?:把|将|连)?(?P<kind>{_KIND})(?:们)?(?:也|都|还)*(?:被|给)?"
    "(?:写|列|拉|纳|放|排|算)(?:进|入|到)(?:了|来|去)*(?:任务|表|分工|清单|单位栏?|名单|里|中|头)*"
    f"[，]?(?:一起|一同|一块儿?|一道|共同|合伙)*(?:来|去)?(?:{_DOES})?的?(?=任务|事项|活|有|是|几|哪|都|一共|[，。？]|$)"
)
_ENTERPRISE = "企业"
# 做药的公司, 药厂, 药品厂家
_MAKERS = re.compile(
    "(?:做|搞|造|产|生产|研发|卖)?(?P<of>[一-鿿]{1,4}?)的?(?:公司|企业|厂商|厂家|厂)"
)


def in_the_unit_column(text: str, roles: Mapping[str, set[Role]]) -> str:
    """The text with 要企业落实的 and 落到企业头上的 as what the column says: 落实单位有企业的."""
    for said in (_CARRIES_OUT, _FALLS_TO, _WRITTEN_IN):
        text = said.sub(
            lambda m: (
                f"落实单位有{_plain(m['kind'])}的" if _of_kind(m["kind"], roles) else m.group()
            ),
            text,
        )
    return _NOT_BY.sub(
        lambda m: f"落实单位不是{m['kind']}的" if _of_kind(m["kind"], roles) else m.group(), text
    )


def unit_kind_tags(text: str, roles: Mapping[str, set[Role]]) -> list[Tag]:
    """Tags `department` for kinds of units that the column is said to have."""
    found = ((m, _of_kind(m["kind"], roles)) for m in _HAS.finditer(text))
    return [
        Tag(
            "department", m.start("kind"), m.end("kind"), m["kind"], Mention(names, False, False), 8
        )
        for m, names in found
        if names
    ]


def _of_kind(word: str, roles: Mapping[str, set[Role]]) -> tuple[str, ...]:
    """The units that are of a kind: 企业, 药企, 医疗机构, 社区; none for the name of one."""
    units = [name for name, held in roles.items() if Role.UNIT in held]
    if word in units:
        return ()
    cores = {name: core_of(name) for name in units}
    named = [n for n, core in cores.items() if core.endswith(word) or core.startswith(word)]
    if not named and word.endswith("企"):  # 药企, 民企
        named = [n for n in units if n.endswith(_ENTERPRISE) and word[:-1] in n]
    if not named and word != _plain(word):
        return _of_kind(_plain(word), roles)
    return tuple(named)


def _plain(word: str) -> str:
    """药企业 for 做药的公司."""
    made = _MAKERS.fullmatch(word)
    return f"{made['of']}{_ENTERPRISE}" if made is not None else word
