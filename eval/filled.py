"""Questions out of wordings of known ways, with names of a corpus, and answers from its catalogue.

    python -m eval.filled eval/questions/wordings.jsonl questions.jsonl
    policyqa eval --questions questions.jsonl --no-baselines

The same wordings give the same questions over one corpus.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assistant.normalise import normalise
from assistant.settings import load_settings
from eval.question_sets import Message, Question
from index import Index
from ingest import DeadlineKind, PolicyItem

_LETTER = re.compile(r"\{(\w+)\}")
_TRIES = 200  # names, until something fits them
_GENERAL = re.compile("相关|有关|各|其他")
_HEADING = re.compile("^[一二三四五六七八九十]+、")


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a wording is filled with, by its letters."""

    D: str
    D2: str
    U: str
    U2: str
    M: str
    G: str
    S: str
    GN: str

    @property
    def month(self) -> int:
        """The month as a number."""
        return int(self.M.removesuffix("月"))


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the ways of asking see it."""

    id: str
    number: int
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    units: tuple[str, ...]
    month: int | None  # None for a deadline without one: 全年
    due: str
    group: str
    group_number: str
    section: str


Fits = Callable[[Row, Names], bool]

# The ways that ask for a list, and what an item of it has.
LISTS: dict[str, Fits] = {
    "lead": lambda t, n: n.D in t.lead,
    "lead_any": lambda t, n: n.D in t.lead,
    "coop": lambda t, n: n.D in t.coop and n.D not in t.lead,
    "lead_or_coop": lambda t, n: n.D in t.lead + t.coop,
    "unit": lambda t, n: n.U in t.units,
    "lead_alone": lambda t, n: t.lead == (n.D,),
    "lead_joint": lambda t, n: n.D in t.lead and len(t.lead) > 1,
    "joint": lambda t, n: len(t.lead) > 1,
    "nocoop": lambda t, n: not t.coop,
    "hascoop": lambda t, n: bool(t.coop),
    "nounit": lambda t, n: not t.units,
    "lead_nocoop": lambda t, n: n.D in t.lead and not t.coop,
    "lead_hascoop": lambda t, n: n.D in t.lead and bool(t.coop),
    "lead_coop2": lambda t, n: n.D in t.lead and n.D2 in t.coop,
    "colead": lambda t, n: n.D in t.lead and n.D2 in t.lead,
    "lead_unit": lambda t, n: n.D in t.lead and n.U in t.units,
    "units_or": lambda t, n: n.U in t.units or n.U2 in t.units,
    "units_both": lambda t, n: n.U in t.units and n.U2 in t.units,
    "leads_or": lambda t, n: n.D in t.lead or n.D2 in t.lead,
    "notlead": lambda t, n: n.D not in t.lead,
    "all": lambda t, n: True,
    "month": lambda t, n: t.month == n.month,
    "by": lambda t, n: t.month is not None and t.month <= n.month,
    "after": lambda t, n: t.month is not None and t.month > n.month,
    "year": lambda t, n: t.month is None,
    "hasmonth": lambda t, n: t.month is not None,
    "lead_month": lambda t, n: n.D in t.lead and t.month == n.month,
    "lead_by": lambda t, n: n.D in t.lead and t.month is not None and t.month <= n.month,
    "lead_year": lambda t, n: n.D in t.lead and t.month is None,
    "lead_hasmonth": lambda t, n: n.D in t.lead and t.month is not None,
    "unit_hasmonth": lambda t, n: n.U in t.units and t.month is not None,
    "nocoop_month": lambda t, n: not t.coop and t.month == n.month,
    "third_quarter": lambda t, n: t.month in {7, 8, 9},
    "first_half": lambda t, n: t.month is not None and t.month <= 6,
    "by_not_year": lambda t, n: t.month is not None and t.month <= n.month,
    "group": lambda t, n: t.group == n.G,
    "groupn": lambda t, n: t.group_number == n.GN,
    "section": lambda t, n: t.section == n.S,
    "group_lead": lambda t, n: t.group == n.G and n.D in t.lead,
    "group_notlead": lambda t, n: t.group == n.G and n.D not in t.lead,
    "group_nocoop": lambda t, n: t.group == n.G and not t.coop,
    "group_month": lambda t, n: t.group == n.G and t.month == n.month,
    "group_notyear": lambda t, n: t.group == n.G and t.month is not None,
    "section_lead": lambda t, n: t.section == n.S and n.D in t.lead,
    "section_nocoop": lambda t, n: t.section == n.S and not t.coop,
    "alone_nocoop": lambda t, n: t.lead == (n.D,) and not t.coop,
    "lead_nounit": lambda t, n: n.D in t.lead and not t.units,
    "nocoop_nounit": lambda t, n: not t.coop and not t.units,
    "lead_nocoop_nounit": lambda t, n: n.D in t.lead and not t.coop and not t.units,
    "unit_notlead": lambda t, n: n.U in t.units and n.D not in t.lead,
    "month_notlead": lambda t, n: t.month == n.month and n.D not in t.lead,
    "lead_nocoop_hasmonth": lambda t, n: n.D in t.lead and not t.coop and t.month is not None,
    "coop_month": lambda t, n: n.D in t.coop and t.month == n.month,
    "coop_hasmonth": lambda t, n: n.D in t.coop and t.month is not None,
    "unit_month": lambda t, n: n.U in t.units and t.month == n.month,
    "unit_year": lambda t, n: n.U in t.units and t.month is None,
    "coop_unit": lambda t, n: n.D in t.coop and n.U in t.units,
    "coop_both": lambda t, n: n.D in t.coop and n.D2 in t.coop,
    "coop_or": lambda t, n: n.D in t.coop or n.D2 in t.coop,
    "meet": lambda t, n: {n.D, n.D2} <= {*t.lead, *t.coop},
    "joint_month": lambda t, n: len(t.lead) > 1 and t.month == n.month,
}
# Those that narrow the list of what `_LED` leads, in a conversation.
NARROWED: dict[str, Fits] = {
    "month": LISTS["month"],
    "by": LISTS["by"],
    "year": LISTS["year"],
    "hasmonth": LISTS["hasmonth"],
    "notyear": LISTS["hasmonth"],
    "nocoop": LISTS["nocoop"],
    "hascoop": LISTS["hascoop"],
    "withcoop": lambda t, n: n.D in t.coop,
    "unit": LISTS["unit"],
    "joint": LISTS["joint"],
}
# Those that ask for what one item says.
OF_ITEM: dict[str, Callable[[Row], Sequence[str]]] = {
    "coop": lambda t: t.coop,
    "unit": lambda t: t.units,
    "time": lambda t: (t.due,),
    "lead": lambda t: t.lead,
    "coop_time": lambda t: (*t.coop, t.due),
    "unit_time": lambda t: (*t.units, t.due),
    "all": lambda t: (*t.coop, *t.units, t.due),
    "both": lambda t: (*t.lead, *t.coop),
}


def filled(wordings: Sequence[str], items: Sequence[PolicyItem]) -> Iterator[Question]:
    """Questions of the wordings, one JSON object a line, whose ways are known here."""
    table = [_row(item) for item in items if item.lead and item.number and item.deadline]
    for place, line in enumerate(wordings, start=1):
        row = json.loads(line)
        kind, _, name = row["way"].partition(".")
        chance = Random(f"{place} {row['way']}")
        made: Question | None = None
        if kind == "all" and name in LISTS:
            made = _list(row, LISTS[name], table, chance)
        elif kind == "list" and name in NARROWED:
            made = _narrowed(row, NARROWED[name], table, chance)
        elif kind == "item" and name in OF_ITEM:
            made = _of_item(row, OF_ITEM[name], table, chance)
        if made is not None:
            yield made.model_copy(update={"id": f"w-{place:04}"})


def _row(item: PolicyItem) -> Row:
    deadline = item.deadline
    by_month = deadline is not None and deadline.kind is DeadlineKind.MONTH
    month = deadline.due.month if by_month and deadline and deadline.due else None
    return Row(
        item.item_id, item.number or 0, item.lead, item.cooperating, item.units, month,
        deadline.text if deadline else "", item.group_title or "", f"第{item.group_number}",
        _HEADING.sub("", item.section or ""),
    )  # fmt: skip


def _list(row: dict[str, str], fits: Fits, table: Sequence[Row], chance: Random) -> Question | None:
    found = _chosen(fits, table, table, chance)
    if found is None:
        return None
    names, rows = found
    count = len(rows) if row.get("counts") else None
    return _question(row, names, rows, count=count)


def _narrowed(
    row: dict[str, str], fits: Fits, table: Sequence[Row], chance: Random
) -> Question | None:
    leads = sorted({name for t in table for name in t.lead})
    led = chance.choice([name for name in leads if sum(name in t.lead for t in table) > 3])
    own = [t for t in table if led in t.lead]
    found = _chosen(fits, own, table, chance)
    if found is None:
        return None
    told = "、".join(f"任务{t.number}" for t in own)
    history = _turns(f"{led}牵头的任务有哪些？", f"{led}牵头的共{len(own)}项：{told}。")
    return _question(row, found[0], found[1], history)


def _of_item(
    row: dict[str, str],
    tells: Callable[[Row], Sequence[str]],
    table: Sequence[Row],
    chance: Random,
) -> Question | None:
    one = chance.choice([t for t in table if tells(t)])
    asked = "什么时候完成" if row["way"] == "item.lead" else "由哪个部门牵头"
    told = one.due if row["way"] == "item.lead" else "、".join(one.lead)
    history = _turns(f"任务{one.number}{asked}？", f"任务{one.number}：{told}。")
    return _question(row, None, [one], history, tuple(tells(one)))


def _turns(question: str, answer: str) -> tuple[Message, ...]:
    return Message(role="user", content=question), Message(role="assistant", content=answer)


def _chosen(
    fits: Fits, rows: Sequence[Row], table: Sequence[Row], chance: Random
) -> tuple[Names, list[Row]] | None:
    """Names that something fits, and all that does."""
    offices = sorted({n for t in table for n in (*t.lead, *t.coop) if not _GENERAL.search(n)})
    units = sorted({name for t in table for name in t.units if not _GENERAL.search(name)})
    months = sorted({f"{t.month}月" for t in table if t.month})
    for _ in range(_TRIES):
        place = chance.choice(table)
        (one, other), (unit, another) = chance.sample(offices, 2), chance.sample(units, 2)
        month = chance.choice(months)
        names = Names(
            one, other, unit, another, month, place.group, place.section, place.group_number
        )
        found = [row for row in rows if fits(row, names)]
        if found:
            return names, found
    return None


def _question(
    row: dict[str, str],
    names: Names | None,
    rows: Sequence[Row],
    history: tuple[Message, ...] = (),
    must: tuple[str, ...] = (),
    count: int | None = None,
) -> Question:
    said = row["said"]
    if names is not None:
        said = _LETTER.sub(lambda letter: str(getattr(names, letter[1])), said)
    return Question(
        id="", kind=row["way"], question=normalise(said), history=history, must=must,
        citations=tuple(one.id for one in rows), count=count,
    )  # fmt: skip


def main(wordings: Path, out: Path) -> int:
    """Write the questions of a file of wordings over the open index; returns how many."""
    index = Index.open(load_settings().index_folder)
    lines = wordings.read_text(encoding="utf-8").splitlines()
    questions = list(filled(lines, index.catalogue.items()))
    with out.open("w", encoding="utf-8") as file:
        file.writelines(q.model_dump_json(exclude_defaults=True) + "\n" for q in questions)
    return len(questions)


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), Path(sys.argv[2]))} questions")
