"""Cards of tasks in lines of text: 任务名称：… or 【问题】…, and below it who does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cards import read_card
from ingest.outline import marker
from ingest.owners import are_offices
from ingest.reading import Block, Cell, Table, stripped
from ingest.roles import role_of

_FIELD = re.compile(
    r"(?:[【\[〖](?P<boxed>[一-鿿/]{2,8})[】\]〗]\s*[：:]?|(?P<label>[一-鿿/]{2,8})[：:])"
    r"[ \t\u3000]*"
)
_MOST_LINES = 8  # of one field
_FEWEST = 3  # fields of a card
_OF_TASKS = re.compile("任务|问题|事项|整改|举措|措施|实事|目标|项目|工作")
_OF_EVENT = re.compile("会议|活动|培训|比赛|讲座|招聘|考试")  # whose 主办单位 has no task
_TITLE = re.compile(r"[【\[〖][^【】\[\]〖〗]{2,30}[】\]〗]")  # 【1月21日 问题一】 over the fields


def find_cards(text: str, blocks: Sequence[Block]) -> list[Table]:
    """The cards among paragraphs, as tables of two columns; each names who does its task.

    Fields right under a number are what a numbered point says of itself, and no card.
    """
    tables = (card.table() for card in _cards(text, blocks) if card.is_of_task)
    return [table for table in tables if read_card(table, text)]


@dataclass
class _Card:
    """The lines of one card: the title over it, if any, and its fields with what they say."""

    start: int
    title: Block | None
    fields: list[tuple[Block, Block]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    more: list[Block] = field(default_factory=list)  # lines below a field that says nothing itself

    @property
    def is_of_task(self) -> bool:
        said = "".join(self.labels)
        return (
            len(self.fields) >= _FEWEST
            and _OF_TASKS.search(said) is not None
            and not _OF_EVENT.search(said)
        )

    @property
    def is_open(self) -> bool:
        """Whether the last field has no words beside it, so that they stand below it."""
        return bool(self.fields) and self.fields[-1][1].start == self.fields[-1][1].end

    def add(self, text: str, block: Block, found: re.Match[str]) -> None:
        """Take up the line of a field."""
        self._fill(self.more)
        group = "boxed" if found["boxed"] else "label"
        at = block.start + found.start(group)
        value = Block(*stripped(text, block.start + found.end(), block.end))
        if value.start == value.end:
            value = Block(block.end, block.end)
        self.labels.append(found[group])
        self.fields.append((Block(at, block.start + found.end(group)), value))

    def goes_on(self, said: str, after: str) -> bool:
        """Whether a line without a label is one more office of the field above it.

        Names stand one a line; `after` is the label of the next field, new to the card or again
        its first.
        """
        role = role_of(self.labels[-1]) if self.labels else None
        fits = not after or after == self.labels[0] or after not in self.labels
        return role is not None and fits and are_offices(said)

    def extend(self, block: Block) -> None:
        """Let the last field reach to the end of a line."""
        label, value = self.fields[-1]
        self.fields[-1] = (label, Block(value.start, block.end))

    def closed(self) -> _Card:
        """The card at its end: of lines under its last field only the first is surely its own."""
        self._fill(self.more[:1])
        return self

    def _fill(self, lines: Sequence[Block]) -> None:
        if lines:
            label, _ = self.fields[-1]
            self.fields[-1] = (label, Block(lines[0].start, lines[-1].end))
        self.more = []

    def table(self) -> Table:
        """The title as a row across, and a row for each field."""
        rows: list[tuple[Block, ...]] = [(self.title,)] if self.title else []
        rows += self.fields
        cells = tuple(
            tuple(Cell(one.start, one.end, i, j) for j, one in enumerate(row))
            for i, row in enumerate(rows)
        )
        return Table(cells, self.start, max(rows[-1][-1].end, rows[-1][0].end))


def _next(text: str, blocks: Sequence[Block], at: int) -> str:
    """The label of the next field within a few lines."""
    for block in blocks[at + 1 : at + 1 + _MOST_LINES]:
        found = _FIELD.match(text[block.start : block.end])
        if found:
            return found["boxed"] or found["label"]
    return ""


def _cards(text: str, blocks: Sequence[Block]) -> Iterator[_Card]:
    card: _Card | None = None
    above = ""
    inner: set[str] = set()  # labels that stand within a card, and begin none
    for i, block in enumerate(blocks):
        said = text[block.start : block.end]
        found = _FIELD.match(said)
        found = None if found and marker(said) else found
        named = (found["boxed"] or found["label"]) if found else ""
        begins = found is not None and (
            named not in inner if card is None else named in card.labels
        )
        if card and not found and not card.is_open and card.goes_on(said, _next(text, blocks, i)):
            card.extend(block)
            above = said
            continue
        if card and (begins or not (found or card.is_open)):
            inner.update(card.labels[1:])
            yield card.closed()
            card = _Card(block.start, None) if begins else None
        elif begins and not marker(above):
            title = blocks[i - 1] if i and _TITLE.fullmatch(above) else None
            card = _Card((title or block).start, title)
        if card and found:
            card.add(text, block, found)
        elif card:
            card.more.append(block)
        # Fields below a number are what its point says of itself, up to the next paragraph.
        above = above if found and not card else said
    if card:
        yield card.closed()
