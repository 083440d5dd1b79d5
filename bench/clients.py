"""Ask a running service from several clients at once, and look at what it holds in memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import httpx

from bench.clock import Spread, memory_mb, spread

CLIENTS = (1, 8, 32)
_PATIENCE = 300  # seconds for a service to come up


@dataclass(frozen=True, slots=True)
class Load:
    """So many clients, each asking one question after the other."""

    clients: int
    questions_a_second: float
    answer: Spread


@dataclass(frozen=True, slots=True)
class Served:
    """A service under load; memory in MB after it."""

    ready_ms: float
    loads: tuple[Load, ...]
    memory_mb: float | None


def serve_and_ask(data: Path, questions: Sequence[str], rounds: int = 64) -> Served:
    """Start the whole service over a data folder, ask with 1, 8 and 32 clients, stop it."""
    started = time.perf_counter()
    with _service(data) as (address, process):
        ready = 1000 * (time.perf_counter() - started)
        loads = tuple(_load(address, questions, clients, rounds) for clients in CLIENTS)
        return Served(round(ready, 1), loads, memory_mb(process))


def _load(address: str, questions: Sequence[str], clients: int, rounds: int) -> Load:
    asked = list(islice(cycle(questions), rounds))
    with httpx.Client(base_url=address, timeout=_PATIENCE) as client:

        def ask(question: str) -> float:
            started = time.perf_counter()
            client.post("/api/ask", json={"question": question}).raise_for_status()
            return 1000 * (time.perf_counter() - started)

        started = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            times = list(pool.map(ask, asked))
        taken = time.perf_counter() - started
    return Load(clients, round(len(asked) / taken, 1), spread(times))


@contextmanager
def _service(data: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ui", "serve", "--port", str(port)]
    environment = os.environ | {"POLICYQA_DATA": str(data), "POLICYQA_RATE_PER_MINUTE": "1000000"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError("the service did not come up")
