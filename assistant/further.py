"""What the further columns of the corpus are called, of what kinds they are, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.normalise import bare
from assistant.words import Words
from index import Catalogue
from ingest import Cell, PolicyItem
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("cells.toml")
_LONGEST_TEXT = 60  # characters of a cell whose words may be asked for
_MOST_TEXTS = 20_000
_LONGEST_VALUE = 12  # characters
_MOST_RUNS = 50_000  # stretches of remarks that are kept; more fill the memory
_RUN = 4  # characters that a question shares with a clause of a remark by more than chance
_UNIT = re.compile(r"[（(\[].*?[）)\]]|[/／].*$|\s+")
_OF_YEAR = re.compile("^(?:20[0-9]{2}年度?|本年度?|今年|年度)(?=...)")
_BROKEN = re.compile("(?<=[\u4e00-\u9fff，、；])\\s*\n\\s*(?=[\u4e00-\u9fff])")  # a line in a cell
_YEAR = re.compile("(20[0-9]{2})(?:年度?)?")
_TIMED = re.compile("(?:的)?(?:年份|年度|时间|时限|日期|期限|年)$")  # 建成 of 建成年份
_WHETHER = re.compile("^是否(?:属于?|为|列入)?")
_YES = ("是", "√", "有", "✓")
_CLAUSE = re.compile(r"[，,；;、。\s/（）()：:]+")
_FIGURES = re.compile(r"[0-9.,%年月日\-—至约]+[万亿]?元?|.*[0-9]{5,}.*")
_MONEY = "投资"  # the kind of column
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}")
_ONLY_UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[^（()）]{1,4})[）)]")
_FIGURE = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")

# Where words of cells stand in a question, the words, and what to seek in each column for them.
Placed = tuple[int, str, Mapping[str, tuple[str, ...]]]
_EVERYWHERE: tuple[str, ...] = ()  # no documents are named, so that those of all count


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns that a question asks for: those of the name that it says, and those of that kind."""

    words: str
    exact: tuple[str, ...]
    alike: tuple[str, ...]
    chief: tuple[str, ...] = ()  # of those alike the first of each document

    @property
    def measured(self) -> tuple[str, ...]:
        """The columns that are compared, ranked and added up: one of each table."""
        return self.exact or self.chief or self.alike

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, those of the very name first."""
        return tuple(dict.fromkeys((*self.exact, *self.alike)))

    def cells_of(self, item: PolicyItem) -> tuple[Cell, ...]:
        """What an item says there; columns of the kind speak where none has the name."""
        exact = tuple(cell for cell in item.cells if cell.column in self.exact)
        return exact or tuple(cell for cell in item.cells if cell.column in self.alike)


@dataclass(frozen=True, slots=True)
class YearCell:
    """A year as a column has it, and in which documents."""

    text: str
    doc_ids: set[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of column: by what words of a header it is known, and how it is asked for."""

    name: str
    headers: re.Pattern[str]
    asks: re.Pattern[str]
    person: bool


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return read_tables(_FILE)


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """The kinds of columns, as data has them."""
    return tuple(
        Kind(
            row["name"],
            re.compile(row["headers"]),
            re.compile("|".join(row["asks"])),
            row.get("person", False),
        )
        for row in _data()["kind"]
    )


@lru_cache(maxsize=1)
def words() -> Mapping[str, str]:
    """Ways of asking around columns and what they say, as regular expressions."""
    return {**_data()["words"], **_data()["amounts"]}


def plain(column: str) -> str:
    """What a column is called without its unit: 总投资 of 总投资（万元）."""
    name = _UNIT.sub("", column)
    return name if len(name) > 1 else column  # 县（市、区） is no column of a unit


def told(cell: Cell) -> str:
    """What a cell says, on one line, with the unit of its header where it is a mere figure."""
    text = " ".join(_BROKEN.sub("", cell.text).split())
    unit = _ONLY_UNIT.search(cell.column)
    return f"{text}{unit['unit']}" if unit and _FIGURE.fullmatch(text) else text


class FurtherColumns:
    """The further columns of all documents, ready to be found in questions."""

    def __init__(self, catalogue: Catalogue, offices: Iterable[str]) -> None:
        """`offices` are names that are owners, whatever column has them besides."""
        self.of_document: dict[str, tuple[str, ...]] = {}
        for doc_id, column in catalogue.columns():
            self.of_document[doc_id] = (*self.of_document.get(doc_id, ()), column)
        columns = dict.fromkeys(c for own in self.of_document.values() for c in own)
        self._columns = tuple(columns)
        self._kinds = {column: tuple(_kinds_of(column)) for column in columns}
        self._of_kind = {
            kind.name: tuple(c for c in columns if kind in self._kinds[c]) for kind in kinds()
        }
        firsts = (
            (kind.name, next((c for c in own if kind in self._kinds[c]), ""))
            for own in self.of_document.values()
            for kind in kinds()
        )
        self._chief: dict[str, dict[str, None]] = {}
        for name, first in firsts:
            self._chief.setdefault(name, {}).update(dict.fromkeys([first] if first else []))
        named = [(plain(column), column) for column in columns]
        self._named: dict[str, list[str]] = {}
        for name, column in named:
            for said in {name, _WHETHER.sub("", name), _OF_YEAR.sub("", name)}:
                if len(said) > 1 and (said == name or not _WHETHER.match(name)):
                    self._named.setdefault(said, []).append(column)
        self._names = Words(self._named)
        self.persons = frozenset(c for c, own in self._kinds.items() if any(k.person for k in own))
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._clauses: dict[str, dict[str, str]] = {}
        self._said_in: dict[tuple[str, str], set[str]] = {}  # a column, what it says: documents
        self.years: dict[str, dict[str, YearCell]] = {}  # of columns with a year, by year
        self._categories: set[tuple[str, str]] = set()
        for name, column in named:
            if _WHETHER.match(name):
                self._values.setdefault(_WHETHER.sub("", name), {})[column] = _YES
        offices = frozenset(offices)
        for one in catalogue.cell_texts(_LONGEST_TEXT, _MOST_TEXTS) if columns else ():
            self._add(one.doc_id, one.column, one.text, offices)
            if one.items > 1:
                self._categories.add((one.column, one.text.strip()))
        self._value_words = Words(self._values)

    def __bool__(self) -> bool:
        return bool(self._columns)

    def _add(self, doc_id: str, column: str, text: str, offices: frozenset[str]) -> None:
        """Keep the words of a cell that a question may have."""
        whole = "".join(text.split())
        if year := _YEAR.fullmatch(whole):
            said = self.years.setdefault(column, {}).setdefault(year[1], YearCell(whole, set()))
            said.doc_ids.add(doc_id)
        for clause in dict.fromkeys([whole, *_CLAUSE.split(text)]):
            if clause in offices or _FIGURES.fullmatch(clause):
                continue
            self._said_in.setdefault((column, clause), set()).add(doc_id)
            if 1 < len(clause) <= _LONGEST_VALUE and not _CLAUSE.search(clause):
                self._values.setdefault(clause, {})[column] = (clause,)
            few = len(self._clauses) < _MOST_RUNS
            if column not in self.persons and len(clause) > _RUN and few:
                for at in range(len(clause) - _RUN + 1):
                    run = clause[at : at + _RUN]
                    if not re.search("[0-9年月日，]", run):
                        self._clauses.setdefault(run, {})[column] = clause

    def named(self, text: str) -> list[tuple[int, int, Asked]]:
        """Where columns are asked for, by name or by kind, with what is meant; they may overlap."""
        found = []
        for at, name in self._names.everywhere(text):
            exact = tuple(c for c in self._columns if name in plain(c))
            alike = [k.name for column in self._named[name] for k in self._kinds[column]]
            near = dict.fromkeys(c for kind in alike for c in self._of_kind[kind])
            found.append((at, at + len(name), Asked(name, exact, tuple(near))))
        for kind in kinds():
            columns = self._of_kind[kind.name]
            for match in kind.asks.finditer(text) if columns else ():
                asked = Asked(kind.name, (), columns, tuple(self._chief[kind.name]))
                found.append((*match.span(), asked))
        return found

    def amounts(self) -> Asked | None:
        """The columns of money, which an amount without a name is said of."""
        columns = self._of_kind[_MONEY]
        return Asked(_MONEY, (), columns, tuple(self._chief[_MONEY])) if columns else None

    def values(self, text: str, doc_ids: Sequence[str] = _EVERYWHERE) -> list[Placed]:
        """Where cells' own words stand: the columns that have them, with what to seek there.

        Of documents that are named only their own cells count: 民生实事 may be a remark of another.
        """
        found: list[Placed] = []
        for at, word in self._value_words.everywhere(text):
            columns = {
                column: said
                for column, said in self._values[word].items()
                if any(self._is_of(column, one, doc_ids) for one in said)
            }
            found += [(at, word, columns)] if columns else []
        return found

    def shared(self, text: str, doc_ids: Sequence[str] = _EVERYWHERE) -> list[Placed]:
        """Stretches that a clause of a remark has as well, where a question says it otherwise."""
        found: list[Placed] = []
        at = 0
        while at + _RUN <= len(text):
            clauses = {
                column: clause
                for column, clause in self._clauses.get(text[at : at + _RUN], {}).items()
                if self._is_of(column, clause, doc_ids)
            }
            if not clauses:
                at += 1
                continue
            end = max(_common(text, at, clause) for clause in clauses.values())
            run = text[at:end]
            columns = {column: (run,) for column, clause in clauses.items() if run in clause}
            found.append((at, run, columns))
            at = end
        return found

    def is_category(self, columns: Iterable[str], said: str) -> bool:
        """Whether several items say nothing but this in one of the columns, as 提升型."""
        return any((column, said) in self._categories for column in columns)

    def _is_of(self, column: str, said: str, doc_ids: Sequence[str]) -> bool:
        """Whether a cell of such a column of one of the documents says so."""
        if not doc_ids:
            return True
        if _WHETHER.match(plain(column)):
            return any(column in self.of_document.get(doc_id, ()) for doc_id in doc_ids)
        return not self._said_in.get((column, said), set()).isdisjoint(doc_ids)


def of_time(column: str) -> str:
    """What a column of years or times is the time of: 建成 of 建成年份."""
    return _TIMED.sub("", plain(column))


def _kinds_of(column: str) -> list[Kind]:
    return [kind for kind in kinds() if kind.headers.search(plain(column))]


def _common(text: str, start: int, clause: str) -> int:
    """Where the longest stretch from a place of a text ends that a clause has."""
    end = start + _RUN
    while end < len(text) and text[start : end + 1] in clause:
        end += 1
    return end


def is_person(said: str) -> bool:
    """Whether words may be a person's name."""
    return _PERSON.fullmatch(bare(said)) is not None
