"""Say in words how a question was understood."""

from __future__ import annotations

from assistant.compose import ROLE_WORD
from assistant.described import describe
from assistant.query import Act, Aspect, Query

_ACTS = {
    Act.LOOKUP: "查一项",
    Act.LIST: "列出全部",
    Act.COUNT: "数一数",
    Act.TALLY: "分类统计",
    Act.CLAIM: "核对说法",
    Act.COMPARE: "比较",
    Act.OWNERS: "查部门",
    Act.OUTLINE: "查目录",
    Act.MEMBER: "看在不在清单里",
    Act.DOCUMENT: "查文件信息",
    Act.LINK: "查两份文件的对应",
    Act.CHAT: "寒暄",
    Act.OUTSIDE: "文件之外",
}
_ASPECTS = {
    Aspect.LEAD: "牵头部门",
    Aspect.COOPERATING: "配合部门",
    Aspect.UNIT: "委属相关单位",
    Aspect.DEADLINE: "时间节点",
    Aspect.CONTENT: "内容",
    Aspect.NUMBER: "编号",
    Aspect.SECTION: "所在部分",
}


def _columns(query: Query) -> list[str]:
    """The further columns that are asked for, added up or ranked."""
    asked = [*query.columns, query.summed, query.edge.asked if query.edge else None]
    return [one.words for one in asked if one is not None]


def in_words(query: Query) -> dict[str, object]:
    """The parts of a query that say something, as Chinese labels and values."""
    bindings = [
        f"{'不是' if b.negated else ''}{'、'.join(b.names)}"
        f"（{'或'.join(ROLE_WORD[role] for role in b.roles)}）"
        for b in query.bindings
    ]
    shown = {
        "读成": query.text,
        "要做的事": _ACTS[query.act],
        "问的是": "、".join([*(_ASPECTS[a] for a in query.aspects), *_columns(query)]),
        "主题": query.topic,
        "部门": "；".join(bindings),
        "编号": "、".join(reference.written for reference in query.numbers),
        "时间": query.time_text,
        "文件": "、".join(query.doc_ids),
        "条件": describe(query.with_(topic="", numbers=(), bindings=(), time_text="")),
        "沿用上文": "、".join(query.focus) if query.focus else ("是" if query.follows else ""),
        "文件不写的": query.outside or query.other_place or query.other_year,
        "没有的部门": query.unknown_owner,
    }
    return {label: value for label, value in shown.items() if value}
