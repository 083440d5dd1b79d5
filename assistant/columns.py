"""Look at the columns (牵头部门, 配合单位) that a question speaks of: filled, empty, joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.walk import Walk
from assistant.wordings import Tag, strip_fillers
from ingest import Role

ROLE_TAGS = {
    "role.lead": Role.LEAD,
    "role.weak": Role.LEAD,
    "role.cooperating": Role.COOPERATING,
    "role.unit": Role.UNIT,
}
_FILLED = re.compile("(?:填|写|列|挂|标|安排|落)(?:了|着|的是|有)*")
_NOBODY = re.compile("人|别的|其[他它]|任何|谁|[一哪]个|[一哪]家")
_TOUCHES = re.compile("涉及|牵涉|牵扯")
_NEXT_TO = 4  # characters; a role so near to a name is said of it
JOINED = re.compile(
    r"^[、，和与跟及同以加连/+]*(?:以及|还有|也有|也|有|又有|加上|还是|是|连同)*(?:[给替帮](?:别?人|人家))?$"
)


def names_column(tag: Tag) -> bool:
    """Whether a role is said as the name of a column: 牵头部门, of 牵头."""
    return re.search("部门|单位|处室|方$|的处$", tag.text) is not None


class Columns(Walk):
    """The tags of one question, and what they say of the columns of a table."""

    def _turns(self, place: int) -> bool:
        """牵头不是Y: the role is denied to the department that follows."""
        after = self._beyond(place, 1, ("not", "single", "has"))
        if self._kind(after) != "department" or after is None:
            return False
        denied = re.search("不是|并非|不由|不归", self._between(place, after))
        return bool(denied) and self._kind(self._near(after, 1)) not in ROLE_TAGS

    def _touches_next(self, place: int) -> int | None:
        """不涉及公卫处的: the department that follows, which has a part in whatever role."""
        after = self._near(place, 1)
        beside = after is not None and not self._between(place, after)
        touches = _TOUCHES.fullmatch(self._tags[place].text) is not None
        return after if beside and touches and self._kind(after) == "department" else None

    def _holds_next(self, place: int) -> bool:
        """且配合部门中有医政处: the column is said to have the department that follows."""
        after = self._beyond(place, 1, ("has", "single"))
        between = self._between(place, after) if after is not None else ""
        column = self._is_column_name(place) or self._tags[place].text.endswith(("栏", "格"))
        named = self._kind(after) == "department" and column
        return named and re.search("有|含|是|为|：|填|写", between) is not None

    def _nobody(self, place: int | None) -> bool:
        """又没人配合, 没有别的处室参与: nobody at all, whoever was named before."""
        return place is not None and _NOBODY.search(self._tags[place].text) is not None

    def _after_columns(self, place: int) -> int | None:
        """The tag after a column and those joined to it: 配合部门和委属单位两栏都空."""
        after = self._filled(place)
        while (
            after is not None
            and self._kind(after) in ROLE_TAGS
            and (self._is_column_name(after) or self._is_joined(place, after))
            and JOINED.match(self._between(place, after))
        ):
            place, after = after, self._filled(after)
        return after

    def _is_joined(self, place: int, after: int) -> bool:
        """配合和委属都空着: 和 joins two columns, 、 may only part two conditions."""
        return self._between(place, after) in {"和", "与", "跟", "及", "以及"}

    def _filled(self, place: int) -> int | None:
        """The tag after a column, over what says that it is filled in: 落实单位填了不止一家."""
        after = self._near(place, 1)
        passed = after is not None and (
            self._kind(after) == "both" or _FILLED.fullmatch(self._tags[after].text)
        )
        return self._near(after, 1) if passed and after is not None else after

    def _closes(self, place: int, after: int) -> bool:
        """牵头只有一家: said of the role at once, and nothing it could belong to follows."""
        paused = re.search("[、，；]", self._between(place, after))
        return paused is None and self._ends_clause(after)

    def _left_empty(self, place: int) -> int | None:
        """Where it is said that the column before has nothing, or None."""
        after = self._after_columns(place)
        empty = after is not None and self._kind(after) == "not" and self._is_empty(after)
        return after if empty else None

    def _is_empty(self, place: int) -> bool:
        """配合栏空着的, 落实单位一家都没写的: the column before has nothing."""
        said = self._tags[place].text
        if "空" in said:  # 配合栏空白的牵头任务: of nothing that follows
            return True
        return re.search("[没未不](有)?[写列填标]", said) is not None and self._ends_clause(place)

    def _ends_clause(self, place: int) -> bool:
        """牵头只有一家，…: nothing that the word could belong to follows at once."""
        following = self._near(place, 1)
        kind = self._kind(following)
        between = self._between(place, following if following is not None else len(self._tags))
        return kind not in {"department", *ROLE_TAGS} or bool(re.search("[、，；]", between))

    def _lacks(self, place: int) -> bool:
        """一项牵头任务都没有: the denial closes the clause."""
        after = self._beyond(place, 1, ("noun.task", "both"))
        if self._kind(after) != "not" or after is None:
            return False
        rest = "".join(tag.text for tag in self._tags[after + 1 :]).partition("的")[0]
        rest = re.split("[，。；？]", rest)[0]
        nothing = re.search("没有$|[都也][没未](?:有)?[写列填标排]$", self._tags[after].text)
        return nothing is not None and not strip_fillers(rest)

    def _is_column_name(self, place: int) -> bool:
        return names_column(self._tags[place])

    def _has_own_role(self, before: int, place: int) -> bool:
        """落实单位是X、Y又在牵头: after a pause, Y goes with the role that follows it."""
        after = self._beyond(place, 1, ("both", "has"))
        paused = re.search("[、，；]", self._between(before, place))
        gap = self._between(place, after) if after is not None else ""
        return self._kind(after) in ROLE_TAGS and paused is not None and len(gap) <= _NEXT_TO

    def _beside_role(self, place: int) -> bool:
        beside = {self._kind(self._near_talk(place, 1)), self._kind(self._near_talk(place, -1))}
        wanted = {
            *ROLE_TAGS,
            "compare",
            "department",
            "most",
            "least",
            "list",
            "count",
            "follow",
            "yesno",
        }
        near = self._tags[max(0, place - 2) : place + 2]
        if any(tag.kind == "or" for tag in near):  # 归医政还是归公卫
            said = "".join(tag.text for tag in self._tags[:place])
            return bool(beside & wanted) or said.endswith(("归", "属", "是"))
        return bool(beside & wanted) or {k for k in beside if k} <= {"end"}

    def _asked_apart(self, before: int, place: int) -> bool:
        """人口家发处摊到哪条，生物医药处摊到哪条: each is asked for by itself."""
        kinds = {tag.kind for tag in self._tags[before + 1 : place]}
        again = {tag.kind for tag in self._tags[place + 1 :]}
        return bool(kinds & {"which", "list", "count"} and again & {"which", "list", "count"})

    def _weak_counts(self, before: int | None, after: int | None) -> bool:
        if self._kind(before) == "both":  # 审批中心既要落实
            before = self._near(before or 0, -1)
        denied = self._near(before, -1) if before is not None else None
        if self._kind(before) == "not" and self._kind(denied) == "department":
            return True  # 七院不落实的
        return self._kind(before) in {"who", "department", "joint", "single"} or (
            self._kind(after) == "who" and self._kind(before) != "rest"
        )

    def _separate(self, places: Sequence[int]) -> bool:
        """Whether 或 or 还是 stands between the departments."""
        between = "".join(self._between(left, right) for left, right in itertools.pairwise(places))
        ambiguous = any(len(self._tags[p].value.names) > 1 for p in places)
        return ambiguous or any(word in between for word in ("或", "还是", "要么"))
