"""Fit the adapter: the passage that a question means must be nearer than all others."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch.nn import functional

from index.training.encoder import Encoder
from index.training.pairs import Batch, Pair, batches


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of."""

    epochs: int = 3
    rank: int = 16
    layers: int = 6  # from the top; those below are computed once a text
    rate: float = 5e-4
    temperature: float = 0.03
    strength: float = 1.0  # share of what was learned that is kept; less forgets less
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Found:
    """How well questions find their sentence among all sentences and their neighbours."""

    first: float  # share at rank 1
    mrr: float


def learn(
    encoder: Encoder, pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]
) -> None:
    """Fit the encoder's small matrices in place; `report` is told how each step went."""
    random = Random(plan.seed)
    steps = [batch for _ in range(plan.epochs) for batch in batches(pairs, random)]
    optimiser = torch.optim.AdamW(encoder.upper.parameters(), lr=plan.rate, weight_decay=0.01)
    slope = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.rate, total_steps=len(steps) + 1, pct_start=0.1
    )
    began = time.perf_counter()
    for done, batch in enumerate(steps, start=1):
        loss = loss_of(encoder, batch, plan.temperature)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        slope.step()
        spent = time.perf_counter() - began
        report(f"step {done} of {len(steps)}: loss {loss.item():.3f}, {spent:.0f} s")


def loss_of(encoder: Encoder, batch: Batch, temperature: float) -> torch.Tensor:
    """Cross entropy of each question over the passages, and of each answer over the questions.

    The second makes scores of different questions comparable, which refusing needs.
    """
    asked = encoder([f"query: {text}" for text in batch.questions])
    told = encoder([f"passage: {text}" for text in batch.passages])
    answers = torch.tensor(batch.answers)
    scores = asked @ told.T / temperature
    over_passages = functional.cross_entropy(scores, answers)
    by_answer = scores.T[answers]  # a row a question: all questions before its answer
    siblings = (answers[:, None] == answers) & ~torch.eye(len(answers), dtype=torch.bool)
    apart = by_answer.masked_fill(siblings, float("-inf"))
    over_questions = functional.cross_entropy(apart, torch.arange(len(answers)))
    return (over_passages + over_questions) / 2


@torch.no_grad()
def judge(encoder: Encoder, held: Sequence[Pair], others: Sequence[Pair]) -> Found:
    """Ask the lay questions of `held` among the officials and neighbours of both."""
    passages = [pair.official for pair in held]
    passages += [near for pair in held for near in pair.near]
    passages += [text for pair in others for text in (pair.official, *pair.near)]
    told = encoder([f"passage: {text}" for text in passages])
    answers = torch.tensor([place for place, pair in enumerate(held) for _ in pair.lay])
    scores = encoder([f"query: {text}" for pair in held for text in pair.lay]) @ told.T
    right = scores.gather(1, answers[:, None])
    ranks = (scores > right).sum(dim=1).float() + 1
    return Found(float((ranks == 1).float().mean()), float((1 / ranks).mean()))
