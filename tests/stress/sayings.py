"""What a model might say about items: sentences that are true, and sentences that are not.

Both are made from the items themselves, so that it is known which is which without the program.
Evidence is written as [k], the place of the item in the list that a sentence is about.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ingest import DeadlineKind, PolicyItem, Role

WRITTEN = Path(__file__).with_name("sayings.tsv")
_NUMERALS = "零一二三四五六七八九十"
# Names that no document of these corpora has, made of parts that look right.
_HEADS = ("数据资源", "绿色发展", "应急保障", "综合治理", "健康促进", "对外合作", "信访维稳")
_TAILS = ("处", "局", "办公室", "委员会", "服务中心", "科", "协会", "专班", "集团")


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, or several of which only the last may be false."""

    text: str
    items: tuple[str, ...]  # ids, in the order of their numbers
    true: bool
    kind: str


def written() -> list[Saying]:
    """The sentences written by hand about the shipped documents."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Saying(row["sentence"], tuple(row["items"].split(",")), row["true"] == "yes", row["kind"])
        for row in rows
    ]


def numeral(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number]
    return (_NUMERALS[tens] if tens > 1 else "") + "十" + (_NUMERALS[ones] if ones else "")


def topic(item: PolicyItem) -> str:
    """The first words of an item, as one would name it; empty where they make no name."""
    words = re.split(r"[，。；：、（(\n]", (item.title or item.text).strip(" *"))[0].strip()
    fits = 4 <= len(words) <= 30 and words.count("“") == words.count("”")
    return words if fits else ""


def _joined(names: Sequence[str], chance: random.Random) -> str:
    if len(names) < 2:
        return "".join(names)
    last = chance.choice(["、", "和", "以及"])
    return f"{'、'.join(names[:-1])}{last}{names[-1]}"


def _when(item: PolicyItem, chance: random.Random) -> str:
    """The deadline in one of the ways in which one writes it; empty without one."""
    deadline = item.deadline
    if deadline is None:
        return ""
    due = deadline.due
    if deadline.kind is DeadlineKind.MONTH and due:
        return chance.choice(
            [
                f"需在{due.month}月底前完成",
                f"截至{due.month}月底完成",
                f"时间节点为{due.month}月",
                f"要求{due.year}年{due.month}月{due.day}日前完成",
                f"完成时限是{due.month}月{due.day}日之前",
                f"{numeral(due.month)}月底前完成",
            ]
        )
    if deadline.kind is DeadlineKind.ALL_YEAR:
        return chance.choice(["全年推进", "时间安排为全年", "贯穿全年"])
    return f"时间节点为{deadline.text}"


def true_of_one(item: PolicyItem, chance: random.Random) -> Iterator[Saying]:
    """What the item says, in prose."""

    def say(text: str, kind: str) -> Saying:
        return Saying(text, (item.item_id,), True, kind)

    name, lead = topic(item), _joined(item.lead, chance)
    helpers, units = _joined(item.cooperating, chance), _joined(item.units, chance)
    together = "共同" if len(item.lead) > 1 else ""
    if not name:
        return
    if item.lead and item.owners_certain:
        yield say(f"在{name}方面，{lead}{together}牵头[1]。", "lead")
        quoted = name if "“" in name else f"“{name}”"
        yield say(f"{quoted}这项工作的牵头部门是{lead}[1]。", "lead")
        yield say(f"{name}主要由{lead}{together}负责[1]。", "lead")
    if item.lead and item.cooperating:
        yield say(f"{name}由{lead}{together}牵头，{helpers}配合[1]。", "roles")
        yield say(f"其中，{name}由{helpers}配合{lead}推进[1]。", "roles")
        count = len(item.cooperating)
        if count > 1:
            yield say(f"{name}的配合部门有{helpers}，共{count}个[1]。", "count")
    if item.units and item.lead:
        yield say(f"{name}由{lead}{together}牵头，{units}具体落实[1]。", "roles")
    if item.lead and not item.cooperating and item.kind.value == "task":
        yield say(f"{name}由{lead}{together}牵头，未列出配合部门[1]。", "roles")
    when = _when(item, chance)
    if when:
        yield say(f"{name}{when}[1]。", "date")
        if item.lead:
            yield say(f"{lead}{together}牵头{name}，{when}[1]。", "date")
    sentences = [s for s in re.split(r"(?<=。)", item.text) if 12 <= len(s.strip()) <= 90]
    if sentences:
        said = chance.choice(sentences).strip().rstrip("。")
        if "忽略" not in said and said.count("“") == said.count("”") and "\n" not in said:
            yield say(f"文件提出，{said}[1]。", "content")


def true_of_several(items: Sequence[PolicyItem], chance: random.Random) -> Iterator[Saying]:
    """What two or three items have in common, or do not."""
    ids = tuple(item.item_id for item in items)
    names = [topic(item) for item in items]
    marks = "".join(f"[{place}]" for place in range(1, len(items) + 1))
    if not all(names) or not all(item.lead and item.owners_certain for item in items):
        return
    listed, many = _joined(names, chance), numeral(len(items)).replace("二", "两")
    first = items[0]
    if len({item.lead for item in items}) == 1:
        lead = _joined(first.lead, chance)
        yield Saying(f"{listed}均由{lead}牵头{marks}。", ids, True, "merged")
        yield Saying(f"以上{many}项均由{lead}牵头{marks}。", ids, True, "merged")
    elif all(len(item.lead) == 1 for item in items):
        leads = _joined([item.lead[0] for item in items], chance)
        yield Saying(f"{listed}分别由{leads}牵头{marks}。", ids, True, "respectively")
        parts = (f"{n}由{i.lead[0]}牵头[{p}]" for p, (n, i) in enumerate(zip(names, items), 1))  # noqa: B905
        yield Saying(f"{'，'.join(parts)}。", ids, True, "several")
    dues = {item.deadline.due for item in items if item.deadline and item.deadline.due}
    if len(dues) == 1 and all(item.deadline and item.deadline.due for item in items):
        month = next(iter(dues)).month  # type: ignore[union-attr]
        yield Saying(f"这{many}项工作均要在{month}月底前完成{marks}。", ids, True, "merged")


def false_of_one(
    item: PolicyItem, everyone: Sequence[str], chance: random.Random
) -> Iterator[Saying]:
    """A sentence with one fact exchanged, added, or cited to what does not exist."""

    def say(text: str, kind: str) -> Saying:
        return Saying(text, (item.item_id,), False, kind)

    name, lead = topic(item), _joined(item.lead, chance)
    if not name:
        return
    held = {*item.lead, *item.cooperating, *item.units}
    said = item.text + item.title
    stranger = chance.choice([n for n in everyone if n not in held and n not in said])
    invented = chance.choice(_HEADS) + chance.choice(_TAILS)
    yield say(f"{name}由{stranger}牵头[1]。", "department of another item")
    yield say(f"{name}由{invented}负责[1]。", "invented department")
    yield say(f"{name}要求做到“{chance.choice(_HEADS)}零差错”[1]。", "invented quotation")
    yield say(f"{name}须在{chance.randint(2, 9) * 7}个工作日内办结[1]。", "invented number")
    yield say(f"{name}的覆盖率不低于百分之{numeral(chance.randint(61, 98))}[1]。", "numeral")
    yield say(f"{name}已于上月全部完成[1]。", "result")
    if not item.lead:
        return
    yield say(f"{name}不是{lead}牵头，而是{stranger}牵头[1]。", "negation")
    yield say(f"{name}不由{lead}牵头[1]。", "negation")
    yield say(f"{name}由{lead}和{stranger}共同牵头[1]。", "added department")
    yield say(f"{name}由{lead}牵头，{stranger}予以协助[1]。", "true half, false half")
    yield say(f"{name}由{lead}牵头，联系电话5030{chance.randint(1000, 9999)}[1]。", "true half")
    level = {"市": "区", "区": "市"}.get(item.lead[0][0])
    elsewhere = level + item.lead[0][1:] if level else "市" + item.lead[0]
    yield say(f"{name}由{elsewhere}牵头[1]。", "another level")
    yield say(f"{name}由{item.lead[0]}主要负责人牵头[1]。", "person")
    yield say(f"{name}由{lead}牵头〔任务{item.number or 1}〕。", "a mark of ours, no evidence")
    yield say(f"{name}由{lead}牵头[0]。", "evidence 0")
    yield say(f"{name}由{lead}牵头[99]。", "evidence 99")
    others = [*item.cooperating, *item.units]
    helpers = [other for other in others if other not in item.lead]
    if helpers:
        yield say(f"{name}由{helpers[0]}牵头，{lead}配合[1]。", "exchanged roles")
        yield say(f"{lead}协助{helpers[0]}推进{name}[1]。", "exchanged roles")
        yield say(f"{name}由{lead}和{helpers[0]}共同牵头[1]。", "helper called lead")
    many = len(item.cooperating)
    if many > 1:
        yield say(f"{name}由{lead}牵头，{numeral(many + 1)}个部门配合[1]。", "count off by one")
    yield from _false_dates(item, name, say)


def _false_dates(
    item: PolicyItem, name: str, say: Callable[[str, str], Saying]
) -> Iterator[Saying]:
    deadline = item.deadline
    due = deadline.due if deadline else None
    if due is None:
        yield say(f"{name}须在11月底前完成[1]。", "date where there is none")
        return
    month = due.month % 12 + 1
    yield say(f"{name}须在{month}月底前完成[1]。", "month shifted")
    yield say(f"{name}须在{numeral(month)}月底前完成[1]。", "month shifted, Chinese")
    yield say(
        f"{name}须在{due.year}-{due.month:02}-{due.day - 1:02}前完成[1]。", "day shifted, ISO"
    )
    yield say(f"{name}的截止日期为{due.year + 1}年{due.month}月{due.day}日[1]。", "year shifted")
    yield say(f"{name}从{due.month}月{due.day}日起开始实施[1]。", "deadline called beginning")


def false_of_several(
    items: Sequence[PolicyItem], everyone: Sequence[str], chance: random.Random
) -> Iterator[Saying]:
    """Facts of one item said of another, counts off by one, pronouns that mislead."""
    ids = tuple(item.item_id for item in items)
    names = [topic(item) for item in items]
    marks = "".join(f"[{place}]" for place in range(1, len(items) + 1))
    if not all(names) or not all(item.lead for item in items):
        return
    listed = _joined(names, chance)
    wrong = numeral(len(items) + 1)
    yield Saying(f"以上{wrong}项均已列入任务{marks}。", ids, False, "count off by one")
    for (one, here), (other, there) in pairwise(enumerate(items, 1)):
        first, second = here.lead[0], there.lead[0]
        if first in there.owners(Role.LEAD) or second in here.owners(Role.LEAD):
            continue
        a, b = names[one - 1], names[other - 1]
        yield Saying(f"{a}由{second}牵头[{one}]。", ids, False, "department of another item")
        yield Saying(f"{a}由{first}牵头[{other}]。", ids, False, "cites another item")
        yield Saying(f"{a}和{b}均由{first}牵头[{one}][{other}]。", ids, False, "merged")
        yield Saying(
            f"{a}和{b}分别由{second}和{first}牵头[{one}][{other}]。", ids, False, "in wrong order"
        )
        if second not in here.owners(Role.COOPERATING) and not set(here.lead[1:]):
            pair = f"{a}由{first}牵头[{one}]。该部门还负责{b}[{other}]。"
            yield Saying(pair, ids, False, "pronoun over a border")
    months = {item.deadline.due.month for item in items if item.deadline and item.deadline.due}
    if len(months) > 1:
        month = min(months)
        yield Saying(f"{listed}均要在{month}月完成{marks}。", ids, False, "merged dates")
