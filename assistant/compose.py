"""The wording of answers: every sentence that the assistant can say, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from assistant.draft import Statement
from assistant.further import plain, told
from assistant.marks import path_of
from assistant.normalise import bare
from assistant.query import Aspect
from assistant.raised import raised
from assistant.written import on_one_line, readable, rows_about, sentences_of
from index import ItemFilter, in_year
from ingest import Cell, Document, ItemKind, PolicyItem, Role

# The words by which documents name those who answer for an item, the most exact first.
_LEAD_LABELS = (
    "牵头部门", "牵头单位", "牵头处室", "牵头科室", "牵头股室",
    "责任单位", "责任部门", "主责单位", "主办单位", "承办单位",
)  # fmt: skip
_COOPERATING_LABELS = (
    "配合部门", "配合单位", "配合处室", "配合科室", "配合股室",
    "协办单位", "参与单位", "协同单位", "支持单位",
)  # fmt: skip
_DUTY = "责任单位"
_UNIT_LABELS = ("委属相关单位", "下属单位", "直属单位", "落实单位", "实施单位", "执行单位")
ROLE_WORD = {Role.LEAD: "牵头", Role.COOPERATING: "配合", Role.UNIT: "委属相关单位"}
_LIST_AS_TABLE = 9
_SHORT = 60
_WHOLE = 200  # characters of an item that is quoted whole
_MOST_OF_CELLS = 20_000  # characters of the cells that a list says whole


DEFAULT_LABELS = {Role.LEAD: "牵头部门", Role.COOPERATING: "配合部门", Role.UNIT: "相关单位"}


def _labels(document: Document, of_duty: Sequence[Role]) -> dict[Role, str]:
    """The label of each role that the document's text has; 牵头 counts wherever it stands.

    `of_duty` are the roles of its 责任单位, whose name is that of no other role then.
    """
    text = "".join(document.text.split())
    choices: dict[Role, tuple[str, ...]] = {
        Role.LEAD: _LEAD_LABELS,
        Role.COOPERATING: _COOPERATING_LABELS,
        Role.UNIT: _UNIT_LABELS,
    }
    for role in of_duty if Role.LEAD not in of_duty else ():
        choices[role] += (_DUTY,)
    return {
        role: label
        for role, labels in choices.items()
        if (label := next((word for word in labels if word in text), ""))
    }


def passage_about(text: str, topic: str, most: int = 2) -> str:
    """The sentences of a text that share most with a topic, in the order of the text."""
    sentences = sentences_of(text)
    letters = bare(topic)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    weights = [sum(pair in bare(sentence) for pair in pairs) for sentence in sentences]
    best = max(weights, default=0)
    if best == 0:
        return sentences[0] if sentences else ""
    chosen = [s for s, weight in zip(sentences, weights, strict=True) if 2 * weight > best]
    return "".join(chosen[:most]) if len(chosen) > most else "".join(chosen)


def quote_from(text: str, topic: str) -> str:
    """The part of an item that proves an answer, verbatim: all of a short one, else a sentence."""
    if len(text) <= _WHOLE:
        return text
    sentences = [match.group() for match in re.finditer(r"[^。；！？]+[。；！？]?", text)]
    letters = bare(topic)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    return max(sentences, key=lambda sentence: sum(pair in bare(sentence) for pair in pairs))


def brief_of(said: str) -> str:
    """What a cell says; of a long one the first clauses, so that no number is cut in two."""
    if len(said) <= _WHOLE:
        return said
    cut = max(said.rfind(mark, 0, _WHOLE) for mark in "，、；。 ")
    return f"{said[:cut] if cut > 0 else said[:_WHOLE].rstrip('0123456789.,%')}……"


class Writer:
    """Words answers for one corpus: marks name the document only where that is needed."""

    def __init__(
        self,
        documents: Sequence[Document],
        roles: Mapping[str, Collection[Role]],
        duties: Mapping[str, Sequence[Role]] | None = None,
    ) -> None:
        """`roles` are those that each document's items have at all, by document id.

        `duties` are the roles of those that a document calls 责任单位.
        """
        self._roles = roles
        self._documents = {document.doc_id: document for document in documents}
        self._one_table = sum(d.kind == "task_table" for d in self._documents.values()) <= 1
        self._labels = {d.doc_id: _labels(d, (duties or {}).get(d.doc_id, ())) for d in documents}

    # -- items

    def mark(self, item: PolicyItem) -> str:
        """The citation mark of an item: 〔任务38〕, 〔上海市工作要点 要点4〕."""
        return f"〔{self.name(item)}〕"

    def of_its_year(self, wanted: ItemFilter, item: PolicyItem) -> ItemFilter:
        """What a filter asks of an item, in the year of its document."""
        year = self._documents[item.doc_id].year
        return wanted if year is None else in_year(wanted, year)

    def name(self, item: PolicyItem) -> str:
        """What an item is called in a sentence: 任务38, 上海市工作要点 要点4."""
        document = self._documents[item.doc_id]
        title = document.short_title or document.title
        if item.kind is ItemKind.TASK and item.number is not None:
            return f"任务{item.number}" if self._one_table else f"{title} 任务{item.number}"
        if item.number is not None:
            noun = item.label if item.label.startswith("第") else f"要点{path_of(item.item_id)}"
            return f"{title} {noun}"
        return title

    @staticmethod
    def short(item: PolicyItem, length: int = _SHORT) -> str:
        """The item's text on one line, cut at a clause when it is long."""
        text = " ".join(item.text.split()) if item.text.isascii() else on_one_line(item.text)
        text = item.title if item.title else text
        text = text.rstrip("。；;")
        if len(text) <= length:
            return text
        cut = max(text.rfind(mark, 0, length) for mark in "，、；。")
        return f"{text[: cut if cut > length // 2 else length]}……"

    def quoted(self, item: PolicyItem) -> str:
        """The item named by its own words and its mark."""
        return f"「{self.short(item)}」{self.mark(item)}"

    @staticmethod
    def names(names: Iterable[str], *, strong: bool = False) -> str:
        """Names joined as the documents join them."""
        return "、".join(f"**{name}**" if strong else name for name in names)

    def label(self, item: PolicyItem, role: Role) -> str:
        """What the item's own document calls those who have a role."""
        return self._labels[item.doc_id].get(role, DEFAULT_LABELS[role])

    def label_of(self, doc_ids: Sequence[str], role: Role) -> str:
        """What several documents call those who have a role; the usual word where they differ."""
        labels = {self._labels[doc_id].get(role, DEFAULT_LABELS[role]) for doc_id in doc_ids}
        return labels.pop() if len(labels) == 1 else DEFAULT_LABELS[role]

    def in_its_words(self, text: str, items: Iterable[PolicyItem]) -> str:
        """A text about items, in which the units of a role are called what the documents do."""
        usual = ROLE_WORD[Role.UNIT]
        homes = {item.doc_id for item in items} if usual in text else set()
        return text.replace(usual, self.label_of(sorted(homes), Role.UNIT)) if homes else text

    def verb(self, item: PolicyItem) -> str:
        """牵头, or 负责 where the document speaks of 责任单位."""
        return "牵头" if self.label(item, Role.LEAD).startswith("牵头") else "负责"

    def role_sentence(self, item: PolicyItem, role: Role, *, strong: bool = False) -> str:
        """牵头部门：…, or that the document names none."""
        names = item.written(role)
        label = self.label(item, role)
        if names:
            return f"{label}：{self.names(names, strong=strong)}"
        column = "这一栏为空" if role in self._roles.get(item.doc_id, ()) else "没有这一栏"
        return f"{label}：没有列出（文件中{column}）" if strong else f"没有列出{label}"

    @staticmethod
    def deadline(item: PolicyItem) -> str:
        """The deadline as written, and its last day where it has one."""
        if item.deadline is None:
            return "没有写明时间"
        if item.deadline.due is not None and item.deadline.kind != "day":
            due = item.deadline.due
            return f"{item.deadline.text}（{due.year}年{due.month}月{due.day}日前）"
        return item.deadline.text

    def rows(self, item: PolicyItem, topic: str) -> Statement | None:
        """The rows of an item's table that a topic is about; None without such."""
        rows = rows_about(item.text, topic) if topic else []
        if not rows:
            return None
        lines = "\n".join(f"- {row}" for row in rows)
        text = f"{self.mark(item)}表中写到的是：\n\n{lines}"
        beside, numbers = raised(item.text, topic, rows)
        return Statement(f"{text}\n\n{beside}" if beside else text, (item,), numbers)

    # -- statements

    def attributes(self, item: PolicyItem, aspects: Sequence[Aspect]) -> Statement:
        """What was asked of one item first, then what a colleague would add."""
        asked = [a for a in aspects if a not in {Aspect.CONTENT, Aspect.NUMBER, Aspect.SECTION}]
        if Aspect.UNIT in asked and Role.UNIT not in self._roles.get(item.doc_id, ()) and item.lead:
            # 落在哪几家头上, of a document that has no such column: those who answer for it
            asked = list(dict.fromkeys(Aspect.LEAD if a is Aspect.UNIT else a for a in asked))
        lines = [self._headline(item, asked)]
        rest = [
            self._part(item, aspect, strong=False)
            for aspect in (Aspect.LEAD, Aspect.COOPERATING, Aspect.UNIT, Aspect.DEADLINE)
            if aspect not in asked
        ]
        kept = [part for part in rest if part]
        if kept and (item.lead or item.cooperating or item.units or item.deadline):
            lines.append("；".join(kept) + "。")
        return Statement("\n\n".join(lines), (item,))

    def _part(self, item: PolicyItem, aspect: Aspect, *, strong: bool) -> str:
        if aspect is Aspect.DEADLINE:
            if not strong and item.deadline is None:
                return ""
            text = self.deadline(item)
            return f"时间节点：{f'**{text}**' if strong else text}"
        role = {Aspect.LEAD: Role.LEAD, Aspect.COOPERATING: Role.COOPERATING}.get(aspect, Role.UNIT)
        if not strong and role not in self._roles.get(item.doc_id, ()):
            return ""
        return self.role_sentence(item, role, strong=strong)

    def _headline(self, item: PolicyItem, asked: Sequence[Aspect]) -> str:
        subject = self.quoted(item)
        if list(asked) == [Aspect.LEAD] and item.lead:
            joint = f"{'共同' if len(item.lead) > 1 else ''}{self.verb(item)}"
            return f"{subject}由{self.names(item.lead, strong=True)}{joint}。"
        if list(asked) == [Aspect.COOPERATING] and item.cooperating:
            return f"{subject}由{self.names(item.cooperating, strong=True)}配合。"
        if list(asked) == [Aspect.UNIT] and item.units:
            return (
                f"{subject}的{self.label(item, Role.UNIT)}是{self.names(item.units, strong=True)}。"
            )
        if list(asked) == [Aspect.DEADLINE] and item.deadline is not None:
            return f"{subject}的时间节点是**{self.deadline(item)}**。"
        if not asked:
            return f"{self.mark(item)}{readable(item.text)}"
        parts = "；".join(self._part(item, aspect, strong=True) for aspect in asked)
        return f"{subject}：{parts}。"

    def listing(self, items: Sequence[PolicyItem], topic: str = "") -> Statement:
        """All of a list: bullets when short, a table when long.

        A long item says in its bullet what it says about the topic.
        """
        if len(items) < _LIST_AS_TABLE:
            text = "\n".join(self._bullet(item, topic) for item in items)
        else:
            text = self._table(items)
        return Statement(text, tuple(items))

    @staticmethod
    def cells(cells: Iterable[Cell]) -> str:
        """分管领导：**何山**；总投资：**4800万元**."""
        return "；".join(f"{plain(cell.column)}：**{told(cell)}**" for cell in cells)

    def _cells_in_brief(self, cells: Iterable[Cell]) -> str:
        """The same, but of a long remark only the first clauses."""
        brief = [(cell, brief_of(told(cell))) for cell in cells]
        parts = (
            f"{plain(cell.column)}：{said}" if said != told(cell) else self.cells((cell,))
            for cell, said in brief
        )
        return "；".join(parts)

    @staticmethod
    def no_cell(column: str) -> str:
        """What is said of a column that is blank."""
        return f"{column}：没有写（文件中这一栏为空）"

    def with_cells(self, items: Sequence[PolicyItem], columns: Collection[str]) -> Statement:
        """A list in which each item says what stands in some of its further columns."""
        cells = [[c for c in item.cells if c.column in columns] for item in items]
        long = sum(len(cell.text) for own in cells for cell in own) > _MOST_OF_CELLS
        say = self._cells_in_brief if long else self.cells
        shown = zip(items, map(say, cells), strict=True)
        lines = (
            f"- {self.quoted(item)}{said or '没有写'}{self._details(item)}" for item, said in shown
        )
        return Statement("\n".join(lines), tuple(items))

    def extracts(self, items: Sequence[PolicyItem], topic: str) -> Statement:
        """What each item says about a topic, in its own words, one bullet an item."""
        lines = (
            f"- {self.mark(item)}{passage_about(item.text, topic).rstrip('。；;')}"
            for item in items
        )
        return Statement("\n".join(lines), tuple(items))

    def _bullet(self, item: PolicyItem, topic: str) -> str:
        about = f"：{passage_about(item.text, topic)}" if item.title and topic else ""
        return f"- {self.mark(item)}{self.short(item, 90)}{about}{self._details(item)}"

    def _details(self, item: PolicyItem) -> str:
        """Who does an item and by when, in brackets; nothing where the document says neither."""
        details = [
            f"{self.verb(item)}：{self.names(item.lead)}" if item.lead else "",
            f"配合：{self.names(item.cooperating)}" if item.cooperating else "",
            f"{self.label(item, Role.UNIT)}：{self.names(item.units)}" if item.units else "",
            f"时间：{item.deadline.text}" if item.deadline else "",
        ]
        shown = "；".join(detail for detail in details if detail)
        return f"（{shown}）" if shown else ""

    def _table(self, items: Sequence[PolicyItem]) -> str:
        columns: list[tuple[str, Callable[[PolicyItem], str]]] = [
            ("编号", self.mark),
            ("内容", lambda item: self.short(item, 48)),
        ]
        if any(item.lead for item in items):
            columns.append((self.verb(items[0]), lambda item: self.names(item.lead)))
        if any(item.cooperating for item in items):
            columns.append(("配合", lambda item: self.names(item.cooperating)))
        if any(item.units for item in items):
            columns.append((self.label(items[0], Role.UNIT), lambda item: self.names(item.units)))
        if any(item.deadline for item in items):
            columns.append(("时间", lambda item: item.deadline.text if item.deadline else ""))
        head = "| " + " | ".join(title for title, _ in columns) + " |"
        rule = "|" + " --- |" * len(columns)
        rows = [
            "| " + " | ".join(cell(item).replace("|", "｜") or "—" for _, cell in columns) + " |"
            for item in items
        ]
        return "\n".join([head, rule, *rows])

    def noun(self, items: Sequence[PolicyItem]) -> str:
        """What the items of a list are called when counted."""
        kinds = {item.kind for item in items}
        if kinds == {ItemKind.WORK_POINT}:
            return "条要点"
        return "项任务" if kinds <= {ItemKind.TASK} else "条"
