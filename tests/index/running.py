"""Servers that tests start on free ports, and stop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_PATIENCE = 5  # seconds to end in
_SECONDS = 60
_USER = "postgres"  # the server refuses to run as root; its Debian package makes this user


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of our own; its address. It sorts like a Chinese dictionary by default."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    port = free_port()
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)
        as_user = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups"]
    made = [
        *(_program("initdb"), f"--pgdata={folder}/data", f"--username={_USER}", "--auth=trust"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"),
        "--no-sync",
    ]
    subprocess.run([*as_user, *made], check=True, capture_output=True, cwd=folder)
    command = [_program("postgres"), f"-D{folder}/data", f"-p{port}", "-cfsync=off"]
    command += ["-clisten_addresses=127.0.0.1", "-cunix_socket_directories="]
    address = f"postgresql://{_USER}@127.0.0.1:{port}/postgres"
    with _running([*as_user, *command], folder):
        _until(lambda: psycopg.connect(address, connect_timeout=2).close(), psycopg.Error)
        yield address
    shutil.rmtree(folder)


@contextmanager
def milvus(folder: Path) -> Iterator[str]:
    """Milvus Lite in a process of its own, found by address as a cluster would be."""
    port = free_port()
    command = [sys.executable, "-m", "milvus_lite", "server", f"--data-dir={folder}"]
    with _running([*command, "--host=127.0.0.1", f"--port={port}"], folder.parent):
        _until(lambda: socket.create_connection(("127.0.0.1", port), 2).close(), OSError)
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)  # to PostgreSQL: do not wait for those who are connected
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # what it keeps is thrown away
            process.kill()
            process.wait()


def _until(call: Callable[[], object], error: type[Exception]) -> None:
    end = time.monotonic() + _SECONDS
    while True:
        try:
            call()
            return
        except error:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _program(name: str) -> str:
    """A program of PostgreSQL, which Debian keeps off the path."""
    places = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), shutil.which(name)]
    found = next((place for place in places if place), None)
    assert found, "these tests need PostgreSQL: install Debian's package postgresql"
    return str(found)
