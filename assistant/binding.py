"""Decide which departments hold which role in a question, and which roles it asks for."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from assistant.columns import JOINED, ROLE_TAGS
from assistant.held_roles import beside_lead, denied_alike
from assistant.owner_counts import Bound, OwnerCounts
from assistant.query import ASPECT_OF, Binding
from assistant.walk import is_beyond
from assistant.wordings import Tag, strip_fillers
from index import CountRange
from ingest import Role

_IS = re.compile(
    r"^(?:的|里面?|里头|当中|之中|中|一栏|栏|=)*(?:但|却|又|并|同时|都|既|也|写的|填的)*"
    r"(?:是|为|：|由|写的是|写着|填的是|填|写|有|含|包括|包含|是不是|有没有|有无|含不含|包不包括|包不包含|带|归|在|落在|出现|见|带|只|仅|就|只有|仅有|是否有|不|没|非)*(?:了|着)*$"
)
_PLAIN_NOT = re.compile(
    "[，、]?(?:又|也|但|却|而|都|从|从来|一直)*(?:不|没|没有|未)(?:再|曾|自己|自个儿|亲自)?"
)
_PARTS = re.compile(
    "但|却|而|(?:里|中|当中|之中|里[面头]|其中|名下|手[里上头]|头上)，"
)  # 监督所的活里头，公卫处不牵头的
_AND = re.compile("[和跟与及、或同+]|还是|以及")
_IN_ITS_TASKS = re.compile("^(?:今年|都|也)?在(?!内)|(?:任务|活儿?|事)(?:里|中)")
_HELPS = re.compile("[给帮替为]|跟着|随着|陪着")  # A给B打配合, A跟着B配合
_TO = ("给", "帮", "替", "为")
_ASKED_OF = {"count", "list", "which", "who"}
_OFFICES = re.compile("(?:部门|单位|处室?)$")
_ONLY = re.compile("只|而是|光是?|净是?|专门?")  # 不牵头，只是配合


class Binder(OwnerCounts):
    """Walks over the tags of one question once, left to right."""

    def run(self) -> Bound:
        """Bind every department to a role; collect the roles that are asked for."""
        for place in range(len(self._tags)):
            tag = self._tags[place]  # binding forward renames the tags it takes
            if tag.kind == "department":
                self._take_department(place)
            elif tag.kind in ROLE_TAGS:
                self._take_own(place)
                self._take_role(place)
            elif tag.kind in {"not", "except"} and self._pending:
                self._take_pending(before=place)
            elif is_beyond(tag):
                self._set_aside(place)
            elif tag.kind == "who":
                self.result.used.add(place)
                self.result.asks_who = True
        self._take_pending()
        self.result.bindings = denied_alike(self.result.bindings)
        return self.result

    def _set_aside(self, place: int) -> None:
        """基层处管的之外还有啥: what was bound right before is left out."""
        before = self._near(place, -1)
        opened = any(tag.kind == "except" for tag in self._tags[:place])
        if before in self.result.used and self.result.bindings and not opened:
            self.result.bindings[-1] = replace(self.result.bindings[-1], negated=True)

    # -- departments

    def _take_department(self, place: int) -> None:
        mention = self._tags[place].value
        if mention.weak and not self._beside_role(place):
            return
        self.result.used.add(place)
        if self._pending and _PARTS.search(self._between(self._pending[-1], place)):
            self._take_pending()
        elif self._pending and self._asked_apart(self._pending[-1], place):
            self._take_pending()
            self.result.apart = True
        self._pending.append(place)

    # -- roles

    def _take_own(self, place: int) -> None:
        """医政处沾边的任务里不归它牵头的: the pronoun stands for the department just named."""
        before = self._near(place, -1)
        if before is None or self._kind(before) not in {"pronoun", "pronoun.owner"}:
            return
        if self._pending and self._between(self._pending[-1], before).endswith(_TO):
            return  # 医政处给它配合的: the pronoun is the one that is helped
        named = [p for p in range(before) if self._kind(p) == "department"]
        if not named:
            return
        self._take_pending()
        said = self._tags[before]
        mention = self._tags[named[-1]].value
        if re.search("们|俩|两", said.text):  # 但不是他们牵头的: all that were named
            mention = replace(mention, names=self._names(named))
        own = replace(said, kind="department", value=mention)
        self._tags = [own if i == before else tag for i, tag in enumerate(self._tags)]
        self.result.used.add(before)
        self._pending = [before]

    def _take_role(self, place: int) -> None:
        tag = self._tags[place]
        role = ROLE_TAGS[tag.kind]
        before, after = self._near(place, -1), self._near(place, 1)
        if tag.kind == "role.weak" and not self._weak_counts(before, after):
            return
        self.result.used.add(place)
        if self._joins_previous(place, before):
            return
        known = len(self.result.counts)
        if self._counts_owners(place, role, before):
            if len(self._told(place, role)) > 1:
                self.result.counts[known:] = map(beside_lead, self.result.counts[known:])
            return
        if (touched := self._touches_next(place)) is not None:
            self._take_pending()
            self._binds_touched(place, touched)
            return
        if self._asks_column(place):
            self._take_pending()
            self._ask(place, role)
        elif self._kind(before) == "who" and not (self._pending and self._helps_whom(before)):
            self._ask(place, role)
        elif self._pending and self._said_of_next(place, role):
            self._take_pending()
            self._binds_forward(place, role)
        elif self._pending:
            self._bind_pending(place, role)
        elif self._binds_forward(place, role):
            return
        else:
            self._ask(place, role)

    def _asks_column(self, place: int) -> bool:
        """X的任务，配合单位分别是谁: the role is asked for, not held by X."""
        if not self._pending:
            return False
        named = re.search("部门|单位|处室", self._tags[place].text)
        after = self._beyond(place, 1, ("compound", "has"))
        words = self._between(self._pending[-1], place)
        return bool(named and self._kind(after) in {"who", "list"} and "，" in words)

    def _helps_whom(self, who: int | None) -> bool:
        """基层处给谁打过下手: it helps, and whom is asked."""
        return bool(who) and self._tags[(who or 0) - 1].text.endswith(_TO)

    def _said_of_next(self, place: int, role: Role) -> bool:
        """落到X、牵头却不是Y: X has no such role, and a department follows the role."""
        held = {r for name in self._names(self._pending) for r in self._roles_of.get(name, ())}
        after = self._beyond(place, 1, ("not", "single", "has", "both"))
        if after is None or self._kind(after) != "department" or self._has_own_role(place, after):
            return False
        return role not in held or self._turns(place)

    def _bind_pending(self, place: int, role: Role) -> None:
        """Bind the departments before a role; A给B打配合 makes B the lead."""
        first, last = self._pending[0], self._pending[-1]
        if role is Role.LEAD and first != last and self._of_anothers(first, last):
            self._bind([last], (role,), place)
            self._pending = self._pending[:-1]
            return
        turn = self._whom_helped()
        if role is Role.COOPERATING and self._is_helped(first, place):
            self._bind(self._pending, (Role.LEAD,), place)
            self._ask(place, role)
        elif role is Role.COOPERATING and turn:
            self._bind(self._pending[:turn], (role,), place)
            self._bind(self._pending[turn:], (Role.LEAD,), place)
        else:
            self._bind(self._pending, self._held(role, place), place)
            self._alone(role, place)
        self._pending = []

    def _whom_helped(self) -> int:
        """医政处和基层处一起给公卫处打配合: where those that are helped begin, or 0."""
        pairs = enumerate(itertools.pairwise(self._pending), start=1)
        return next((at for at, (a, b) in pairs if _HELPS.search(self._between(a, b))), 0)

    def _of_anothers(self, first: int, last: int) -> bool:
        """监督所身上的任务哪些是医政处牵头的: one leads, and has another in its item.

        So with 基层处在公卫处牵头的任务里配合.
        """
        between = self._between(first, last)
        if _AND.search(between):
            return False
        leads = any(Role.LEAD in self._roles_of.get(n, ()) for n in self._names([first]))
        return not leads or _IN_ITS_TASKS.search(between) is not None

    def _is_helped(self, first: int, place: int) -> bool:
        """给公卫处配合过的处室: the department is the one that leads."""
        text = self._tags[first - 1].text if first else ""
        beside = self._near(place, -1) == self._pending[-1] == first
        return beside and text.endswith(_TO)

    def _alone(self, role: Role, place: int) -> None:
        """公卫处单独牵头, 只有医政处一家配合: nobody else has the role."""
        first = self._near(self._pending[0], -1)
        around = [self._near(place, 1), self._near(place, -1), first]
        if any(self._kind(near) == "single" for near in around):
            held = self.result.bindings[-1].roles
            held = held if len(held) == 1 else (role,)  # 落实 is said of units
            self.result.counts.append(CountRange(held[0], least=1, most=1))

    def _joins_previous(self, place: int, before: int | None) -> bool:
        """牵头或配合: the same department, both roles."""
        if before is None or not self.result.bindings or self._pending or self._turns(place):
            return False
        if self._left_empty(place) is not None or self._holds_next(place):
            return False
        if self._kind(before) == "yesno" and self._is_column_name(place):
            return False  # 公卫处牵头的有没有配合部门: of the column, and no second role of it
        joined = self._beyond(place, -1, ("or", "both", "compare", "yesno", "not"))
        if (
            joined is None
            or joined not in self.result.used
            or self._tags[joined].kind not in ROLE_TAGS
        ):
            return False
        between = "".join(t.text for t in self._tags[joined + 1 : place] if t.kind == "rest")
        last = self.result.bindings[-1]
        denied = any(tag.kind == "not" for tag in self._tags[joined + 1 : place])
        if last.stated and last.negated and _ONLY.search(between):
            role = ROLE_TAGS[self._tags[place].kind]
            self.result.bindings.append(replace(last, roles=(role,), negated=False))
            return True
        if self._asks_whose(joined, place):
            return False
        column = self._is_column_name(place)
        plainly = _PLAIN_NOT.fullmatch(self._between(joined, place)) is not None
        if plainly and last.stated and not (last.negated or column or self._denies_next(place)):
            self._also_not(last, ROLE_TAGS[self._tags[place].kind])
            return True
        if not JOINED.match(strip_fillers(between).replace(" ", "")):
            return False
        if denied and (not last.negated or column):
            return False
        apart = "".join(tag.text for tag in self._tags[joined + 1 : place])
        if re.search("又|且|同时", apart) and last.stated and not denied:
            role = ROLE_TAGS[self._tags[place].kind]
            self.result.bindings.append(replace(last, roles=(role,)))
            return True
        role = ROLE_TAGS[self._tags[place].kind]
        if role in last.roles or not last.stated:
            return role in last.roles
        self.result.bindings[-1] = Binding(
            last.names, (*last.roles, role), last.negated, last.together, True, last.written
        )
        return True

    def _asks_whose(self, joined: int, place: int) -> bool:
        """X牵头，配合部门有几个: who has the second role is asked, and X has the first alone."""
        after = self._near(place, 1, skip=("has",))
        if "，" not in self._between(joined, place) or self._kind(after) not in _ASKED_OF:
            return False
        offices = self._kind(self._near(after or place, 1)) == "noun.owner"
        return offices or _OFFICES.search(self._tags[place].text) is not None

    def _denies_next(self, place: int) -> bool:
        """也没配合也没落实单位: two columns that are empty, and nothing that the office is not."""
        after = self._near(place, 1, skip=("both",))
        following = self._near(after, 1) if after is not None else None
        return self._kind(after) == "not" and self._kind(following) == "role.unit"

    def _also_not(self, last: Binding, role: Role) -> None:
        """组织人事处只配合不牵头: the same department does not hold the second role."""
        self.result.bindings.append(replace(last, roles=(role,), negated=True))

    def _binds_forward(self, place: int, role: Role) -> bool:
        """牵头部门是公卫处的任务, 配合部门里有基层处的."""
        over = ("single", "has", "not", "both", "joint", "yesno", "place")
        after = self._beyond(place, 1, over)
        between = self._tags[place + 1 : after]
        said = "".join(tag.text for tag in between if tag.kind != "place")
        gap = strip_fillers(said) if after is not None else "无"
        linked = _IS.match(gap) and (
            re.search(r"部门|单位|处室|方$|栏$", self._tags[place].text)
            or re.search("[是为：由有含写填包=归见]", self._between(place, after or place))
        )
        if self._kind(after) != "department" or after is None:
            return False
        if not (linked or self._names_holder(place, after)):
            return False
        run = [after]
        following = self._near(after, 1, skip=("or",))
        while following is not None and self._kind(following) == "department":
            if self._has_own_role(run[-1], following):
                break
            run.append(following)
            following = self._near(following, 1, skip=("or",))
        self._bind(run, self._told(place, role), place)
        self.result.bindings[-1] = replace(self.result.bindings[-1], forward=True)
        if any(self._kind(near) == "single" for near in (following, self._near(after, -1))):
            self.result.counts.append(CountRange(role, least=1, most=1))
        for used in run:
            self.result.used.add(used)
        self._tags = [
            Tag("bound", t.start, t.end, t.text, t.value) if i in run else t
            for i, t in enumerate(self._tags)
        ]
        return True

    def _binds_touched(self, place: int, named: int) -> None:
        """不涉及公卫处的: it has no part, in whatever role."""
        held = {r for name in self._names([named]) for r in self._roles_of.get(name, ())}
        self._bind([named], tuple(r for r in Role if r in held) or tuple(Role), place)
        before = self._near(place, -1)
        if before is not None and self._kind(before) == "not":
            self.result.bindings[-1] = replace(self.result.bindings[-1], negated=True)
            self.result.used.add(before)
        self.result.used.add(named)
        self._tags = [
            replace(t, kind="bound") if i == named else t for i, t in enumerate(self._tags)
        ]

    def _names_holder(self, place: int, after: int) -> bool:
        """牵头的医政处: the role, right before a department that has none of its own."""
        beside = re.fullmatch("的?", self._between(place, after)) is not None
        said = f"{self._tags[place].text}{self._between(place, after)}"
        return beside and said.endswith("的") and self._kind(self._near(after, 1)) not in ROLE_TAGS

    def _ask(self, place: int, role: Role) -> None:
        for aspect in (ASPECT_OF[one] for one in self._told(place, role)):
            if aspect not in self.result.asked:
                self.result.asked.append(aspect)
