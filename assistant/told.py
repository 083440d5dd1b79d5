"""Which items the replies of earlier turns told of: by their marks, or in their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.marks import ITEM, marks_in, without_listed
from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from assistant.tagging import common_runs
from assistant.turns import Context
from assistant.vocabulary import Vocabulary
from index import Catalogue, ItemFilter
from ingest import Document, ItemKind, PolicyItem, Role

_NAMES_SOME = re.compile("等|[例比譬]如|如(?=〔|任务|要点)|包括|其中|前[0-9一二两三四五]|…")
# 两项, 14条: how many a reply says there are; 第15项 is one of them.
_SO_MANY = re.compile(f"(?<![第0-9零〇一二两三四五六七八九十百])({NUMERAL})[条项个件点]")
_OWN_MARK = "〔"  # the program's own replies say which document an item is of
_COUNTED = re.compile("([0-9]{1,5})[项条件个]")
_ROLE_SAID = {
    Role.LEAD: re.compile("牵头"),
    Role.COOPERATING: re.compile("配合"),
    Role.UNIT: re.compile("落实|承接|承办|委属"),
}
_TITLE = re.compile("《[^》]*》")
_A_TITLE = 3  # characters
_MOST_ARTICLES = 50
_MOST_IDS = 200_000  # that the marks of one reply are looked up as
_WORDED = 7  # characters in a row that a reply has of an item, to be about that
_NEAR = 8  # items whose words are compared with a reply
_FEW_ROWS = 2  # items of an answer; fewer are no list that a reply would name in short
_LISTED_APART = re.compile("[、，,；;。：:\n]")
_LONGEST_NUMBER = 6  # digits; a longer one is no number of an item

Answered = Callable[[], dict[str, None]]  # the items that answer a turn, sought when needed


class Told:
    """Looks up what replies name. A caller may claim any reply."""

    def __init__(
        self,
        catalogue: Catalogue,
        vocabulary: Vocabulary,
        draft: Callable[[Query], Draft],
        bench: Callable[[], Bench],
    ) -> None:
        """`draft` answers a turn anew, `bench` seeks items."""
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._draft = draft
        self._bench = bench

    def marked(self, reply: str, query: Query, context: Context | None) -> tuple[str, ...]:
        """The items whose marks a reply carries."""
        answered: Answered = cache(lambda: dict.fromkeys(self.answered(query)))
        letters = "" if _OWN_MARK in reply else bare(reply)
        seen = self._looked_up(reply, query, answered, every=bool(letters))
        ids: list[str] = []
        for found, same_number in seen:
            titled = ((item.item_id, bare(item.title)) for item in same_number)
            told = [i for i, title in titled if len(title) >= _A_TITLE and title in letters]
            among = [i for i in found if i in answered()] if len(found) > 1 else []
            ids += told if len(told) == 1 else among or found
        marked = tuple(dict.fromkeys(ids))
        if _OWN_MARK in reply and (own := self._of_annex(marked, query)):
            return own
        if query.act not in {Act.LIST, Act.COUNT} or query.topic or len(marked) < 2:
            return marked
        counted = {read_numeral(number) or 0 for number in _SO_MANY.findall(without_listed(reply))}
        if len(marked) in counted:
            return marked  # as many as the reply says
        if context and set(marked) < set(context.focus):
            return marked  # some of the list at hand
        if not _NAMES_SOME.search(reply) and max(counted, default=0) < len(marked):
            return marked
        whole = tuple(answered())  # a reply may name only some of a list: 14项，如〔任务12〕等
        return whole if set(marked) < set(whole) else marked

    def _looked_up(
        self, reply: str, query: Query, answered: Answered, *, every: bool
    ) -> list[tuple[list[str], list[PolicyItem]]]:
        """For each mark of a reply the ids that it can mean, and with `every` the items of its
        number in all documents.

        All are looked up at once: a caller may claim a reply of thousands of marks.
        """
        documents = self._vocabulary.documents if every else ()
        marks = list(dict.fromkeys(marks_in(reply)))
        articles = self._articles(reply, query)
        # 第15条和第29条, of tasks: no document has such articles
        cited = {number for title, noun, number in marks if noun == "第" and not title}
        if len(cited) > 1 and not cited <= articles.keys():
            marks = [(t, ITEM if noun == "第" and not t else noun, n) for t, noun, n in marks]
            articles = {}
        having = self._having([number for _, noun, number in marks if noun == ITEM], answered)
        wanted: list[tuple[list[str], list[str]]] = []
        left = _MOST_IDS
        for title, noun, number in marks:
            own = [] if title or noun != "第" else articles.get(number, [])
            own = own or self._ids_of(title, noun, number, query, having)
            same_number = [f"{d.doc_id}#{number}" for d in documents] if len(documents) > 1 else []
            left -= len(own) + len(same_number)
            if left < 0:
                break
            wanted.append((own, same_number))
        asked = (item_id for ids in wanted for both in ids for item_id in both)
        known = {item.item_id: item for item in self._catalogue.items_by_id(asked)}
        return [
            ([i for i in own if i in known], [known[i] for i in same_number if i in known])
            for own, same_number in wanted
        ]

    def _articles(self, reply: str, query: Query) -> dict[str, list[str]]:
        """The ids of the points that a reply names by 第…条 alone, by their numbers."""
        told = {number for title, noun, number in marks_in(reply) if noun == "第" and not title}
        short = (int(n) for n in told if n.isdigit() and len(n) <= _LONGEST_NUMBER)
        numbers = tuple(sorted(short))[:_MOST_ARTICLES]
        if not numbers:
            return {}
        wanted = ItemFilter(doc_ids=query.doc_ids, numbers=numbers, kinds=(ItemKind.WORK_POINT,))
        found: dict[str, list[str]] = {}
        for item in self._catalogue.items(wanted):
            found.setdefault(str(item.number), []).append(item.item_id)
        return found

    def _of_annex(self, marked: Sequence[str], query: Query) -> tuple[str, ...]:
        """The items of a second list that was told, where those of the first have its numbers."""
        answered = self.answered(query)
        numbers = [
            [(item.doc_id, item.number) for item in self._catalogue.items_by_id(ids)]
            for ids in (marked, answered)
        ]
        alike = set(marked) != set(answered) and sorted(map(str, numbers[0])) == sorted(
            map(str, numbers[1])
        )
        return answered if alike and marked else ()

    def said(self, reply: str, query: Query) -> tuple[str, ...]:
        """The items that answer a turn; else the one whose words the reply to it has."""
        answered = self.answered(query)
        reply = _TITLE.sub("", reply)  # the letter before a plan names it as well
        for tag in self._vocabulary.departments.find(reply):  # an office stands in many items
            reply = reply.replace(tag.text, "，")
        near = self._bench().index.keyword_search(reply, k=_NEAR) if reply else []
        of_place = [
            hit.item for hit in near if hit.item.doc_id in (query.doc_ids or (hit.item.doc_id,))
        ]
        runs = {item.item_id: _longest(reply, item.text) for item in of_place}
        best = max(runs, key=lambda item_id: runs[item_id], default="")
        own = self._catalogue.items_by_id(answered)
        if len(own) > _FEW_ROWS and best and _names_more(reply, own, best, of_place):
            return answered  # 申请表、营业执照、检测报告: the rows, and no rule that says three
        told = [_longest(reply, i.text) for i in own]
        if not best or runs[best] < _WORDED or runs[best] <= max(told, default=0):
            return answered
        return (best,)

    def _having(self, numbers: Sequence[str], answered: Answered) -> list[Document]:
        """The document whose items 第15项和第29项 can be of; where several go so far, the one that
        what was asked for is of.
        """
        documents, ranges = self._vocabulary.documents, self._vocabulary.item_numbers
        if len(documents) == 1 or not numbers or not all(n.isdigit() for n in numbers):
            return list(documents) if len(documents) == 1 else []
        told = [int(number) for number in numbers]
        spans = ((d, ranges.get(d.doc_id, (1, 0))) for d in documents)
        held = [d for d, (first, last) in spans if first <= min(told) and max(told) <= last]
        if len(held) > 1 and len(numbers) > 1:
            own = answered()
            homes = {item_id.partition("#")[0] for item_id in own}
            named = [d for d in held if any(f"{d.doc_id}#{number}" in own for number in numbers)]
            held = named or [d for d in held if homes == {d.doc_id}]
        return held if len(held) == 1 else []

    def _ids_of(
        self, title: str, noun: str, number: str, query: Query, having: Sequence[Document]
    ) -> list[str]:
        """The ids that a mark can mean, 第20项 of a document `having` that; not all need exist."""
        known = self._vocabulary
        has = known.has_tasks if noun == "任务" else known.has_points
        has = known.has_tasks | known.has_points if noun == ITEM else has
        documents = self._vocabulary.documents
        named = [
            d for d in documents if title.strip() and title.strip() in (d.short_title, d.title)
        ]
        asked = [d for d in documents if d.doc_id in query.doc_ids]
        kept = named or asked or (documents if noun != ITEM else having)
        # A plan that calls its points 任务9 has them under that name.
        ids = [f"{d.doc_id}#{number}" for d in kept if named or d.doc_id in has]
        return ids + [f"{d.doc_id}#{noun}{number}" for d in kept]

    def otherwise(self, query: Query, focus: Sequence[str]) -> bool:
        """Whether a list that was shown is not the one that its conditions give: 其中 is of it."""
        by_conditions = query.act in {Act.LIST, Act.COUNT} and not (query.topic or query.focus)
        return by_conditions and len(focus) > 1 and set(focus) != set(self.answered(query))

    def counted_in_role(self, query: Query, reply: str) -> Query:
        """…背了多少活, where the reply counts what it leads, 牵头的共18项: of that role."""
        unsaid = len(query.bindings) == 1 and not query.bindings[0].stated
        numbers = {int(n) for n in _COUNTED.findall(reply)} if unsaid else set()
        for role in query.bindings[0].roles if numbers and not marks_in(reply) else ():
            one = query.with_(bindings=(replace(query.bindings[0], roles=(role,), stated=True),))
            if _ROLE_SAID[role].search(reply) and len(self.answered(one)) in numbers:
                return one
        return query

    def in_role(self, query: Query, focus: Sequence[str]) -> Query:
        """人口家发处的任务有哪些, where the reply told just those that it leads: of that role."""
        unsaid = len(query.bindings) == 1 and not query.bindings[0].stated
        if not unsaid or not self.otherwise(query, focus):
            return query
        for role in query.bindings[0].roles:
            one = query.with_(bindings=(replace(query.bindings[0], roles=(role,), stated=True),))
            if set(self.answered(one)) == set(focus):
                return one
        return query

    def answered(self, query: Query) -> tuple[str, ...]:
        items = [item.item_id for s in self._draft(query).statements for item in s.items]
        return tuple(dict.fromkeys(items))


def _names_more(
    reply: str, rows: Sequence[PolicyItem], best: str, near: Sequence[PolicyItem]
) -> bool:
    """Whether the items of an answer have more of what a reply lists than one that is near."""
    parts = {part for part in map(bare, _LISTED_APART.split(reply)) if len(part) > 1}
    texts = bare("".join(item.text for item in rows))
    other = bare(next(item.text for item in near if item.item_id == best))
    return sum(part in texts for part in parts) > sum(part in other for part in parts)


def _longest(one: str, other: str) -> int:
    """How many characters the longest stretch has that two texts share."""
    return max((end - start for start, end in common_runs(one, other)), default=0)
