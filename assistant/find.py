"""Find the items that a topic is about, and measure how well each fits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from operator import contains

import numpy as np
from numpy.typing import NDArray

from assistant.everyday import Everyday, everyday_for
from assistant.expansion import expanded, synonyms_in
from assistant.facts import TIME
from assistant.normalise import bare
from assistant.phrases import phrases_for, spoken
from assistant.query import Aspect, Query
from index import Hit, Index
from index.retrieval import POOL
from ingest import PolicyItem

_POOL = 60
_LOOKED_AT = 26
_LONGEST = 90  # characters; above, only the densest stretch is searched for
_WINDOW = 36
_QUOTE = 8  # characters; what is quoted at such length is the matter of the item that has it
_WORDED_TOPIC = 6  # characters; of a topic so long, all pairs in one item alone tell that item
_A_PHRASE = 5  # characters; what is said in so many is written by itself
_SAYING = 8  # of the best by words, among which one that says a topic is looked for
_ALSO_SAID = 0.7  # of the quoted pairs; an item with so many may be meant as well
_LITTLE_SAID = 0.6  # coverage of the best; with less, words alone do not tell what is meant
_A_NAME, _FEW = 3, 4  # characters of a word that does tell, and how many items may have it
_NEARLY_SAID = 0.01  # what an item leaves unsaid at most for phrases to tell nothing more
A_WORD = 2  # characters; such a word that stands in many items is no matter
_MANY = 4  # items
_WORDED = 0.1  # of the logarithm of a keyword score, beside a cosine


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate with what speaks for it.

    `coverage` in [0, 1] is the share of the topic's pairs of characters, weighted by how rare
    they are, that the item has, itself or through a synonym.
    """

    item: PolicyItem
    score: float
    dense: float
    keyword: float
    coverage: float
    covered: frozenset[str] = frozenset()  # those pairs of characters
    phrase: float = 0.0  # how near the question is to a lay phrase for words of the item

    @property
    def strength(self) -> float:
        """How well the item fits the topic; comparable within one question."""
        return self.score + 0.6 * self.coverage + 1.5 * self.phrase


def _pairs(text: str) -> list[str]:
    letters = bare(text)
    if len(letters) < 2:
        return [letters] if letters else []
    return [letters[place : place + 2] for place in range(len(letters) - 1)]


def _letters(item: PolicyItem) -> str:
    """The bare words of an item below its section; each is made bare but once."""
    return bare(item.section or "") + bare(item.topic)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What makes up a topic, prepared once for all candidates."""

    weights: dict[str, float]  # rarity of each pair of its characters among them
    total: float
    synonyms: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]  # bare, with their pairs
    named: Mapping[str, frozenset[str]]  # the pairs that the title of each document has

    @classmethod
    def of(
        cls, topic: str, hits: Sequence[Hit], said: Sequence[str], titles: Mapping[str, str]
    ) -> _Sought:
        """Prepare a topic for its candidates and the bare words `said` in each."""
        texts = [bare(hit.item.topic) for hit in hits]
        weights = {
            pair: math.log(1 + (len(texts) + 1) / (1 + sum(map(contains, texts, repeat(pair)))))
            for pair in set(_pairs(topic))
        }
        every = "\n".join(said)
        synonyms = (
            (bare(word), tuple(o for o in map(bare, others) if o in every), frozenset(_pairs(word)))
            for word, others in synonyms_in(topic)
        )
        known = ((word, others, pairs & weights.keys()) for word, others, pairs in synonyms)
        held = {doc: {p for p in weights if p in title} for doc, title in titles.items()}
        # A pair that half of the titles have tells no document from another.
        often = Counter(chain.from_iterable(held.values()))
        common = {pair for pair, number in often.items() if 2 * number >= len(titles)}
        named = {doc_id: frozenset(pairs - common) for doc_id, pairs in held.items()}
        return cls(weights, sum(weights.values()), tuple(one for one in known if one[1]), named)

    def in_hit(self, hit: Hit, text: str) -> Evidence:
        """What of the topic an item says in its bare words, itself or through a synonym."""
        covered = set(filter(text.__contains__, self.weights))
        covered |= self.named.get(hit.item.doc_id, frozenset())
        for word, others, pairs in self.synonyms:
            if word not in text and any(map(contains, repeat(text), others)):
                covered |= pairs
        share = sum(self.weights[pair] for pair in covered) / (self.total or 1.0)
        return Evidence(hit.item, hit.score, hit.dense, hit.keyword, share, frozenset(covered))


def _is_told(topic: str, evidence: Sequence[Evidence]) -> bool:
    """Whether items have the words of a topic: most of it, or a word that few of them have."""
    if max((e.coverage for e in evidence), default=0.0) >= _LITTLE_SAID:
        return True
    words = [word for word in map(bare, topic.split()) if len(word) >= _A_NAME]
    texts = [_letters(e.item) for e in evidence] if words else []
    return any(0 < sum(word in text for text in texts) <= _FEW for word in words)


class Finder:
    """Hybrid retrieval over one index, with coverage measured on the best candidates."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._titles = {
            document.doc_id: bare(document.title) for document in index.catalogue.documents()
        }

    def find(
        self,
        topic: str,
        *,
        question: str = "",
        within: Sequence[str] | None = None,
        accepts: Callable[[PolicyItem], bool] = lambda item: True,
        k: int = 10,
    ) -> list[Evidence]:
        """The best items for a topic, best first, of those that `accepts` lets through.

        The whole `question` is embedded where it is given, because an embedding needs context;
        keywords and coverage look at the topic alone.
        """
        if len(bare(topic)) > _LONGEST:
            topic = question = self._densest(topic)
        question = question or topic
        find = partial(self._evidence, topic, question, max(k, _LOOKED_AT), within, accepts)
        evidence = find()
        if not _is_told(topic, evidence) and (everyday := self._everyday()):
            evidence = find(everyday.drawn(self._index.embed(question)))
        return sorted(evidence, key=lambda e: -e.strength)[:k]

    def _everyday(self) -> Everyday | None:
        """What is read with the first question that needs it."""
        return everyday_for(self._index.manifest.embedder_revision)

    def _titles_of(self, hits: Sequence[Hit]) -> dict[str, str]:
        return {hit.item.doc_id: self._titles[hit.item.doc_id] for hit in hits}

    def _evidence(
        self,
        topic: str,
        question: str,
        k: int,
        within: Sequence[str] | None,
        accepts: Callable[[PolicyItem], bool],
        vector: NDArray[np.float32] | None = None,
    ) -> list[Evidence]:
        """The best items with what speaks for each; `vector` stands for the question's own."""
        hits = self._index.search(
            question,
            k=k,
            within=within,
            keywords=expanded(topic),
            accepts=accepts,
            of=_POOL,
            vector=vector,
        )
        said = [_letters(hit.item) for hit in hits]
        sought = _Sought.of(topic, hits, said, self._titles_of(hits))
        evidence = list(map(sought.in_hit, hits, said))
        return self._with_phrases(question, evidence, said)

    def quoted(
        self, topic: str, question: str, accepts: Callable[[PolicyItem], bool], k: int = 10
    ) -> list[Evidence]:
        """The item that says a long topic, or the question that it is of, word for word, or that
        has each pair of the topic's characters.

        It stands first, those that share words with it behind it.

        Nothing is embedded. Empty unless one item alone, of those accepted, says it; and where
        items are so many that their words are looked for while the question is embedded.
        """
        quotes = [q for q in (bare(topic), bare(question).strip("的")) if len(q) >= _QUOTE]
        wholly = len(bare(topic)) >= _WORDED_TOPIC
        few = self._index.manifest.item_count <= POOL
        if not (few and (quotes or wholly)) or len(bare(topic)) > _LONGEST:
            return []
        hits = self._index.keyword_search(expanded(topic), k=_POOL)
        hits = [hit for hit in hits if accepts(hit.item)][:_LOOKED_AT]
        said = [_letters(hit.item) for hit in hits]
        pairs = set(_pairs(topic))
        holds = [
            any(quote in text for quote in quotes) or (wholly and all(p in text for p in pairs))
            for text in said
        ]
        if sum(holds) != 1:
            return []
        sought = _Sought.of(topic, hits, said, self._titles_of(hits))
        most = hits[0].keyword
        evidence = [
            replace(sought.in_hit(hit, text), score=hit.keyword / most, dense=float(held))
            for hit, text, held in zip(hits, said, holds, strict=True)
        ]
        evidence.sort(key=lambda e: (-e.dense, -e.strength))
        alone = all(other.coverage < _ALSO_SAID for other in evidence[1:])
        return evidence[:k] if alone else []

    def said(self, topic: str, accepts: Callable[[PolicyItem], bool]) -> PolicyItem | None:
        """The one item, of those that `accepts` lets through, that says every word of a topic."""
        words = [bare(word) for word in topic.split()]
        if sum(map(len, words)) < _A_PHRASE:
            return None
        hits = self._index.keyword_search(topic, k=_SAYING)
        saying = (h.item for h in hits if all(word in _letters(h.item) for word in words))
        said = [item for item in saying if accepts(item)]
        return said[0] if len(said) == 1 else None

    def is_common(self, word: str) -> bool:
        """Whether a word, made bare, stands in many items, as 医院 does."""
        hits = self._index.keyword_search(word, k=_MANY)
        return len(hits) == _MANY and all(word in bare(hit.item.topic) for hit in hits)

    def written(self, matter: str) -> float:
        """The share of a matter's pairs of characters in the item that has most of its words."""
        pairs = set(_pairs(matter))
        best = self._index.keyword_search(matter, k=1)
        text = _letters(best[0].item) if best else ""
        return sum(pair in text for pair in pairs) / (len(pairs) or 1)

    def _with_phrases(
        self, question: str, evidence: Sequence[Evidence], said: Sequence[str]
    ) -> list[Evidence]:
        """The evidence with what lay phrases near to the question say for each item.

        They count the more, the less of the topic is in any item word for word.
        """
        unsaid = (1 - max((e.coverage for e in evidence), default=0.0)) ** 2
        needed = unsaid > _NEARLY_SAID
        phrases = phrases_for(self._index.manifest.embedder_revision) if needed else None
        if phrases is None:
            return list(evidence)
        told = phrases.near(self._index.embed(question))
        near = [(tuple(map(bare, words)), closeness) for words, closeness in told]
        worth = spoken(near, [bare(one.item.text) for one in evidence], said)
        spoken_for = zip(worth, evidence, strict=True)
        return [replace(one, phrase=unsaid * w) if w else one for w, one in spoken_for]

    def _densest(self, topic: str) -> str:
        """The stretch of a rambling topic that comes nearest to any item, in words and meaning."""
        letters = topic.replace(" ", "")
        windows = [letters[at : at + _WINDOW] for at in range(0, len(letters), _WINDOW // 3)]
        return max(windows, key=self._nearness)

    def _nearness(self, text: str) -> float:
        """How near the best item comes: its cosine, with a keyword score that grows slowly."""
        hits = self._index.search(text, k=1, keywords=expanded(text))
        return max((hit.dense + _WORDED * math.log1p(hit.keyword) for hit in hits), default=0.0)


def has_owner(item: PolicyItem) -> bool:
    """Whether the document names anybody for the item."""
    return bool(item.lead or item.cooperating or item.units)


def fits_question(query: Query) -> Callable[[PolicyItem], bool]:
    """Which items can answer: of the documents named, and with owners where owners are asked."""
    any_owner = not query.wants_owner or query.fact or query.doc_ids != ()
    when = query.aspects == (Aspect.DEADLINE,) and not (query.asks_who or query.bindings)

    def accepts(item: PolicyItem) -> bool:
        if query.doc_ids and item.doc_id not in query.doc_ids:
            return False
        if any_owner or has_owner(item):
            return True
        return when and (item.deadline is not None or TIME.search(item.text) is not None)

    return accepts
