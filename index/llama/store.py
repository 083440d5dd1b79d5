"""Put any of our vector stores behind llama-index's interface, with filters that lose nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    FilterCondition,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
    VectorStoreQueryResult,
)
from llama_index.core.vector_stores.utils import build_metadata_filter_fn

from index.stores import VectorStore, load_store, new_store

STORE = "faiss_flat"


class ItemVectorStore(BasePydanticVectorStore):
    """Nodes with their vectors. Filters, node ids and document ids narrow before the search.

    A number is given to a node once and never again, so that deleting leaves no wrong answer.
    """

    stores_text: bool = True
    is_embedding_query: bool = True

    _name: str = PrivateAttr()
    _vectors: VectorStore = PrivateAttr()
    _nodes: dict[int, BaseNode] = PrivateAttr()
    _next: int = PrivateAttr()

    def __init__(self, dimension: int, *, store: str = STORE) -> None:
        super().__init__(stores_text=True)
        self._name = store
        self._vectors = new_store(store, dimension)
        self._nodes = {}
        self._next = 0

    @property
    def client(self) -> VectorStore:
        """The store of ours that holds the vectors."""
        return self._vectors

    def add(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[str]:
        """Add nodes that carry embeddings; a node whose id is there already is replaced."""
        if not nodes:
            return []
        self.delete_nodes([node.node_id for node in nodes])
        # Of nodes with one id in one call the last stands, as it would over two calls.
        unique = list({node.node_id: node for node in nodes}.values())
        numbers = list(range(self._next, self._next + len(unique)))
        self._next += len(unique)
        rows = np.array([node.get_embedding() for node in unique], dtype=np.float32)
        self._vectors.add(numbers, rows)
        self._nodes.update(zip(numbers, unique, strict=True))
        return [node.node_id for node in nodes]

    def delete(self, ref_doc_id: str, **delete_kwargs: Any) -> None:
        """Remove all nodes of a source document."""
        self._remove([n for n, node in self._nodes.items() if node.ref_doc_id == ref_doc_id])

    def delete_nodes(
        self,
        node_ids: list[str] | None = None,
        filters: MetadataFilters | None = None,
        **delete_kwargs: Any,
    ) -> None:
        """Remove the nodes that have one of these ids and pass the filters."""
        if node_ids is not None or filters is not None:
            self._remove(self._matching(node_ids, None, filters))

    def clear(self) -> None:
        """Remove every node."""
        self._remove(list(self._nodes))

    def get_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None
    ) -> list[BaseNode]:
        """The nodes that have one of these ids and pass the filters, in the order added."""
        return [self._nodes[number] for number in self._matching(node_ids, None, filters)]

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:
        """The nearest nodes; raises `ValueError` for what a vector alone cannot answer."""
        if query.mode != VectorStoreQueryMode.DEFAULT or query.query_embedding is None:
            raise ValueError("only queries of mode 'default' with an embedding are answered")
        within = None
        if query.node_ids is not None or query.doc_ids is not None or query.filters is not None:
            within = self._matching(query.node_ids, query.doc_ids, query.filters)
        vector = np.array(query.query_embedding, dtype=np.float32)
        numbers, scores = self._vectors.search(vector, query.similarity_top_k, within)
        nodes = [self._nodes[int(number)] for number in numbers]
        return VectorStoreQueryResult(nodes, scores.tolist(), [node.node_id for node in nodes])

    def persist(self, persist_path: str, fs: Any = None) -> None:
        """Write a folder with the vectors and the nodes."""
        folder = Path(persist_path)
        folder.mkdir(parents=True, exist_ok=True)
        self._vectors.save(folder / "vectors.bin")
        record = {
            "store": self._name,
            "next": self._next,
            "nodes": {number: _without_vector(node) for number, node in self._nodes.items()},
        }
        text = json.dumps(record, ensure_ascii=False)
        (folder / "nodes.json").write_text(text, encoding="utf-8")

    @classmethod
    def from_persist_path(cls, persist_path: str, dimension: int) -> ItemVectorStore:
        """A store as `persist` wrote it."""
        folder = Path(persist_path)
        record = json.loads((folder / "nodes.json").read_text(encoding="utf-8"))
        store = cls(dimension, store=record["store"])
        store._vectors = load_store(record["store"], folder / "vectors.bin")
        store._nodes = {int(n): TextNode.from_dict(node) for n, node in record["nodes"].items()}
        store._next = record["next"]
        return store

    def _remove(self, numbers: list[int]) -> None:
        self._vectors.remove(numbers)
        for number in numbers:
            del self._nodes[number]

    def _matching(
        self,
        node_ids: list[str] | None,
        doc_ids: list[str] | None,
        filters: MetadataFilters | None,
    ) -> list[int]:
        wanted = None if node_ids is None else set(node_ids)
        sources = None if doc_ids is None else set(doc_ids)
        return [
            number
            for number, node in self._nodes.items()
            if (wanted is None or node.node_id in wanted)
            and (sources is None or node.ref_doc_id in sources)
            and (filters is None or _passes(node.metadata, filters))
        ]


def _passes(metadata: dict[str, Any], filters: MetadataFilters) -> bool:
    """Whether metadata passes filters, nested ones too, which llama-index's own test refuses."""
    results = [
        _passes(metadata, part)
        if isinstance(part, MetadataFilters)
        else build_metadata_filter_fn(lambda _: metadata, MetadataFilters(filters=[part]))("")
        for part in filters.filters
    ]
    if filters.condition == FilterCondition.OR:
        return any(results)
    if filters.condition == FilterCondition.NOT:
        return not any(results)
    return all(results)


def _without_vector(node: BaseNode) -> dict[str, Any]:
    record = node.to_dict()
    record["embedding"] = None
    return record
