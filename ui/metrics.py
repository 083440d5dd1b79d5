"""Count requests, questions and their time for Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send


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
        for outcome in ("answered", "refused"):
            self.questions.labels(outcome=outcome)
        for judgement in ("useful", "useless"):
            self.feedback.labels(judgement=judgement)


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
