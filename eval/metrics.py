"""Retrieval figures over gold items: recall at one and five, and mean reciprocal rank."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """Means over queries, each in [0, 1].

    Recall at k is the share of a query's gold items among its first k results.
    """

    queries: int
    recall_at_1: float
    recall_at_5: float
    reciprocal_rank: float


def score_retrieval(
    gold: Mapping[str, Collection[str]], ranked: Mapping[str, Sequence[str]]
) -> RetrievalScore:
    """Score ranked item ids (best first) by query id against the gold ids of the same queries.

    Queries without gold items are left out; a query without results scores zero.
    """
    try:
        import ir_measures
    except ImportError as error:
        raise ImportError("缺少 ir-measures，请运行：pip install ir-measures") from error
    judged = {query: set(ids) for query, ids in gold.items() if ids}
    if not judged:
        return RetrievalScore(0, 0.0, 0.0, 0.0)
    relevant = [ir_measures.Qrel(query, name, 1) for query, ids in judged.items() for name in ids]
    # ir_measures orders by score, so a rank becomes a falling score.
    run = [
        ir_measures.ScoredDoc(query, name, float(-rank))
        for query in judged
        for rank, name in enumerate(ranked.get(query, ()))
    ]
    measures = [ir_measures.R @ 1, ir_measures.R @ 5, ir_measures.RR]
    values = ir_measures.calc_aggregate(measures, relevant, run)
    recall_1, recall_5, reciprocal_rank = (values[measure] for measure in measures)
    return RetrievalScore(len(judged), recall_1, recall_5, reciprocal_rank)
