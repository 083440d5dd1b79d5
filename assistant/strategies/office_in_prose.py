"""Tell what articles say that an office does: 市财政局管什么, of rules without a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.find import has_owner
from assistant.query import Act, Query
from ingest import ItemKind, PolicyItem

ACTS = (Act.LIST, Act.LOOKUP)
ORDER = 15  # before the lists of those who lead, which tables have
_ASKED = re.compile(
    "(?:管|负责|干|做|承担|担负|分管|主管)(?:哪方面|些|点|着|了)*的?(?:什么|啥|哪些|哪几)"
    "|(?:有|是|负)(?:什么|啥|哪些)(?:样)?的?(?:职责|责任|职能|分工)|职责(?:是|有)?(?:什么|啥|哪些)"
)
_SENTENCE = re.compile("(?<=[。；\n])")
_CLAUSE = re.compile("(?<=，)")
_MOST = 6  # sentences; an office that more of them name is asked for too widely


def answer(query: Query, bench: Bench) -> Draft | None:
    """The sentences that name the office; None in a document that has tables of owners."""
    if query.topic or query.numbers or query.tallies or query.windows or not query.bindings:
        return None
    names = [name for binding in query.bindings for name in binding.names]
    denied = any(binding.negated for binding in query.bindings)
    if len(names) != 1 or denied or len(query.doc_ids) != 1 or not _ASKED.search(query.text):
        return None
    items = bench.document_items(query.doc_ids[0])
    if any(item.owners_certain and has_owner(item) for item in items):
        return None
    told = [
        Statement(f"「{said}」{bench.writer.mark(item)}", (item,))
        for item in items
        if item.kind is not ItemKind.PASSAGE
        for said in _said_of(names[0], item)
    ]
    if not 0 < len(told) <= _MOST:
        return None
    head = Statement(f"文件里写到{names[0]}的是：", told[0].items)
    return Draft((head, *told), reason="条文写到这个部门的话")


def _said_of(name: str, item: PolicyItem) -> Iterator[str]:
    """What each sentence says of an office: its own clauses where it begins them."""
    for sentence in _SENTENCE.split("".join(item.text.split(" "))):
        if name not in sentence:
            continue
        clauses = _CLAUSE.split(sentence.strip())
        at = next((n for n, one in enumerate(clauses) if one.startswith(name)), None)
        if at is None:
            yield sentence.strip().rstrip("。；")
            continue
        rest = [n for n in range(at + 1, len(clauses)) if _begins_other(clauses[n])]
        yield "".join(clauses[at : min(rest, default=len(clauses))]).rstrip("，。；")


def _begins_other(clause: str) -> bool:
    """Whether a clause says what another office does: 市公安局负责…."""
    return (
        re.match(
            "[^，]{2,12}?(?:局|委|办|厅|部门|政府|中心|会)(?:应当?|依法|具体|按|负责|承担)", clause
        )
        is not None
    )
