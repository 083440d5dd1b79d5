"""`policyqa serve` in a process of its own, as often as a test wants to start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from assistant.settings import Settings

PROJECT = Path(__file__).parents[2]


@dataclass
class Program:
    """A running service and where it listens."""

    address: str
    process: subprocess.Popen[str]


def environment(settings: Settings) -> dict[str, str]:
    """What a command needs to use the data of these settings and nothing else."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("POLICYQA_")},
        "POLICYQA_DATA": str(settings.data),
        "POLICYQA_EMBEDDER": settings.embedder,
        "COLUMNS": "120",
        "PYTHONIOENCODING": "utf-8",
    }


@contextmanager
def started(settings: Settings, **more: str) -> Iterator[Program]:
    """The service over the data of the settings, on a free port; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "serve", "--port", str(port)],
        cwd=PROJECT,
        env=environment(settings) | more,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                httpx.get(f"{address}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        if process.poll() is not None:
            raise RuntimeError(f"the service did not start: {process.communicate()[1]}")
        yield Program(address, process)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate()
