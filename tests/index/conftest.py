"""The shipped documents, read once, and indexes built from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
from index import Index
from index.builder import build_from
from index.servers import Servers
from ingest import ParsedDocument, PolicyItem
from tests.index import running

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def parsed() -> list[ParsedDocument]:
    return ingest.read_corpus(CORPUS)


@pytest.fixture(scope="session")
def items(parsed: list[ParsedDocument]) -> list[PolicyItem]:
    return [item for document in parsed for item in document.items]


@pytest.fixture(scope="session")
def folder(parsed: list[ParsedDocument], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder without a model, whose name no address or glob would like."""
    place = tmp_path_factory.mktemp("资料 #1?%20") / "index"
    build_from(parsed, place, checksum="shipped", embedder="hashing")
    return place


@pytest.fixture(scope="session")
def index(folder: Path) -> Iterator[Index]:
    opened = Index.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_index(
    parsed: list[ParsedDocument], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    """An index with the model that serves by default."""
    place = tmp_path_factory.mktemp("data") / "index"
    build_from(parsed, place, checksum="shipped")
    opened = Index.open(place)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Servers:
    """Milvus Lite, which the client starts inside this process."""
    return Servers(milvus_uri=str(tmp_path_factory.mktemp("milvus") / "lite.db"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Servers]:
    """A PostgreSQL that runs while tests do."""
    with running.postgresql() as address:
        yield Servers(database_url=address)
