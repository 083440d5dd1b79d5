"""What every strategy works with: the index, the vocabulary, the finder, the writer, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.compose import Writer
from assistant.decide import Decider, Decision
from assistant.draft import Draft, Statement
from assistant.expansion import synonyms_in
from assistant.find import Evidence, Finder, fits_question, has_owner
from assistant.guides import are_fields
from assistant.levels import may_be_of_levels, tasks_of_one
from assistant.normalise import bare
from assistant.query import ROLE_OF, Act, Aspect, Binding, Noun, NumberRef, Query, Span
from assistant.subject import without_subject
from assistant.vocabulary import Vocabulary
from index import Clause, Index, ItemFilter, OwnerCondition
from ingest import DeadlineKind, ItemKind, PolicyItem, Role

_BRIEF = 4  # characters; a longer rest beside a department is a matter of its own
_ALIKE = 0.03  # of strengths
_MUTUAL = 0.8  # of the other side's best correspondence; less belongs to that one
_NEAREST = 3  # of the items with owners, how many may be the counterpart of one without
_COUNTERPART = 0.5  # least confidence in an item without owners that stands for one with them
_PLAINLY = 0.95  # the same, where one with owners is likely, but not very
_FEW_ITEMS = 400  # in a document whose clauses are compared; a longer one's best items have to do
_CLAUSES = 16  # of the nearest pieces of a document
_QUOTED = "条目里有一样的文字，没有再比较意思"
_CLOSE_LINK = 0.85  # a correspondence this near to the best is shown beside it


@dataclass
class Bench:
    """One per question: `found` keeps what was looked at, for the explanation."""

    index: Index
    vocabulary: Vocabulary
    finder: Finder
    writer: Writer
    decider: Decider
    found: list[Evidence] = field(default_factory=list)
    _looked: dict[object, tuple[Decision, list[Evidence]]] = field(default_factory=dict)
    _clauses: dict[tuple[str, str], list[Clause]] = field(default_factory=dict)

    # -- the catalogue

    def items(self, wanted: ItemFilter) -> list[PolicyItem]:
        """All items that a filter lets through, in document order."""
        return self.index.catalogue.items(wanted)

    def filter_of(self, query: Query, *, with_owners: bool = True) -> ItemFilter:
        """The catalogue filter that a query's names, times and documents amount to."""
        wanted = query.filter
        conditions = list(wanted.owners)
        if with_owners:
            for binding in query.bindings:
                conditions += _conditions(binding)
        wanted = replace(wanted, owners=tuple(conditions))
        if query.doc_ids:
            wanted = replace(wanted, doc_ids=query.doc_ids)
        if query.focus and not query.same:
            wanted = replace(wanted, item_ids=query.focus)
        return wanted

    def select(self, query: Query) -> list[PolicyItem]:
        """The items that satisfy everything but the topic."""
        wanted = self.filter_of(query)
        kinds = self.kinds_of(query)
        if query.time_negated:
            plain = replace(_undated(wanted), deadline_kinds=(), deadline_words=())
            excluded = self._any_time(wanted)
            chosen = [i for i in self.items(plain) if i.item_id not in excluded and i.deadline]
        else:
            chosen = self.items(wanted)
        if query.mutual:
            chosen = [item for item in chosen if _works_across(item, query.bindings)]
        if query.same:
            chosen = self._alike(query, chosen)
        if query.filter.owner_counts:
            # 哪一条没写责任科室: it has none at all, in a document whose others have.
            leaderless = any(
                count.role is Role.LEAD and count.most == 0 for count in query.filter.owner_counts
            )
            known = self.vocabulary.has_owners if leaderless else set()
            owned = [item for item in chosen if has_owner(item) or item.doc_id in known]
            chosen = [item for item in owned if item.kind is not ItemKind.PASSAGE] or owned
        if not (query.bindings or query.topic or query.focus):
            chosen = _without_sections(chosen)
        chosen = [item for item in chosen if not kinds or item.kind in kinds]
        return tasks_of_one(chosen) if may_be_of_levels(query) else chosen

    def _any_time(self, wanted: ItemFilter) -> set[str]:
        """The items of any of the times: 既不是全年也不是9月 denies both."""
        kinds = replace(wanted, months=(), due_from=None, due_to=None)
        dates = replace(wanted, deadline_kinds=(), deadline_words=())
        parts = [part for part in (kinds, dates) if part != wanted] or [wanted]
        if not wanted.deadline_kinds or wanted == kinds:
            parts = [wanted]
        return {item.item_id for part in parts for item in self.items(part)}

    def anchors(self, query: Query) -> list[PolicyItem]:
        """The items that others are compared with: 和任务38同一组的, 跟它同一个月."""
        named = [item for number in query.numbers for item in self.numbered(number, query)]
        return named or self.index.catalogue.items_by_id(query.focus)

    def _alike(self, query: Query, items: Sequence[PolicyItem]) -> list[PolicyItem]:
        """Those that share everything asked for with one of the anchors, without these."""
        anchors = self.anchors(query)
        return [
            item
            for item in items
            if item not in anchors
            and any(all(_shares(a, item, other) for a in query.same) for other in anchors)
        ]

    def kinds_of(self, query: Query) -> tuple[ItemKind, ...]:
        """The kinds that the counted noun means in the documents asked about."""
        documents = set(query.doc_ids) or {d.doc_id for d in self.vocabulary.documents}
        if query.noun is Noun.POINT and documents & self.vocabulary.has_points:
            return (ItemKind.WORK_POINT,)
        if query.bindings or query.filter != ItemFilter():
            return ()
        if query.noun is Noun.TASK and query.mentions and documents & self.vocabulary.has_tasks:
            return (ItemKind.TASK,)
        everywhere = len(query.places) > 1 and len(query.places) == len(self.vocabulary.documents)
        if everywhere and query.noun is not Noun.TASK:
            return (ItemKind.TASK, ItemKind.WORK_POINT)
        plain = query.noun in {Noun.TASK, Noun.ITEM, Noun.THING}
        if plain and not query.topic and documents & self.vocabulary.has_tasks:
            return (ItemKind.TASK,)
        return (ItemKind.TASK, ItemKind.WORK_POINT)

    def numbered(self, reference: NumberRef, query: Query) -> list[PolicyItem]:
        """The items that a number names: the first noun that has them all wins, else any."""
        best: list[PolicyItem] = []
        for noun in reference.nouns:
            found = self._numbered(noun, reference, query)
            if len(found) > len(best) or (found and noun is Noun.GROUP and not best):
                best = found
            if len(best) >= len(reference.numbers):
                break
        return best

    def _numbered(self, noun: Noun, reference: NumberRef, query: Query) -> list[PolicyItem]:
        numbers = reference.numbers
        doc_ids = reference.doc_ids or query.doc_ids
        apart = query.act is Act.LINK or len(query.places) > 1
        if query.doc_ids and set(query.doc_ids) < set(doc_ids) and not apart:
            doc_ids = query.doc_ids  # 数字化要点第32项: of that one, though many are 要点
        scope = ItemFilter(doc_ids=doc_ids, sections=query.filter.sections)
        if noun is Noun.GROUP:
            if reference.span is Span.LAST:
                return self._last_groups(numbers[0], doc_ids)
            return self.items(replace(scope, groups=tuple(numbers)))
        if noun is Noun.SECTION:
            scoped = doc_ids or self._described(query, numbers) or self._owned(query)
            ids = [
                item_id
                for doc_id in self.vocabulary.sections_of
                if doc_id in (scoped or (doc_id,))
                for item_id in self._section_ids(doc_id, numbers, last=reference.span is Span.LAST)
            ]
            return self.index.catalogue.items_by_id(ids)
        kinds = (ItemKind.WORK_POINT,) if noun is Noun.POINT else (ItemKind.TASK,)
        if noun is Noun.ITEM and not self._scope_has_tasks(doc_ids):
            kinds = (ItemKind.WORK_POINT,)
        if reference.span is not None:
            return reached(self.items(replace(scope, kinds=kinds)), reference.span, numbers[0])
        return self.items(replace(scope, kinds=kinds, numbers=tuple(numbers)))

    def _last_groups(self, many: int, doc_ids: Sequence[str]) -> list[PolicyItem]:
        """最后一个大项: the items of so many groups at the end of each document that has any."""
        return [
            item
            for doc_id, (_, last) in self.vocabulary.group_numbers.items()
            if not doc_ids or doc_id in doc_ids
            for item in self.items(
                ItemFilter(doc_ids=(doc_id,), groups=tuple(range(last - many + 1, last + 1)))
            )
        ]

    def _scope_has_tasks(self, doc_ids: Sequence[str]) -> bool:
        documents = set(doc_ids) or {d.doc_id for d in self.vocabulary.documents}
        return bool(documents & self.vocabulary.has_tasks)

    def _described(self, query: Query, numbers: Sequence[int]) -> tuple[str, ...]:
        """The documents with a section of the words that the question adds to its number."""
        words = bare(query.topic)
        of_number = tuple(
            doc_id
            for doc_id, own in self.vocabulary.sections_of.items()
            if words
            and any(words in bare(own[n - 1].title or "") for n in numbers if n <= len(own))
        )
        if of_number:
            return of_number
        section = self.vocabulary.section_holding(query.topic) if query.topic else None
        return (section.doc_id,) if section is not None else ()

    def _owned(self, query: Query) -> tuple[str, ...]:
        """The documents with owners, when the question is about owners, deadlines or tasks."""
        about = query.wants_owner or query.filter != ItemFilter() or query.noun is Noun.TASK
        return tuple(sorted(self.vocabulary.has_owners)) if about else ()

    def _section_ids(self, doc_id: str, numbers: Sequence[int], *, last: bool) -> list[str]:
        sections = self.vocabulary.sections_of[doc_id]
        sections = sections[::-1] if last else sections  # 最后一部分
        return [
            item_id
            for number in numbers
            if 1 <= number <= len(sections)
            for item_id in sections[number - 1].item_ids
        ]

    def ranges(self, doc_id: str, noun: Noun) -> list[str]:
        """The numbers that a document has, in words, for the noun asked about."""
        document = self.vocabulary.document(doc_id)
        title = document.short_title or document.title
        if noun is Noun.GROUP:
            numbers = self.vocabulary.group_numbers.get(doc_id)
            word = "大项"
        else:
            numbers = self.vocabulary.item_numbers.get(doc_id)
            word = "任务" if doc_id in self.vocabulary.has_tasks else "要点"
        return [f"{title}的{word}编号是{numbers[0]}到{numbers[1]}"] if numbers else []

    def has_all_year(self) -> bool:
        """Whether the corpus has deadlines that name no day."""
        kinds = (DeadlineKind.ALL_YEAR, DeadlineKind.ONGOING)
        return bool(self.index.catalogue.count(ItemFilter(deadline_kinds=kinds)))

    def linked(self, item: PolicyItem, *, best_only: bool = False) -> list[PolicyItem]:
        """The items of other documents that correspond to one, best first."""
        links = self.index.catalogue.links(item.item_id)
        least = _CLOSE_LINK * links[0].score if links and best_only else 0.0
        ids = [
            link.other_id
            for link in links
            if link is links[0] or link.score >= max(least, _MUTUAL * self._closest(link.other_id))
        ]
        return self.index.catalogue.items_by_id(ids)

    def is_linked(self, item: PolicyItem) -> bool:
        """Whether any item of another document corresponds to one."""
        return bool(self.index.catalogue.links(item.item_id))

    def saying(self, words: str) -> list[PolicyItem]:
        """The items whose text has these words."""
        return self.items(ItemFilter(contains=(words,)))

    def _closest(self, item_id: str) -> float:
        """The score of an item's best correspondence."""
        return max((link.score for link in self.index.catalogue.links(item_id)), default=0.0)

    def document_items(self, doc_id: str) -> list[PolicyItem]:
        """All items of a document, in its order."""
        return self.items(ItemFilter(doc_ids=(doc_id,)))

    def nearest_clauses(self, question: str, doc_id: str) -> list[Clause]:
        """The clauses of a document that are nearest to a question, nearest first.

        One strategy after the other asks for the same; none of a document with too many items.
        """
        asked = (question, doc_id)
        if asked not in self._clauses:
            whole = self.index.catalogue.count(ItemFilter(doc_ids=(doc_id,))) <= _FEW_ITEMS
            ids = [item.item_id for item in self.document_items(doc_id)] if whole else []
            self._clauses[asked] = self.index.nearest_clauses(question, ids, k=_CLAUSES)
        return self._clauses[asked]

    def header_of(self, item: PolicyItem) -> str:
        """The row that names the columns of a row that is a passage of its own; else nothing."""
        cells = item.text.strip().count("\t")
        if item.kind is not ItemKind.PASSAGE or not cells:
            return ""
        rows = [i for i in self.passages(item.doc_id) if i.section == item.section]
        alike = [i for i in rows if i.text.strip().count("\t") == cells]
        first = alike[0].text
        named = alike[0] is not item and alike[0] != item and not re.search(r"\t[0-9]", first)
        return first if named and not are_fields(alike) else ""

    def passages(self, doc_id: str) -> list[PolicyItem]:
        """The unnumbered paragraphs of a document."""
        return self.items(ItemFilter(doc_ids=(doc_id,), kinds=(ItemKind.PASSAGE,)))

    # -- the topic

    def look(self, query: Query, *, within: Sequence[str] | None = None) -> Decision:
        """Find what the topic is about and decide whether that is enough to answer.

        One strategy after the other looks for the same; it is found once.
        """
        topic = query.topic or query.text
        if within is None and query.before and query.focus:
            within = query.focus  # 那村道呢: of the item at hand
        ids = None if within is None else tuple(within)
        asked = (topic, query.gist, query.doc_ids, query.wants_owner, ids, query.denied)
        if asked not in self._looked:
            decision = self._look(query, topic, within)
            self._looked[asked] = (decision, self.found)
        decision, self.found = self._looked[asked]
        return decision

    def own_words(self, query: Query, text: str) -> str:
        """A text without what the one rule or guide that a question names is about as a whole."""
        docs = query.doc_ids
        if len(docs) != 1 or docs[0] not in self.vocabulary.undivided:
            return text
        return without_subject(text, self.vocabulary.document(docs[0]).title)

    def _look(self, query: Query, topic: str, within: Sequence[str] | None) -> Decision:
        accepts = fits_question(query)
        own = self.own_words(query, topic)
        if own != topic:
            topic = own
            query = query.with_(topic=own, gist=self.own_words(query, query.gist))
        quoted = self._quoted(query, topic, accepts) if within is None else None
        if quoted is not None:
            return quoted
        evidence = self.finder.find(topic, question=query.gist, within=within, accepts=accepts)
        if query.aspects == (Aspect.DEADLINE,):
            evidence = _dated_first(evidence)
        evidence = self._without_denied(query, evidence)
        self.found = evidence
        decision = self.decider.decide(topic, evidence, wants_owner=query.wants_owner)
        weak = decision.confidence < _COUNTERPART
        if not weak or not query.wants_owner or within is not None:
            return decision
        return self._without_owners(query, topic, decision)

    def _without_denied(self, query: Query, evidence: list[Evidence]) -> list[Evidence]:
        """The evidence without the items that surely are what the question says is not meant."""
        denied = set()
        for matter in query.denied:
            found = self.finder.find(matter, accepts=fits_question(query))
            if found and self.decider.confidence(matter, found) >= _COUNTERPART:
                denied.add(found[0].item.item_id)
        return [one for one in evidence if one.item.item_id not in denied] or evidence

    def _quoted(
        self, query: Query, topic: str, accepts: Callable[[PolicyItem], bool]
    ) -> Decision | None:
        """The one item that says the topic word for word, or what has owners in its place."""
        self.found = self.finder.quoted(topic, query.gist, accepts)
        if self.found:
            return Decision((self.found[0].item,), 1.0, _QUOTED)
        if not query.wants_owner:
            return None
        docs = set(query.doc_ids)
        found = self.finder.quoted(topic, query.gist, lambda item: not docs or item.doc_id in docs)
        if not found:
            return None
        owned = [one for one in found[1:] if accepts(one.item)]
        self.found = owned or found
        meant = self._counterpart(found[0].item, owned)
        if meant is None:
            self.found = found
            return Decision((found[0].item,), 1.0, _QUOTED)
        return Decision((meant,), 1.0, f"{_QUOTED}，按市区对应")

    def _counterpart(self, item: PolicyItem, owned: Sequence[Evidence]) -> PolicyItem | None:
        """What corresponds to an item without owners, of the nearest that have them."""
        counterparts = {linked.item_id for linked in self.linked(item)}
        return next((e.item for e in owned[:_NEAREST] if e.item.item_id in counterparts), None)

    def _without_owners(self, query: Query, topic: str, decision: Decision) -> Decision:
        """What items without owners or deadlines say, when those with them do not answer.

        Where such an item has a counterpart with owners among the best, that is what is meant.
        """
        docs = set(query.doc_ids)
        owned = self.found
        evidence = self.finder.find(
            topic,
            question=query.gist,
            accepts=lambda item: not docs or item.doc_id in docs,
        )
        second = self.decider.decide(topic, evidence, wants_owner=query.wants_owner)
        least = _PLAINLY if decision.sure else _COUNTERPART
        if not second.sure or second.confidence < least:
            return decision
        meant = self._counterpart(second.items[0], owned)
        if meant is not None:
            return Decision((meant,), second.confidence, f"{second.reason}，按市区对应")
        self.found = evidence
        return second

    def is_quoted(self, query: Query) -> bool:
        """Whether the topic is a quotation from one item alone."""
        return bool(self.finder.quoted(query.topic, query.gist, fits_question(query)))

    def known(self, topic: str) -> bool:
        """Whether a word of the topic stands in any item."""
        words = [word for word in topic.split() if len(word) > 1]
        best = self.index.keyword_search(topic, k=5)
        texts = [bare(hit.item.topic) for hit in best]
        return any(bare(word) in text for word in words for text in texts)

    def is_talk(self, query: Query) -> bool:
        """Whether the topic of a question with other filters is no matter at all, only talk."""
        stated = any(binding.stated for binding in query.bindings)
        brief = (query.lists or query.counts) and len(bare(query.topic)) <= _BRIEF
        narrowed = stated or query.filter != ItemFilter() or (bool(query.bindings) and brief)
        if query.of_matter:
            return False
        return narrowed and not synonyms_in(query.topic) and not self.known(query.topic)

    # -- refusals

    def nearest(self, query: Query, k: int = 3) -> list[PolicyItem]:
        """The items nearest to a question that is refused."""
        if not self.found:
            self.found = self.finder.find(query.topic or query.text, question=query.gist)
        return [evidence.item for evidence in self.found[:k]]

    def refuse(
        self, query: Query, text: str = "", *, reason: str = "", related: Sequence[PolicyItem] = ()
    ) -> Draft:
        """The honest answer that the corpus does not say, with what is nearest."""
        shown = tuple(related) or tuple(self.nearest(query))
        text = text or "现有文件没有写到这个问题，不能据此回答。"
        return Draft((Statement(text),), refused=True, related=shown, reason=reason or text)


def _dated_first(evidence: list[Evidence]) -> list[Evidence]:
    """几月要编完: of items that fit alike, one with a deadline before one without."""
    best = evidence[:1]
    if not best or best[0].item.deadline:
        return evidence
    near = (e for e in evidence[1:3] if best[0].strength - e.strength <= _ALIKE)
    dated = next((e for e in near if e.item.deadline), None)
    return [dated, *(e for e in evidence if e is not dated)] if dated else evidence


def _undated(wanted: ItemFilter) -> ItemFilter:
    """A filter without the days and months that it asks for."""
    return replace(wanted, months=(), due_from=None, due_to=None, own_year=None)


def _without_sections(items: Sequence[PolicyItem]) -> list[PolicyItem]:
    """Items without whole sections (doc#一) where their documents number points below them."""
    numbered = {i.doc_id for i in items if re.search(r"[0-9]$", i.item_id)}
    return [
        item
        for item in items
        if item.doc_id not in numbered or item.number is None or re.search(r"[0-9]$", item.item_id)
    ]


def reached(items: Sequence[PolicyItem], span: Span, number: int) -> list[PolicyItem]:
    """The items up to, from, before or after a number, or the first or last so many."""
    numbered = sorted((i for i in items if i.number is not None), key=lambda i: i.number or 0)
    if not numbered or span is Span.FIRST:
        return numbered[:number]
    if span is Span.LAST:
        return numbered[-number:]
    low = {Span.AFTER: number + 1, Span.FROM: number}.get(span, 0)
    high = {Span.BEFORE: number - 1, Span.UP_TO: number}.get(span, numbered[-1].number or 0)
    return [item for item in numbered if low <= (item.number or 0) <= high]


def _works_across(item: PolicyItem, bindings: Sequence[Binding]) -> bool:
    """Whether one of the departments leads the item and another cooperates."""
    names = {name for binding in bindings if not binding.negated for name in binding.names}
    leads = names & set(item.owners(Role.LEAD))
    helps = names & set(item.owners(Role.COOPERATING))
    return bool(leads and helps and len(leads | helps) > 1)


def _shares(aspect: Aspect, item: PolicyItem, other: PolicyItem) -> bool:
    """Whether two items have the same group, section or deadline, or an owner in common."""
    if item.doc_id != other.doc_id:
        return False
    if aspect is Aspect.GROUP:
        return item.group_title is not None and item.group_title == other.group_title
    if aspect is Aspect.SECTION:
        return item.section is not None and item.section == other.section
    if aspect is Aspect.DEADLINE:
        dates = [i.deadline.text if i.deadline else "" for i in (item, other)]
        return bool(dates[0]) and dates[0] == dates[1]
    role = ROLE_OF[aspect]
    return bool(set(item.owners(role)) & set(other.owners(role)))


def _conditions(binding: Binding) -> list[OwnerCondition]:
    if binding.negated:
        return [OwnerCondition(binding.names, binding.roles, True)]
    if binding.together:
        return [OwnerCondition((name,), binding.roles) for name in binding.names]
    return [OwnerCondition(binding.names, binding.roles)]
