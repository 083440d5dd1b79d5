"""What further columns of a table say is in the JSON of an item and on its card."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.settings import Settings
from index import build_index
from ui.app import create_app
from ui.conversation import reply_to
from ui.service import Service

TABLE = (
    "某市2031年项目清单\n\n序号\t项目名称\t责任单位\t分管领导\t总投资（万元）\t备注\n"
    "1\t改造果蔬冷库\t市供销社\t何山\t4800\t续建\n"
    "2\t新建育苗工厂\t市农业农村局\t何山\t960\t—\n"
    "3\t扩建种羊场\t市畜牧中心\t—\t\t\n"
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    place = tmp_path_factory.mktemp("further")
    (place / "corpus").mkdir()
    (place / "corpus" / "清单.txt").write_text(TABLE, encoding="utf-8")
    settings = Settings(corpus=place / "corpus", data=place / "data", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    return settings


def test_an_item_has_its_cells_and_one_without_any_has_no_such_field(settings: Settings) -> None:
    client = TestClient(create_app(settings, page=False))
    first, _, last = client.get("/api/items").json()["items"][-3:]
    assert first["cells"] == [
        {"column": "分管领导", "text": "何山"},
        {"column": "总投资（万元）", "text": "4800"},
        {"column": "备注", "text": "续建"},
    ]
    assert "cells" not in last


def test_cards_and_the_source_page_show_the_cells(settings: Settings) -> None:
    card = BeautifulSoup(reply_to(Service(settings), "任务1由谁负责？", []).thread, "lxml")
    facts = [fact.get_text("：", strip=True) for fact in card.select(".source .facts > div")]
    assert facts[-3:] == ["分管领导：何山", "总投资（万元）：4800", "备注：续建"]
    client = TestClient(create_app(settings, page=False))
    doc_id = client.get("/api/documents").json()[0]["doc_id"]
    source = BeautifulSoup(client.get(f"/source/{doc_id}").text, "lxml")
    assert "总投资（万元）960" in source.get_text("", strip=True)
