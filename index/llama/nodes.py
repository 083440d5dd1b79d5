"""Convert an item to the node that llama-index passes around."""

from __future__ import annotations

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from ingest import PolicyItem


def node_of(item: PolicyItem) -> TextNode:
    """The item's topic as text; its owners, deadline and place as metadata that is not embedded."""
    deadline = item.deadline
    due = deadline.due if deadline else None
    metadata: dict[str, object] = {
        "doc_id": item.doc_id,
        "doc_title": item.doc_title,
        "kind": item.kind.value,
        "number": item.number,
        "section": item.section,
        "group_number": item.group_number,
        "group_title": item.group_title,
        "lead": list(item.lead),
        "cooperating": list(item.cooperating),
        "units": list(item.units),
        "deadline": deadline.text if deadline else None,
        "due": due.isoformat() if due else None,
    }
    return TextNode(
        id_=item.item_id,
        text=item.topic,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        start_char_idx=item.start,
        end_char_idx=item.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=item.doc_id)},
    )
