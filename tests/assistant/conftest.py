"""The assistant over the shipped documents, indexed once a session as it is served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from index import Index, build_index
from ingest import PolicyItem
from tests.assistant.asking import Ask, Talk, asking, talking

CORPUS = Path(__file__).parents[2] / "corpus"

Cited = Callable[[Answer], list[str]]


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped") / "index"
    build_index(CORPUS, folder)
    return folder


@pytest.fixture(scope="session")
def assistant(shipped_folder: Path) -> Iterator[Assistant]:
    index = Index.open(shipped_folder)
    yield Assistant(index)
    index.close()


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Ask a question after the earlier ones, each of which the assistant answers itself."""
    return asking(assistant)


@pytest.fixture(scope="session")
def talk(assistant: Assistant) -> Talk:
    """Ask the last of some turns, which alternate between the user and whoever replied."""
    return talking(assistant)


@pytest.fixture(scope="session")
def cited() -> Cited:
    """The ids that an answer cites, shortened: 38 is task 38, 市4 the city's point 4."""

    def short(item: PolicyItem) -> str:
        if item.number is None:
            return item.item_id
        return f"市{item.number}" if item.doc_id.startswith("shanghai") else str(item.number)

    return lambda answer: [short(citation.item) for citation in answer.citations]


@pytest.fixture(scope="session")
def task(assistant: Assistant) -> Callable[[int], PolicyItem]:
    """A row of the shipped table by its number."""

    def of_number(number: int) -> PolicyItem:
        item = assistant.index.catalogue.item(f"pudong-2024#{number}")
        assert item is not None
        return item

    return of_number
