"""Find groups, sections and documents by what their titles say, prepared once for all questions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from assistant.normalise import bare
from assistant.words import Names
from index import Group, Section
from ingest import Document

_PART = 2  # characters
_FEW = 2  # places of one title: a plan's and the table's beside it
_LEFT_OUT = 2  # characters of a heading that a question may pass over
Place = TypeVar("Place", Group, Section)


class Headings(Generic[Place]):
    """Groups or sections in document order, each with what its heading may be called."""

    def __init__(self, places: Sequence[Place], names: Callable[[str], Iterable[str]]) -> None:
        self._places: Sequence[Place] = places
        titles = [bare(place.title or "") for place in places]
        # One text with a title a line: a province has tens of thousands, and one search of all is
        # far quicker than one of each.
        self._titles = "\n".join(titles)
        self._starts = list(accumulate((len(title) + 1 for title in titles), initial=0))
        self._at: dict[str, list[int]] = {}
        for at, place in enumerate(places):
            for name in set(names(place.title or "")):
                self._at.setdefault(name, []).append(at)

    def named(self, wanted: Iterable[str], doc_ids: Sequence[str] = ()) -> list[Place]:
        """Those, of the documents given or of all, that have one of these names."""
        found = {at for name in wanted for at in self._at.get(name, ())}
        return self._of(sorted(found), doc_ids)

    def holding(self, words: str, doc_ids: Sequence[str] = ()) -> list[Place]:
        """Those, of the documents given or of all, whose heading holds bare words."""
        return self._matching(re.escape(words), doc_ids)

    def spanning(self, words: str, doc_ids: Sequence[str] = ()) -> list[Place]:
        """Those whose heading holds bare words with a little left out: 审管联动 of 审管执信联动."""
        cuts = range(_PART, len(words) - _PART + 1)
        ways = (f"{re.escape(words[:at])}.{{1,{_LEFT_OUT}}}{re.escape(words[at:])}" for at in cuts)
        return self._matching("|".join(ways), doc_ids) if cuts else []

    def titled_by(self, words: str) -> bool:
        """Whether bare words are the whole title of one or two, its number aside.

        What many are called (监督管理职责, in every law) names none of them.
        """
        return 0 < len(self._at.get(words, ())) <= _FEW

    def _matching(self, pattern: str, doc_ids: Sequence[str]) -> list[Place]:
        """Those in whose bare heading a pattern, which crosses no line, is found."""
        starts = (match.start() for match in re.finditer(pattern, self._titles))
        found = dict.fromkeys(bisect_right(self._starts, start) - 1 for start in starts)
        return self._of(found if self._places else (), doc_ids)

    def _of(self, found: Iterable[int], doc_ids: Sequence[str]) -> list[Place]:
        places = [self._places[at] for at in found]
        return [place for place in places if not doc_ids or place.doc_id in doc_ids]


@dataclass(frozen=True, slots=True)
class TitleFound:
    """Where the bare words of a question have a title."""

    start: int
    end: int
    is_group: bool


def title_in(
    words: str, groups: Headings[Group], sections: Headings[Section], shortest: int
) -> TitleFound | None:
    """The longest title in bare words, of a group rather than of a section; None without one."""
    for length in range(len(words), shortest - 1, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            is_group = groups.titled_by(part)
            if is_group or sections.titled_by(part):
                return TitleFound(start, start + length, is_group)
    return None


class Titles:
    """The titles of documents, in the corpus's order."""

    def __init__(self, documents: Iterable[Document]) -> None:
        titled = {document.doc_id: bare(document.title) for document in documents}
        self._ids = tuple(titled)
        self._titles = tuple(titled.values())
        self._names = Names(self._titles)

    def abridged(self, words: str) -> tuple[str, ...]:
        """The documents whose titles are bare words, or become them by leaving parts out."""
        return tuple(self._ids[at] for at in self._names.abridged(words))

    def holding(self, words: Sequence[str]) -> tuple[str, ...]:
        """The documents whose titles hold each of these bare words."""
        parts = [part for word in words for part in self._parts(word)]
        found = self._names.having("".join(parts))
        for part in parts:
            found = [at for at in found if part in self._titles[at]]
        return tuple(self._ids[at] for at in found)

    def _parts(self, word: str) -> list[str]:
        """A word, or the two that it is made of: 水务下放 of …水务行政许可事项下放工作."""
        titles = [self._titles[at] for at in self._names.having(word)]
        if not any(word in title for title in titles):
            for at in range(_PART, len(word) - _PART + 1):
                parts = [word[:at], word[at:]]
                if any(all(part in title for part in parts) for title in titles):
                    return parts
        return [word]
