"""Check that every owner, date, number and quotation of a statement is in the items it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.draft import Statement
from assistant.normalise import bare
from ingest import Document, PolicyItem

_QUOTED = re.compile(r"“([^“”]{2,80})”")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ROLE_CLAUSES = (
    ("lead", re.compile(r"(?:牵头部门|牵头)：([^；。）\n|]+)")),
    ("lead", re.compile(r"由([^；。，\n]+?)(?:共同)?牵头")),
    ("cooperating", re.compile(r"(?:配合部门|配合)：([^；。）\n|]+)")),
    ("cooperating", re.compile(r"由([^；。，\n]+?)配合")),
    ("units", re.compile(r"委属相关单位(?:：|是)([^；。）\n|]+)")),
)


class Prover:
    """Knows the department names of the corpus and the documents behind its items."""

    def __init__(self, names: Iterable[str], documents: Sequence[Document]) -> None:
        ordered = sorted({name for name in names if len(name) >= 2}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
        self._documents = {document.doc_id: document for document in documents}

    def faults(self, statement: Statement) -> list[str]:
        """What the statement says and its items do not; empty when it is proved."""
        if not statement.items:
            return []
        said = statement.text
        for denied in statement.denied:
            said = said.replace(denied, "")
        return [
            *self._unknown_names(said, statement.items),
            *self._unknown_numbers(said, statement),
            *self._unknown_quotes(said, statement.items),
            *self._wrong_roles(said, statement.items),
        ]

    def _evidence(self, items: Sequence[PolicyItem]) -> str:
        """Everything that the cited items say, in one text."""
        parts: list[str] = []
        for item in items:
            document = self._documents[item.doc_id]
            parts += [item.text, item.title, item.section or "", item.group_title or ""]
            parts += [*item.lead, *item.cooperating, *item.units, item.label]
            parts += [item.doc_title, document.short_title, document.issuer]
            parts += [str(item.number or ""), str(item.group_number or "")]
            if item.deadline:
                due = item.deadline.due
                parts += [
                    item.deadline.text,
                    f"{due.year}年{due.month}月{due.day}日" if due else "",
                ]
            if document.date:
                date = document.date
                parts.append(f"{date.year}年{date.month}月{date.day}日")
        return "\n".join(parts)

    def _unknown_names(self, said: str, items: Sequence[PolicyItem]) -> list[str]:
        evidence = self._evidence(items)
        return [
            f"部门“{name}”不在所引条目中"
            for name in dict.fromkeys(self._names.findall(said))
            if name not in evidence
        ]

    def _unknown_numbers(self, said: str, statement: Statement) -> list[str]:
        known = set(_NUMBER.findall(self._evidence(statement.items)))
        known |= {str(number) for number in statement.derived}
        return [
            f"数字“{number}”不在所引条目中"
            for number in dict.fromkeys(_NUMBER.findall(said))
            if number not in known
        ]

    def _unknown_quotes(self, said: str, items: Sequence[PolicyItem]) -> list[str]:
        evidence = bare(self._evidence(items))
        return [
            f"引语“{quote}”不在所引条目中"
            for quote in dict.fromkeys(_QUOTED.findall(said))
            if bare(quote) not in evidence
        ]

    def _wrong_roles(self, said: str, items: Sequence[PolicyItem]) -> list[str]:
        """A department said to hold a role that none of the cited items gives it."""
        wrong = []
        for role, pattern in _ROLE_CLAUSES:
            held = {name for item in items for name in getattr(item, role)}
            for match in pattern.finditer(said):
                for name in self._names.findall(match.group(1)):
                    if not any(name in holder for holder in held):
                        wrong.append(f"“{name}”在所引条目中不是{role}")
        return wrong
