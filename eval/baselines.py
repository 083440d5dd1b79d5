"""Two ordinary systems to compare with: the best row by keywords, and chunks by vectors.

Both are judged by the rules that judge the assistant, and where a rule would be unfair to them
they are given the better of it:

- both search with what the product has (its BM25, its embedder), and a follow-up is asked
  together with the question before it;
- the keyword row shows its task with number, owners and deadline, labelled; it cites that row;
- the chunks show all five of their texts, and cite the right items whenever the best chunk
  touches all of them, although a chunk cannot say which of its rows it means;
- neither can count;
- each refuses below the score threshold that serves it best on the tuning half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from eval.question_sets import Question
from eval.responses import Response
from eval.scoring import judge
from index.embedders import Embedder
from index.keywords import Keywords
from ingest import Document, PolicyItem

CHUNK = 512  # characters
OVERLAP = 64
SHOWN = 5  # chunks


@dataclass(frozen=True, slots=True)
class Chunk:
    """A window of a document's raw text, and the items whose spans it overlaps."""

    text: str
    item_ids: tuple[str, ...]


class KeywordRow:
    """BM25 over items; the answer is the best one's row."""

    name = "keyword"

    def __init__(self, items: Sequence[PolicyItem]) -> None:
        self._items = items
        self._keywords = Keywords.build([_searched(item) for item in items])

    def ask(self, question: Question) -> Response:
        """The row with the highest score, if there are rows at all."""
        scores = self._keywords.scores(_asked(question))
        if not scores.size:
            return Response("", refused=True, score=0.0)
        best = int(np.argmax(scores))
        item = self._items[best]
        return Response(row_text(item), cited=(item.item_id,), score=float(scores[best]))


class ChunkTopFive:
    """The usual recipe: fixed windows of raw text, the five nearest by cosine."""

    name = "chunks"

    def __init__(self, chunks: Sequence[Chunk], embedder: Embedder) -> None:
        self._chunks = chunks
        self._embedder = embedder
        self._vectors = embedder.embed_passages([chunk.text for chunk in chunks])

    def ask(self, question: Question) -> Response:
        """The five nearest chunks, one after the other."""
        if not self._chunks:
            return Response("", refused=True, score=-1.0)
        cosines = self._vectors @ self._embedder.embed_query(_asked(question))
        order = np.argsort(-cosines, kind="stable")[:SHOWN]
        touched = self._chunks[int(order[0])].item_ids
        gold = [question.citations or (), *question.citations_any]
        right = [ids for ids in gold if ids and set(ids) <= set(touched)]
        return Response(
            "\n".join(self._chunks[int(place)].text for place in order),
            cited=right[0] if right else touched,
            score=float(cosines[order[0]]),
        )


def cut(document: Document, items: Sequence[PolicyItem]) -> list[Chunk]:
    """Overlapping windows of a document's text."""
    starts = range(0, max(len(document.text) - OVERLAP, 1), CHUNK - OVERLAP)
    return [_chunk(document, items, start) for start in starts]


def row_text(item: PolicyItem) -> str:
    """A row as a person would read it in the table."""
    cells = [
        f"{item.label}{item.text}" if not item.text.startswith(item.label) else item.text,
        f"牵头部门：{'、'.join(item.lead)}",
        f"配合部门：{'、'.join(item.cooperating) or '无'}",
        f"委属相关单位：{'、'.join(item.units) or '无'}",
        f"时间节点：{item.deadline.text if item.deadline else '无'}",
    ]
    return "\n".join(cells if item.lead else cells[:1])


def best_threshold(questions: Sequence[Question], responses: Sequence[Response]) -> float:
    """The score below which refusing makes most of what is judged right.

    Answers, citations, refusals and counts weigh the same; of equal thresholds the lowest.
    """
    scores = sorted({response.score for response in responses if response.score is not None})
    candidates = [float("-inf"), *scores, float("inf")]
    return max(candidates, key=lambda value: _right(questions, responses, value))


def with_threshold(response: Response, threshold: float) -> Response:
    """The response, or a refusal when its score is below the threshold."""
    if response.score is None or response.score >= threshold:
        return response
    return replace(response, text="", cited=(), refused=True)


def _right(questions: Sequence[Question], responses: Sequence[Response], threshold: float) -> int:
    verdicts = (
        judge(question, with_threshold(response, threshold))
        for question, response in zip(questions, responses, strict=True)
    )
    return sum((one.answer, one.citations, one.refusal, one.count).count(True) for one in verdicts)


def _asked(question: Question) -> str:
    before = [turn.content for turn in question.history if turn.role == "user"]
    return " ".join([*before[-1:], question.question])


def _searched(item: PolicyItem) -> str:
    """Topic, number, and the words that questions use for columns, which then weigh nothing."""
    number = f"第{item.number}项任务" if item.number is not None else ""
    return f"{number}，{item.topic}，牵头部门，配合部门，委属相关单位，时间节点"


def _chunk(document: Document, items: Sequence[PolicyItem], start: int) -> Chunk:
    end = start + CHUNK
    touched = [
        item.item_id
        for item in items
        if item.doc_id == document.doc_id and item.start < end and start < item.end
    ]
    return Chunk(document.text[start:end], tuple(touched))
