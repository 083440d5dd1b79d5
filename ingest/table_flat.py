"""Tables flattened to one cell a paragraph, without tabs: rows are told by their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.deadlines import is_date
from ingest.flat_cells import fit, line_number, worth
from ingest.outline import RANKS, marker, rank_of
from ingest.owners import are_offices
from ingest.reading import Block, Cell, Table, lines
from ingest.table_guess import mostly
from ingest.table_headed import find_headed_tables

_FEWEST_ROWS = 3
_WIDEST = 14  # paragraphs of one row
_HEADING_LENGTH = 30
_MOST_BROKEN = 3  # further lines of the last row
_NAME_LENGTH = 12  # of a column
_OFFICES = re.compile("(?:部门|单位|科室|处室)$")
_MEASURE = "单位"  # names a column by itself


def find_flat_tables(text: str) -> list[Table]:
    """Tables whose rows begin with running numbers on lines of their own, or have no such line."""
    blocks = _joined(lines(text), text)
    chained = (_Flat(text, blocks, numbered).table() for numbered in _chains(blocks, text))
    found = [table for table in chained if table]
    for numbered in _ascending(blocks, text, found):
        table = _Flat(text, blocks, numbered).table(strictly=True)
        if table:
            found.append(table)
    return found + find_headed_tables(text, blocks)


def _joined(blocks: Sequence[Block], text: str) -> list[Block]:
    """Lines with those joined on that go on after a list comma."""
    joined: list[Block] = []
    for block in blocks:
        before = text[joined[-1].start : joined[-1].end] if joined else ""
        if before.endswith("、") and len(before) < 60:
            joined[-1] = Block(joined[-1].start, block.end)
        else:
            joined.append(block)
    return joined


def _plain_words(text: str, block: Block) -> str:
    return re.sub(r"\s+", "", text[block.start : block.end])


def _chains(blocks: Sequence[Block], text: str) -> list[list[int]]:
    """Positions of lines that are 1, 2, 3… with a few other lines between them.

    A 1 in a cell (1所) begins a chain as well; of chains that overlap, the one of more and more
    alike rows is that of the table. Below 序号 a row can be a number and its task alone.
    """
    begun: list[tuple[int, list[int]]] = []
    near: list[tuple[int, list[int]]] = []
    headed = -_WIDEST
    for i, block in enumerate(blocks):
        headed = i if _plain_words(text, block) == "序号" else headed
        number = line_number(text[block.start : block.end])
        if number is None:
            continue
        fewest = 1 if begun and headed >= begun[-1][1][0] - _WIDEST else 2
        near = [one for one in near if i - one[1][-1] <= _WIDEST]
        for first, chain in near:
            if number == first + len(chain) and i - chain[-1] > fewest:
                chain.append(i)
        if number == 1 or not near:
            begun.append((number, [i]))
            near.append(begun[-1])
    long = [chain for _, chain in begun if len(chain) >= _FEWEST_ROWS]
    chains = sorted(long, key=_likeness, reverse=True)
    kept: list[list[int]] = []
    for chain in chains:
        free = [i for i in chain if not any(one[0] <= i <= one[-1] for one in kept)]
        if len(free) >= _FEWEST_ROWS:
            kept.append(free)
    return sorted(kept)


def _likeness(chain: Sequence[int]) -> tuple[int, int]:
    """How many rows a chain has, and how many of them have the same number of lines."""
    lengths = Counter(b - a for a, b in pairwise(chain))
    return len(chain), max(lengths.values(), default=0)


def _ascending(blocks: Sequence[Block], text: str, taken: Sequence[Table]) -> Iterator[list[int]]:
    """Positions of numbers that only go up below 序号: 3, 68, 69 of a longer table."""
    for top, block in enumerate(blocks):
        inside = any(table.start <= block.start < table.end for table in taken)
        if inside or _plain_words(text, block) != "序号":
            continue
        chain: list[int] = []
        last = 0
        for i in range(top + 1, len(blocks)):
            if i - (chain[-1] if chain else top) > _WIDEST:
                break
            number = line_number(text[blocks[i].start : blocks[i].end]) or 0
            if number > last and (not chain or i - chain[-1] > 2):
                chain.append(i)
                last = number
        if len(chain) > 1:
            yield chain


class _Flat:
    def __init__(self, text: str, blocks: Sequence[Block], numbered: Sequence[int]) -> None:
        self._text = text
        self._blocks = blocks
        self._numbered = numbered
        lengths = Counter(b - a for a, b in pairwise(numbered))
        self._width = max(lengths, key=lambda length: (lengths[length], -length))
        self._shortest = min(lengths)
        self._rows: list[list[Block]] = []
        self._others: frozenset[int] = frozenset()

    def table(self, *, strictly: bool = False) -> Table | None:
        """The table, or None when nothing in it looks like an owner or a deadline.

        `strictly` wants a header, and in each row what suits its columns.
        """
        header, top = self._header()
        if header:
            self._width = len(header)
            kinds = kinds_of([self._said(block) for block in header])
            kinds = (Column.NUMBER, *kinds[1:])
            named = (bool(_OFFICES.search(self._plain(block))) for block in header)
            self._others = frozenset(i for i, one in enumerate(named) if one)
            self._rows.append(header)
        else:
            kinds = self._guess_kinds()
        if not set(kinds) & {*OWNER_COLUMNS, Column.DEADLINE}:
            return None
        self._rows += [[block] for block in top]
        for row, stop in zip(self._numbered, [*self._numbered[1:], None], strict=True):
            self._row(row, stop, kinds)
        full = [row for row in self._rows[1:] if len(row) == len(kinds)]
        if strictly and not (header and all(self._suits(row, kinds) for row in full)):
            return None
        cells = tuple(
            tuple(Cell(block.start, block.end, i, j) for j, block in enumerate(row))
            for i, row in enumerate(self._rows)
        )
        filled = [block for row in self._rows for block in row if block.start < block.end]
        columns = () if header else tuple(kind.value for kind in kinds)
        return Table(cells, filled[0].start, filled[-1].end, columns=columns)

    def _said(self, block: Block) -> str:
        return self._text[block.start : block.end]

    def _suits(self, row: Sequence[Block], kinds: Sequence[Column]) -> bool:
        """Whether what a row has for its task, its owners and its time is of that kind."""
        telling = {*OWNER_COLUMNS, Column.DEADLINE}
        return all(
            kind not in telling or not self._said(block) or worth(self._said(block), kind) > 0
            for block, kind in zip(row, kinds, strict=True)
        )

    def _header(self) -> tuple[list[Block], list[Block]]:
        """The lines from 序号 down to the first row: names of columns, then headings."""
        first = self._numbered[0]
        above = self._blocks[max(0, first - _WIDEST) : first]
        said = [re.sub(r"\s+", "", self._said(block)) for block in above]
        if "序号" not in said:
            for top in (above[:0], above[-1:]):
                bare = self._bare_header(above[: len(above) - len(top)])
                if bare:
                    return bare, list(top)
            headed = self._is_headed() and self._is_heading(above[-1])
            return [], list(above[-1:] if headed else [])
        at = len(said) - 1 - said[::-1].index("序号")
        names: list[Block] = []
        for i, block in enumerate(above[at:], at):
            kind = Column.OTHER if marker(said[i]) else kinds_of([said[i]])[0]
            known = any(
                kinds_of([word])[0] is not Column.OTHER and not marker(word) for word in said[i:]
            )
            if names and not known and len(names) >= self._width:
                return names, list(above[i:])
            more = len(names) + len(above[at:]) - (i - at) > self._width
            above_it = self._plain(names[-1]) if names else _MEASURE
            broken = more and above_it != _MEASURE and kinds_of([above_it])[0] is Column.OTHER
            if broken and kind is not Column.OTHER:
                names[-1] = Block(names[-1].start, block.end)
            else:
                names.append(block)
        return names, []

    def _bare_header(self, above: Sequence[Block]) -> list[Block]:
        """Names of columns without one for the numbers; a further one at the left names groups."""
        for length in (self._shortest, self._shortest - 1):
            names = list(above[-length:])
            words = [self._plain(block) for block in names]
            kinds = kinds_of(words)
            known = sum(kind is not Column.OTHER for kind in kinds)
            named = known * 3 >= len(words) * 2 and bool(set(kinds) & set(OWNER_COLUMNS))
            named = named and kinds[-1] is not Column.OTHER
            if len(names) == length > 2 and named and max(map(len, words)) <= _NAME_LENGTH:
                if length == self._shortest:
                    self._rows.append([names.pop(0)])
                return [Block(names[0].start, names[0].start), *names]
        return []

    def _plain(self, block: Block) -> str:
        return _plain_words(self._text, block)

    def _is_headed(self) -> bool:
        """Whether some row is followed by one line more, as a heading of the next rows is."""
        pairs = pairwise(self._numbered)
        return self._numbered[0] > 0 and any(
            b - a == self._width + 1 and self._is_heading(self._blocks[b - 1]) for a, b in pairs
        )

    def _is_heading(self, block: Block) -> bool:
        said = self._said(block)
        other = are_offices(said) or is_date(said)
        found = marker(said)
        sentence = "[。；：]" if found and rank_of(found) <= RANKS["bracketed"] else "[。；：，]"
        return len(said) <= _HEADING_LENGTH and not re.search(sentence, said) and not other

    def _guess_kinds(self) -> tuple[Column, ...]:
        """Kinds of columns without header: one column of offices leads, several stay untold."""
        pairs = pairwise(self._numbered)
        full = [self._blocks[a:b] for a, b in pairs if b - a == self._width]
        columns = [[self._said(row[i]) for row in full] for i in range(self._width)]
        offices = [i for i, said in enumerate(columns) if mostly(map(are_offices, said))]
        times = [i for i, said in enumerate(columns) if mostly(map(is_date, said))]
        kinds = [Column.NUMBER, Column.CONTENT] + [Column.OTHER] * (self._width - 2)
        if len(offices) == 1 and offices[0] > 1:
            kinds[offices[0]] = Column.LEAD
            kinds[offices[0] + 1 :] = [Column.REMARK] * (self._width - offices[0] - 1)
        for i in times:
            if i > 1 and i not in offices:
                kinds[i] = Column.DEADLINE
        return tuple(kinds)

    def _row(self, first: int, stop: int | None, kinds: Sequence[Column]) -> None:
        blocks = list(
            self._blocks[first : self._end_of_last(first, kinds) if stop is None else stop]
        )
        headings: list[Block] = []
        while stop is not None and len(blocks) > self._width and self._is_heading(blocks[-1]):
            if headings and not marker(self._said(blocks[-1])):
                break
            headings.insert(0, blocks.pop())
        row = fit(blocks, kinds, self._text, self._others)
        self._rows += [row] if self._suits(row, kinds) else self._two_tasks(blocks, row, kinds)
        self._rows += [[heading] for heading in headings]

    def _two_tasks(
        self, blocks: Sequence[Block], row: list[Block], kinds: Sequence[Column]
    ) -> list[list[Block]]:
        """Lines that make no good row, as two tasks of one number: its cells are merged.

        So is an office that only the first one has.
        """
        told = [i for i, kind in enumerate(kinds) if kind in {*OWNER_COLUMNS, Column.DEADLINE}]
        task = kinds.index(Column.CONTENT) if Column.CONTENT in kinds else 0
        for at in range(len(kinds), len(blocks) - 1):
            first, rest = (
                fit(part, kinds, self._text, self._others) for part in (blocks[:at], blocks[at:])
            )
            rows = (first, rest)
            if any(len(one) != len(kinds) or not self._suits(one, kinds) for one in rows):
                continue
            if (
                all(self._said(first[i]) for i in told)
                and any(self._said(rest[i]) for i in told)
                and self._said(rest[task])
                and not self._said(rest[0])
            ):
                merged = {0, *told}
                return [
                    first,
                    [
                        first[i] if i in merged and not self._said(one) else one
                        for i, one in enumerate(rest)
                    ],
                ]
        return [row]

    def _end_of_last(self, first: int, kinds: Sequence[Column]) -> int:
        """Where the last row ends: with what suits the last column, when some cells are broken."""
        end = first + self._width
        for after in range(end, min(end + _MOST_BROKEN, len(self._blocks)) + 1):
            said = self._said(self._blocks[after - 1])
            if kinds[-1] in {*OWNER_COLUMNS, Column.DEADLINE} and worth(said, kinds[-1]) > 1:
                return after
        return end
