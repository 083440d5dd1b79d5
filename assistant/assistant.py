"""Ask a question of an index and get an answer that is proved."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import strategies
from assistant.answer import Answer, Citation, Explanation, Shown, joined
from assistant.bench import Bench
from assistant.compose import Writer, quote_from
from assistant.conversation import complete
from assistant.decide import Decider, thresholds
from assistant.draft import Draft, Statement
from assistant.english import in_chinese
from assistant.explain import in_words
from assistant.find import Finder
from assistant.marks import marks_in
from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.prove import Prover
from assistant.query import Act, Query
from assistant.sentences import questions_in
from assistant.suggest import suggestions
from assistant.turns import Context, Turn
from assistant.understand import read_question
from assistant.vocabulary import Vocabulary
from index import Index
from index.servers import LOCAL, Servers
from ingest import Role

if TYPE_CHECKING:
    from assistant.phrasing.answering import Phrasing
    from assistant.phrasing.client import Connection

_UNANSWERED = re.compile("(?:没有|没|未)(?:写|提|列|说|涉及)|不能据此|查不到|无法回答|没有找到")
# 那不到一万呢, after 一万以上罚多少: another case of the same rule.
_OTHER_AMOUNT = re.compile(
    f"(?:不到|不足|低于|超过|满){NUMERAL}|{NUMERAL}.{{0,3}}(?:以上|以下|以内)"
)
# 那几月份得开起来: an attribute of the item at hand, in words that it does not use.
_LEADS_ON = re.compile("^(?:那|这|它|该)(?!个|条|项|件|些|种|边|里|儿)")
# 要是已经赚了五万呢, after 没有许可证罚多少: another case of the same rule.
_ANOTHER_CASE = re.compile("^(?:那|那么)?(?:要是|如果|假如|假设|万一|倘若|换成|改成)")
_OF_ONE_RULE = 2  # items: the article that is broken, and the one with the penalty
_BACK_TO = re.compile("(?:回到|说回|绕回|回头(?:看|说|讲))")
_BRIEF = 8  # characters of a matter that may be of the item at hand
_A_WORD = 2  # characters; such a word that stands in many items is no matter
_MANY = 4  # items
_REMEMBERED = 8  # turns of history that a follow-up may lean on


class Assistant:
    """Answers questions over one opened index. Keeps nothing between questions."""

    def __init__(self, index: Index, connection: Connection | None = None) -> None:
        self.index = index
        self.vocabulary = Vocabulary(index.catalogue)
        self._finder = Finder(index)
        self.writer = Writer(self.vocabulary.documents, self.vocabulary.document_roles)
        self._prover = Prover(self.vocabulary.roles, self.vocabulary.documents)
        self._decider = Decider(thresholds(index.manifest.embedder))
        self._phrasing = _phrasing(self, connection) if connection is not None else None

    @classmethod
    def open(
        cls,
        folder: Path | None = None,
        connection: Connection | None = None,
        servers: Servers = LOCAL,
        reranker: str | None = None,
    ) -> Assistant:
        """Open an index folder; without one, what the settings name: folder, models and servers.

        Raises what `Index.open` raises, saying what to run or to set.
        """
        if folder is None:
            from assistant.phrasing.client import connection_of
            from assistant.settings import load_settings

            settings = load_settings()
            folder, connection = settings.index_folder, connection or connection_of(settings)
            servers, reranker = settings.servers, settings.reranker
        return cls(Index.open(folder, servers, reranker), connection)

    def understand(self, question: str, history: Sequence[Turn] = ()) -> Query:
        """The question as understood, completed from the earlier turns."""
        query = self._read(question)
        return complete(query, self._context(history[-_REMEMBERED:]))

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question; `history` holds the earlier turns, oldest first."""
        answer, summary = self._found(question, history)
        return self._phrasing.whole(question, answer, summary) if self._phrasing else answer

    def own(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The program's own answer, without the language model."""
        return self._found(question, history)[0]

    async def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> AsyncIterator[Shown | Answer]:
        """Text as it may be shown, then the answer; leaving early stops the language model."""
        import asyncio

        answer, summary = await asyncio.to_thread(self._found, question, history)
        if self._phrasing is not None:
            parts = self._phrasing.parts(question, answer, summary)
            try:
                async for part in parts:
                    yield part
            finally:
                await parts.aclose()  # type: ignore[attr-defined]
        else:
            yield Shown(answer.text)
            yield answer

    def _found(self, question: str, history: Sequence[Turn]) -> tuple[Answer, bool]:
        """The program's own answer, and whether it is extracts to be summed up."""
        # One stretch may be both a sentence and a clause of the message.
        parts = questions_in(question, cache(self._read), cache(self._matter))
        whole, summary = self._found_one(question, history) if len(parts) < 2 else (None, False)
        if whole is not None:
            return whole, summary
        earlier = [Turn("user", part) for part in parts]
        answers = [
            self._found_one(part, [*history, *earlier[:place]])[0]
            for place, part in enumerate(parts)
        ]
        unknown = [p for p, a in zip(parts, answers, strict=True) if a.refused]
        if unknown and not any(self._read(part).outside for part in unknown):
            whole, summary = self._found_one(question, history)
            if not whole.refused or len(unknown) == len(parts):
                return whole, summary
        return joined(answers), False

    def _found_one(self, question: str, history: Sequence[Turn]) -> tuple[Answer, bool]:
        """The answer to one question of a message, and whether it is extracts."""
        started = time.perf_counter()
        query = self._of_same_item(self.understand(question, history), history)
        query = self._back_to(query, history)
        understood = time.perf_counter()
        draft, bench = self._draft(query)
        if draft.refused and query.topic and not query.beyond:
            again = self._by_sound(query, history) or self._of_item_at_hand(query, history)
            query, draft, bench = again or (query, draft, bench)
        answered = time.perf_counter()
        answer = self._proved(query, draft, bench)
        finished = time.perf_counter()
        stages = {
            "understand": 1000 * (understood - started),
            "answer": 1000 * (answered - understood),
            "prove": 1000 * (finished - answered),
        }
        explanation = Explanation(
            in_words(query), _looked_at(bench), draft.reason, answer.explanation.removed, stages
        )
        whole = Answer(
            answer.text, answer.refused, answer.count, answer.citations, answer.related,
            suggestions(query, draft, bench), 1000 * (finished - started), explanation=explanation,
        )  # fmt: skip
        return whole, draft.summary

    def _of_same_item(self, query: Query, history: Sequence[Turn]) -> Query:
        """那村道呢, where the item at hand speaks of it: the same question of the same item."""
        brief = query.before_topic and query.topic and len(query.topic) <= _BRIEF
        if not brief or query.constrained or not (query.follows and history):
            return query
        context = self._context(history[-_REMEMBERED:])
        items = self.index.catalogue.items_by_id(context.focus) if context else []
        words = [bare(word) for word in query.topic.split()]
        if context is None or len(items) != 1 or query.wants_owner:
            return query
        said = all(word in bare(items[0].text) for word in words) or (
            (context.query.fact or context.query.outside) and _OTHER_AMOUNT.search(query.topic)
        )
        before = context.query.text
        return query.with_(focus=context.focus, before=before) if said else query

    def _back_to(self, query: Query, history: Sequence[Turn]) -> Query:
        """回到前头灭虫那桩: of the items that were talked about, the one that is meant."""
        if not (history and query.topic and _BACK_TO.search(query.text)):
            return query
        context = self._context(history[-_REMEMBERED:])
        turns = (*context.earlier, context.focus) if context else ()
        talked = tuple(dict.fromkeys(item_id for turn in turns for item_id in turn))
        items = self._bench().look(query, within=talked).items[:1] if talked else ()
        ids = tuple(item.item_id for item in items)
        return query.with_(focus=ids, topic="", follows=True) if ids else query

    def _by_sound(self, query: Query, history: Sequence[Turn]) -> tuple[Query, Draft, Bench] | None:
        """The question with its matter put right by sound, where that can be answered."""
        text = query.text
        for word in query.topic.split():
            text = text.replace(word, self.vocabulary.sounding.corrected(word))
        if text == query.text:
            return None
        heard = self.understand(text, history)
        draft, bench = self._draft(heard)
        return None if draft.refused else (heard, draft, bench)

    def _of_item_at_hand(
        self, query: Query, history: Sequence[Turn]
    ) -> tuple[Query, Draft, Bench] | None:
        """需要自己申请吗: a brief question that names no item, where the one at hand says it."""
        other = bool(query.before_topic)  # of another matter, as it seemed
        brief = len(query.topic) <= _BRIEF and not query.constrained
        brief = brief and (other or not query.follows)
        context = self._context(history[-_REMEMBERED:]) if history and brief else None
        if context is None or not 0 < len(context.focus) <= _OF_ONE_RULE:
            return None
        another = bool(context.query.fact or context.query.outside)
        another = another and _ANOTHER_CASE.match(query.text) is not None
        if len(context.focus) > 1 and not another:
            return None
        at_hand = query.with_(follows=True, focus=context.focus, act=Act.LOOKUP)
        bench = self._bench()
        leads_on = bool(query.aspects) and _LEADS_ON.match(query.text) is not None
        if another:
            at_hand = context.query.with_(text=f"{context.query.text}，{query.text}", follows=True)
        elif query.why or leads_on or (query.roles and bench.is_talk(query)):
            at_hand = at_hand.with_(topic="")
        elif not bench.look(at_hand, within=context.focus).sure:
            return None
        draft = strategies.answer(at_hand, bench)
        return None if draft.refused else (at_hand, draft, bench)

    def _matter(self, query: Query, least: float) -> str:
        """The id of the item that a topic surely is of; nothing where less of it is written."""
        if self._finder.written(query.topic) < least:
            return ""
        word = bare(query.topic)
        if len(word) <= _A_WORD and self._is_common(word):
            return ""
        items = self._bench().look(query).items
        return items[0].item_id if items else ""

    def _is_common(self, word: str) -> bool:
        """Whether a word, made bare, stands in many items, as 医院 does."""
        hits = self.index.keyword_search(word, k=_MANY)
        return len(hits) == _MANY and all(word in bare(hit.item.topic) for hit in hits)

    def _read(self, question: str) -> Query:
        question = in_chinese(question, self.vocabulary, self._passages)
        return read_question(question, self.vocabulary, self._passages(question))

    def _passages(self, text: str) -> list[str]:
        """What the items that share most words with a text say."""
        return [hit.item.topic for hit in self.index.keyword_search(text, k=8)]

    def _bench(self) -> Bench:
        return Bench(self.index, self.vocabulary, self._finder, self.writer, self._decider)

    def _draft(self, query: Query) -> tuple[Draft, Bench]:
        bench = self._bench()
        return strategies.answer(query, bench), bench

    # -- earlier turns

    def _context(self, history: Sequence[Turn]) -> Context | None:
        """What the last user turn meant, and which items the reply to it cited."""
        context: Context | None = None
        for place, turn in enumerate(history):
            if turn.role != "user":
                continue
            query = complete(self._read(turn.content), context)
            replies = [t.content for t in history[place + 1 : place + 2] if t.role == "assistant"]
            if context and _lacks_answer(replies) and not (query.numbers or query.bindings):
                continue  # what was not answered is not what the talk is about
            focus = self._marked("".join(replies), query) or self._answered(query)
            if query.chat or not (focus or query.topic or query.constrained):
                continue
            earlier = (*context.earlier, context.focus) if context else ()
            owners = self._owners(query, focus)
            context = Context(query, focus, owners, earlier, context.query if context else None)
        return context

    def _owners(self, query: Query, focus: Sequence[str]) -> tuple[str, ...]:
        """Who holds the role asked about in the items at hand, or the department asked about."""
        if query.bindings:
            return query.bindings[0].names
        roles = query.roles or (Role.LEAD,)
        items = self.index.catalogue.items_by_id(focus[:1])
        return tuple(name for item in items for role in roles for name in item.owners(role))

    def _marked(self, reply: str, query: Query) -> tuple[str, ...]:
        """The items whose marks a reply carries."""
        ids: list[str] = []
        for title, noun, number in marks_in(reply):
            named = self._ids_of(title, noun, number, query)
            ids += self._told(reply, named) or named
        marked = tuple(dict.fromkeys(ids))
        if query.act not in {Act.LIST, Act.COUNT} or query.topic or len(marked) < 2:
            return marked
        whole = self._answered(query)  # a reply may name only some of a list: 14项，如〔任务12〕等
        return whole if set(marked) < set(whole) else marked

    def _ids_of(self, title: str, noun: str, number: str, query: Query) -> list[str]:
        has = self.vocabulary.has_tasks if noun == "任务" else self.vocabulary.has_points
        documents = self.vocabulary.documents
        named = [
            d for d in documents if title.strip() and title.strip() in (d.short_title, d.title)
        ]
        asked = [d for d in documents if d.doc_id in query.doc_ids]
        kept = named or asked or documents
        # A plan that calls its points 任务9 has them under that name.
        ids = [f"{d.doc_id}#{number}" for d in kept if named or d.doc_id in has]
        ids += [f"{d.doc_id}#{noun}{number}" for d in kept]
        found = [item.item_id for item in self.index.catalogue.items_by_id(ids)]
        answered = set(self._answered(query)) if len(found) > 1 else set()
        return [item_id for item_id in found if item_id in answered] or found

    def _told(self, reply: str, item_ids: Sequence[str]) -> list[str]:
        """Of items of one number in several documents, those whose titles a reply says."""
        items = self.index.catalogue.items_by_id(item_ids) if len(item_ids) > 1 else []
        letters = bare(reply)
        return [i.item_id for i in items if len(bare(i.title)) > _A_WORD and bare(i.title) in letters]

    def _answered(self, query: Query) -> tuple[str, ...]:
        draft, _ = self._draft(query)
        items = [item.item_id for s in draft.statements for item in s.items]
        return tuple(dict.fromkeys(items))

    # -- proof

    def _proved(self, query: Query, draft: Draft, bench: Bench) -> Answer:
        kept: list[Statement] = []
        removed: list[str] = []
        for statement in draft.statements:
            faults = self._prover.faults(statement)
            if faults:
                removed += faults
            else:
                kept.append(statement)
        if removed and not any(statement.items for statement in kept):
            draft = bench.refuse(query, reason="答案未能逐项核实")
            kept = list(draft.statements)
        text = "\n\n".join(statement.text for statement in kept)
        items = dict.fromkeys(item for s in kept for item in s.items) if not draft.refused else {}
        about = query.topic or query.text
        citations = tuple(Citation(item, quote_from(item.text, about)) for item in items)
        related = tuple(Citation(item, item.text) for item in draft.related if item not in items)
        explanation = Explanation(removed=tuple(removed))
        return Answer(text, draft.refused, draft.count, citations, related, explanation=explanation)


def _phrasing(assistant: Assistant, connection: Connection) -> Phrasing:
    """The language model at work on an assistant's corpus."""
    from assistant.phrasing.answering import Phrasing

    return Phrasing(connection, assistant.vocabulary, assistant.writer)


def _lacks_answer(replies: Sequence[str]) -> bool:
    """Whether a reply says that the documents do not say it, and names no item."""
    return any(_UNANSWERED.search(reply) and not marks_in(reply) for reply in replies)


def _looked_at(bench: Bench) -> tuple[tuple[str, float, float, float], ...]:
    return tuple(
        (e.item.item_id, round(e.strength, 4), round(e.dense, 4), round(e.keyword, 4))
        for e in bench.found
    )
