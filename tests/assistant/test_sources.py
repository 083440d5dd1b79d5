"""The program knows its corpus from the corpus: no name of it stands in the sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant as package
from assistant import Assistant

SOURCES = sorted(
    path
    for path in Path(package.__file__).parent.rglob("*")
    if path.suffix in {".py", ".toml"} and "__pycache__" not in path.parts
)


def code_of(path: Path) -> str:
    """The file without its comments and docstrings, which may show an example."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        text = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
    return re.sub(r"#[^\n\"']*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_department_of_the_corpus_stands_in_the_sources(
    assistant: Assistant, path: Path
) -> None:
    names = {owner.name for owner in assistant.index.catalogue.owners()}
    assert len(names) > 15
    code = code_of(path)
    assert [name for name in sorted(names) if name in code] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_task_number_or_document_of_the_corpus_stands_in_the_sources(
    assistant: Assistant, path: Path
) -> None:
    code = code_of(path)
    documents = assistant.index.catalogue.documents()
    known = [w for d in documents for w in (d.doc_id, d.title, d.short_title, d.jurisdiction) if w]
    assert [word for word in known if word in code] == []
    assert re.findall(r"任务\s*[0-9]{1,2}|第[0-9]{1,2}项|#[0-9]{1,2}\b", code) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_sentence_of_the_corpus_stands_in_the_sources(assistant: Assistant, path: Path) -> None:
    code = code_of(path)
    heads = [item.text[:16] for item in assistant.index.catalogue.items() if len(item.text) > 16]
    assert [head for head in heads if head in code] == []
