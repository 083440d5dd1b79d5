"""Make questions out of the catalogue: every task, every attribute, many wordings."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.question_sets import Question
from eval.scoring import normalise
from ingest import ItemKind, PolicyItem, Role

WORDINGS = Path(__file__).parent / "wordings.toml"
# What an answer may say about an attribute that a task does not have.
NOTHING = ("没有", "未", "无", "不", "空", "没列", "没写")
_SHORTEST_PIECE = 4  # characters
_BREAKS = re.compile(r"[^\w]+")

# attribute → form → wordings
Wordings = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Gold:
    """What the catalogue says about one attribute of one task, or about one list."""

    citations: tuple[str, ...]
    must: tuple[str | tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    count: int | None = None
    refused: bool | None = False


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to ask in one form; `values` fill the places of a wording."""

    attribute: str
    form: str
    about: str  # item id, owner, or deadline as written
    values: Mapping[str, str]
    gold: Gold
    before: str = ""  # names the document where the number alone does not


def generate(
    items: Sequence[PolicyItem], *, wordings: int = 2, source: Wordings | None = None
) -> Iterator[Question]:
    """So many wordings (0: all) of each case; the same items give the same questions.

    Cases take turns at the wordings of their form, so that each is used.
    """
    source = source or tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    turns: Counter[tuple[str, str]] = Counter()
    for case in cases(items):
        offered = source[case.attribute].get(case.form, ())
        turn = turns[case.attribute, case.form]
        turns[case.attribute, case.form] += 1
        number = min(wordings or len(offered), len(offered))
        for step in range(number):
            place = (turn * number + step) % len(offered)
            yield _question(case, offered[place], place)


def cases(items: Sequence[PolicyItem]) -> Iterator[Case]:
    """Every task by every attribute in each form, then each owner's and each deadline's list."""
    tasks = [item for item in items if item.kind is ItemKind.TASK]
    names = tuple(dict.fromkeys(name for task in tasks for name in _owners(task)))
    uses = Counter(task.number for task in tasks)
    pieces = unique_pieces(items)
    for task in tasks:
        values = {"text": _bare(task)}
        if piece := pieces.get(task.item_id):
            values["part"] = piece
        if task.number is not None:
            values["number"] = str(task.number)
        before = f"《{task.doc_title}》中，" if uses[task.number] > 1 else ""
        for attribute, gold in _golds(task, names).items():
            for form, place in (("by_number", "number"), ("by_text", "text"), ("by_part", "part")):
                if place in values:
                    shown = before if place == "number" else ""
                    yield Case(attribute, form, task.item_id, values, gold, shown)
    yield from _lists(tasks)


def unique_pieces(items: Sequence[PolicyItem]) -> dict[str, str]:
    """By item id: the longest of a task's clauses that no other item holds, if there is one."""
    topics = {item.item_id: normalise(item.topic) for item in items}
    found: dict[str, str] = {}
    for task in items:
        clauses = [clause for clause in _BREAKS.split(_bare(task)) if clause]
        if task.kind is not ItemKind.TASK or len(clauses) < 2:
            continue
        others = [topic for name, topic in topics.items() if name != task.item_id]
        long = [clause for clause in clauses if len(clause) >= _SHORTEST_PIECE]
        own = [one for one in long if not any(normalise(one) in topic for topic in others)]
        if own:
            found[task.item_id] = max(own, key=len)
    return found


def _golds(task: PolicyItem, names: Sequence[str]) -> dict[str, Gold]:
    ids = (task.item_id,)
    held = " ".join(normalise(text) for text in (task.topic, *_owners(task)))
    others = tuple(name for name in names if normalise(name) not in held)
    golds = {
        role.value: Gold(ids, task.owners(role), others)
        if task.owners(role)
        # Saying so in an answer and saying so in a refusal are both honest.
        else Gold(ids, (NOTHING,), others, refused=None)
        for role in Role
    }
    if task.deadline:
        golds["deadline"] = Gold(ids, (task.deadline.text,))
    return golds | {"content": Gold(ids, (_bare(task),))}


def _lists(tasks: Sequence[PolicyItem]) -> Iterator[Case]:
    """Which tasks, and how many, by owner in each role and by deadline as written."""
    members: dict[tuple[str, str], list[str]] = {}
    for task in tasks:
        for role in Role:
            for name in task.owners(role):
                members.setdefault((role.value, name), []).append(task.item_id)
        if task.deadline:
            members.setdefault(("deadline", task.deadline.text), []).append(task.item_id)
    for (attribute, name), ids in members.items():
        form = "by_month" if attribute == "deadline" else "by_owner"
        values = {"owner": name, "month": name}
        yield Case(f"list-{attribute}", form, name, values, Gold(tuple(ids)))
        counted = Gold(tuple(ids), must=(str(len(ids)),), count=len(ids))
        yield Case(f"count-{attribute}", form, name, values, counted)


def _question(case: Case, wording: str, place: int) -> Question:
    gold = case.gold
    return Question(
        id=f"{case.attribute}-{case.form}-{place}-{case.about}",
        kind=f"{case.attribute}-{case.form}" if "-" not in case.attribute else case.attribute,
        question=case.before + wording.format(**case.values),
        must=gold.must,
        must_not=gold.must_not,
        citations=gold.citations,
        count=gold.count,
        refused=gold.refused,
    )


def _bare(task: PolicyItem) -> str:
    return task.text.removeprefix(task.label).strip().rstrip("。；;")


def _owners(task: PolicyItem) -> tuple[str, ...]:
    return task.lead + task.cooperating + task.units
