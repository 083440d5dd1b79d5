"""Let llama-index retrieve from an index, by meaning and by words."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.llama.nodes import node_of
from index.retrieval import Index


class ItemRetriever(BaseRetriever):
    """The hits of `Index.search`, as nodes with scores, best first."""

    def __init__(self, index: Index, *, k: int = 10, within: Collection[str] | None = None) -> None:
        super().__init__()
        self._index = index
        self._k = k
        self._within = within

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._index.search(query_bundle.query_str, k=self._k, within=self._within)
        return [NodeWithScore(node=node_of(hit.item), score=hit.score) for hit in hits]
