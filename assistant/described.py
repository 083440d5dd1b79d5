"""Say in words what narrows the items of a list, and which of the words are the user's."""

from __future__ import annotations

from assistant.compose import ROLE_WORD
from assistant.query import ROLE_OF, Aspect, NumberRef, Query
from ingest import Role


def said(query: Query) -> tuple[str, ...]:
    """Words of the user's that an answer repeats."""
    # 党政办或基层处牵头的: of two offices of which either will do, one may have none.
    unheld = (b for b in query.bindings if b.negated or (len(b.names) > 1 and not b.together))
    names = [name for binding in unheld for name in binding.names]
    names += [condition.words for condition in query.conditions]
    names += query.filter.sections
    return tuple(word for word in (_time_said(query), query.topic, query.excepted, *names) if word)


def _time_said(query: Query) -> str:
    """9月, of 在9月交差."""
    return query.time_text.removeprefix("在")


def said_numbers(query: Query) -> tuple[int, ...]:
    """Numbers of the user's that an answer repeats."""
    counted = [n for c in query.filter.owner_counts for n in (c.least, c.most) if n is not None]
    claimed = [] if query.claimed is None else [query.claimed]
    return tuple([n for r in query.numbers for n in r.numbers] + counted + claimed)


def describe(query: Query) -> str:
    """What was filtered by, in words: 基层处牵头、时间节点在9月的任务."""
    parts = [f"《{section}》里" for section in query.filter.sections]
    for binding in query.bindings:
        # 省财政厅 and 财政厅 of one document are one office.
        apart = [n for n in binding.names if not any(n == o[1:] for o in binding.names)]
        joined = ("和" if binding.together else "或").join(apart)
        roles = "或".join(ROLE_WORD[role] for role in binding.roles)
        if binding.roles == (Role.UNIT,):
            roles = "作为委属相关单位"
        if set(binding.roles) == set(Role):
            roles = "参与"
        parts.append(f"{'不由' if binding.negated else ''}{joined}{roles}")
    parts += [condition.words for condition in query.conditions]
    for counted in query.filter.owner_counts:
        parts.append(_counted(counted.role, counted.least, counted.most))
    if query.time_text:
        parts.append(f"时间节点{'不' if query.time_negated else ''}在“{_time_said(query)}”")
    if query.topic:
        parts.append(f"与“{query.topic}”有关")
    if query.excepted:
        parts.append(f"“{query.excepted}”以外")
    for reference in query.numbers:
        parts.append(_beside(query, reference))
    if not parts:
        return ""
    return f"{'、'.join(parts)}的".replace("》里、", "》里")


def _beside(query: Query, reference: NumberRef) -> str:
    """属于第三部分, or 与任务38同一大项."""
    words = {Aspect.GROUP: "大项", Aspect.SECTION: "部分", Aspect.DEADLINE: "时间节点"}
    shared = [words.get(a) or ROLE_WORD[ROLE_OF[a]] for a in query.same]
    return f"与{reference.written}{'、'.join(shared)}相同" if shared else f"属于{reference.written}"


def _counted(role: Role, least: int | None, most: int | None) -> str:
    word = {Role.LEAD: "牵头部门", Role.COOPERATING: "配合部门"}.get(role, "委属相关单位")
    if least == 1 and most is None:
        return f"列出了{word}"
    if role is Role.UNIT and most != 0:
        return f"有{least}个{'' if least == most else '以上'}{word}"
    if most == 0:
        return f"没有列出{word}"
    if least is not None and least == most:
        return f"只有{least}个{word}" if least == 1 else f"由{least}个部门共同{ROLE_WORD[role]}"
    return f"由{least}个以上部门共同{ROLE_WORD[role]}"
