"""A cross-encoder, where one is named, puts the best items in order and changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import Index, IndexMismatch
from index.retrieval import RERANKED
from ingest import PolicyItem

QUESTION = "医疗美容监管"


def made(folder: Path, items: list[PolicyItem], scores: int) -> Path:
    """A cross-encoder of one layer with weights of chance, that knows the items' characters."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    torch.manual_seed(5)
    letters = sorted({letter for item in items for letter in item.topic if not letter.isspace()})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, num_labels=scores, initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(items: list[PolicyItem], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("重排") / "model", items, scores=1)


@pytest.fixture(scope="module")
def reranked(folder: Path, model: Path) -> Iterator[Index]:
    with closing(Index.open(folder, reranker=str(model))) as opened:
        yield opened


def test_the_best_come_in_the_order_of_the_model(
    index: Index, reranked: Index, model: Path
) -> None:
    from sentence_transformers import CrossEncoder

    before = index.search(QUESTION, k=RERANKED)
    scores = CrossEncoder(str(model)).predict([(QUESTION, hit.item.topic) for hit in before])
    assert len(set(scores.tolist())) == RERANKED
    order = sorted(range(RERANKED), key=lambda place: -scores[place])
    after = reranked.search(QUESTION, k=RERANKED)
    assert [hit.item for hit in after] == [before[place].item for place in order]
    assert order != sorted(order)


def test_scores_stay_those_that_the_thresholds_were_fitted_on(
    index: Index, reranked: Index
) -> None:
    before, after = (one.search(QUESTION, k=40) for one in (index, reranked))
    assert [hit.score for hit in after] == [hit.score for hit in before]
    assert {(h.item.item_id, h.dense, h.keyword) for h in after} == {
        (h.item.item_id, h.dense, h.keyword) for h in before
    }
    assert after[RERANKED:] == before[RERANKED:]


def test_filters_hold_with_a_reranker(reranked: Index, items: list[PolicyItem]) -> None:
    within = [item.item_id for item in items[10:13]]
    assert {hit.item.item_id for hit in reranked.search(QUESTION, within=within)} == set(within)
    assert len(reranked.search(QUESTION, within=within[:1])) == 1
    assert reranked.search(QUESTION, within=[]) == []


def test_what_is_no_reranker_is_named(
    folder: Path, items: list[PolicyItem], tmp_path: Path
) -> None:
    with pytest.raises(IndexMismatch, match=r"没有这个/模型.*POLICYQA_RERANKER"):
        Index.open(folder, reranker="没有这个/模型")
    three = made(tmp_path / "three", items, scores=3)
    with pytest.raises(IndexMismatch, match=r"3 个分数.*POLICYQA_RERANKER"):
        Index.open(folder, reranker=str(three))
