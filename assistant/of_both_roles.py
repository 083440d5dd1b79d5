"""Ask for what one department leads and what it helps with, each by itself: 牵头几条、配合几条."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.query import Query
from assistant.wordings import Tag, strongest, wording_tags
from index import ItemFilter

Read = Callable[[str], Query]

_PIECE = re.compile("[^，、；。：？！,;:?!和跟与]+")
_APART = re.compile(
    "分别|分开|分头|分(?:成|为|作)?两|各自?(?:有|是|报|列|几|多少|占)|两[类栏列头边块拨份]"
    "|左边?.+右|(?:一|1)边.+(?:一|1)边|一[类栏列].+一[类栏列]"
)
_HOW_MANY = re.compile("几|多少|数(?![据字码])|若干")
_WHICH = re.compile(
    "一共|总共|合计|共计|加起来|加在?一[起块]|都算|算上"
    "|谁|哪[个家一]|最|多还是|还是|比|差|是不是|是否|吗|有没有"
)
_ROLES = {"role.lead": "牵头", "role.cooperating": "配合"}
_OTHER = {"not", "except", "except.after", "joint", "joint.after", "single", "amount", "claim"}


_WHAT = (
    "的?(?:任务|事|活)?(?:各|又|还|分别)*(?:是|有|都)*[些了]*(?:什么|啥|哪(?:些|几[项个件条样]))"
    "(?:任务|活儿?|事儿?|工作)?"
)
_LEADS = "牵头|负责|主责|主办|挑头|领头|打头"
_HELPS = "配合|协助|协办|参与"
_AND = "(?:[，,、；;？?和跟与及又也还那]|以及|还有)+(?:[要给得需去替]|别人|自己)*"
# 牵头什么、配合什么: what one office has in each of the two roles.
_IN_BOTH_ROLES = re.compile(
    f"(?P<lead>{_LEADS}){_WHAT}{_AND}(?P<help>{_HELPS}){_WHAT}"
    f"|(?P<first>{_HELPS}){_WHAT}{_AND}(?P<second>{_LEADS}){_WHAT}"
)


def of_both_roles(text: str, read: Read) -> list[str]:
    """The two questions that a message asks of one department; none where it asks another thing.

    Each role stands in a piece of its own, and each is counted, or the message says that they
    are to be told apart.
    """
    listed = _listed(text, read)
    if listed or _WHICH.search(text):
        return listed
    spans = [match.span() for match in _PIECE.finditer(text)]
    if len(spans) < len(_ROLES):
        return []
    tags = strongest(wording_tags(text))
    kinds = {tag.kind for tag in tags}
    if not _ROLES.keys() <= kinds or kinds & _OTHER:
        return []
    pieces = [_kinds_in(span, tags) for span in spans]
    alone = [next((p for p in pieces if _only(role, p)), None) for role in _ROLES]
    each = all(piece is not None and piece & {"count", "list"} for piece in alone)
    if None in alone or not (each or _APART.search(text)):
        return []
    query = read(text)
    names = {binding.names for binding in query.bindings}
    written = next((binding.written for binding in query.bindings if binding.written), "")
    plain = query.filter.owner_counts == () and not (query.numbers or query.topic or query.doc_ids)
    timed = query.filter != ItemFilter() and not query.time_text
    if len(names) != 1 or not written or not plain or timed or query.time_negated:
        return []
    asked = "有几项" if _HOW_MANY.search(text) else "有哪些"
    return [f"{written}{query.time_text}{word}的任务{asked}" for word in _ROLES.values()]


def _listed(text: str, read: Read) -> list[str]:
    """住建局牵头什么、配合什么: a list for each of the roles of the one office that is named."""
    asked = _IN_BOTH_ROLES.search(text)
    if asked is None:
        return []
    before = text[: asked.start()]
    questions = [f"{before}{role}的任务有哪些" for role in asked.groups() if role]
    queries = list(map(read, questions))
    owned = all(len(query.bindings) == 1 and not query.topic for query in queries)
    return questions if owned else []


def _kinds_in(span: tuple[int, int], tags: list[Tag]) -> set[str]:
    return {tag.kind for tag in tags if tag.start < span[1] and tag.end > span[0]}


def _only(role: str, kinds: set[str]) -> bool:
    """Whether a piece has one of the two roles and not the other."""
    return role in kinds and not (_ROLES.keys() - {role}) & kinds
