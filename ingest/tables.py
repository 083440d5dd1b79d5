"""Task tables: which rows are headings, which are tasks, and what belongs to each task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import matrices
from ingest.column_kinds import OWNER_COLUMNS, Column
from ingest.columns import TICK, Header, repeats
from ingest.conventions import emphasis_leads
from ingest.items import Cell as ItemCell
from ingest.items import Span
from ingest.outline import RANKS, marker, rank_of
from ingest.owner_duties import (
    labelled,
    read_cell,
    read_duties,
    stands_with_persons,
    without_persons,
)
from ingest.owners import Owners, led_by_emphasised
from ingest.reading import Cell, Table, distinct
from ingest.table_blanks import Blanks, is_blank, padded
from ingest.table_layout import BEGINS, further_columns, lay_out
from ingest.table_rows import Heading, TableReading, TaskRow, number_in

_HEADING_LENGTH = 60
_PERSONS = re.compile("责任人|负责人|联系人|领导")
_FILLED_IN = re.compile(
    r"(?:填报|填表|填写|制表|编制|审核|审批|复核|联系|经办|负责|报送|更新)(?:人|单位|部门|时间|日期|电话)?(?:签字)?\s*[：:]"
)
_REMARKS = re.compile("备注|备考|附注|说明")
_TOTAL = re.compile("(?:合|总|小)计|共计")
_MONTH = re.compile("(?:所在)?月份?|季度")
_NUMERAL = re.compile("[（(]?[一二三四五六七八九十]+[）)]?[、.]?")


def read_table(table: Table, header: Header, text: str) -> TableReading:
    """Read the rows below a header into tasks."""
    return _TableReader(table, header, text).read()


class _TableReader:
    def __init__(self, table: Table, header: Header, text: str) -> None:
        self._header = header
        self._text = text
        self._result = TableReading()
        self._above = table.rows[: header.after]
        self._rows = [padded(row, header, text) for row in table.rows[header.after :]]
        tasks = [row for row in self._rows if not (self._is_heading(row) or self._is_apart(row))]
        self._has_headings = any(map(self._is_heading, self._rows))
        self._layout = lay_out(tasks, header, text)
        self._further = () if table.columns else further_columns(header, self._layout)
        columns = header.columns(Column.MARKED)
        self._marks = {self._joined(row[i]) for row in self._rows for i in columns} - {""}
        self._meanings = matrices.meanings(text, self._marks) if columns else {}
        self._emphasis = emphasis_leads(text)
        self._section: Heading | None = None
        self._group: tuple[int | None, str | None] = (None, None)
        self._last: tuple[Cell, ...] = ()
        self._numbered: Cell | None = None
        self._first: Cell | None = None
        first = min(self._layout.texts, default=0)
        merges = any(
            not row[i].empty and row[i] == below[i]
            for row, below in pairwise(tasks)
            for i in range(first)
        )
        self._blanks = Blanks(header, text, first, merges=merges, rows=self._rows)

    def read(self) -> TableReading:
        for row in self._above[: self._header.first]:
            self._caption(row)
        for row in self._above[self._header.first :]:
            self._leave(row, "列头")
        for row in self._rows:
            if all(cell.empty for cell in row):
                continue
            if repeats(row, self._header, self._text):
                self._leave(row, "列头")
            elif self._is_apart(row):
                self._leave(row, "合计或填表人")
            elif self._is_heading(row):
                self._heading([cell for cell in distinct(row) if not cell.empty])
            else:
                self._task(row)
        return self._result

    def _caption(self, row: Sequence[Cell]) -> None:
        """A row above the header: the table's title, or remarks on it."""
        filled = [cell for cell in distinct(row) if not cell.empty]
        if len(filled) == 1:
            self._result.headings.append(Span(filled[0].start, filled[0].end))
        else:
            self._leave(row, "列头")

    def _said(self, cell: Cell) -> str:
        return self._text[cell.start : cell.end]

    def _is_heading(self, row: Sequence[Cell]) -> bool:
        """One cell with words, which is not a task waiting for its owners; or 一 and a title."""
        filled = [cell for cell in distinct(row) if not cell.empty]
        numbered = len(filled) == 2 and row[0] == filled[0]
        if numbered and self._header.has_owners and _NUMERAL.fullmatch(self._said(filled[0])):
            return self._kind(row.index(filled[1])) is Column.CONTENT
        if len(filled) != 1:
            return False
        covered = [i for i, cell in enumerate(row) if cell is filled[0]]
        kinds = set(map(self._kind, covered))
        return len(kinds) > 1 or kinds <= {Column.NUMBER} or covered[0] == 0

    def _kind(self, column: int) -> Column:
        """What a column holds; of one that the header does not reach, nobody knows."""
        kinds = self._header.kinds
        return kinds[column] if column < len(kinds) else Column.OTHER

    def _is_apart(self, row: Sequence[Cell]) -> bool:
        """A row that adds up those above it, or says who filled in the form: 填报人：某某."""
        filled = [cell for cell in distinct(row) if not cell.empty]
        said = [self._said(cell) for cell in filled]
        if not said or all(map(_FILLED_IN.match, said)):
            return bool(said)
        columns = self._header.columns(Column.NUMBER, *OWNER_COLUMNS)
        plain = all(row[i].empty or row[i] == filled[0] for i in columns)
        return plain and bool(_TOTAL.match(re.sub(r"\s", "", said[0])))

    def _heading(self, cells: Sequence[Cell]) -> None:
        said = "、".join(self._joined(cell).strip("、") for cell in cells)
        span = Span(cells[0].start, cells[-1].end)
        if len(said) > _HEADING_LENGTH or re.match("注|说明|备注|填表", said):
            self._result.notes.append(span)
            return
        self._result.headings.append(span)
        found = marker(said)
        below = found is not None and rank_of(found) >= RANKS["bracketed"]
        heading = Heading(said, found)
        if below and self._section is not None:
            self._group = (found.number if found else None, heading.title)
        else:
            self._section, self._group = heading, (None, None)

    def _task(self, row: tuple[Cell, ...]) -> None:
        layout = self._layout
        self._regroup(row)
        texts = [row[i] for i in layout.texts if not row[i].empty]
        owners = self._owners(row)
        over = self._merged_over(row, texts)
        if over is not None:  # 问题 stands once beside several 整改措施, each with who does it
            texts = [cell for cell in texts if cell not in self._last]
        if not texts:
            self._extend(row, owners)
            return
        start, end = texts[0].start, texts[-1].end
        label, number, shared = "", None, False
        found = marker(self._text[start:end]) if layout.labelled else None
        if found:
            label, number = found.label, found.number
            self._result.leftovers.append((Span(start, start + found.end), "编号"))
            start += found.end
        elif layout.number is not None:
            cell = self._number_cell(row, layout.number)
            shared = bool(self._last) and cell == self._numbered
            self._numbered = cell
            label = self._said(cell)
            number = number_in(label)
        self._first = first = over or texts[0]
        title = self._said(first) if over or len(texts) > 1 else ""
        self._result.tasks.append(
            TaskRow(
                start,
                end,
                label,
                number,
                title,
                self._section,
                *self._group_under(over),
                owners,
                self._deadline(row),
                shared and number is not None,
                self._cells(row, first),
            )
        )
        self._leave(row, "", except_for=texts)
        self._last = row

    def _merged_over(self, row: Sequence[Cell], texts: Sequence[Cell]) -> Cell | None:
        """The first words of the task above, where they are this row's too: merged, or blank."""
        if not self._result.tasks or not texts:
            return None
        if texts[0] in self._last:
            return texts[0]
        blank = len(self._layout.texts) > 1 and row[self._layout.texts[0]].empty
        numbered = self._layout.number is not None and row[self._layout.number].empty
        return self._first if blank and numbered else None

    def _number_cell(self, row: Sequence[Cell], column: int) -> Cell:
        """A row's number; one left blank together with the words beside it is that of above."""
        group = self._layout.groups[-1:] or self._layout.texts[:-1][:1]
        blank = row[column].empty and all(row[i].empty for i in group) and bool(group)
        return self._numbered if blank and self._numbered else row[column]

    def _regroup(self, row: Sequence[Cell]) -> None:
        """Take up the group that a row opens; a blank or merged cell keeps the one above."""
        layout = self._layout
        number, title = self._group
        opens = [i for i in layout.groups if not row[i].empty and row[i] not in self._last]
        if opens and self._last and all(self._repeats(row, i) for i in layout.groups):
            self._leave([row[i] for i in opens], "任务分组")
            opens = []
        if opens:
            self._result.headings.extend(Span(row[i].start, row[i].end) for i in opens)
            number, title = self._opened(row, opens)
        if layout.group_number is not None:
            said = self._said(row[layout.group_number])
            number = number_in(said) if said else number
        self._group = (number, title)

    def _opened(self, row: Sequence[Cell], opens: Sequence[int]) -> tuple[int | None, str | None]:
        """The group that a row opens; of two categories the outer one is a section.

        Where rows across the table are the sections, the outer category is left to them.
        """
        inner = self._layout.groups[-1]
        if len(self._layout.groups) > 1 and opens[0] != inner and not self._has_headings:
            said = "　".join(self._joined(row[i]) for i in opens if i != inner)
            self._section = Heading(said, marker(said))
            if opens[-1] != inner:
                return None, None
        title = self._joined(row[opens[-1]])
        found = marker(title)
        return (found.number, title[found.end :]) if found else (None, title)

    def _group_under(self, over: Cell | None) -> tuple[int | None, str | None]:
        """The group of a row; without one, what is merged over its text stands for it."""
        if over is None or any(self._group):
            return self._group
        return None, self._joined(over)

    def _joined(self, cell: Cell) -> str:
        return re.sub(r"(?<!\s)\s*\n\s*", "", self._said(cell))

    def _repeats(self, row: Sequence[Cell], column: int) -> bool:
        return self._said(row[column]) == self._said(self._last[column])

    def _extend(self, row: tuple[Cell, ...], owners: Owners) -> None:
        """A row without a text of its own adds its owners to the task above."""
        if self._result.tasks:
            task = self._result.tasks[-1]
            deadline = task.deadline or self._deadline(row)
            cells = tuple(dict.fromkeys((*task.cells, *self._cells(row))))
            self._result.tasks[-1] = replace(
                task, owners=task.owners.joined(owners), deadline=deadline, cells=cells
            )
        self._leave(row, "", except_for=list(self._last))
        self._last = row

    def _owners(self, row: Sequence[Cell]) -> Owners:
        owners = Owners()
        for i, kind in enumerate(self._header.kinds):
            said = self._said(self._blanks.over(row, i, self._last))
            if kind is Column.DUTIES:
                owners = owners.joined(read_duties(said, self._header.words[i]).owners)
            elif kind in OWNER_COLUMNS:
                strong = self._blanks.over(row, i, self._last).strong if self._emphasis else ""
                if _PERSONS.search(self._header.words[i]) or stands_with_persons(said):
                    said = without_persons(said)
                of_cell = read_cell(said, OWNER_COLUMNS[kind])
                owners = owners.joined(led_by_emphasised(of_cell, strong))
        return self._remarked(row, owners.joined(self._marked(row)))

    def _remarked(self, row: Sequence[Cell], owners: Owners) -> Owners:
        """Owners with those that a remark names by their roles: 配合单位：县水利局 under 备注."""
        for column in self._header.columns(Column.REMARK):
            if _REMARKS.search(self._header.words[column]):
                said = labelled(self._said(self._blanks.over(row, column, self._last)))
                added = said if not owners.lead else replace(said, lead=())
                owners = owners.joined(added)
        return owners

    def _cells(self, row: Sequence[Cell], task: Cell | None = None) -> tuple[ItemCell, ...]:
        """What the further columns say; a cell that reaches over several is the first one's."""
        words: dict[Cell, str] = {}
        for column in self._further:
            cell = self._blanks.over(row, column, self._last)
            words.setdefault(cell, self._header.names[column])
        kept = {cell: word for cell, word in words.items() if cell != task}
        said = ((word, self._said(cell)) for cell, word in kept.items())
        return tuple(ItemCell(word, text) for word, text in said if not is_blank(text))

    def _marked(self, row: Sequence[Cell]) -> Owners:
        """The owners that marks under the names of offices say."""
        columns = self._header.columns(Column.MARKED)
        said = {self._header.words[i]: self._joined(row[i]) for i in columns}
        marked = {name: mark for name, mark in said.items() if mark}
        return matrices.owners_of(marked, self._meanings, self._marks) if marked else Owners()

    def _deadline(self, row: Sequence[Cell]) -> str:
        columns = self._header.columns(Column.DEADLINE)
        ends = [i for i in columns if not BEGINS.search(self._header.words[i])]
        exact = [i for i in ends if not _MONTH.fullmatch(self._header.words[i])]  # 月份 | 举办时间
        said = (self._said(self._blanks.over(row, i, self._last)) for i in exact or ends or columns)
        written = next((one for one in said if one), "")
        ticked = [
            self._header.words[i]
            for i in self._header.columns(Column.TICKED)
            if TICK.fullmatch(self._said(row[i]))
        ]
        duties = (read_duties(self._said(row[i])) for i in self._header.columns(Column.DUTIES))
        stated = next((said.when for said in duties if said.when), "")
        return written or "、".join(ticked) or stated

    def _leave(self, row: Sequence[Cell], reason: str, *, except_for: Sequence[Cell] = ()) -> None:
        """Account for the cells of a row that are not part of an item or heading."""
        taken = {*except_for, *self._last}
        headings = {span.start for span in self._result.headings[-len(row) :]}
        for cell in distinct(row):
            if cell.empty or cell in taken or cell.start in headings:
                continue
            column = min(row.index(cell), len(self._header.kinds) - 1)
            called = reason or self._header.kinds[column].value
            self._result.leftovers.append((Span(cell.start, cell.end), called))
