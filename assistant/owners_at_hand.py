"""Ask whom the items at hand name, by a kind or beside it: 哪家医院来着, 除了医院还要谁参加."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.pointing import BOTH, moved_focus
from assistant.query import ASPECT_OF, Act, Aspect, Noun, Query
from assistant.turns import Context
from assistant.wordings import talks
from index import ItemFilter
from ingest import PolicyItem, Role

Items = Callable[[Sequence[str]], list[PolicyItem]]
Read = Callable[[str], Query]

_WHO = "(?:谁|哪(?:一|几|些|两)?(?:家|个|所)?)"
# 哪家医院来着, 是哪个中心, 医院是哪家, 具体哪家医院承担
_OF_KIND = re.compile(
    "哪(?:一|几|些|两)?(?:家|个|所)(?P<kind>[\u4e00-\u9fff]{1,4}?)"
    "(?=来着|呢|啊|(?:来|去|在)?(?:承担|承接|落实|执行|具体|负责|做|办|干|弄|参[与加])|[，。？]|$)"
    "|(?:^|[，那])(?:具体|那个?)*(?P<first>[\u4e00-\u9fff]{2,4}?)(?:又|具体|到底|究竟)*(?:是|叫|指|有)+(?:的是)?"
    "哪(?:一|几|些|两)?(?:家|个|所)(?=来着|呢|啊|[，。？]|$)"
)
# 除了医院还要谁参加
_BUT = re.compile(
    "(?:除了?|除开|除去|撇开|不算|抛开)(?P<out>[^，。？谁哪]{2,8}?)(?:之外|以外|外)?[，,]?"
    f"(?:还|另外?|再)(?:要|得|需要|该|会|有|是|请|找|叫|拉)*{_WHO}[^，。？]{{0,8}}"
)
_OR = re.compile("^(?:来着)?[，。？][^，。？]{1,6}还是[^，。？]{1,6}[，。？]?$")
# 四个处分别是, 那两家单位都叫啥
_SO_MANY = re.compile(
    f"^(?:那么?|，|这|那|是)*(?P<many>{NUMERAL})(?:个|家)(?:配合|牵头|协办|落实)?的?(?:处室?|部门|单位|科室)?"
    "(?:都|分别|各|各自|具体)+(?:是|叫|有)(?:谁|哪[些几]?[个家]?|什么|啥)?(?:名字)?(?:来着|呢)?(?=[，。？]|$)"
)
# 协助的有几个处，分别是？; 那责任处室到底是几个？都报名字
_HOW_MANY = re.compile(
    "^(?P<of>那么?|它|这[项条个件]|，)*(?P<role>[^，。？]{2,6}?)的?(?:处室?|部门|单位|科室)?(?P<at>到底|究竟|具体)?(?:又|都)?(?:是|有)"
    "(?:几|多少)(?:个|家)(?:处室?|部门|单位|科室)?"
    "(?:[，。？](?:都|分别|各|各自|名字|请|麻烦|给我|把|报|列|写|说|念|是|叫|有)*(?:谁|哪[些几]?[个家]?|什么|啥|名字|名称|出来|一下|一遍|来)*)?[，。？]*$"
)
_A_KIND = 4  # characters
_FEW = 4  # items
_OFFICES = "处办局委部门位"  # of which most names end


def owners_asked(query: Query, context: Context, items: Items, read: Read) -> Query | None:
    """The question of who has the items at hand, where its words name but a kind of them."""
    if query.numbers or query.doc_ids or not context.focus:
        return None
    again = _so_many(query, context, items) or _how_many(query, context)
    if again is not None or query.tallies:
        return again
    return _of_kind(query, context, items, read) or _but(query, context, items, read)


def _so_many(query: Query, context: Context, items: Items) -> Query | None:
    """四个处分别是谁: the names in the role of which the item at hand has so many."""
    match = _SO_MANY.match(query.text)
    if match is None or len(context.focus) != 1:
        return None
    many = read_numeral(match["many"])
    roles = [r for i in items(context.focus) for r in Role if len(i.owners(r)) == many]
    asked = _asked(query, context.focus, roles)
    return asked.with_(tallies=()) if asked is not None else None


def _how_many(query: Query, context: Context) -> Query | None:
    """协助的有几个处，分别是: of the item at hand; who leads, only where it is pointed at."""
    match = _HOW_MANY.match(query.text)
    alone = query.roles and not (query.topic or query.constrained)
    if match is None or not alone or len(context.focus) != 1:
        return None
    if Role.LEAD in query.roles and not (match["of"] or match["at"]):
        return None  # 牵头的有几个处 may be asked of the whole table
    asked = _asked(query, context.focus, query.roles)
    counted = {"act": Act.COUNT, "counts": True, "noun": Noun.OWNER, "tallies": ()}
    return asked.with_(**counted) if asked is not None else None


def _of_kind(query: Query, context: Context, items: Items, read: Read) -> Query | None:
    """哪家医院来着, of the one item at hand that names a hospital, and no other words."""
    match = _OF_KIND.search(query.text)
    if match is not None and _OR.search(query.text[match.end() :]):
        query = read(query.text[: match.end()])  # 哪个中心来着？疾控还是妇幼
    words = {word for word in query.topic.split() if not talks(word)}
    asks = query.asks_who or query.roles or Aspect.NUMBER in query.aspects  # 哪个中心
    kind = match["kind"] or match["first"] if match is not None else ""
    if words != {kind} or not asks or query.constrained:
        return None
    focus = context.focus if len(context.focus) == 1 else ()
    held = _roles(kind, items(focus))
    return _asked(query, focus, [role for role in held if role in query.roles or not query.roles])


def _but(query: Query, context: Context, items: Items, read: Read) -> Query | None:
    """这两条除了医院还要谁参加: of few items that have hospitals; what else is said is talk."""
    match = _BUT.search(query.text)
    focus = moved_focus(query.text, context) or context.focus
    if match is None or len(focus) > _FEW:
        return None
    before = read(query.text[: match.start()]) if bare(query.text[: match.start()]) else None
    if before is not None and (before.topic or before.constrained):
        return None
    pointed = before is not None and (before.pronoun or BOTH.search(query.text))
    any_role = (Role.COOPERATING, Role.UNIT) if pointed else ()
    return _asked(query, focus, _roles(match["out"], items(focus)) or any_role)


def _roles(kind: str, found: Sequence[PolicyItem]) -> list[Role]:
    """The roles that have somebody of a kind: 七院 is a 医院, 区疾控中心 a 中心."""
    word = bare(kind)
    held = [r for r in Role if any(_is_of(word, n) for i in found for n in i.owners(r))]
    return held if len(word) <= _A_KIND else []


def _is_of(kind: str, name: str) -> bool:
    return kind in name or (len(kind) > 1 and name.endswith(kind[-1]) and kind[-1] not in _OFFICES)


def _asked(query: Query, focus: Sequence[str], roles: Sequence[Role]) -> Query | None:
    aspects: tuple[Aspect, ...] = tuple(ASPECT_OF[role] for role in roles)
    if not aspects:
        return None
    return query.with_(
        follows=True, focus=tuple(focus), act=Act.LOOKUP, aspects=aspects, topic="", gist="",
        bindings=(), filter=ItemFilter(), asks_who=True, counts=False, lists=False, pronoun=True,
    )  # fmt: skip
