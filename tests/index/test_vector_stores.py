"""Every vector store gives the same right answers to sums done by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.builder import store_for
from index.servers import Servers
from index.stores import VectorStore, load_store, new_store, store_names

# Four unit vectors and a question; the cosines below are read off by hand.
IDS = [40, 7, 1_000_000_007, 3]
VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
QUESTION = np.array([0.8, 0.6], dtype=np.float32)
ORDER = [7, 40, 1_000_000_007, 3]
COSINES = [0.6 * 0.8 + 0.8 * 0.6, 0.8, 0.6, -0.8]


@pytest.fixture(params=store_names())
def store(request: pytest.FixtureRequest, milvus: Servers) -> VectorStore:
    filled = new_store(request.param, dimension=2, servers=milvus)
    filled.add(IDS, VECTORS)
    return filled


def found(store: VectorStore, k: int, within: list[int] | None = None) -> list[int]:
    return list(store.search(QUESTION, k, within)[0])


def test_nearest_come_first_with_their_cosines(store: VectorStore) -> None:
    ids, scores = store.search(QUESTION, 4)
    assert list(ids) == ORDER
    assert scores.tolist() == pytest.approx(COSINES)


def test_saved_store_answers_the_same(
    store: VectorStore, request: pytest.FixtureRequest, tmp_path: Path, milvus: Servers
) -> None:
    path = tmp_path / "向量.bin"
    store.save(path)
    again = load_store(request.node.callspec.params["store"], path, milvus)
    ids, scores = again.search(QUESTION, 4)
    assert (len(again), list(ids)) == (4, ORDER)
    assert scores.tolist() == pytest.approx(COSINES)


def test_within_loses_nothing_though_others_are_nearer(store: VectorStore) -> None:
    assert found(store, 2, within=[3, 1_000_000_007]) == [1_000_000_007, 3]
    assert found(store, 1, within=[3]) == [3]


def test_within_nothing_finds_nothing(store: VectorStore) -> None:
    assert found(store, 5, within=[]) == []


def test_ids_that_are_not_there_are_not_found(store: VectorStore) -> None:
    assert found(store, 5, within=[99, 40]) == [40]


def test_asking_for_more_than_there_is_gives_all(store: VectorStore) -> None:
    assert found(store, 100) == ORDER


def test_asking_for_none_gives_none(store: VectorStore) -> None:
    assert found(store, 0) == []


def test_removed_vector_is_gone(store: VectorStore) -> None:
    store.remove([7, 99])
    assert found(store, 4) == [40, 1_000_000_007, 3]
    assert len(store) == 3


def test_adding_an_id_again_replaces_its_vector(store: VectorStore) -> None:
    store.add([3], QUESTION.reshape(1, -1))
    ids, scores = store.search(QUESTION, 4)
    assert list(ids) == [3, 7, 40, 1_000_000_007]
    assert scores[0] == pytest.approx(1)


def test_empty_store_answers(milvus: Servers) -> None:
    for name in store_names():
        ids, scores = new_store(name, dimension=2, servers=milvus).search(QUESTION, 3)
        assert (len(ids), len(scores)) == (0, 0)


def test_unknown_store_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"milvus_lite.*exact.*faiss_flat"):
        new_store("milvus_lite", dimension=2)


@pytest.fixture(scope="module")
def many() -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around a hundred centres, and questions near them."""
    chance = np.random.default_rng(4)
    centres = chance.standard_normal((100, 24), dtype=np.float32)
    rows = centres[np.arange(6_000) % 100] + 0.5 * chance.standard_normal((6_000, 24))
    asked = centres[:20] + 0.5 * chance.standard_normal((20, 24))
    return _unit(rows), _unit(asked)


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("first", [0, 1_000])
@pytest.mark.parametrize("name", store_names())
def test_of_many_nearly_all_of_the_nearest_are_found_saved_or_not(
    name: str, first: int, many: tuple[np.ndarray, np.ndarray], tmp_path: Path, milvus: Servers
) -> None:
    rows, asked = many
    filled = new_store(name, dimension=24, servers=milvus)
    filled.add(np.arange(len(rows)) + first, rows)
    filled.save(tmp_path / "many.bin")
    for store in (filled, load_store(name, tmp_path / "many.bin", milvus)):
        true = [set((np.argsort(-(rows @ row))[:10] + first).tolist()) for row in asked]
        found = [store.search(row, 10) for row in asked]
        hits = [len(one & set(ids.tolist())) for one, (ids, _) in zip(true, found, strict=True)]
        assert sum(hits) / (10 * len(asked)) >= 0.98
        assert store.recall() >= 0.98
        for row, (ids, scores) in zip(asked, found, strict=True):
            assert scores.tolist() == pytest.approx((rows[ids - first] @ row).tolist(), abs=1e-5)
        far = np.argsort(rows @ asked[0])[:3] + first
        repeated = [*far, len(rows) + first, *far]
        assert sorted(store.search(asked[0], 10, within=repeated)[0].tolist()) == sorted(far)


def test_a_build_chooses_the_store_by_size() -> None:
    assert [store_for(number) for number in (0, 20_000, 20_001)] == [
        *("faiss_flat", "faiss_flat", "faiss_ivf")
    ]
