"""A service over the shipped corpus, indexed once a session without a model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from index import build_index
from tests.ui.disks import as_root
from ui.app import create_app
from ui.doors.rates import FAILURES
from ui.service import Service

CORPUS = Path(__file__).parents[2] / "corpus"

_A_TEST = 15  # seconds, more than one takes


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(corpus=CORPUS, data=tmp_path_factory.mktemp("data"), embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder=settings.embedder)
    return settings


@pytest.fixture(scope="session")
def service(settings: Settings) -> Service:
    return Service(settings)


@pytest.fixture(scope="session")
def app(service: Service) -> FastAPI:
    return create_app(service=service, page=False)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a service that has no index."""
    app = create_app(Settings(corpus=CORPUS, data=tmp_path / "data"), page=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of eight megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    as_root("mount", "-t", "tmpfs", "-o", "size=8m,mode=777", "tmpfs", str(folder))
    yield folder
    as_root("umount", "--lazy", str(folder))


@pytest.fixture
def in_one_window() -> None:
    """Failures are counted by the clock; where a window ends, one more may be tried."""
    left = FAILURES.get_expiry() - time.time() % FAILURES.get_expiry()
    if left < _A_TEST:
        time.sleep(left)
