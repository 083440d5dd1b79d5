"""Tables with a column for each office, in which marks say who leads and who cooperates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.items import Role
from ingest.owners import Owners, is_office
from ingest.roles import role_of

_SIGNS = "√✓✔☑●▲★■◆○◎△☆□◇※"
_SHORT = {"主": Role.LEAD, "牵": Role.LEAD, "配": Role.COOPERATING, "协": Role.COOPERATING}
MARK = re.compile(f"[{_SIGNS}{''.join(_SHORT)}]|牵头|主责|主办|责任|负责|配合|协办|协同|参与")
_ROLES = "牵头|主责|主办|责任|负责|配合|协办|协同|参与|协助"
_LEGEND = re.compile(
    rf"(?P<mark>[{_SIGNS}])[”\"）)]?(?:号|标[记识志])?(?:者|的)?(?:单位|部门|科室|处室)?"
    rf"(?:为|是|表示|代表|指|[：:—-]{{0,2}})[^。；，,\n{_SIGNS}]{{0,4}}?(?P<role>{_ROLES})"
    rf"|(?P<role2>{_ROLES})(?:单位|部门|科室|处室)?(?:用|以|为|标[注记]为?|[：:])[“\"（(]?(?P<mark2>[{_SIGNS}])"
)


def is_column(name: str, cells: Iterable[str]) -> bool:
    """Whether a column belongs to one office: its name over nothing but marks."""
    filled = [cell for cell in cells if cell and cell != name]
    return is_office(name) and bool(filled) and all(map(MARK.fullmatch, filled))


def meanings(text: str, marks: Iterable[str]) -> Mapping[str, Role]:
    """What marks stand for: as the document says, or as the words themselves do."""
    said: dict[str, Role] = {}
    for mark in marks:
        role = _SHORT.get(mark) or role_of(mark)
        if role is not None:
            said[mark] = role
    for found in _LEGEND.finditer(text):
        role = role_of(found["role"] or found["role2"])
        if role is not None:
            said.setdefault(found["mark"] or found["mark2"], role)
    return said


def owners_of(marked: Mapping[str, str], roles: Mapping[str, Role], marks: Iterable[str]) -> Owners:
    """The owners of a row from its marks by office.

    A mark that nothing explains says who is responsible where no other mark is used.
    """
    owners = Owners()
    alone = len(set(marks)) == 1
    for name, mark in marked.items():
        if mark in roles:
            owners = owners.with_names(roles[mark], (name,))
        elif alone:
            owners = owners.joined(Owners(lead=(name,), certain=False))
    return owners
