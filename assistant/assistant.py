"""Ask a question of an index and get an answer that is proved."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import strategies
from assistant.also_asked import also_asked, amounts_of
from assistant.answer import Answer, Citation, Explanation, Shown, joined
from assistant.bench import Bench
from assistant.compose import Writer, quote_from
from assistant.decide import Decider, thresholds
from assistant.districts import place_codes
from assistant.draft import Draft, Statement
from assistant.english import in_chinese
from assistant.errands import errands
from assistant.explain import in_words
from assistant.find import A_WORD, Finder, fits_question
from assistant.homophones import everyday_words
from assistant.normalise import bare
from assistant.prove import Prover
from assistant.query import Act, Aspect, Query
from assistant.rereading import WEAK, Rereading
from assistant.screens import compile_all
from assistant.sentences import follow_ups_in, questions_in
from assistant.suggest import suggestions
from assistant.talk import Talk
from assistant.turns import Turn
from assistant.understand import read_question
from assistant.vocabulary import Vocabulary
from index import Index
from index.recent import Recent
from index.servers import LOCAL, Servers
from ingest import ItemKind

if TYPE_CHECKING:
    from assistant.phrasing.answering import Phrasing
    from assistant.phrasing.client import Connection

# English, a number in words, and everyday words that no document has.
_NEEDING_MUCH = ("deadline of 第四十五项", "孩子没人看，谁给搭把手")
_STRETCHES = 256  # of questions, which are kept as they were read


class Assistant:
    """Answers questions over one opened index. Keeps nothing between questions."""

    def __init__(self, index: Index, connection: Connection | None = None) -> None:
        self.index = index
        self.vocabulary = Vocabulary(index.catalogue)
        self._finder = Finder(index)
        known = self.vocabulary
        self.writer = Writer(known.documents, known.document_roles, known.columns_of_duty)
        self._prover = Prover(known.roles, known.documents, known.columns_of_duty)
        self._decider = Decider(thresholds(index.manifest.embedder))
        # One stretch may be a message, a sentence and a clause, and is read as each of them.
        self._recent: Recent[str, Query] = Recent(_STRETCHES)
        self._talk = Talk(
            index.catalogue,
            self.vocabulary,
            self._read,
            lambda query: self._draft(query)[0],
            self._bench,
        )
        self._rereading = Rereading(
            index,
            self.vocabulary,
            self._finder,
            self._talk,
            self._read,
            self.understand,
            self._draft,
        )
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
        return self._talk.completed(self._read(question, self.index.begin), history)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question; `history` holds the earlier turns, oldest first."""
        answer, summary = self._found(question, history)
        return self._phrasing.whole(question, answer, summary) if self._phrasing else answer

    def warm(self) -> None:
        """Load what only some questions need, so that the first of them waits for nothing."""
        for question in _NEEDING_MUCH:
            self.own(question)
        for load in (compile_all, everyday_words, errands, place_codes):
            load()

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
        matter = cache(partial(self._matter, question))
        parts = questions_in(question, self._read, matter, self._says)
        if history and len(parts) < 2:
            parts = follow_ups_in(question, self._read)
        whole, summary = self._found_one(question, history) if len(parts) < 2 else (None, False)
        if whole is not None:
            return whole, summary
        earlier = [Turn("user", part) for part in parts]
        answers: list[Answer] = []
        for place, part in enumerate(parts):
            docs = {c.item.doc_id for answer in answers for c in answer.citations}
            before = [*history, *earlier[:place]]
            answers.append(self._found_one(part, before, tuple(docs))[0])
        unknown = [p for p, a in zip(parts, answers, strict=True) if a.refused]
        if unknown and not any(self._read(part).outside for part in unknown):
            whole, summary = self._found_one(question, history)
            if not whole.refused or len(unknown) == len(parts):
                return whole, summary
        return joined(answers), False

    def _found_one(
        self, question: str, history: Sequence[Turn], spoken_of: tuple[str, ...] = ()
    ) -> tuple[Answer, bool]:
        """The answer to one question of a message, and whether it is extracts.

        What is asked of no document, 电话打哪里, 分成几大块, 第三部分占几条, is asked of the one
        that was `spoken_of` before.
        """
        started = time.perf_counter()
        query = self._talk.placed(self.understand(question, history), history)
        of_whole = query.outside or query.act is Act.OUTLINE or _of_part(query)
        if of_whole and len(spoken_of) == 1 and not (query.doc_ids or query.bindings):
            query = query.with_(doc_ids=spoken_of)
        understood = time.perf_counter()
        if query.topic:
            self.index.begin(query.gist or query.topic)
        self._rereading.begin(question, query)
        draft, bench = self._draft(query)
        query, draft, bench = (
            self._rereading.better(question, (query, draft, bench), history)
            or self._again(query, draft, bench, history)
            or (query, draft, bench)
        )
        draft = self._with_rest(query, draft)
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

    def _again(
        self, query: Query, draft: Draft, bench: Bench, history: Sequence[Turn]
    ) -> tuple[Query, Draft, Bench] | None:
        """A better answer to a question that was refused, or that several items fit alike."""
        if draft.refused and query.topic and not query.beyond:
            return self._by_sound(query, history) or self._at_hand(query, history)
        if history and query.topic and not query.follows:
            # 我妈腿脚不好，最晚几月弄好: the talk was taken for a matter.
            weak = bench.look(query).confidence < WEAK
            asking = self._talk.only_asking(query, history) if weak else None
            if asking is not None:
                return self._unless_refused(asking)
        if not (draft.alike and history):
            return None
        alike = [item.item_id for statement in draft.statements for item in statement.items]
        one = self._talk.among(query, alike, history)
        return self._unless_refused(one) if one is not None else None

    def _by_sound(self, query: Query, history: Sequence[Turn]) -> tuple[Query, Draft, Bench] | None:
        """The question with its matter put right by sound, where that can be answered."""
        text = query.text
        for word in query.topic.split():
            text = text.replace(word, self.vocabulary.sounding.corrected(word))
        if text == query.text:
            return None
        return self._unless_refused(self.understand(text, history))

    def _at_hand(self, query: Query, history: Sequence[Turn]) -> tuple[Query, Draft, Bench] | None:
        """The question as one of the item at hand, where it can be answered so."""
        at_hand = self._talk.at_hand(query, history) if history else None
        return self._unless_refused(at_hand) if at_hand is not None else None

    def _with_rest(self, query: Query, draft: Draft) -> Draft:
        """The answer with what the same document says of the other parts of the question."""
        docs = {item.doc_id for statement in draft.statements for item in statement.items}
        narrowed = query.bindings or query.time_text
        if draft.refused or draft.alike or len(docs) != 1 or narrowed:
            return draft
        statements = list(draft.statements)
        told = "\n".join(statement.text for statement in statements)
        cited = dict.fromkeys(item for statement in statements for item in statement.items)
        one = query.act in {Act.LOOKUP, Act.COUNT} and draft.count is None and len(cited) == 1
        if one and (query.roles or query.asks_who or Aspect.DEADLINE in query.aspects):
            item = next(iter(cited))
            said = amounts_of(query, told, item, self._read)
            mark = self.writer.mark(item)
            statements += [Statement(f"文件里写到的是：{s}{mark}", (item,)) for s in said]
        for part in also_asked(query, told, self._read) if not query.numbers else ():
            more, _ = self._draft(part.with_(doc_ids=tuple(docs)))
            known = {item for statement in statements for item in statement.items}
            fresh = [i for s in more.statements for i in s.items if i not in known]
            if more.alike and len(set(fresh)) == 1:  # of two that fit alike, the one not told yet
                more, _ = self._draft(part.with_(topic="", focus=(fresh[0].item_id,)))
            new = [s for s in more.statements if s.items and s not in statements]
            own = all(item.doc_id in docs for s in new for item in s.items)
            if not (more.refused or more.alike) and own:
                statements += new
        return replace(draft, statements=tuple(statements))

    def _unless_refused(self, query: Query) -> tuple[Query, Draft, Bench] | None:
        draft, bench = self._draft(query)
        return None if draft.refused else (query, draft, bench)

    def _matter(self, message: str, query: Query, least: float) -> str:
        """The id of the item that a topic surely is of; nothing where less of it is written.

        The message mostly turns out to be one question, which is embedded beside.
        """
        if self._finder.written(query.topic) < least:
            return ""
        word = bare(query.topic)
        if len(word) <= A_WORD and self._finder.is_common(word):
            return ""
        said = self._finder.said(query.topic, fits_question(query))
        if said is not None:
            return said.item_id
        whole = self._read(message)
        self.index.begin_all([whole.gist or whole.topic] if whole.topic else [])
        items = self._bench().look(query).items
        if not items or (len(word) <= A_WORD and items[0].kind is ItemKind.PASSAGE):
            return ""  # 政府今年有安排吗: a word that some introduction has
        return items[0].item_id

    def _says(self, item_id: str, word: str) -> bool:
        """Whether an item has a word."""
        item = self.index.catalogue.item(item_id)
        return item is not None and bare(word) in bare(item.topic)

    def _read(self, question: str, sought: Callable[[str], None] = lambda gist: None) -> Query:
        query = self._recent.get(question)
        if query is None:
            text = in_chinese(question, self.vocabulary, self._passages)
            query = read_question(text, self.vocabulary, self._passages(text), sought)
            self._recent.put(question, query)
        return query

    def _passages(self, text: str) -> list[str]:
        """What the items that share most words with a text say."""
        return [hit.item.topic for hit in self.index.keyword_search(text, k=8)]

    def _bench(self) -> Bench:
        return Bench(self.index, self.vocabulary, self._finder, self.writer, self._decider)

    def _draft(self, query: Query) -> tuple[Draft, Bench]:
        bench = self._bench()
        return strategies.answer(query, bench), bench

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
        told = ((s.text, s.items) for s in kept)
        text = "\n\n".join(self.writer.in_its_words(*one) for one in told)
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


def _of_part(query: Query) -> bool:
    """Whether parts or groups are asked of by their numbers alone."""
    parts = [number.of_place and not number.doc_ids for number in query.numbers]
    return bool(parts) and all(parts) and not query.topic


def _looked_at(bench: Bench) -> tuple[tuple[str, float, float, float], ...]:
    return tuple(
        (e.item.item_id, round(e.strength, 4), round(e.dense, 4), round(e.keyword, 4))
        for e in bench.found
    )
