"""What llama-index sees of the index is right where its own FAISS store is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
)

from index import Index
from index.embedders.hashing import HashingEmbedder
from index.llama import ItemEmbedding, ItemRetriever, ItemVectorStore, node_of
from ingest import PolicyItem


def node(name: str, vector: list[float], source: str = "文件甲", **metadata: object) -> TextNode:
    return TextNode(
        id_=name,
        text=name,
        embedding=vector,
        metadata=metadata,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=source)},
    )


@pytest.fixture
def store() -> ItemVectorStore:
    filled = ItemVectorStore(dimension=2)
    filled.add(
        [
            node("一", [1, 0], lead=["医政处", "公卫处"], month=9),
            node("二", [0.6, 0.8], lead=["基层处"], month=10),
            node("三", [0, 1], source="文件乙", lead=["医政处"], month=12),
            node("四", [-1, 0], source="文件乙", month=9),
        ]
    )
    return filled


def ask(store: ItemVectorStore, **wanted: object) -> list[str]:
    query = VectorStoreQuery(query_embedding=[0.8, 0.6], similarity_top_k=4)
    for name, value in wanted.items():
        setattr(query, name, value)
    return list(store.query(query).ids or [])


def test_nearest_nodes_come_first_with_their_cosines(store: ItemVectorStore) -> None:
    result = store.query(VectorStoreQuery(query_embedding=[0.8, 0.6], similarity_top_k=2))
    assert result.ids == ["二", "一"]
    assert result.similarities == pytest.approx([0.96, 0.8])
    assert [found.get_content() for found in result.nodes or []] == ["二", "一"]


def test_filters_lose_nothing(store: ItemVectorStore) -> None:
    september = MetadataFilter(key="month", value=9)
    late = MetadataFilter(key="month", value=10, operator=FilterOperator.GTE)
    medical = MetadataFilter(key="lead", value="医政处", operator=FilterOperator.CONTAINS)
    assert ask(store, similarity_top_k=1, filters=MetadataFilters(filters=[medical, late])) == [
        "三"
    ]
    assert ask(store, filters=MetadataFilters(filters=[september])) == ["一", "四"]
    either = MetadataFilters(filters=[september, late], condition=FilterCondition.OR)
    assert ask(store, filters=either) == ["二", "一", "三", "四"]
    nested = MetadataFilters(filters=[medical, either])
    assert ask(store, filters=nested) == ["一", "三"]
    neither = MetadataFilters(filters=[medical, late], condition=FilterCondition.NOT)
    assert ask(store, filters=neither) == ["四"]


def test_node_and_document_ids_narrow_the_search(store: ItemVectorStore) -> None:
    assert ask(store, node_ids=["四", "三"]) == ["三", "四"]
    assert ask(store, doc_ids=["文件乙"]) == ["三", "四"]
    assert ask(store, doc_ids=["文件乙"], node_ids=["一", "四"]) == ["四"]
    assert ask(store, node_ids=[]) == []


def test_deleted_document_is_gone_and_its_place_not_reused(store: ItemVectorStore) -> None:
    store.delete("文件甲")
    store.add([node("五", [1, 0])])
    assert ask(store) == ["五", "三", "四"]
    assert [found.node_id for found in store.get_nodes()] == ["三", "四", "五"]


def test_adding_a_node_again_replaces_it(store: ItemVectorStore) -> None:
    assert store.add([node("四", [0, -1]), node("四", [0.8, 0.6])]) == ["四", "四"]
    assert ask(store) == ["四", "二", "一", "三"]


def test_deleting_by_filter_and_clearing(store: ItemVectorStore) -> None:
    store.delete_nodes(filters=MetadataFilters(filters=[MetadataFilter(key="month", value=9)]))
    assert ask(store) == ["二", "三"]
    store.clear()
    assert ask(store) == []


def test_persisted_store_answers_the_same(store: ItemVectorStore, tmp_path: Path) -> None:
    store.delete("文件乙")
    store.persist(str(tmp_path / "库"))
    again = ItemVectorStore.from_persist_path(str(tmp_path / "库"), dimension=2)
    again.add([node("五", [0, 1], month=9)])
    assert ask(again) == ["二", "一", "五"]
    assert ask(again, filters=MetadataFilters(filters=[MetadataFilter(key="month", value=9)])) == [
        "一",
        "五",
    ]


def test_what_a_vector_cannot_answer_is_refused(store: ItemVectorStore) -> None:
    with pytest.raises(ValueError, match="default"):
        store.query(VectorStoreQuery(query_str="甲", mode=VectorStoreQueryMode.HYBRID))


def test_retriever_gives_the_hits_of_the_search(index: Index, items: list[PolicyItem]) -> None:
    hits = index.search("老年人体检", k=4)
    nodes = ItemRetriever(index, k=4).retrieve("老年人体检")
    assert [(n.node_id, n.score) for n in nodes] == [(h.item.item_id, h.score) for h in hits]
    within = [items[0].item_id]
    assert ItemRetriever(index, within=within).retrieve("老年人体检")[0].node_id == within[0]


def test_node_carries_owners_as_metadata_and_not_as_text(items: list[PolicyItem]) -> None:
    item = next(item for item in items if len(item.lead) > 1)
    made = node_of(item)
    assert made.metadata["lead"] == list(item.lead)
    assert made.get_content() == item.topic
    assert (made.ref_doc_id, made.node_id) == (item.doc_id, item.item_id)


def test_embedding_model_tells_questions_from_passages() -> None:
    model = ItemEmbedding(HashingEmbedder())
    ours = HashingEmbedder()
    assert model.get_query_embedding("一件事") == ours.embed_query("一件事").tolist()
    assert (
        model.get_text_embedding_batch(["一", "二"]) == ours.embed_passages(["一", "二"]).tolist()
    )
