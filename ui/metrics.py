"""Count requests, questions and their time for Prometheus."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from assistant.answer import Answer


class Metrics:
    """The numbers of one running service, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "policyqa_requests",
            "HTTP requests by route, method and status.",
            ["route", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "policyqa_request_seconds",
            "Time to answer an HTTP request, in seconds.",
            ["route"],
            registry=self.registry,
        )
        self.questions = Counter(
            "policyqa_questions",
            "Questions from every door, answered or refused.",
            ["outcome"],
            registry=self.registry,
        )
        self.feedback = Counter(
            "policyqa_feedback",
            "Judgements of answers by users.",
            ["judgement"],
            registry=self.registry,
        )
        self.model_calls = Counter(
            "policyqa_model_calls",
            "Calls of the language model: used, partly, nothing (proved), failed, left (hung up).",
            ["outcome"],
            registry=self.registry,
        )
        self.model_tokens = Counter(
            "policyqa_model_tokens",
            "Tokens of the language model; estimated where its server does not count them.",
            ["kind", "source"],
            registry=self.registry,
        )
        self.model_sentences = Counter(
            "policyqa_model_sentences",
            "Sentences of the language model that were proved (kept) or removed.",
            ["outcome"],
            registry=self.registry,
        )
        self.model_seconds = Histogram(
            "policyqa_model_seconds",
            "Time of one call of the language model, in seconds.",
            buckets=(0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
            registry=self.registry,
        )
        for outcome in ("answered", "refused"):
            self.questions.labels(outcome=outcome)
        for judgement in ("useful", "useless"):
            self.feedback.labels(judgement=judgement)

    def note(self, answer: Answer) -> None:
        """Count an answer, and what the language model did for it."""
        self.questions.labels(outcome="refused" if answer.refused else "answered").inc()
        call = answer.model
        if call is None:
            return
        source = "reported" if call.tokens_reported else "estimated"
        self.model_calls.labels(call.outcome).inc()
        self.model_tokens.labels("prompt", source).inc(call.prompt_tokens)
        self.model_tokens.labels("completion", source).inc(call.completion_tokens)
        self.model_sentences.labels("kept").inc(call.kept)
        self.model_sentences.labels("removed").inc(call.removed)
        self.model_seconds.observe(call.seconds)


class MeasureRequests:
    """ASGI middleware: count and time each request under its route's pattern."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note_status)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # The pattern, not the path: ids in paths would make a time series each.
        route = getattr(scope.get("route"), "path", "") or "page"
        self.metrics.requests.labels(route, scope["method"], str(status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
