"""What the program knows about the corpus at hand: names, places, groups, sections, years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from assistant.annexes import lists_of
from assistant.definitions import definitions_in
from assistant.departments import DepartmentFinder, core_of
from assistant.duties import columns_of_duty
from assistant.expansion import lexicon
from assistant.further import FurtherColumns
from assistant.guides import guides_among, headed_as_guides
from assistant.headings import Headings, Place, TitleFound, Titles, title_in
from assistant.homophones import Homophones
from assistant.normalise import bare, normalise
from assistant.pinyin import PinyinReader
from assistant.places import PlaceFinder, home_names, home_of
from assistant.screens import Screen, Source
from assistant.sounding import Sounding
from assistant.times import events_of, months_written_in, written_in
from assistant.wordings import Tag, whole_words
from assistant.words import Words
from index import Catalogue, Group, ItemFilter, OwnerCondition, Section
from ingest import Document, ItemKind, Role
from ingest.derived import read_tables

_DOCUMENT_NOUN = re.compile("方案|行动计划|计划|通知|意见|体系|办法|规定|条例|规划|指南|细则|措施")
_TITLE_NOUN = re.compile(
    "^在|(?:清单|行动|方案|要点|事项|任务|工程|通知|计划|项目)?(?:表|数)?(?:里面?|中|上|内)?$"
)
# 体检表, 农村公路那份: what people call a document whose title says no such noun.
_LOOSE_NOUN = re.compile(
    "(?:[这那](?:一)?(?:张|份|个|本|套)?)?(?:表格?|清单|名单|文件|材料|政策|方案|计划|通知|意见|规定|指标|[这那]份)"
    "(?=[里上中内头第，的是]|总共|一共|有|$)"
)
_LOOSE_WINDOW = 8
_TITLE_WINDOW = 18
_HEAD = 2  # characters by which names of documents are looked up
_FOUR = 4
_PAIR = 2
_SHORTEST_TERM = 3
_SOUNDED = 400  # items whose words are compared by sound; more would take too long
_TERM_SOURCES = 20_000  # items read for quoted terms; a province's corpus has more than enough
_DEADLINES = 2_000  # ways in which deadlines are written that are read for events
_FEW_DOCUMENTS = 30  # without a jurisdiction, whose texts are read for the place they are about
_OUTSIDE = Path(__file__).with_name("outside.toml")
_VERB_HEAD = re.compile(
    r"^(?:持续|全面|深入|深化|进一步|积极|加强|加快|推进|推动|完善|强化|优化|做好|实施|健全|规范|拓展|提升|落实|促进|聚焦|组织|开展|建立|创新|加大|稳步|大力|着力|扩大|改进|精准|提供|构建|打造)+"
)
_QUOTED = re.compile(r"“([^“”]{2,30})”")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
NUMBERED = re.compile(
    r"^[（(]?[一二三四五六七八九十]+[、）)]\s*|^第[一二三四五六七八九十]+[章节部分]+\s*"
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that documents seldom state, and the words that ask for it."""

    name: str
    asked_by: Source
    evidence: re.Pattern[str] | None  # what an item that states it has in its text
    heads: tuple[str, ...]  # what the heading of a service guide's field for it says
    clearly: re.Pattern[str] | None  # what a clause that is clearly meant has in its text


@lru_cache(maxsize=1)
def _attributes() -> tuple[Attribute, ...]:
    rows = read_tables(_OUTSIDE)["attribute"]
    return tuple(
        Attribute(
            row["name"],
            Source(whole_words("|".join(sorted(row["words"], key=len, reverse=True))), True),
            re.compile(row["evidence"]) if "evidence" in row else None,
            tuple(row.get("heads", ())),
            re.compile(row["clearly"]) if "clearly" in row else None,
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def _attribute_screen() -> Screen:
    return Screen([attribute.asked_by for attribute in _attributes()], "attributes")


@lru_cache(maxsize=1024)
def _title(name: str) -> re.Pattern[str]:
    """What finds a title, with whatever spaces; made for those that a question begins to name."""
    return re.compile(re.escape(name).replace(r"\ ", r"\s*"))


def title_core(title: str) -> str:
    """A heading without its number and the verbs in front of what it is about."""
    return bare(_VERB_HEAD.sub("", NUMBERED.sub("", title)))


def _digits(term: str) -> str:
    """A term as people type it: its Chinese numerals as digits, without punctuation."""
    return bare(term).translate(_DIGITS)


def _halves(term: str) -> set[str]:
    """What people make of a term of four letters: its first or last two, or two from the middle."""
    return {term[:2], term[2:], term[0] + term[2], term[1] + term[3]}


def _title_names(title: str) -> set[str]:
    return {name for name in (bare(title), title_core(title)) if len(name) >= 2}


def _quoted_names(title: str) -> set[str]:
    return {name for name in map(bare, _QUOTED.findall(title)) if len(name) >= 2}


def _number_forms(number: str) -> set[str]:
    """国办发〔2022〕35号 as people type it, with any kind of brackets."""
    brackets = ("〔〕", "[]", "()", "【】")
    return {number.translate(str.maketrans("〔〕", pair)) for pair in brackets} - {""}


def _without_chapter(title: str) -> set[str]:
    return {bare(NUMBERED.sub("", title))}


def _cores(title: str) -> set[str]:
    return {core for name in _without_chapter(title) if len(core := title_core(name)) >= 4}


def evidence_of(attribute: str) -> re.Pattern[str] | None:
    """What the text of an item that states an attribute has, where that can be told."""
    return next((a.evidence for a in _attributes() if a.name == attribute), None)


def stated_clearly(attribute: str, clause: str) -> bool:
    """Whether a clause that is clearly meant states an attribute: 减半收取管理费."""
    known = (a for a in _attributes() if a.name == attribute)
    patterns = [p for a in known for p in (a.clearly, a.evidence) if p is not None]
    return any(pattern.search(clause) for pattern in patterns)


def _of_one_level(catalogue: Catalogue, name: str, level: str) -> bool:
    """Whether a document with a name has names of a level: 财政厅 behind 省科技厅."""
    wanted = ItemFilter(owners=(OwnerCondition((name,), tuple(Role)),))
    homes = {item.doc_id for item in catalogue.items(wanted, limit=_SOUNDED)}
    names = (owner.name for doc_id in homes for owner in catalogue.owners(doc_id=doc_id))
    return any(other.startswith(level) for other in names)


def heads_of(attribute: str) -> tuple[str, ...]:
    """Words by which a service guide heads its field for an attribute."""
    return next((a.heads for a in _attributes() if a.name == attribute), ())


class Vocabulary:
    """The catalogue's own words, ready to be found in questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.documents: tuple[Document, ...] = tuple(catalogue.documents())
        self._by_id = {document.doc_id: document for document in self.documents}
        self.groups: tuple[Group, ...] = tuple(catalogue.groups())
        self.sections: tuple[Section, ...] = tuple(catalogue.sections())
        self.sections_of: dict[str, list[Section]] = {}
        for section in self.sections:
            self.sections_of.setdefault(section.doc_id, []).append(section)
        numbered = ((group.doc_id, group.number) for group in self.groups if group.number)
        self.group_numbers = _least_and_most(numbered)
        self.lists = lists_of(self.sections, self.documents)
        self._titles = Titles(self.documents)
        self._groups = Headings(self.groups, _title_names)
        self._quoting = Headings(self.groups, _quoted_names)
        self._sections = Headings(self.sections, _without_chapter)
        self._section_cores = Headings(self.sections, _cores)
        owners = catalogue.owners()
        self.roles: dict[str, set[Role]] = {}
        for owner in owners:
            self.roles.setdefault(owner.name, set()).add(owner.role)
        issuers = {document.issuer for document in self.documents if document.issuer}
        homes = home_names(self.documents)
        self.departments = DepartmentFinder(
            self.roles, lexicon().others, issuers, homes, partial(_of_one_level, catalogue)
        )
        self.places = PlaceFinder(self.documents, self._homes(catalogue))
        own = {d.year or (d.date.year if d.date else None) for d in self.documents} - {None}
        self.year = max((year for year in own if year), default=2000)
        self.years = own | set(catalogue.due_years())
        deadlines = catalogue.deadline_texts(_DEADLINES)
        self.events = events_of(deadlines)
        self.deadlines = written_in(deadlines)
        self.month_deadlines = months_written_in(deadlines)
        kinds = catalogue.document_kinds()
        self.has_tasks = {doc_id for doc_id, own in kinds.items() if ItemKind.TASK in own}
        # The rows of a table of fees are tasks that nobody holds: a guide may have them.
        held = catalogue.documents_with_owners()
        self.undivided = {d.doc_id for d in self.documents} - (held & self.has_tasks)
        self.has_plain_rows = any(
            "\t" in d.text for d in self.documents if d.doc_id in self.undivided
        )
        self.may_be_guides = guides_among(self.undivided, catalogue) | headed_as_guides(
            self.sections
        )
        self.has_points = {doc_id for doc_id, own in kinds.items() if ItemKind.WORK_POINT in own}
        self.item_numbers = _least_and_most(
            (doc_id, number)
            for doc_id, own in kinds.items()
            for kind in (ItemKind.TASK, ItemKind.WORK_POINT)
            for number in own.get(kind) or ()
        )
        roles = catalogue.document_roles()
        self.document_roles = {d.doc_id: roles.get(d.doc_id, set()) for d in self.documents}
        self.has_owners = {doc_id for doc_id, roles in self.document_roles.items() if roles}
        self.columns_of_duty = columns_of_duty(self.documents, self.document_roles)
        self.terms = self._quoted_terms(catalogue)
        titles = [g.title for g in self.groups] + [s.title for s in self.sections]
        named = [*self.terms, *(name for title in titles for name in _QUOTED.findall(title or ""))]
        self._term_words = Words(term for term in named if len(term) >= _SHORTEST_TERM)
        self.further = FurtherColumns(catalogue, self.roles)
        self.texts = self._texts(catalogue)
        self.defined = self._definitions(catalogue)
        self.pinyin = PinyinReader(
            [*self.terms, *self.roles], lexicon().others, self.texts, self.roles
        )
        self.sounding = Sounding(self.texts)
        self._in_digits = {
            _digits(term): term for term in self.terms if _digits(term) != bare(term)
        }
        self.homophones = Homophones([*self.terms, *map(core_of, self.roles)])
        self._named_documents = self._document_names()
        self._names_by_head: dict[str, list[int]] = {}
        for at, (name, _) in enumerate(self._named_documents):
            self._names_by_head.setdefault(name.partition(" ")[0][:_HEAD], []).append(at)

    def _homes(self, catalogue: Catalogue) -> dict[str, str]:
        """The places that the documents without a jurisdiction are about, where they are few."""
        placeless = [d.doc_id for d in self.documents if not d.jurisdiction]
        if len(placeless) > _FEW_DOCUMENTS:
            return {}
        wanted = (ItemFilter(doc_ids=(doc_id,)) for doc_id in placeless)
        texts = ([item.text for item in catalogue.items(one, limit=_SOUNDED)] for one in wanted)
        homes = dict(zip(placeless, map(home_of, texts), strict=True))
        return {doc_id: home for doc_id, home in homes.items() if home}

    def _texts(self, catalogue: Catalogue) -> tuple[str, ...]:
        """What the items say, as far as it is worth comparing by sound."""
        wanted = ItemFilter(kinds=(ItemKind.TASK, ItemKind.WORK_POINT))
        return tuple(item.topic for item in catalogue.items(wanted, limit=_SOUNDED))

    @staticmethod
    def _definitions(catalogue: Catalogue) -> dict[str, str]:
        """The formal names for the everyday ones that the documents define."""
        items = catalogue.items(ItemFilter(contains=("所称",)), limit=_SOUNDED)
        return {name: other for i in items for name, other in definitions_in(i.text).items()}

    def _quoted_terms(self, catalogue: Catalogue) -> tuple[str, ...]:
        """What the documents put in quotation marks, most frequent first."""
        texts = catalogue.texts((ItemKind.TASK, ItemKind.WORK_POINT), _TERM_SOURCES)
        counts = Counter(term for parts in texts for term in _QUOTED.findall("".join(parts)))
        return tuple(term for term, _ in counts.most_common())

    def spelled_out(self, text: str) -> str:
        """The text with terms that were typed with digits as the documents have them: 1件事."""
        for typed, term in self._in_digits.items():
            text = text.replace(typed, term)
        return text

    def terms_in(self, text: str) -> list[str]:
        """The quoted terms of the corpus that a text names, longest first."""
        letters = bare(text)
        found = [term for term in self.terms if bare(term) in letters]
        return sorted(found, key=len, reverse=True)

    def shortened_terms_in(self, text: str) -> list[str]:
        """The quoted terms of four letters that a text has half of: 一证 for 一业一证."""
        letters = bare(text)
        return [
            term
            for term in self.terms
            if len(bare(term)) == _FOUR and any(half in letters for half in _halves(bare(term)))
        ]

    def document(self, doc_id: str) -> Document:
        """The document of an id that the catalogue gave."""
        return self._by_id[doc_id]

    def _document_names(self) -> list[tuple[str, tuple[str, ...]]]:
        """Titles, short titles, and the nouns that tell one kind of document from another."""
        names: dict[str, list[str]] = {}
        for document in self.documents:
            issuer = document.issuer.removeprefix(document.jurisdiction)
            numbers = _number_forms(document.doc_number)
            for title in {document.title, document.short_title, document.issuer, issuer, *numbers}:
                if title:
                    names.setdefault(normalise(title), []).append(document.doc_id)
            for noun in re.findall(
                r"(?:工作要点|任务分工表|分工表|实施方案|行动方案|行动计划|工作方案|实施意见|条例|办法|细则|规划|指南|意见)$",
                document.title,
            ):
                names.setdefault(noun, []).append(document.doc_id)
                for level in re.findall("[省市区县]", document.jurisdiction)[-1:]:
                    for short in {noun, noun.removeprefix("工作"), noun.removeprefix("任务")}:
                        names.setdefault(f"{level}{short}", []).append(document.doc_id)
                if noun.startswith("任务"):
                    names.setdefault(noun[2:], []).append(document.doc_id)
        return [(name, tuple(dict.fromkeys(ids))) for name, ids in names.items()]

    def term_tags(self, text: str) -> list[Tag]:
        """Tags `term` for quoted terms of the corpus: 一件事 is not a number of things."""
        return [
            Tag("term", start, start + len(word), word, None, 3)
            for start, word in self._term_words.apart(text)
        ]

    def document_tags(self, text: str) -> list[Tag]:
        """Tags `place` for every stretch that names documents by title or kind."""
        heads = {text[at : at + size] for size in range(_HEAD + 1) for at in range(len(text))}
        near = sorted(at for head in heads for at in self._names_by_head.get(head, ()))
        return [
            Tag("place", match.start(), match.end(), match.group(), doc_ids, 1)
            for name, doc_ids in map(self._named_documents.__getitem__, near)
            if name.partition(" ")[0] in text
            for match in _title(name).finditer(text)
        ]

    def described_documents(self, text: str) -> list[Tag]:
        """Tags `place` for documents named by some words of their title: 公园提质增效方案."""
        tags = []
        for match in _DOCUMENT_NOUN.finditer(text):
            for length in range(min(_TITLE_WINDOW, match.start()), 1, -1):
                start = match.start() - length
                words = bare(text[start : match.end()])
                ids = self._titles.abridged(words)
                if ids and len(words) > len(match.group()) + 1:
                    tags.append(Tag("place", start, match.end(), text[start : match.end()], ids, 2))
                    break
        return tags + self._loosely_described(text)

    def _loosely_described(self, text: str) -> list[Tag]:
        """Tags `place` for words of one title alone before a noun that it does not have."""
        tags = []
        for match in _LOOSE_NOUN.finditer(text):
            for length in range(min(_LOOSE_WINDOW, match.start()), 1, -1):
                start = match.start() - length
                words = text[start : match.start()]
                ids = self._titles.holding([words]) if words == bare(words) else ()
                if not ids and words[-1] in "局委办厅处":  # 教体局那张表: the office that it is of
                    ids = self._titles.abridged(words[:-1]) if len(words) > _PAIR else ()
                if len(ids) == 1 and len(self.documents) > len(ids):
                    start = self._begins_shortened(text, start, match.start(), ids[0])
                    tags.append(Tag("place", start, match.end(), text[start : match.end()], ids, 2))
                    break
        return tags

    def _begins_shortened(self, text: str, start: int, end: int, doc_id: str) -> int:
        """Where words of a title begin, with shortened ones before: 文旅 of 文旅提质惠民清单."""
        for before in range(max(0, end - _TITLE_WINDOW), start - 1):
            words = text[before:end]
            if words == bare(words) and doc_id in self._titles.abridged(words):
                return before
        return start

    def titled(self, words: Sequence[str], doc_ids: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The documents, of those given or of all, whose titles hold all of these words."""
        found = [set(self._titles.abridged(bare(word))) for word in words]
        return tuple(
            d.doc_id
            for d in self.documents
            if (not doc_ids or d.doc_id in doc_ids) and all(d.doc_id in one for one in found)
        )

    def entitled(self, words: Sequence[str]) -> tuple[str, ...]:
        """The documents whose titles have each of these words, nouns of documents aside."""
        cores = [_TITLE_NOUN.sub("", bare(word)) for word in words]
        if not all(len(core) > 1 for core in cores):
            return ()
        return self._titles.holding(cores)

    def begins_with_title(self, word: str) -> tuple[str, ...]:
        """The documents whose titles alone have the beginning of a longer word: 老旧小区重点."""
        sizes = range(len(word) - 1, _SHORTEST_TERM, -1)
        found = (self._titles.holding([word[:size]]) for size in sizes)
        return next((ids for ids in found if len(ids) == 1), ())

    def after_title(self, word: str, doc_id: str) -> str:
        """What is left of a word behind its beginning that the document's title has."""
        sizes = range(len(word), _SHORTEST_TERM, -1)
        begun = next((n for n in sizes if doc_id in self._titles.holding([word[:n]])), 0)
        rest = word[begun:].lstrip("的里中")
        return rest if len(rest) > 1 or not begun else ""

    def attribute_tags(self, text: str) -> list[Tag]:
        """Tags `outside` for attributes that documents seldom state."""
        known = _attributes()
        return [
            Tag("outside", match.start(), match.end(), match.group(), attribute.name, 2)
            for attribute in map(known.__getitem__, _attribute_screen().possible(text))
            for match in attribute.asked_by.pattern.finditer(text)
            if match.group()
        ]

    def group_named(self, topic: str, doc_ids: tuple[str, ...] = ()) -> Group | None:
        """The group whose title the topic names as a whole, or None."""
        return _only(self._groups.named({bare(topic), title_core(topic)}, doc_ids))

    def group_quoted(self, topic: str, doc_ids: tuple[str, ...] = ()) -> Group | None:
        """The one group whose title has the topic in quotation marks, or None."""
        return _only(self._quoting.named({bare(topic), title_core(topic)}, doc_ids))

    def group_holding(self, topic: str, doc_ids: tuple[str, ...] = ()) -> Group | None:
        """The one group whose title holds the topic's words, or None."""
        return _last_holding(self._groups, topic, doc_ids)

    def section_holding(self, topic: str, doc_ids: tuple[str, ...] = ()) -> Section | None:
        """The section whose heading holds the topic's words, or all but a little; or None."""
        found = _last_holding(self._sections, topic, doc_ids)
        spanning = [] if found else self._sections.spanning(bare(topic), doc_ids)
        return found or (spanning[-1] if spanning else None)

    def title_in(self, words: str, shortest: int) -> TitleFound | None:
        """The longest title of a group or section in bare words, or None."""
        return title_in(words, self._groups, self._sections, shortest)

    def heads_with(self, words: str) -> bool:
        """Whether the title of any group or section holds bare words."""
        return bool(self._groups.holding(words) or self._sections.holding(words))

    def section_named(self, topic: str, doc_ids: tuple[str, ...] = ()) -> Section | None:
        """The section whose heading the topic names as a whole, or None."""
        plain = self._sections.named({bare(topic)} - {""}, doc_ids)
        core = self._section_cores.named({title_core(topic)} if bare(topic) else (), doc_ids)
        return min([*plain[:1], *core[:1]], key=self.sections.index, default=None)


def _least_and_most(numbered: Iterable[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """The least and the greatest of the numbers that stand beside each id of a document."""
    found: dict[str, tuple[int, int]] = {}
    for doc_id, number in numbered:
        least, most = found.get(doc_id, (number, number))
        found[doc_id] = min(least, number), max(most, number)
    return found


def _only(groups: Sequence[Group]) -> Group | None:
    return groups[0] if len(groups) == 1 else None


def _last_holding(headings: Headings[Place], topic: str, doc_ids: tuple[str, ...]) -> Place | None:
    words = bare(topic)
    found = headings.holding(words, doc_ids) if len(words) >= 2 else []
    # A table names its sections more often than a plan without owners does.
    return found[-1] if found else None
