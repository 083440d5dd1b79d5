"""Answer from a row of a plain table: what stands there under the column that is asked for."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.tagging import common_runs
from assistant.written import row_under
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST, Act.COUNT)
ORDER = -8  # before guides, whose fields have names like those of columns
_NAMED = 3  # characters of a column's name that a question says
_LEAST = 0.15  # of the topic's pairs of characters that the row has
_WITH_COLUMNS = 0.5  # the same, with the names of its columns


def answer(query: Query, bench: Bench) -> Draft | None:
    """The row that is surely meant, where one of its columns is asked for; else None."""
    alone = query.numbers or query.bindings or query.tallies or query.overrides or query.chat
    if alone or not query.topic or not bench.vocabulary.has_plain_rows:
        return None
    plain = query.with_(outside="", aspects=(), asks_who=False)
    if not bench.look(plain).sure or bench.found[0].coverage < _LEAST:
        return None
    item = bench.found[0].item
    header = bench.header_of(item)
    said = _share(query.topic, header + item.text) >= _WITH_COLUMNS
    return shown(item, header, bench) if header and said and _asks_of(query, header) else None


def shown(item: PolicyItem, header: str, bench: Bench) -> Draft:
    """The row with the names of its columns."""
    text = f"{bench.writer.mark(item)}表中写到的是：\n\n- {row_under(header, item.text)}"
    return Draft((Statement(text, (item,)),), reason="表中的一行")


def _share(topic: str, text: str) -> float:
    letters, said = bare(topic), bare(text)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    return sum(pair in said for pair in pairs) / (len(pairs) or 1)


def _asks_of(query: Query, header: str) -> bool:
    names = [name for name in header.split("\t")[1:] if name.strip()]
    attribute = bool(query.outside) and any(query.outside in name for name in names)
    return attribute or any(common_runs(query.text, bare(name), _NAMED) for name in names)
