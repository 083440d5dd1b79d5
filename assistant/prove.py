"""Check that every owner, date, number and quotation of a statement is in the items it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.draft import Statement
from assistant.further import plain, told
from assistant.marks import path_of
from assistant.normalise import bare
from assistant.words import Words
from ingest import Document, PolicyItem, Role

_QUOTED = re.compile(r"“([^“”]{2,80})”")
_TITLE = re.compile("「([^「」]*)」")
_MONTH = re.compile(r"(?<![0-9])[0-9]{1,2}月")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BROKEN = re.compile(r"(?<=[0-9])[ \u3000](?=[0-9])")
_END = r"([^；。）\n|]+)"
_LEAD = "(?:牵头|责任|主责|主办|承办|负责)(?:部门|单位)?"
_COOPERATING = "(?:配合|协办|参与|协同|支持)(?:部门|单位)?"
_UNIT = "(?:委属相关|下属|直属|落实|实施|执行|相关)单位"
# Whom a role word is said of: 不由甲牵头、乙牵头、丙配合 says 配合 of the last alone.
_HOLDERS = "(?:(?!牵头|负责|配合|作为)[^；。，\\n])+?"
_ROLE_CLAUSES = (
    ("lead", re.compile(f"(?<!相关){_LEAD}：{_END}")),
    ("lead", re.compile(rf"由({_HOLDERS})(?:共同)?(?:牵头|负责)")),
    ("cooperating", re.compile(f"{_COOPERATING}：{_END}")),
    ("cooperating", re.compile(rf"由({_HOLDERS})配合")),
    ("units", re.compile(f"{_UNIT}(?:：|是){_END}")),
)


class Prover:
    """Knows the department names of the corpus and the documents behind its items."""

    def __init__(
        self,
        names: Iterable[str],
        documents: Sequence[Document],
        duties: Mapping[str, Sequence[Role]] | None = None,
    ) -> None:
        """`duties` are the roles of those that a document calls 责任单位."""
        self._duties = duties or {}
        self._names = Words(name for name in names if len(name) >= 2)
        self._documents = {document.doc_id: document for document in documents}

    def faults(self, statement: Statement) -> list[str]:
        """What the statement says and its items do not; empty when it is proved."""
        if not statement.items:
            return []
        said = statement.text
        for denied in statement.denied:
            said = said.replace(denied, " ")
        evidence = self._evidence(statement.items)
        return [
            *self._unknown_names(said, statement.items, evidence),
            *_unknown_numbers(said, statement, evidence),
            *_unknown_quotes(statement, evidence),
            *self._wrong_roles(_without_titles(said, evidence), statement.items),
            *_wrong_cells(said, statement.items),
        ]

    def _named(self, said: str) -> list[str]:
        """The departments that a text names; of names that begin at one place the longest."""
        return [name for _, name in self._names.apart(said)]

    def _evidence(self, items: Sequence[PolicyItem]) -> str:
        """Everything that the cited items say, in one text."""
        parts: list[str] = []
        for item in items:
            document = self._documents[item.doc_id]
            parts += [item.text, item.title, item.section or "", item.group_title or ""]
            parts += [*item.lead, *item.cooperating, *item.units, item.label]
            parts += [f"{cell.column}：{told(cell)}" for cell in item.cells]
            parts += [item.doc_title, document.short_title, document.issuer]
            parts += [str(item.number or ""), str(item.group_number or ""), path_of(item.item_id)]
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

    def _unknown_names(self, said: str, items: Sequence[PolicyItem], evidence: str) -> list[str]:
        # Most names are owners as they stand: thousands of items are not read for each of these.
        owners = {name for item in items for role in Role for name in item.written(role)}
        return [
            f"部门“{name}”不在所引条目中"
            for name in dict.fromkeys(self._named(said))
            if name not in owners and name not in evidence
        ]

    def _of_duty(self, item: PolicyItem) -> list[str]:
        """Those whom the item's document calls 责任单位, where they do not lead."""
        roles = self._duties.get(item.doc_id, ())
        return [name for role in roles if role is not Role.LEAD for name in item.owners(role)]

    def _wrong_roles(self, said: str, items: Sequence[PolicyItem]) -> list[str]:
        """A department said to hold a role that none of the cited items gives it."""
        wrong = []
        for role, pattern in _ROLE_CLAUSES:
            held = {name for item in items for name in getattr(item, role)}
            of_duty = {name for item in items for name in self._of_duty(item)}
            for match in pattern.finditer(said):
                owners = held | of_duty if match.group().startswith("责任") else held
                for name in self._named(match.group(1)):
                    if name not in owners and not any(name in owner for owner in owners):
                        wrong.append(f"“{name}”在所引条目中不是{role}")
        return wrong


def _wrong_cells(said: str, items: Sequence[PolicyItem]) -> list[str]:
    """What is said to stand in a further column, and stands in that of none of the cited items."""
    held: dict[str, set[str]] = {}
    for item in items:
        for cell in item.cells:
            held.setdefault(plain(cell.column), set()).add(_one_line(told(cell)))
    wrong = []
    for column, texts in held.items():
        for match in re.finditer(rf"{re.escape(column)}：\*\*(.+?)\*\*", said):
            if _one_line(match[1]) not in texts:
                wrong.append(f"“{match[1]}”不在所引条目的“{column}”一栏")
    return wrong


def _without_titles(said: str, evidence: str) -> str:
    """A statement without the items' own words in 「」, which say in their way who does what."""
    letters = bare(evidence)
    return _TITLE.sub(lambda one: "「」" if bare(one[1]) in letters else one[0], said)


def _one_line(words: str) -> str:
    return "".join(words.split())


def _unknown_numbers(said: str, statement: Statement, evidence: str) -> list[str]:
    joined = _BROKEN.sub("", evidence)  # 5581 2033 is told as one number
    known = {*_NUMBER.findall(evidence), *_NUMBER.findall(joined)} | {
        str(number) for number in statement.derived
    }
    months = set(_MONTH.findall(evidence))
    unsaid = [f"“{m}”不在所引条目中" for m in _MONTH.findall(said) if m not in months]
    return unsaid + [
        f"数字“{number}”不在所引条目中"
        for number in dict.fromkeys(_NUMBER.findall(said))
        if number not in known
    ]


def _unknown_quotes(statement: Statement, evidence: str) -> list[str]:
    """Quotations that neither the items nor the user's own words have."""
    quotes = dict.fromkeys(_QUOTED.findall(statement.text))
    letters = bare(evidence) if quotes else ""
    repeated = [bare(words) for words in statement.denied]
    return [
        f"引语“{quote}”不在所引条目中"
        for quote in quotes
        if bare(quote) not in letters and not any(bare(quote) in words for words in repeated)
    ]
