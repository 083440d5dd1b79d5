"""Refuse an office inside the bureau that issued a document, where the document names none."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.find import has_owner
from assistant.places import level_of
from assistant.query import Act, Query

ACTS = (Act.LOOKUP,)
ORDER = 20  # before what corresponds in the document of another level is told instead
# 市卫健委哪个处牵头, 市委里归哪个科室: of which level, and that a part of it is asked for.
_ASKED = re.compile(
    "(?P<level>[省市区县])[\u4e00-\u9fff]{0,6}?(?:委员会|[委局厅])(?:机关|内部|里头?|里面|的)*"
    "(?:是|由|归|属|在|具体|到底|究竟)*(?:哪一?个|哪家|哪|什么|啥)(?:业务)?(?:处|科|部门|股)"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal with the item; None where it has an owner, or another level's office is asked."""
    asked = _ASKED.search(query.text)
    if asked is None or len(query.doc_ids) != 1:
        return None
    document = bench.vocabulary.document(query.doc_ids[0])
    if level_of(document) != asked["level"]:
        return None
    numbered = [item for number in query.numbers for item in bench.numbered(number, query)]
    items = numbered or (list(bench.look(query).items) if query.topic else [])
    own = [item for item in items if item.doc_id == document.doc_id]
    if len(own) != 1 or any(has_owner(item) for item in bench.document_items(document.doc_id)):
        return None
    text = f"{bench.writer.mark(own[0])}没有写明由哪个部门牵头或配合，不能据此回答。"
    return bench.refuse(query, text, reason="没有写明部门", related=(own[0], *bench.linked(own[0])))
