"""Say which role departments hold, and how many owners a column has: 没有配合部门, 共同牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.amounts import read_amount
from assistant.columns import ROLE_TAGS, Columns
from assistant.held_roles import roles_meant
from assistant.query import Aspect, Binding
from assistant.walk import is_beyond
from assistant.wordings import Tag
from index import CountRange
from ingest import Role


@dataclass
class Bound:
    """What the department and role tags of a question add up to."""

    bindings: list[Binding] = field(default_factory=list)
    asked: list[Aspect] = field(default_factory=list)
    counts: list[CountRange] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # places of tags that carried meaning
    asks_who: bool = False
    apart: bool = False  # several departments are asked about, each by itself


class OwnerCounts(Columns):
    """The departments of a question that have no role yet, and what is bound so far."""

    def __init__(
        self, tags: Sequence[Tag], roles_of: dict[str, set[Role]], *, asked: bool = False
    ) -> None:
        super().__init__(tags)
        self._roles_of = roles_of
        self._asked = asked or any(tag.kind == "who" for tag in tags)
        self._pending: list[int] = []
        self.result = Bound()

    def _names(self, places: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n for p in places for n in self._tags[p].value.names))

    def _negated(self, first: int, role: int | None) -> bool:
        before = self._near(first, -1)
        if role is None and self._kind(self._near(self._pending[-1], 1)) == "except.after":
            return True  # 基层处的去掉
        next_to = self._near(self._pending[-1], 1) if role is None else None
        if next_to is not None and is_beyond(self._tags[next_to]):
            return self._tags[next_to].text.endswith("的")  # 公卫处之外的
        after = self._near(role, 1) if role is not None else None
        taken = self._kind(after) == "except" and re.search("[掉去]", self._tags[after or 0].text)
        if self._kind(after) == "except.after" or (taken and self._ends_clause(after or 0)):
            return True  # 把基层处牵头的扣掉
        inner = [] if role is None else self._tags[first + 1 : role]
        denied = any(tag.kind == "not" or is_beyond(tag) for tag in inner)  # 规划处以外牵头的
        return self._kind(before) in {"not", "except"} or denied

    def _bind(self, places: Sequence[int], roles: tuple[Role, ...], role_place: int | None) -> None:
        negated = self._negated(places[0], role_place)
        if negated:
            self.result.used |= {
                p
                for p in (self._near(places[0], -1),)
                if p is not None and self._kind(p) in {"not", "except"}
            }
        written = self._tags[places[0]].text if len(places) == 1 else ""
        self.result.bindings.append(
            Binding(
                self._names(places),
                roles,
                negated,
                not self._separate(places),
                role_place is not None,
                written,
            )
        )

    def _take_pending(self, before: int | None = None) -> None:
        """Bind departments whose role was not said; before a 不 only if no role follows it."""
        if not self._pending:
            return
        if before is not None and self._kind(self._near(before, 1)) in ROLE_TAGS:
            return
        names = self._names(self._pending)
        held = [role for role in Role if any(role in self._roles_of.get(n, ()) for n in names)]
        helps = self._near(self._pending[0], -1)
        if helps in self.result.used and self._kind(helps) == "role.cooperating" and before is None:
            held = [Role.LEAD] if self.result.bindings else held
        last = self.result.bindings[-1] if self.result.bindings else None
        if last is not None and last.forward and self._negated(self._pending[0], None):
            self._bind(self._pending, last.roles, before or self._pending[-1])
        else:
            self._bind(self._pending, tuple(held) or tuple(Role), None)
            if held == [Role.LEAD] and self._is_helped_by(helps):
                self.result.bindings[-1] = replace(self.result.bindings[-1], stated=True)
        self._pending = []

    def _is_helped_by(self, helps: int | None) -> bool:
        """医政处配合公卫处: who stands right behind what another does for it leads."""
        if helps is None or self._kind(helps) != "role.cooperating":
            return False
        beside = not self._between(helps, self._pending[0])
        return beside and self._kind(self._near(helps, -1)) == "department"

    def _held(self, role: Role, role_place: int) -> tuple[Role, ...]:
        """The roles that a role word means of the departments before it."""
        both = self._told(role_place, role)
        if len(both) > 1:
            return both
        held = {r for n in self._names(self._pending) for r in self._roles_of.get(n, ())}
        # 区妇幼对应哪个任务，哪个处来牵: who is asked
        return roles_meant(self._tags[role_place].text, role, held, asked=self._asked)

    def _told(self, place: int, role: Role) -> tuple[Role, ...]:
        """The roles of a tag: of 责任单位, the first of which leads, there are two."""
        return self._tags[place].value or (role,)

    def _counts_owners(self, place: int, role: Role, before: int | None) -> bool:
        """没有配合部门, 共同牵头, 只有一个配合部门."""
        kind = self._kind(before)
        after = self._filled(place)
        if self._touches_next(place) is not None:
            return False
        apart = kind == "not" and self._pending
        if apart and (self._is_column(place, before) or self._nobody(before)):
            self._take_pending()
        alone = kind == "joint" and self._is_alone()
        if alone:  # 公卫处与其他处室共同牵头的: it leads, and not by itself
            self._bind_adjacent(place, role, before)
        told = kind == "not" and before in self.result.used  # 配合栏空白的牵头任务
        if before is None or self._pending or told:
            kind = ""
        if kind == "not" or (kind in {"single", "joint"} and self._lacks(place)):
            self.result.counts.append(CountRange(role, most=0))
        elif kind == "has":
            self.result.counts.append(CountRange(role, least=1))
        elif kind == "single":
            self.result.counts.append(CountRange(role, least=1, most=1))
        elif kind == "joint" and self._kind(self._near(before or 0, -1)) in {"not", "except"}:
            self.result.counts.append(CountRange(role, least=1, most=1))
            self.result.used.add(self._near(before or 0, -1) or 0)
        elif kind.startswith("joint"):
            self.result.counts.append(CountRange(role, *read_amount(self._tags[before or 0].text)))
        elif self._kind(after) == "joint.after":
            self.result.counts.append(CountRange(role, *read_amount(self._tags[after or 0].text)))
            self.result.used.add(after or 0)
            return True
        elif self._lacks(place):
            self.result.counts.append(CountRange(role, most=0))
            return True
        elif self._kind(after) == "single" and self._closes(place, after or 0):
            self._bind_adjacent(place, role)
            self.result.counts.append(CountRange(role, least=1, most=1))
            self.result.used.add(after or 0)
            return True
        elif (empty := self._left_empty(place)) is not None:
            self.result.counts.append(CountRange(role, most=0))
            self.result.used.add(empty)
            return True
        else:
            return False
        self.result.used.add(before or 0)
        return True

    def _is_alone(self) -> bool:
        """公卫处共同牵头的 names one department; 和公卫处共同牵头的 another beside it."""
        if len(self._names(self._pending)) != 1:
            return False
        before = self._tags[self._pending[0] - 1].text if self._pending[0] else ""
        return not before.endswith(("和", "跟", "与", "同"))

    def _bind_adjacent(self, place: int, role: Role, until: int | None = None) -> None:
        """公卫处一家单独挂帅（没跟别的处联合）: the departments right before hold the role."""
        end = place if until is None else until
        if self._pending and not re.search("[，、；的]", self._between(self._pending[-1], end)):
            self._bind(self._pending, self._held(role, place), place)
            self._pending = []

    def _is_column(self, place: int, before: int | None) -> bool:
        """X名下的任务没有配合部门: the column is empty, whoever was named before."""
        parted = self._near(self._pending[-1], 1) != before
        return (
            self._is_column_name(place)
            and parted
            and not self._tags[before or 0].text.startswith("不在")
        )
