"""Check the question sets against the shipped documents: form, balance, and every gold fact."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
QUESTIONS = ROOT / "eval" / "questions"
HALVES = {"tuning": "t", "report": "r"}

TABLE = "pudong-2024"
POINTS = "shanghai-2024"

KINDS = (
    "lead",
    "cooperating",
    "unit",
    "deadline",
    "multi",
    "content",
    "number",
    "department",
    "count",
    "set",
    "business",
    "city",
    "city_district",
    "followup",
    "refusal",
    "premise",
    "noisy",
    "paraphrase",
)
LOOKUPS = ("lead", "cooperating", "unit", "deadline", "multi")
LEAST_OF_A_KIND = 6  # in each half

REQUIRED = {
    "id",
    "kind",
    "question",
    "history",
    "must",
    "must_not",
    "citations",
    "count",
    "refused",
    "note",
}
OPTIONAL = {"citations_any", "where", "count_of"}

Question = dict[str, Any]


# --- the two shipped files, read on their own so that a fault of the importer cannot hide here ---


@dataclass(frozen=True)
class Row:
    """One task of the district table, as its cells read."""

    number: int
    text: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    units: tuple[str, ...]
    deadline: str
    group: int
    group_title: str
    section: int

    @property
    def everyone(self) -> set[str]:
        """Every owner of the row in whatever role."""
        return {*self.lead, *self.cooperating, *self.units}


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("、") if name.strip())


def read_rows(corpus: Path = CORPUS) -> dict[int, Row]:
    """The rows of the district table: a cell starts at each line break followed by a tab."""
    text = next(corpus.glob("*任务分工表.txt")).read_text(encoding="utf-8")
    cells = [cell.strip() for cell in text.split("\n\t")]
    rows: dict[int, Row] = {}
    group, group_title, section = 0, "", 0
    for at, cell in enumerate(cells):
        if heading := re.match(r"([一二三四五])、", cell):
            section = "一二三四五".index(heading[1]) + 1
        task = re.match(r"（(\d+)）(.*)", cell, re.S)
        if task is None:
            continue
        if cells[at - 1]:
            group, group_title = int(cells[at - 2]), cells[at - 1]
        number = int(task[1])
        rows[number] = Row(
            number=number,
            text=task[2],
            lead=_names(cells[at + 1]),
            cooperating=_names(cells[at + 2]),
            units=_names(cells[at + 3]),
            deadline=cells[at + 4],
            group=group,
            group_title=group_title,
            section=section,
        )
    return rows


def read_points(corpus: Path = CORPUS) -> dict[int, str]:
    """The numbered points of the city document."""
    text = next(corpus.glob("*工作要点.txt")).read_text(encoding="utf-8")
    return {int(m[1]): m[0] for m in re.finditer(r"^(\d+)\.(.+)$", text, re.M)}


# --- the machine-checkable condition of list questions ---


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


CONDITIONS: Mapping[str, Callable[[Row, Any], bool]] = {
    # all of the named ones stand in the role
    "lead": lambda row, v: set(_listed(v)) <= set(row.lead),
    "cooperating": lambda row, v: set(_listed(v)) <= set(row.cooperating),
    "unit": lambda row, v: set(_listed(v)) <= set(row.units),
    "involves": lambda row, v: set(_listed(v)) <= {*row.lead, *row.cooperating},
    # at least one does
    "lead_any": lambda row, v: bool(set(v) & set(row.lead)),
    "cooperating_any": lambda row, v: bool(set(v) & set(row.cooperating)),
    "unit_any": lambda row, v: bool(set(v) & set(row.units)),
    "involves_any": lambda row, v: bool(set(v) & {*row.lead, *row.cooperating}),
    # none does
    "not_lead": lambda row, v: not set(_listed(v)) & set(row.lead),
    "not_cooperating": lambda row, v: not set(_listed(v)) & set(row.cooperating),
    "not_unit": lambda row, v: not set(_listed(v)) & set(row.units),
    "has_cooperating": lambda row, v: bool(row.cooperating) == v,
    "has_unit": lambda row, v: bool(row.units) == v,
    "leads": lambda row, v: (len(row.lead) > 1) == (v == "several"),
    "units": lambda row, v: (len(row.units) > 1) == (v == "several"),
    "month": lambda row, v: row.deadline in {f"{month}月" for month in _listed(v)},
    "deadline": lambda row, v: row.deadline == v,
    "not_deadline": lambda row, v: row.deadline != v,
    "group": lambda row, v: row.group in _listed(v),
    "not_group": lambda row, v: row.group not in _listed(v),
    "section": lambda row, v: row.section in _listed(v),
    "number": lambda row, v: bool(v[0] <= row.number <= v[1]),
    "text": lambda row, v: v in row.text,
}


def satisfying(where: Mapping[str, Any], rows: Mapping[int, Row]) -> list[int]:
    """Numbers of the rows that meet every condition."""
    return [n for n, row in rows.items() if all(CONDITIONS[k](row, v) for k, v in where.items())]


# --- the checks ---


def load(path: Path) -> list[Question]:
    """The questions of one file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _alternatives(must: Iterable[Any]) -> list[list[str]]:
    return [[m] if isinstance(m, str) else list(m) for m in must]


def _task_numbers(ids: Iterable[str]) -> list[int]:
    return [int(i.split("#")[1]) for i in ids if i.startswith(f"{TABLE}#")]


def _citation_sets(q: Question) -> list[list[str]]:
    if q["citations"] is not None:
        return [q["citations"]]
    return list(q.get("citations_any") or [])


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v for v in value)


def check_form(q: Question) -> list[str]:
    """What is wrong with the shape of one line."""
    keys = set(q)
    if missing := REQUIRED - keys:
        return [f"缺少字段 {sorted(missing)}"]
    wrong = [f"未知字段 {sorted(extra)}"] if (extra := keys - REQUIRED - OPTIONAL) else []
    if q["kind"] not in KINDS:
        wrong.append(f"未知种类 {q['kind']}")
    if not isinstance(q["question"], str) or not q["question"].strip():
        wrong.append("问题为空")
    if not all((isinstance(m, str) and m) or (_is_strings(m) and m) for m in q["must"]):
        wrong.append("must 的每一项应为字符串或若干字符串")
    if not _is_strings(q["must_not"]):
        wrong.append("must_not 应为字符串列表")
    if q["citations"] is not None and not _is_strings(q["citations"]):
        wrong.append("citations 应为编号列表或 null")
    if q["citations"] is not None and "citations_any" in q:
        wrong.append("citations 与 citations_any 只能有一个")
    if not (q["count"] is None or type(q["count"]) is int):
        wrong.append("count 应为整数或 null")
    if type(q["refused"]) is not bool:
        wrong.append("refused 应为布尔值")
    elif q["refused"] and (q["citations"] != [] or q["count"] is not None):
        wrong.append("拒答题的 citations 应为空列表，count 应为 null")
    if unknown := set(q.get("where", {})) - set(CONDITIONS):
        wrong.append(f"未知条件 {sorted(unknown)}")
    roles = [turn.get("role") for turn in q["history"]]
    if roles != ["user", "assistant"] * (len(roles) // 2):
        wrong.append("history 应由一问一答交替组成")
    if q["kind"] == "followup" and not roles:
        wrong.append("追问题应有 history")
    return wrong


def check_ids(q: Question, rows: Mapping[int, Row], points: Mapping[int, str]) -> list[str]:
    """Cited items that do not exist or repeat, in the gold and in the history."""
    known = {f"{TABLE}#{n}" for n in rows} | {f"{POINTS}#{n}" for n in points}
    wrong = []
    for cited in _citation_sets(q):
        wrong += [f"引用不存在：{i}" for i in cited if i not in known]
        if len(cited) != len(set(cited)):
            wrong.append("引用有重复")
    for turn in q["history"]:
        for mark in re.findall(r"〔任务(\d+)〕", turn["content"]):
            if int(mark) not in rows:
                wrong.append(f"对话里提到的任务{mark}不存在")
    return wrong


def check_list(q: Question, rows: Mapping[int, Row]) -> list[str]:
    """Lists must equal what their condition selects, and counts what they cite."""
    wrong = []
    cited = q["citations"]
    if "where" in q:
        expected = {f"{TABLE}#{n}" for n in satisfying(q["where"], rows)}
        sets = _citation_sets(q)
        if not any(set(s) == expected for s in sets):
            wrong.append(f"引用与条件不符：应为 {sorted(_task_numbers(expected))}")
        if q["count"] is not None and q.get("count_of", "items") == "items":
            if q["count"] != len(expected):
                wrong.append(f"数量与条件不符：应为 {len(expected)}")
            return wrong
    if not cited or q["count"] is None or q.get("count_of", "items") != "items":
        return wrong
    if q["count"] != len(cited):
        wrong.append(f"数量 {q['count']} 与引用 {len(cited)} 条不符")
    return wrong


def check_roles(q: Question, rows: Mapping[int, Row]) -> list[str]:
    """Departments, units and months of a lookup must stand in that role in the cited rows."""
    owners = set[str]().union(*(row.everyone for row in rows.values()))
    times = {row.deadline for row in rows.values()}
    must = _alternatives(q["must"])
    gold = {alt for alts in must for alt in alts if alt in owners}
    wrong = []
    for cited in _citation_sets(q):
        cited_rows = [rows[n] for n in _task_numbers(cited) if n in rows]
        if not cited_rows:
            continue
        standing = set[str]().union(*(row.everyone for row in cited_rows))
        if strange := gold - standing:
            wrong.append(f"{sorted(strange)} 不在所引任务中")
        shown = "".join(
            [row.text + row.group_title + row.deadline for row in cited_rows] + sorted(standing)
        )
        wrong += [f"must_not 的“{bad}”就在所引任务中" for bad in q["must_not"] if bad in shown]
        if q["kind"] not in LOOKUPS:
            continue
        if len(cited_rows) != 1 or len(cited) != 1:
            wrong.append("单项查询应只引用一项任务")
            continue
        row = cited_rows[0]
        role = {"lead": row.lead, "cooperating": row.cooperating, "unit": row.units}.get(q["kind"])
        if role is not None:
            if gold != set(role):
                wrong.append(f"应为 {list(role)}，写成了 {sorted(gold)}")
            if not role and not any("没有" in alts for alts in must):
                wrong.append("该栏为空，must 应要求说明没有")
        stated = {alt for alts in must for alt in alts if alt in times}
        if q["kind"] == "deadline" and stated != {row.deadline}:
            wrong.append(f"时间应为 {row.deadline}")
        if stated - {row.deadline}:
            wrong.append(f"时间应为 {row.deadline}，写成了 {sorted(stated)}")
        if q["kind"] == "multi" and not gold & set(row.lead):
            wrong.append("多问题应要求写出牵头部门")
    return wrong


def check_history(q: Question, rows: Mapping[int, Row]) -> list[str]:
    """Earlier answers must be true: the owners they name stand in the tasks they cite."""
    owners = set[str]().union(*(row.everyone for row in rows.values()))
    wrong = []
    for turn in q["history"]:
        if turn.get("role") != "assistant":
            continue
        marks = [int(m) for m in re.findall(r"〔任务(\d+)〕", turn["content"])]
        cited_rows = [rows[m] for m in marks if m in rows]
        standing = set[str]().union(*(row.everyone for row in cited_rows))
        said = {name for name in owners if name in turn["content"]}
        # a name that only occurs inside a longer one was not said
        said = {name for name in said if not any(name != o and name in o for o in said)}
        if cited_rows and (strange := said - standing):
            wrong.append(f"对话里的 {sorted(strange)} 不在所引任务中")
        months = set(re.findall(r"(?<!\d)\d{1,2}月(?!\d)", turn["content"]))
        if cited_rows and (strange := months - {row.deadline for row in cited_rows}):
            wrong.append(f"对话里的 {sorted(strange)} 不在所引任务中")
    return wrong


def check_city_quotes(q: Question, points: Mapping[int, str]) -> list[str]:
    """What a question on the city document must contain stands in the cited points."""
    if q["kind"] != "city" or not q["citations"]:
        return []
    numbers = [int(i.split("#")[1]) for i in q["citations"] if i.startswith(f"{POINTS}#")]
    text = "".join(points[n] for n in numbers if n in points)
    return [
        f"所引要点里没有“{alts[0]}”"
        for alts in _alternatives(q["must"])
        if len(alts) == 1 and alts[0] not in text
    ]


def _bare(q: Question) -> str:
    asked = re.sub(r"[\W_]+", "", q["question"]).lower()
    return asked + "|" + "|".join(turn["content"] for turn in q["history"])


def check_sets(halves: Mapping[str, list[Question]]) -> list[str]:
    """What is wrong with the two halves together: ids, balance, leaks."""
    everything = [q for questions in halves.values() for q in questions]
    wrong = [f"{i}：编号重复" for i, n in Counter(q["id"] for q in everything).items() if n > 1]
    for asked, n in Counter(_bare(q) for q in everything).items():
        if n > 1:
            wrong.append(f"问题重复：{asked[:40]}")
    for half, questions in halves.items():
        of_kind = Counter(q["kind"] for q in questions)
        for kind in KINDS:
            if of_kind[kind] < LEAST_OF_A_KIND:
                wrong.append(f"{half}：{kind} 只有 {of_kind[kind]} 题")
        for q in questions:
            if not str(q["id"]).startswith(f"{HALVES[half]}-{q['kind'].replace('_', '-')}-"):
                wrong.append(f"{q['id']}：编号应以半区和种类开头")
    sizes = [len(questions) for questions in halves.values()]
    if max(sizes) - min(sizes) > len(everything) // 20:
        wrong.append(f"两半不均：{sizes}")
    first, second = (
        {(q["kind"], tuple(q["citations"] or ())) for q in questions if q["kind"] in LOOKUPS}
        for questions in halves.values()
    )
    wrong += [f"两半问了同一事实：{kind} {list(cited)}" for kind, cited in sorted(first & second)]
    return wrong


def check(corpus: Path = CORPUS, questions: Path = QUESTIONS) -> list[str]:
    """Everything that is wrong with the question sets; empty when they are sound."""
    rows, points = read_rows(corpus), read_points(corpus)
    wrong = []
    if list(rows) != list(range(1, 66)):
        wrong.append("分工表没有读全 65 项任务")
    if list(points) != list(range(1, 16)):
        wrong.append("工作要点没有读全 15 点")
    halves = {half: load(questions / f"{half}.jsonl") for half in HALVES}
    for half in halves.values():
        for q in half:
            faults = check_form(q) or [
                *check_ids(q, rows, points),
                *check_list(q, rows),
                *check_roles(q, rows),
                *check_history(q, rows),
                *check_city_quotes(q, points),
            ]
            wrong += [f"{q.get('id')}：{fault}" for fault in faults]
    return wrong + check_sets(halves)


def main() -> int:
    """Print the faults and the number of questions of each kind."""
    wrong = check()
    for fault in wrong:
        print(fault)
    halves = {half: load(QUESTIONS / f"{half}.jsonl") for half in HALVES}
    for kind in KINDS:
        print(kind, *(sum(q["kind"] == kind for q in questions) for questions in halves.values()))
    print("合计", *(len(questions) for questions in halves.values()))
    print("OK" if not wrong else f"FAIL：{len(wrong)} 处")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
