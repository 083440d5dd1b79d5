"""Read a question again in plain words, where its own were not all understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from assistant.bench import Bench
from assistant.clause_by_clause import ClauseByClause, Rephrased, clauses_of
from assistant.conditions_kept import keeps
from assistant.draft import Draft
from assistant.find import A_WORD, Finder
from assistant.going_on import DOUBT, LIST, TALK, Plain, holds, stays
from assistant.normalise import bare
from assistant.plainly import LIKELIER, Plainly, likely_enough, tells
from assistant.query import Act, Query
from assistant.stand_ins import Disguise
from assistant.talk import Talk
from assistant.turns import Context, Turn
from assistant.vocabulary import Vocabulary
from index import Index

Read = tuple[Query, Draft, Bench]

# How likely a way of asking must be for a follow-up: one that was refused, one that was answered.
_LIKELY, _LIKELY_ENOUGH = 0.45, 0.6
_LIKELIEST = 0.95  # where the question surely picks some of what was told
_LIKELY_WORD = 0.8  # where a word of the question stands in many items
_WRITTEN = 0.9  # of a topic's pairs of characters in one item
WEAK = 0.5  # of a decision: what may be the matter of talk
_SURELY = 0.8  # where all that is said are conditions
_UNHEARD = 0.6  # where some clauses were not understood at all
_SURER = 0.2  # of a decision, at least, without the asides of a question
_MAY_BE_PLAIN = {
    Act.LOOKUP, Act.LIST, Act.COUNT, Act.TALLY, Act.OWNERS, Act.COMPARE, Act.CHAT,
}  # fmt: skip

_SETS = {Act.LIST, Act.COUNT, Act.TALLY, Act.OWNERS}


class Rereading:
    """Compares the questions of one corpus with known wordings and known clauses."""

    def __init__(
        self,
        index: Index,
        vocabulary: Vocabulary,
        finder: Finder,
        talk: Talk,
        read: Callable[[str], Query],
        understand: Callable[[str, Sequence[Turn]], Query],
        draft: Callable[[Query], tuple[Draft, Bench]],
    ) -> None:
        self._vocabulary = vocabulary
        self._finder = finder
        self._talk = talk
        self._read = read
        self._understand = understand
        self._draft = draft
        disguise = cache(partial(Disguise, vocabulary))  # for the first question that needs it
        self._plainly = Plainly(index, vocabulary, disguise)
        self._clauses = ClauseByClause(index, disguise, read, finder.written)

    def begin(self, question: str, query: Query) -> None:
        """Embed beside the answer what will be compared after it, where that is likely."""
        settled = query.act is Act.LOOKUP or query.chat or query.overrides or query.beyond
        if settled or query.act not in _MAY_BE_PLAIN or not query.topic:
            return
        if not self._is_known(query.topic):
            self._plainly.begin(question, query)

    def better(self, question: str, first: Read, history: Sequence[Turn]) -> Read | None:
        """A better answer to a question than the `first`, from plain words for what it says."""
        query, draft, _ = first
        if draft.settled or query.act not in _MAY_BE_PLAIN or query.chat or query.overrides:
            return None
        better = self._by_clauses(question, first, history)
        better = better or self._as_a_whole(question, first, history)
        return self._of_matter(better or first) or better

    def _of_matter(self, taken: Read) -> Read | None:
        """The answer for a matter that stands beside conditions and was taken for talk: 修路的."""
        query, draft, bench = taken
        if query.act not in _SETS or draft.refused or query.follows:
            return None
        words = query.topic.split()
        talk = query.unheard if not words or bench.is_talk(query) else ()
        of_topic = [clause for clause in talk if any(word in clause for word in words)]
        matter = self._clauses.matter_among(of_topic if words else talk)
        if not matter:
            return None
        of_matter = query.with_(topic=matter, gist=matter, of_matter=True)
        draft, bench = self._draft(of_matter)
        if not draft.refused and bench.look(of_matter).confidence < WEAK:
            draft = bench.refuse(of_matter, reason="没有意思足够接近的条目")
        return of_matter, draft, bench

    def _by_clauses(self, question: str, first: Read, history: Sequence[Turn]) -> Read | None:
        """A better answer from the question with its clauses in plain words, without asides."""
        query, draft, bench = first
        if query.beyond or query.yes_no or query.act is Act.COMPARE:
            return None
        answered = query.act is Act.LOOKUP and not draft.refused
        # Without a topic it is of what is at hand, or of a number.
        if answered and (not query.topic or bench.look(query).confidence >= WEAK):
            return None
        if not draft.refused and not query.topic and _found_in(query) >= len(clauses_of(question)):
            return None  # 基层处牵头、9月要完成的任务有哪些: each of its clauses was read
        said = self._clauses.said(question, query, of_set=query.act in _SETS)
        if said is None:
            return None
        plain = self._talk.placed(self._understand(said.text, history), history)
        draft, bench = self._draft(plain)
        better = (plain, draft, bench)
        return better if self._is_better(better, first, said) else None

    def _is_better(self, better: Read, first: Read, said: Rephrased) -> bool:
        (plain, draft, bench), (query, before, _) = better, first
        if not tells(draft) or (query.numbers and not plain.numbers):
            return False
        if before.refused:
            if plain.act is not Act.LOOKUP:
                return True
            alone = bool(plain.topic) and not draft.alike
            return alone and bench.look(plain).confidence >= WEAK
        if _conditions(plain) < _conditions(query) or _time_is_another(query, plain):
            return False
        if _parted(query, plain):
            return False
        if said.whole:
            # 只留基层处的，别的划掉: what narrows a list before is not all that is said.
            least = _UNHEARD if query.unheard else _SURELY
            sure = _LIKELIEST if query.follows else min(least, likely_enough(query, before))
            return said.likely >= sure
        if said.narrows:
            # Conditions that were not understood leave fewer items, all of them told before.
            told, fewer = _items_of(before), _items_of(draft)
            return bool(fewer) and fewer < told
        if query.act in _SETS:
            # Of two matters the one with more of its own words is as good.
            # and what a heading says is no talk: 好差评这一组两条里，…
            lost = bool(query.topic) and not plain.topic and self._heads(query.topic)
            matters = bool(plain.topic and query.topic) or lost
            return said.left and plain.act in _SETS and not matters
        surer = bench.look(plain).confidence - first[2].look(query).confidence
        return plain.act is Act.LOOKUP and surer >= _SURER

    def _heads(self, topic: str) -> bool:
        """Whether a heading of the documents says each word of a topic."""
        return all(self._vocabulary.heads_with(bare(word)) for word in topic.split())

    def _as_a_whole(self, question: str, first: Read, history: Sequence[Turn]) -> Read | None:
        """A better answer to a question that is like a known way of asking, in its plain words."""
        query, draft, bench = first
        answered = not draft.refused
        told = answered and query.act is Act.LOOKUP
        told = told and (not query.topic or bench.look(query).confidence >= WEAK)
        sure = told or query.beyond or (query.numbers and not query.topic)
        # What all its words were understood of is not embedded for this, nor what is of a matter
        # that the documents have.
        sure = sure or likely_enough(query, draft) >= LIKELIER
        if not history and (sure or (answered and self._is_known(query.topic))):
            return None
        context = self._talk.context(history) if history else None
        said = self._plainly.said(question, query, context)
        if said is None:
            return None
        if said.goes_on and context is not None:
            if answered and query.act is Act.COMPARE:
                return None  # 多几项, of the two that were compared
            word = bare(query.topic)
            # 需要别的处支持吗: a word that many items have names none of them.
            idle = len(word) <= A_WORD and not draft.alike and said.likely >= _LIKELY_WORD
            idle = idle and self._finder.is_common(word)
            if answered and not idle and self._loses(query, said.words):
                return None
            return self._going_on(question, said, query, history, context, answered=answered)
        if answered and self._loses(query, said.words):
            return None
        if told or query.beyond or (answered and query.follows and not query.topic):
            return None
        if said.likely < likely_enough(query, draft):
            return None
        plain = self._talk.placed(self._understand(said.words, history), history)
        if not keeps(plain, query, fits_nothing=answered and not tells(draft)):
            return None
        better, bench = self._draft(plain)
        taken = tells(better) or (not answered and not better.refused)
        return (plain, better, bench) if taken else None

    def _going_on(
        self, question: str, said: Plain, query: Query, history: Sequence[Turn],
        context: Context, *, answered: bool,
    ) -> Read | None:  # fmt: skip
        """A better answer to a follow-up in plain words that hold all that its own words hold."""
        doubted = said.way == DOUBT and said.likely >= LIKELIER  # 不会吧，去年开会说的是公卫处
        if query.beyond and not (query.unknown_owner or doubted):
            return None
        if said.likely < (_LIKELY_ENOUGH if answered else _LIKELY):
            return None
        read, own = self._read(said.words), self._read(question)
        if not holds(said, read, own, question, context, answered=answered):
            return None
        if answered and said.likely < _LIKELIEST and self._talk.picks(own, context):
            return None
        plain = self._talk.placed(self._understand(said.words, history), history)
        if not stays(said.way, plain, context):
            return None
        if said.way.startswith(TALK):
            return plain, *self._draft(plain)
        if query.act is Act.COUNT and plain.act is Act.LIST:
            plain = plain.with_(act=Act.COUNT, counts=True)
        draft, bench = self._draft(plain)
        better = None if draft.refused else (plain, draft, bench)
        # Plain words that leave nothing of a list are none: its months are told by other months.
        emptied = better is not None and not any(s.items for s in better[1].statements)
        return None if emptied and said.way.startswith(LIST) else better

    def _loses(self, query: Query, said: str) -> bool:
        """Whether plain words leave out a matter that the documents have: “一件事”那组."""
        named = any(word in said for word in query.topic.split())
        return not named and self._is_known(query.topic)

    def _is_known(self, topic: str) -> bool:
        """Whether a heading or some item has a topic's words."""
        known = self._vocabulary
        headed = known.group_holding(topic) or known.section_holding(topic)
        return bool(topic) and (headed is not None or self._finder.written(topic) > _WRITTEN)


def _parted(query: Query, plain: Query) -> bool:
    """A、B同时出现的, read again as 由A落实、由B落实的: offices that were all meant are not.

    In roles of their own they are meant one by one: 甲主唱、乙帮腔.
    """
    for meant in query.bindings:
        names = set(meant.names)
        again = [b for b in plain.bindings if names & set(b.names)]
        whole = any(names <= set(b.names) and b.together for b in again)
        alike = all(b.roles == meant.roles for b in again)
        if meant.together and meant.stated and len(names) > 1 and alike and not whole:
            return True
    return False


def _time_is_another(query: Query, plain: Query) -> bool:
    """6月往前（含6月）, read again as 6月底前、6月: one time has become two; or 全年 不是全年."""
    one, two = query.filter, plain.filter
    if one.deadline_kinds and two.deadline_kinds:
        return not {*one.deadline_kinds} & {*two.deadline_kinds}
    bound = bool(one.due_from or one.due_to) and not one.months
    return bound and bool(two.months) and bool(two.due_from or two.due_to)


def _conditions(query: Query) -> int:
    """How many conditions a reading has found."""
    time = (query.filter.due_from, query.filter.due_to, query.filter.months, query.time_negated)
    kinds = query.filter.deadline_kinds
    return len(query.bindings) + len(query.filter.owner_counts) + bool(kinds or any(time))


def _found_in(query: Query) -> int:
    """How many conditions a reading has found, places and documents among them."""
    wanted = query.filter
    places = (wanted.groups, wanted.sections, query.doc_ids)
    return _conditions(query) + sum(map(bool, (*places, query.tallies)))


def _items_of(draft: Draft) -> set[str]:
    """The ids of the items that an answer tells of."""
    return {item.item_id for statement in draft.statements for item in statement.items}
