"""Group what users asked in vain and what they found wrong, for whoever mends the documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pydantic import BaseModel

from ui.feedback import FeedbackStore, Judgement

_NOT_WORDS = re.compile(r"\W+")

HEADERS = ("类别", "问题", "次数", "最近一次", "原因或判断", "回答", "所引条目")
WIDTHS = (10, 50, 8, 20, 40, 60, 30)


class AskedBody(BaseModel):
    """One question, how many times it was asked, and when last (ISO, UTC)."""

    question: str
    times: int
    last_at: str


class RefusedGroup(BaseModel):
    """Questions refused for one reason; the same question in other punctuation counts as one."""

    reason: str
    times: int
    questions: list[AskedBody]


class JudgedGroup(BaseModel):
    """One question whose answer was called useless, with what users said about it."""

    question: str
    times: int
    last_at: str
    reasons: list[str]
    answer: str
    item_ids: list[str]


class ReviewBody(BaseModel):
    """Everything that users said, most frequent first."""

    useful: int
    useless: int
    refused: list[RefusedGroup]
    judged: list[JudgedGroup]


def review(store: FeedbackStore) -> ReviewBody:
    """All of it, grouped."""
    useful, useless = store.counts()
    return ReviewBody(
        useful=useful,
        useless=useless,
        refused=_refused(store),
        judged=_judged(store.judgements(useful=False)),
    )


def rows(body: ReviewBody) -> list[Sequence[str | int]]:
    """One line a question, under `HEADERS`."""
    refused: list[Sequence[str | int]] = [
        ("没有回答", asked.question, asked.times, asked.last_at, group.reason, "", "")
        for group in body.refused
        for asked in group.questions
    ]
    judged = [
        (
            *("判为没用", one.question, one.times, one.last_at),
            *("；".join(one.reasons), one.answer, "、".join(one.item_ids)),
        )
        for one in body.judged
    ]
    return [*refused, *judged]


def _refused(store: FeedbackStore) -> list[RefusedGroup]:
    merged: dict[str, dict[str, AskedBody]] = defaultdict(dict)
    for one in store.refusals():
        same = merged[one.reason].setdefault(
            _plain(one.question), AskedBody(question=one.question, times=0, last_at="")
        )
        same.times += one.times
        same.last_at = max(same.last_at, one.last_at)
    groups = [
        RefusedGroup(
            reason=reason,
            times=sum(asked.times for asked in questions.values()),
            questions=sorted(questions.values(), key=lambda asked: -asked.times),
        )
        for reason, questions in merged.items()
    ]
    return sorted(groups, key=lambda group: -group.times)


def _judged(judgements: Sequence[Judgement]) -> list[JudgedGroup]:
    merged: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        merged[_plain(one.question)].append(one)
    groups = [
        JudgedGroup(
            question=newest.question,
            times=len(same),
            last_at=newest.given_at,
            reasons=list(dict.fromkeys(one.reason for one in same if one.reason)),
            answer=newest.answer,
            item_ids=list(newest.item_ids),
        )
        for same in merged.values()
        for newest in same[:1]
    ]
    return sorted(groups, key=lambda group: -group.times)


def _plain(question: str) -> str:
    return _NOT_WORDS.sub("", question).casefold()
