"""Judge who is said to stand first or last among several: 排在首位的是甲."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.cleaning import HAN, canonical, letters, without_brackets
from assistant.phrasing.ground import Ground
from ingest import Role

_STANDS = "(?:排名?|列|居|位|位列|位居|写)(?:在|于)?"
_FIRST, _LAST = (
    "(?P<first>首位|第1位?|最前面?|最前头|第1个)",
    "(?P<last>末位|最后(?:面|1位|1个)?|末尾)",
)
_WHO = f"(?P<who>[{HAN}（）]{{2,}}?)"
_OF = "(?:的?(?:牵头|配合|协办)?(?:部门|单位|处室))?"
_FORMS = (
    re.compile(f"(?:其中)?{_STANDS}(?:{_FIRST}|{_LAST})的?{_OF}(?:是|为){_WHO}"),
    re.compile(f"(?:其中)?{_WHO}{_STANDS}(?:{_FIRST}|{_LAST})"),
)


def judged(clause: str, before: str, grounds: Sequence[Ground]) -> bool | None:
    """Whether the records have the order that a clause (letters) tells; None where it tells none.

    It is the order of those who lead, unless it, or the clause `before` it, is of those who help.
    """
    said = next((found for form in _FORMS if (found := form.fullmatch(clause))), None)
    if said is None:
        return None
    helps = re.search("配合|协办|协助", clause) or (
        re.search("配合|协办|协助", before) and "牵头" not in f"{before}{clause}"
    )
    role = Role.COOPERATING if helps else Role.LEAD
    rows = [[_letters(name) for name in one.item.owners(role)] for one in grounds]
    place = 0 if said["first"] else -1
    return all(len(row) > 1 and row[place] == said["who"] for row in rows)


def _letters(name: str) -> str:
    return letters(without_brackets(canonical(name)))
