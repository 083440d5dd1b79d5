"""Going over to a newer build."""

from __future__ import annotations

import weakref
from pathlib import Path
from shutil import copytree

from assistant.settings import Settings
from index import build_index
from ui.service import Service

CORPUS = Path(__file__).parents[2] / "corpus"


def test_the_index_before_leaves_memory(tmp_path: Path) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    copytree(CORPUS, corpus)
    build_index(corpus, data / "index", embedder="hashing")
    service = Service(Settings(data=data))
    before = weakref.ref(service.assistant)
    notice = "梨湾区2031年养老工作要点\n\n1.改造养老院。（责任单位：区民政局）\n"
    (corpus / "notice.txt").write_text(notice, encoding="utf-8")
    build_index(corpus, data / "index", embedder="hashing")
    service.switch()
    assert before() is None
    assert "区民政局" in service.assistant.ask("梨湾区改造养老院归谁").text
