"""Retrieval figures against arithmetic written out by hand."""

from __future__ import annotations

import pytest

from eval.metrics import score_retrieval


def test_figures_of_three_queries_by_hand() -> None:
    gold = {"one": {"a"}, "two": {"b", "c"}, "three": {"d"}}
    ranked = {
        "one": ["a", "x", "y"],
        "two": ["x", "b", "y", "c", "z"],
        "three": ["x", "y", "z", "w", "v", "d"],
    }
    score = score_retrieval(gold, ranked)
    assert score.queries == 3
    assert score.recall_at_1 == pytest.approx((1 / 1 + 0 / 2 + 0 / 1) / 3)
    assert score.recall_at_5 == pytest.approx((1 / 1 + 2 / 2 + 0 / 1) / 3)
    assert score.reciprocal_rank == pytest.approx((1 / 1 + 1 / 2 + 1 / 6) / 3)


def test_a_query_that_found_nothing_counts_as_zero() -> None:
    score = score_retrieval({"one": {"a"}, "two": {"b"}}, {"one": ["a"]})
    assert score.recall_at_1 == pytest.approx((1 + 0) / 2)
    assert score.reciprocal_rank == pytest.approx((1 + 0) / 2)


def test_a_query_without_gold_items_is_left_out() -> None:
    score = score_retrieval({"one": {"a"}, "two": set()}, {"one": ["b", "a"], "two": ["a"]})
    assert (score.queries, score.reciprocal_rank) == (1, pytest.approx(1 / 2))


def test_nothing_found_at_all_is_zero_and_not_an_error() -> None:
    assert score_retrieval({"one": {"a"}}, {}).reciprocal_rank == 0
