"""Tables flattened to one cell a paragraph, without tabs: rows are told by their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.deadlines import is_date
from ingest.owners import are_offices, is_empty
from ingest.reading import Block, Cell, Table, lines
from ingest.table_guess import mostly
from ingest.table_headed import find_headed_tables

_NUMBER = re.compile(r"[*＊]?\s?(\d{1,3})[.．、]?|[（(](\d{1,3})[）)]")
_FEWEST_ROWS = 3
_WIDEST = 14  # paragraphs of one row
_HEADING_LENGTH = 30
_PERSON = re.compile("[一-鿿]{2,3}")  # or a category
_OF_PLACE = re.compile("[省市区县州旗镇乡各].{2}")
_MOST_BROKEN = 3  # further lines of the last row
_NAME_LENGTH = 12  # of a column


def find_flat_tables(text: str) -> list[Table]:
    """Tables whose rows begin with running numbers on lines of their own, or have no such line."""
    blocks = _joined(lines(text), text)
    found: list[Table] = []
    for numbered in _chains(blocks, text):
        table = _Flat(text, blocks, numbered).table()
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


def _number(said: str) -> int | None:
    found = _NUMBER.fullmatch(said)
    return int(found[1] or found[2]) if found else None


def _chains(blocks: Sequence[Block], text: str) -> Iterator[list[int]]:
    """Positions of lines that are 1, 2, 3… with a few other lines between them."""
    chain: list[int] = []
    last = 0
    for i, block in enumerate(blocks):
        number = _number(text[block.start : block.end])
        if number is None:
            continue
        if chain and number == last + 1 and 2 < i - chain[-1] <= _WIDEST:
            chain.append(i)
        elif number == 1 or not chain or i - chain[-1] > _WIDEST:
            if len(chain) >= _FEWEST_ROWS:
                yield chain
            chain = [i]
        else:
            continue  # a number inside a cell
        last = number
    if len(chain) >= _FEWEST_ROWS:
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

    def table(self) -> Table | None:
        """The table, or None when nothing in it looks like an owner or a deadline."""
        header, top = self._header()
        if header:
            self._width = len(header)
            kinds = kinds_of([self._said(block) for block in header])
            kinds = (Column.NUMBER, *kinds[1:])
            self._rows.append(header)
        else:
            kinds = self._guess_kinds()
        if not set(kinds) & {*OWNER_COLUMNS, Column.DEADLINE}:
            return None
        self._rows += [[block] for block in top]
        for row, stop in zip(self._numbered, [*self._numbered[1:], None], strict=True):
            self._row(row, stop, kinds)
        cells = tuple(
            tuple(Cell(block.start, block.end, i, j) for j, block in enumerate(row))
            for i, row in enumerate(self._rows)
        )
        filled = [block for row in self._rows for block in row if block.start < block.end]
        columns = () if header else tuple(kind.value for kind in kinds)
        return Table(cells, filled[0].start, filled[-1].end, columns=columns)

    def _said(self, block: Block) -> str:
        return self._text[block.start : block.end]

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
            kind = kinds_of([said[i]])[0]
            known = any(kinds_of([word])[0] is not Column.OTHER for word in said[i:])
            if names and not known and len(names) >= self._width:
                return names, list(above[i:])
            more = len(names) + len(above[at:]) - (i - at) > self._width
            broken = more and names and kinds_of([self._plain(names[-1])])[0] is Column.OTHER
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
        return re.sub(r"\s+", "", self._said(block))

    def _is_headed(self) -> bool:
        """Whether some row is followed by one line more, as a heading of the next rows is."""
        pairs = pairwise(self._numbered)
        return self._numbered[0] > 0 and any(
            b - a == self._width + 1 and self._is_heading(self._blocks[b - 1]) for a, b in pairs
        )

    def _is_heading(self, block: Block) -> bool:
        said = self._said(block)
        other = are_offices(said) or is_date(said)
        return len(said) <= _HEADING_LENGTH and not re.search("[。；：，]", said) and not other

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
        heading = (
            stop is not None
            and len(blocks) > self._width
            and self._is_heading(blocks[-1])
            and blocks.pop()
        )
        self._rows.append(_fit(blocks, kinds, self._text))
        if heading:
            self._rows.append([heading])

    def _end_of_last(self, first: int, kinds: Sequence[Column]) -> int:
        """Where the last row ends: with what suits the last column, when some cells are broken."""
        end = first + self._width
        for after in range(end, min(end + _MOST_BROKEN, len(self._blocks)) + 1):
            said = self._said(self._blocks[after - 1])
            if kinds[-1] in {*OWNER_COLUMNS, Column.DEADLINE} and _worth(said, kinds[-1]) > 1:
                return after
        return end


def _worth(said: str, kind: Column) -> float:
    """How well words suit a column."""
    if not said:
        return -1.0 if kind in {Column.CONTENT, Column.LEAD} else -0.4
    if is_empty(said):
        return -2.0 if kind in {Column.CONTENT, Column.NUMBER} else 0.5
    if kind is Column.NUMBER:
        return 2.0 if _number(said) is not None else -3.0
    if kind in OWNER_COLUMNS:
        return 2.0 if are_offices(said) else -2.0
    if kind is Column.DEADLINE:
        return 2.0 if is_date(said) else -2.0
    if kind is Column.CONTENT and _PERSON.fullmatch(said):
        return 0.2
    sentence = said.endswith("。")  # 迁建政务服务中心。 is no office
    return 0.2 if not sentence and (are_offices(said) or is_date(said)) else 1.0


def _another_line(blocks: Sequence[Block], kind: Column, text: str) -> float:
    """What each further line of a cell costs: offices often have one each.

    A line that says 区教育局 is hardly the rest of a name that the lines before it begin.
    """
    if kind not in OWNER_COLUMNS:
        return 0.6
    if len(blocks) < 2:
        return 0.3
    before, last = text[blocks[0].start : blocks[-2].end], text[blocks[-1].start : blocks[-1].end]
    whole = _OF_PLACE.match(last) and are_offices(last) and not are_offices(before)
    return 0.9 if whole else 0.3


def _fit(blocks: Sequence[Block], kinds: Sequence[Column], text: str) -> list[Block]:
    """Give each column no, one or several of a row's lines, in order, as suits the kinds best.

    Flattening loses empty cells and breaks long ones, so a row can have any number of lines.
    """
    if len(blocks) == len(kinds):
        pairs = zip(blocks, kinds, strict=True)
        owned = [(text[one.start : one.end], kind) for one, kind in pairs if kind in OWNER_COLUMNS]
        if all(is_empty(said) or are_offices(said) for said, _ in owned) or not owned:
            return list(blocks)

    @cache
    def best(column: int, at: int) -> tuple[float, tuple[int, ...]]:
        if column == len(kinds):
            return (0.0 if at == len(blocks) else float("-inf")), ()
        options = []
        for stop in range(at, min(at + 4, len(blocks)) + 1):
            said = text[blocks[at].start : blocks[stop - 1].end] if stop > at else ""
            more = _another_line(blocks[at:stop], kinds[column], text)
            worth = _worth(said, kinds[column]) - more * max(0, stop - at - 1)
            rest, stops = best(column + 1, stop)
            options.append((worth + rest, (stop, *stops)))
        return max(options, key=lambda option: (option[0], option[1]))

    worth, stops = best(0, 0)
    if worth == float("-inf"):
        return list(blocks)
    row: list[Block] = []
    at = 0
    for stop in stops:
        end = row[-1].end if row else blocks[0].start
        row.append(Block(blocks[at].start, blocks[stop - 1].end) if stop > at else Block(end, end))
        at = stop
    return row
