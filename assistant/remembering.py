"""What the earlier turns of a conversation were about, and what a question takes from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.amending import amended, corrected
from assistant.asserting import asserted
from assistant.bench import Bench
from assistant.beside import beside
from assistant.conversation import complete
from assistant.draft import Draft
from assistant.either import either_of
from assistant.enlarging import enlarged
from assistant.enumerations import enumerations
from assistant.errands import without_errands
from assistant.fitting import Hand
from assistant.followups import beside_neighbour, compared
from assistant.grouping import grouped
from assistant.guides import tells_case
from assistant.keeping import kept_in_part
from assistant.like_it import like_it
from assistant.likewise import likewise
from assistant.marks import marks_in
from assistant.membership import of_trades
from assistant.normalise import bare
from assistant.of_these_offices import of_all_these, of_these_offices
from assistant.openings import without_opening
from assistant.owners_at_hand import owners_asked
from assistant.picking import asked_of_picked
from assistant.query import Act, Query
from assistant.returning import gone_back
from assistant.set_against import numbered, set_against
from assistant.sifting import sifted
from assistant.sifting_owners import by_carrier
from assistant.slips import put_right
from assistant.stepping import stepped
from assistant.told import Told
from assistant.told_in_part import besides, but_numbers, no_more, told_in_part
from assistant.turns import Context, Turn
from assistant.vocabulary import Vocabulary
from index import Catalogue
from index.recent import Recent
from ingest import PolicyItem, Role

_UNANSWERED = re.compile("(?:没有|没|未)(?:写|提|列|说|涉及)|不能据此|查不到|无法回答|没有找到")
_A_WORD = 3  # characters of a word of the item at hand that names no other matter: 试点
_REMEMBERED = 8  # turns of history that a follow-up may lean on
_A_NAME = 30  # characters of a reply that names somebody and says no more
_A_LIST = 3  # members; fewer are a pair
# 食堂也算吗, 加油站在不在里面: whether what was spoken of has it.
_IN_THE_LIST = re.compile(
    "(?:算不算|算吗|算么|算在内吗|算一个吗|包括吗|包不包括|包含吗|含不含|在不在(?:里面|里头|里边|内|其中|名单上|列)?"
    "|在(?:里面|里头|里边|内|其中|列|名单上)(?:吗|么|吧|不))[？?]?$|^(?:那么?)?(?:包不包括|包括|含不含)[^，。？]{2,10}$"
)
# 我弟弟那家…，也够得上吗: of another one, whether it is in the list of trades at hand.
_TOO = re.compile(
    "(?:也|都|还|能|可|算)(?:不)?(?:算|能|可以|行|成|够(?:得)?[上着格]|轮得?[上着到]|沾得?[上着边]|赶得?[上着]|搭得?[上着]|挨得?[上着]"
    "|享受|走|办|这么[办弄搞]|这样[办弄搞]|一样[办弄搞])(?:得)?(?:上|到|下来)?(?:一张证|[这那](?:个|条|种))?(?:吗|么|不|伐|吧|嘛)[？?。]?$"
)
_BRIEF = 8  # characters of a matter that may be of the item at hand
_SEVERAL = 2
# What is kept read: characters of turns, and what a conversation of few of them counts for.
_CHARACTERS, _A_CONTEXT = 200_000, 4_000


class Remembering:
    """Reads the turns before a question; those of the latest questions once for all that asks."""

    def __init__(
        self,
        catalogue: Catalogue,
        vocabulary: Vocabulary,
        read: Callable[[str], Query],
        draft: Callable[[Query], Draft],
        bench: Callable[[], Bench],
    ) -> None:
        """`read` understands a turn alone, `draft` answers it, `bench` seeks items."""
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._read = read
        self._draft = draft
        self._bench = bench
        self._told = Told(catalogue, vocabulary, draft, bench)
        self._recent: Recent[tuple[Turn, ...], tuple[Context | None, int]] = Recent(
            _CHARACTERS, lambda kept: kept[1]
        )

    def completed(self, query: Query, history: Sequence[Turn]) -> Query:
        """The question with what it lacks from the earlier turns."""
        either = either_of(query, self._read, self._told.answered)
        return either or self._complete(query, self.context(history))

    def context(self, history: Sequence[Turn]) -> Context | None:
        """What a conversation is about, or None before it is about anything."""
        turns = tuple(history[-_REMEMBERED:])
        kept = self._recent.get(turns)
        if kept is None:
            kept = self._context(turns), _A_CONTEXT + sum(len(turn.content) for turn in turns)
            self._recent.put(turns, kept)
        return kept[0]

    def picks(self, query: Query, context: Context) -> bool:
        """Whether a question, as read by itself, surely picks some of what was spoken of."""
        return self._picked(query, context) is not None

    def _complete(self, query: Query, context: Context | None) -> Query:
        """The question of the items that it picks, or with what it lacks."""
        if context is None or (query.fresh and not query.pronoun):
            return complete(query, None)
        query = without_opening(query, self._read, self._bench().finder.written)
        other = (
            likewise(query, context, self._read)
            or numbered(query, context, self._read)
            or put_right(query, context, self._read)
            or stepped(query, context, self._read, self._catalogue.items_by_id)
        )
        if other is not None:
            return complete(other, context)
        plain = self._without_errands(query, context)
        ways = (query,) if plain is query else (query, plain)
        for said in ways:
            found = self._picked(said, context)
            if found is not None:
                return found
        return complete(plain, context)

    def _picked(self, query: Query, context: Context) -> Query | None:
        """The question of the items that it picks of those that were spoken of."""
        bench, items = self._bench(), self._catalogue.items_by_id
        hand = Hand(items, self._read, bench.select, self._sure_of, self._told.answered)
        return (
            corrected(query, context)
            or of_these_offices(query, context)
            or of_all_these(query, context, self._read)
            or gone_back(query, context, self._read, self._nearest)
            or compared(query, context)
            or set_against(query, context)
            or beside_neighbour(query, context)
            or beside(query, context, self._read, items)
            or grouped(query, context, self._read)
            or like_it(query, context, hand)
            or self._of_closed_list(query, context)
            or self._of_guide(query, context)
            or owners_asked(query, context, items, self._read)
            or kept_in_part(query, context, hand)
            or enlarged(query, context, hand)
            or amended(query, context, hand)
            or but_numbers(query, context, hand)
            or asked_of_picked(query, context, items, self._read)
            or asserted(query, context)
            or besides(query, context, hand)
            or by_carrier(query, context, hand)
            or told_in_part(query, context, hand)
            or sifted(query, context, hand)
            or no_more(query, context, hand)
        )

    def _without_errands(self, query: Query, context: Context) -> Query:
        """The question without what is to be done with its answer, where that leaves one."""
        items = self._catalogue.items_by_id(context.focus) if len(context.focus) == 1 else []
        owners = (name for item in items for role in Role for name in item.owners(role))
        text = "".join(map(bare, (*(item.text for item in items), *owners)))

        def said(topic: str) -> bool:
            words = [bare(word) for word in topic.split()]
            return len("".join(words)) <= _A_WORD and all(word in text for word in words)

        return without_errands(query, context, self._read, said, self._bench().finder.written)

    def _of_closed_list(self, query: Query, context: Context) -> Query | None:
        """食堂也算吗, where the item at hand gives a list: whether that has it."""
        brief = _IN_THE_LIST.search(query.text) and len(query.topic) <= _BRIEF
        trade = not brief and query.yes_no and _TOO.search(query.text)
        if not (brief or trade) or query.wants_owner or query.constrained or query.doc_ids:
            return None
        items = self._catalogue.items_by_id(context.focus)
        found = ((item, e) for item in items for e in enumerations(item.text))
        lists = [e for i, e in found if len(e.members) >= _A_LIST and (brief or of_trades(i, e))]
        if not (lists and query.topic and len(items) <= _SEVERAL):
            return None
        before = context.query.before or context.query.text
        return query.with_(follows=True, focus=context.focus, before=before, act=Act.MEMBER)

    def _of_guide(self, query: Query, context: Context) -> Query | None:
        """证丢了呢, after a guide's field: what the same guide says of that case."""
        if not tells_case(query.text) or query.constrained or query.doc_ids or query.numbers:
            return None
        items = self._catalogue.items_by_id(context.focus[:1])
        if not any(item.doc_id in self._vocabulary.may_be_guides for item in items):
            return None
        before = context.query.before or context.query.text
        return query.with_(
            follows=True, focus=context.focus, before=before, topic="", gist="", act=Act.LOOKUP
        )

    def _sure_of(self, query: Query, within: Sequence[str]) -> list[PolicyItem]:
        """Of some items, those that a topic surely is of."""
        decision = self._bench().look(query, within=within)
        return list(decision.items) if decision.sure else []

    def _nearest(self, query: Query, within: Sequence[str]) -> list[PolicyItem]:
        """Of some items, those that a topic is nearest to."""
        return list(self._bench().look(query, within=within).items)

    def _context(self, history: Sequence[Turn]) -> Context | None:
        """What the last user turn meant, and which items the reply to it cited."""
        context: Context | None = None
        for place, turn in enumerate(history):
            if turn.role != "user":
                continue
            query = self._complete(self._read(turn.content), context)
            replies = [t.content for t in history[place + 1 : place + 2] if t.role == "assistant"]
            if context and _lacks_answer(replies) and not (query.numbers or query.bindings):
                continue  # what was not answered is not what the talk is about
            reply = "".join(replies)
            query = self._told.counted_in_role(query, reply)
            focus = self._told.marked(reply, query, context) or self._told.said(reply, query)
            if context and self._still_of(context, reply, query, focus):
                continue
            query = self._told.in_role(query, focus)
            in_part = self._told.otherwise(query, focus)
            if in_part:
                query = query.with_(focus=focus)
            if query.chat or not (focus or query.topic or query.constrained):
                continue
            earlier = (*context.earlier, context.focus) if context else ()
            owners = self._owners(query, focus, reply)
            previous = context.query if context else None
            named = self._named(focus)
            context = Context(query, focus, owners, earlier, previous, named, in_part)
        return context

    def _named(self, focus: Sequence[str]) -> tuple[str, ...]:
        items = self._catalogue.items_by_id(focus[:1])
        return tuple(name for item in items for role in Role for name in item.owners(role))

    def _still_of(self, context: Context, reply: str, query: Query, found: Sequence[str]) -> bool:
        """Whether a reply without marks, 七院, tells of the item at hand: who is named has it."""
        if not reply or not context.focus or query.follows or marks_in(reply):
            return False
        if not found:
            return True
        tags = self._vocabulary.departments.find(reply) if len(reply) <= _A_NAME else []
        told = {name for tag in tags for name in tag.value.names}
        alone = not (query.constrained or query.doc_ids)
        has = told and told <= self._holders(context.focus)
        return bool(alone and has and not told <= self._holders(found))

    def _holders(self, ids: Sequence[str]) -> set[str]:
        items = self._catalogue.items_by_id(ids)
        return {name for item in items for role in Role for name in item.owners(role)}

    def _owners(self, query: Query, focus: Sequence[str], reply: str) -> tuple[str, ...]:
        """Who holds the role asked about in the items at hand, or the department asked about."""
        if query.bindings:
            return query.bindings[0].names
        items = self._catalogue.items_by_id(focus[:1])
        roles = self._role_told(items, reply) or query.roles or (Role.LEAD,)
        return tuple(name for item in items for role in roles for name in item.owners(role))

    def _role_told(self, items: Sequence[PolicyItem], reply: str) -> tuple[Role, ...]:
        """The one role of all whom a reply names: 区疾控中心（任务41）, of who carries it out."""
        tags = self._vocabulary.departments.find(reply) if items and reply else []
        named = {name for tag in tags for name in tag.value.names}
        return tuple(r for r in Role if named and all(named <= {*i.owners(r)} for i in items))[:1]


def _lacks_answer(replies: Sequence[str]) -> bool:
    """Whether a reply says that the documents do not say it, and names no item."""
    return any(_UNANSWERED.search(reply) and not marks_in(reply) for reply in replies)
