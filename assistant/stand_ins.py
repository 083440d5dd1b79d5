"""Put stand-ins for what a question names: offices, months, headings and numbers of one corpus.

So a way of asking looks the same, whoever asks about whatever: 医政处9月前要办结的 and
城管局6月前要办结的 are both 甲处9月前要办结的.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.normalise import normalise
from assistant.numerals import NUMERAL
from assistant.vocabulary import NUMBERED, Vocabulary, title_core
from assistant.wordings import strongest
from assistant.words import Words
from ingest import Role

# By the letter that stands for it in a wording.
STAND_INS = {
    "D": ("甲处", "乙处", "丙处"),
    "U": ("甲中心", "乙中心", "丙中心"),
    "M": ("9月",),
    "G": ("某项工作",),
    "S": ("某个部分",),
    "GN": ("第10",),
}
_LEAST_TITLE = 4  # characters; shorter headings are words of their own
_MONTH = re.compile(
    r"(?:20\d\d年|今年|明年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
)
_GROUP_NUMBER = re.compile(f"第{NUMERAL}(?=(?:个)?(?:大项|大类|大块|大组|大条|组))")
_QUOTES = str.maketrans("", "", "“”")
_MARKS = str.maketrans("", "", "《》“”")
# 在, 《, 》中, 》里面， around the name of a document
_BEFORE_NAME = re.compile(r"(?:就?在|按照?|翻翻?|对照)?《?$")
_AFTER_NAME = re.compile(
    r"》?(?:这个|这份|这张|那个|那份|那张)?(?:里面|里头|当中|里|中|内|上面)?[的，,、:：。]?"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A question with stand-ins, and what they stand for by their letter, as written, in order."""

    text: str
    named: dict[str, tuple[str, ...]]


def with_stand_ins(wording: str, order: Sequence[str]) -> str:
    """A wording with stand-ins for its letters: `{D}` and `{D2}` in the order of `order`."""
    for letter, stand_ins in STAND_INS.items():
        own = [one for one in order if one.rstrip("2") == letter]
        for place, one in enumerate(own):
            wording = wording.replace(f"{{{one}}}", stand_ins[min(place, len(stand_ins) - 1)])
    return wording.translate(_QUOTES)


class Disguise:
    """Knows the names of one corpus."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._documents = vocabulary
        self._find = vocabulary.departments.find
        self._roles = vocabulary.roles
        self._titles: dict[str, str] = {}
        for letter, places in (("S", vocabulary.sections), ("G", vocabulary.groups)):
            for place in places:
                whole = NUMBERED.sub("", normalise(place.title or ""))
                for title in {whole, whole.translate(_QUOTES), title_core(whole)}:
                    if len(title) >= _LEAST_TITLE:
                        self._titles.setdefault(title, letter)
        self._headings = Words(self._titles)

    def without_documents(self, text: str, doc_ids: Sequence[str]) -> str:
        """A normalised question without the words that name documents: 《…分工表》里."""
        tags = [
            *self._documents.document_tags(text),
            *self._documents.described_documents(text),
            *self._documents.places.find(text),
        ]
        named = strongest(
            [tag for tag in tags if tag.kind == "place" and set(tag.value) >= set(doc_ids)]
        )
        for tag in reversed(named):
            rest = text[tag.end :]
            behind = _AFTER_NAME.match(rest)
            text = _BEFORE_NAME.sub("", text[: tag.start]) + rest[behind.end() if behind else 0 :]
        return text

    def document_of(self, doc_ids: Sequence[str]) -> str:
        """The one document that a question asks of, as plain words begin with it; or nothing."""
        if len(doc_ids) != 1:
            return ""
        return f"《{self._documents.document(doc_ids[0]).title.translate(_MARKS)}》里，"

    def likeness(self, text: str) -> Likeness:
        """A normalised question with stand-ins."""
        found = [
            *((at, at + len(t), self._titles[t], t) for at, t in self._headings.apart(text)),
            *self._offices(text),
            *((m.start(), m.end(), "M", m.group()) for m in _MONTH.finditer(text)),
            *((m.start(), m.end(), "GN", m.group()) for m in _GROUP_NUMBER.finditer(text)),
        ]
        named: dict[str, list[str]] = {}
        parts: list[str] = []
        end = 0
        for start, stop, letter, said in sorted(found, key=lambda one: (one[0], -one[1])):
            if start < end:
                continue
            own = named.setdefault(letter, [])
            if said not in own:
                own.append(said)
            stand_ins = STAND_INS[letter]
            parts += [text[end:start], stand_ins[min(own.index(said), len(stand_ins) - 1)]]
            end = stop
        parts.append(text[end:])
        plain = "".join(parts).translate(_QUOTES)
        return Likeness(plain, {letter: tuple(own) for letter, own in named.items()})

    def _offices(self, text: str) -> list[tuple[int, int, str, str]]:
        """The offices that a question surely names, those that only carry out told apart."""
        found = []
        for tag in self._find(text):
            if not tag.value.weak:
                roles = {role for name in tag.value.names for role in self._roles.get(name, ())}
                letter = "U" if roles == {Role.UNIT} else "D"
                found.append((tag.start, tag.end, letter, tag.text))
        return found
