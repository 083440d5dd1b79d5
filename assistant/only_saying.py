"""Find the only item of a document that has the words of a question: 押金 in 人才公寓的押金."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.normalise import bare
from assistant.query import Query
from ingest import PolicyItem


def only_saying(query: Query, bench: Bench) -> PolicyItem | None:
    """人才公寓的押金: of the document of that title, the only item that has the other words."""
    parts = [bare(part) for word in query.topic.split() for part in word.split("的")]
    parts = [part for part in parts if len(part) > 1]
    titles = {d.doc_id: bare(d.title) for d in bench.vocabulary.documents}
    asked = query.doc_ids or tuple(titles)
    named = [d for d in asked if any(part in titles[d] for part in parts)]
    docs = named or list(query.doc_ids)
    rest = [part for part in parts if not docs or part not in titles[docs[0]]]
    if len(docs) != 1 or not rest:
        return None
    texts = [(item, bare(item.text)) for item in bench.document_items(docs[0])]
    saying = [item for item, text in texts if all(part in text for part in rest)]
    return saying[0] if len(saying) == 1 else None
