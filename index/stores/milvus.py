"""Keep vectors in Milvus, a collection a build, through llama-index's store.

A choice of ids goes to the server as a filter on a number field: long runs of numbers as ranges,
the others as a list. The index of the collection is FLAT, which compares all: with graphs and
lists, a filter that leaves few would lose some of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import BUILD, IndexDamaged, IndexMismatch, ServerUnreachable
from index.servers import Servers
from index.stores import Ids, Vectors

if TYPE_CHECKING:
    from llama_index.core.vector_stores.types import MetadataFilters
    from llama_index.vector_stores.milvus import MilvusVectorStore

INSTALL = "pip install llama-index-vector-stores-milvus"
_NUMBER = "number"
_MOST_FOUND = 16_384  # by one search, which Milvus limits
_BATCH = 1_000  # vectors sent at a time
_RUN = 4  # so many numbers in a row are told as a range
_SECONDS = 20.0


class Milvus:
    """One collection. What it holds changes only through this object, and only while building."""

    def __init__(self, store: MilvusVectorStore) -> None:
        self._store = store
        self._size = self._counted()

    def __len__(self) -> int:
        return self._size

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        from llama_index.core.schema import TextNode

        if self._size:
            self.remove(ids)
        with _reached():
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                self._store.add(
                    [
                        TextNode(id_=str(number), embedding=row, metadata={_NUMBER: int(number)})
                        for number, row in zip(ids[part], vectors[part].tolist(), strict=True)
                    ]
                )
        self._size = self._counted()

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Take vectors out; an id that is not there is no error."""
        numbers = np.unique(np.asarray(ids, dtype=np.int64))
        with _reached():
            for part in _parts(numbers):
                self._store.delete_nodes(filters=_among(part))
        self._size = self._counted()

    def search(
        self, vector: Vectors, k: int, within: Sequence[int] | Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """The `k` nearest ids and their cosines, best first, of all or of `within`."""
        wanted = min(k, self._size)
        if within is None and wanted > _MOST_FOUND:
            within = self._numbers()
        if within is None:
            found = [self._nearest(vector, wanted, None)] if wanted > 0 else []
        else:
            numbers = np.unique(np.asarray(within, dtype=np.int64))
            wanted = min(wanted, len(numbers))
            parts = _parts(numbers) if wanted > _MOST_FOUND else [numbers]
            found = [
                self._nearest(vector, min(wanted, len(part)), _among(part))
                for part in parts
                if wanted > 0
            ]
        ids = np.array([number for one, _ in found for number in one], dtype=np.int64)
        scores = np.array([score for _, own in found for score in own], dtype=np.float32)
        best = np.argsort(-scores, kind="stable")[: max(wanted, 0)]
        return ids[best], scores[best]

    def recall(self) -> float:
        """All are compared, so none is missed."""
        return 1.0

    def save(self, path: Path) -> None:
        """Write the name of the collection, once every vector is on the server's disk."""
        name = self._store.collection_name
        with _reached():
            self._store.client.flush(name)
        record = {"collection": name, "vectors": self._counted()}
        path.write_text(json.dumps(record) + "\n", encoding="utf-8")

    # -- asking the server

    def _nearest(
        self, vector: Vectors, k: int, filters: MetadataFilters | None
    ) -> tuple[list[int], list[float]]:
        from llama_index.core.vector_stores.types import VectorStoreQuery

        query = VectorStoreQuery(
            query_embedding=np.asarray(vector, dtype=np.float32).tolist(),
            similarity_top_k=k,
            filters=filters,
            output_fields=[_NUMBER],
        )
        with _reached():
            result = self._store.query(query)
        return [int(one) for one in result.ids or []], list(result.similarities or [])

    def _counted(self) -> int:
        with _reached():
            rows = self._store.client.query(
                self._store.collection_name,
                output_fields=["count(*)"],
                consistency_level="Strong",
            )
        return int(rows[0]["count(*)"])

    def _numbers(self) -> Ids:
        """Every id that is there."""
        with _reached():
            pages = self._store.client.query_iterator(
                self._store.collection_name, batch_size=_BATCH, output_fields=[_NUMBER]
            )
            found: list[int] = []
            while rows := pages.next():
                found += [row[_NUMBER] for row in rows]
            pages.close()
        return np.array(found, dtype=np.int64)


def new(dimension: int, servers: Servers) -> Milvus:
    """An empty collection with the name of the build."""
    return Milvus(_connected(servers, dimension=dimension, overwrite=True))


def load(path: Path, servers: Servers) -> Milvus:
    """A store as `save` wrote it. Raises `IndexDamaged` unless the collection is whole."""
    client = _client(servers)
    record = json.loads(path.read_text(encoding="utf-8"))
    name = record["collection"]
    with _reached():
        if not client.has_collection(name):
            raise IndexDamaged(f"Milvus 里没有集合 {name}。请运行 {BUILD} 重建。")
        client.load_collection(name)
        client.close()
    store = Milvus(_connected(servers, name=name))
    if len(store) != record["vectors"]:
        raise IndexDamaged(
            f"Milvus 的集合 {name} 有 {len(store)} 个向量，应有 {record['vectors']} 个。"
            f"请运行 {BUILD} 重建。"
        )
    return store


def forget(servers: Servers) -> None:
    """Remove what a build has on the server, if it has anything."""
    client = _client(servers)
    with _reached():
        client.drop_collection(servers.name)
        client.close()


def _connected(
    servers: Servers, *, name: str = "", dimension: int | None = None, overwrite: bool = False
) -> MilvusVectorStore:
    address = _address(servers)
    with _installed():
        from llama_index.vector_stores.milvus import MilvusVectorStore
        from pymilvus import DataType
    with _reached():
        return MilvusVectorStore(
            uri=address,
            token=servers.milvus_token,
            collection_name=name or servers.name,
            dim=dimension,
            overwrite=overwrite,
            similarity_metric="IP",
            index_config={"index_type": "FLAT"},
            scalar_field_names=[_NUMBER],
            scalar_field_types=[DataType.INT64],
            output_fields=[_NUMBER],
            batch_size=_BATCH,
            consistency_level="Bounded",
            use_async_client=False,
            timeout=_SECONDS,
        )


def _client(servers: Servers) -> Any:
    address = _address(servers)
    with _installed():
        from pymilvus import MilvusClient
    with _reached():
        return MilvusClient(uri=address, token=servers.milvus_token, timeout=_SECONDS)


def _address(servers: Servers) -> str:
    if not servers.milvus_uri:
        raise IndexMismatch(
            "索引的向量在 Milvus（milvus）里，但没有设置 Milvus 的地址 POLICYQA_MILVUS_URI。"
            f"请设置后再试；或者不用 Milvus，运行 {BUILD} 重建。"
        )
    return servers.milvus_uri


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise IndexMismatch(f"使用 Milvus 需要安装：{INSTALL}（缺少 {error.name}）。") from error


@contextmanager
def _reached() -> Iterator[None]:
    """Turn what the client raises into an error that says what to look at."""
    from grpc import RpcError
    from pymilvus import MilvusException

    try:
        yield
    except (MilvusException, RpcError) as error:
        told = getattr(error, "message", "") or str(error)
        raise ServerUnreachable(
            f"Milvus 没有完成请求（{told[:200]}）。"
            "请检查 POLICYQA_MILVUS_URI、POLICYQA_MILVUS_TOKEN 和 Milvus 是否在运行。"
        ) from error


# -- a choice of numbers as a filter


def _parts(numbers: Ids) -> list[Ids]:
    """Sorted numbers in parts that one search can give back whole."""
    return [numbers[at : at + _MOST_FOUND] for at in range(0, len(numbers), _MOST_FOUND)]


def _among(numbers: Ids) -> MetadataFilters:
    """The filter that lets through these sorted numbers and no other."""
    from llama_index.core.vector_stores.types import (
        FilterCondition,
        FilterOperator,
        MetadataFilter,
        MetadataFilters,
    )

    def compared(operator: FilterOperator, value: int | list[int]) -> MetadataFilter:
        return MetadataFilter(key=_NUMBER, value=value, operator=operator)

    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    firsts = np.concatenate([np.zeros(1, dtype=np.int64), breaks])
    sizes = np.diff(np.concatenate([firsts, [len(numbers)]]))
    parts: list[MetadataFilter | MetadataFilters] = [
        MetadataFilters(
            filters=[
                compared(FilterOperator.GTE, int(numbers[first])),
                compared(FilterOperator.LTE, int(numbers[first]) + int(size) - 1),
            ]
        )
        for first, size in zip(firsts[sizes >= _RUN], sizes[sizes >= _RUN], strict=True)
    ]
    single = numbers[np.repeat(sizes < _RUN, sizes)].tolist()
    if single:
        parts.append(compared(FilterOperator.IN, single))
    return MetadataFilters(filters=parts, condition=FilterCondition.OR)
