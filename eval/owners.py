"""Find wrong owners in answers, by the catalogue alone and not by the product's own prover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.question_sets import Question
from eval.responses import Response
from eval.scoring import normalise
from ingest import PolicyItem, Role

_SENTENCE = re.compile(r"[。；;!?！？\n]+")
_CLAUSE = re.compile(r"[,，]")
_NUMBER = re.compile(r"(?:第|任务|要点|\(|#)(\d+)")
_NEGATION = re.compile(r"不是|并非|并不|不由|而非|没有|未由|未列|不符|有误")
_CUE = re.compile(
    r"(?P<lead>牵头)|(?P<cooperating>配合|协同|协办)|(?P<unit>委属|相关单位|承办单位|落实单位)"
)
_JOIN = re.compile(r"[、和与及]|以及|共同|联合|等|负责|为|是|作为|:|\s")
_CELL = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class OwnerFinding:
    """A name in an answer that the catalogue does not bear out.

    `role` is None when no cited item holds the name at all, otherwise the role that was claimed.
    """

    name: str
    role: Role | None
    sentence: str


class OwnerCheck:
    """Checks answers against every owner name of a catalogue (item id to item)."""

    def __init__(self, catalogue: Mapping[str, PolicyItem]) -> None:
        self._catalogue = catalogue
        names = {normalise(name) for item in catalogue.values() for name in _owners(item)}
        # The longest name first: 区监督所 must not be read as 监督所.
        ordered = sorted(names, key=lambda name: (-len(name), name))
        self._names = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    def find(self, question: Question, response: Response) -> tuple[OwnerFinding, ...]:
        """The names that no cited item holds, and those it holds in another role than claimed.

        A refusal may show related items, so these count as cited there. Names that the
        question brought itself may be repeated.
        """
        ids = response.cited + (response.related if response.refused else ())
        items = self._items(ids)
        unproven = [
            OwnerFinding(name, None, "") for name in self._unheld(response.text, items, question)
        ]
        flagged = {finding.name for finding in unproven}
        claims = [one for one in self._wrong_roles(response.text, items) if one.name not in flagged]
        return (*unproven, *claims)

    def beyond_gold(self, question: Question, response: Response) -> tuple[str, ...] | None:
        """The names in an answer that neither the gold items nor the question hold.

        None when nothing was answered or the question has no gold items.
        """
        gold = [*(question.citations or ()), *(n for ids in question.citations_any for n in ids)]
        if response.refused or not gold:
            return None
        return self._unheld(response.text, self._items(gold), question)

    def _items(self, ids: Iterable[str]) -> list[PolicyItem]:
        return [self._catalogue[name] for name in ids if name in self._catalogue]

    def _unheld(
        self, text: str, items: Sequence[PolicyItem], question: Question
    ) -> tuple[str, ...]:
        """The owner names in a text that no item and no turn of the user holds."""
        turns = [question.question, *(turn.content for turn in question.history)]
        known = normalise("\n".join([*map(_everything, items), *turns]))
        found = dict.fromkeys(self._names.findall(normalise(text)))
        return tuple(name for name in found if name not in known)

    def _wrong_roles(self, text: str, items: Sequence[PolicyItem]) -> Iterable[OwnerFinding]:
        header: list[str] = []
        for line in text.splitlines():
            if not line.strip().startswith("|"):
                header = []
                yield from self._wrong_in_prose(line, items)
            elif not header:
                header = _cells(line)
            else:
                yield from self._wrong_in_row(header, _cells(line), items)

    def _wrong_in_prose(self, line: str, items: Sequence[PolicyItem]) -> Iterable[OwnerFinding]:
        scope = items
        for sentence in _SENTENCE.split(normalise(line)):
            # 任务9（牵头：甲；配合：乙）: the number goes on holding behind the semicolon.
            scope = _named(sentence, items) or scope
            for clause in _CLAUSE.split(sentence):
                for role, name in self._claims(clause):
                    if not _held(name, role, scope):
                        yield OwnerFinding(name, role, sentence)

    def _claims(self, clause: str) -> Iterable[tuple[Role, str]]:
        """Names right behind a role word (牵头部门：甲、乙) or right before one (由甲、乙牵头)."""
        cues = list(_CUE.finditer(clause))
        if not cues or _NEGATION.search(clause):
            return
        ends = [*(cue.start() for cue in cues[1:]), len(clause)]
        for cue, end in zip(cues, ends, strict=True):
            role = Role(str(cue.lastgroup))
            yield from ((role, name) for name in self._run_before(clause[: cue.start()]))
            behind = re.match(
                r"(?:部门|单位|处室|方|相关单位)*(?:是|为|有|包括|:)(.*)", clause[cue.end() : end]
            )
            if behind:
                yield from ((role, name) for name in self._run_behind(behind[1]))

    def _run_before(self, text: str) -> Iterable[str]:
        end = len(text)
        for match in reversed(list(self._names.finditer(text))):
            if _JOIN.sub("", text[match.end() : end]):
                return
            yield match[0]
            end = match.start()

    def _run_behind(self, text: str) -> Iterable[str]:
        start = 0
        for match in self._names.finditer(text):
            if _JOIN.sub("", text[start : match.start()]):
                return
            yield match[0]
            start = match.end()

    def _wrong_in_row(
        self, header: Sequence[str], cells: Sequence[str], items: Sequence[PolicyItem]
    ) -> Iterable[OwnerFinding]:
        row = "|".join(f"#{cell}" if cell.isdecimal() else normalise(cell) for cell in cells)
        scope = _named(row, items) or items
        for title, cell in zip(header, cells, strict=False):
            cue = _CUE.search(title)
            for name in self._names.findall(normalise(cell)) if cue else ():
                role = Role(str(cue.lastgroup)) if cue else Role.LEAD
                if not _held(name, role, scope):
                    yield OwnerFinding(name, role, row)


def _owners(item: PolicyItem) -> tuple[str, ...]:
    return item.lead + item.cooperating + item.units


def _everything(item: PolicyItem) -> str:
    headings = (item.section or "", item.group_title or "", item.title, item.doc_title)
    return "\n".join((item.text, *headings, *_owners(item)))


def _named(sentence: str, items: Sequence[PolicyItem]) -> Sequence[PolicyItem]:
    """The cited items whose numbers the sentence names."""
    numbers = {int(number) for number in _NUMBER.findall(sentence)}
    return [item for item in items if item.number in numbers]


def _held(name: str, role: Role, items: Sequence[PolicyItem]) -> bool:
    return any(name == normalise(owner) for item in items for owner in item.owners(role))


def _cells(line: str) -> list[str]:
    return _CELL.split(line.strip().strip("|").strip())
