"""List the items of one document that nothing in another corresponds to."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import ItemKind

ORDER = 20
ACTS = (Act.LIST, Act.COUNT)
_NUMBERED = (ItemKind.TASK, ItemKind.WORK_POINT)
_LACKING = re.compile(
    "(?:没有|没|未|找不到|无)(?:写|提|列|说|讲|涉及|对应|要求|规定|依据)*(?:到|过|上)?"
    "(?:的)?(?:任务|要求|要点|内容|事项)?(?:吗|呢)?[?？。]?$"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """浦东哪些任务在市里文件里没有: none of its links leads to the other document."""
    if len(query.places) < 2 or query.topic or not _LACKING.search(query.text):
        return None
    own, other = query.places[0], query.places[1]
    asked = query.with_(doc_ids=(own,), places=(own,), aspects=())
    items = [item for item in bench.select(asked) if item.kind in _NUMBERED]
    alone = [i for i in items if not any(linked.doc_id == other for linked in bench.linked(i))]
    titles = [f"《{bench.vocabulary.document(doc_id).title}》" for doc_id in (own, other)]
    head = f"{titles[0]}里有**{len(alone)}条**在{titles[1]}里没有找到对应的内容"
    if not alone:
        return Draft((Statement(f"{titles[0]}的各条在{titles[1]}里都有对应的内容。"),), count=0)
    listing = bench.writer.listing(alone)
    statement = Statement(f"{head}：\n\n{listing.text}", tuple(alone), (len(alone),))
    count = len(alone) if query.act is Act.COUNT else None
    return Draft((statement,), count=count, reason="按建库时计算的对应关系")
