"""Answers over many or long items: of a size that can be sent and shown, and still exact."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from playwright.sync_api import sync_playwright

from assistant.settings import Settings
from index import build_index
from tests.ui.program import started
from tests.ui.test_mailboxes import fetched, function, made
from ui.conversation import reply_to
from ui.exchanges import for_browser, from_browser
from ui.service import Service

ALL = "信息处牵头哪些任务？"
LONG, MANY = 500, 3200
ONE_DOCUMENT = 800


def service_over(folder: Path, items: int, filling: str) -> Iterator[Service]:
    own = Settings(corpus=folder / "corpus", data=folder / "data", embedder="hashing")
    own.corpus.mkdir()
    for first in range(0, items, ONE_DOCUMENT):
        lines = (
            f"{n}．推进共享{first + n}，{filling}公布结果{n}。（信息处牵头，医务处配合，9月底前）\n"
            for n in range(1, min(items - first, ONE_DOCUMENT) + 1)
        )
        text = f"某示范区2025年{first}号工作任务分工表\n{''.join(lines)}"
        (own.corpus / f"{first}.txt").write_text(text, encoding="utf-8")
    build_index(own.corpus, own.index_folder, embedder=own.embedder)
    service = Service(own)
    yield service
    service.assistant.index.close()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A document within all limits: tasks of four thousand characters each."""
    filling = "推进各级机构的数据互通互认并建立长效机制，" * 200
    yield from service_over(tmp_path_factory.mktemp("long"), LONG, filling)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    yield from service_over(tmp_path_factory.mktemp("many"), MANY, "")


@pytest.fixture(scope="module")
def program(long: Service) -> Iterator[TestClient]:
    with TestClient(asyncio.run(made(long.settings))) as client:
        yield client


def test_a_list_of_long_items_is_answered_in_little_with_every_citation(
    program: TestClient,
) -> None:
    asked = program.post("/api/ask", json={"question": ALL})
    assert len(asked.content) < 2_000_000
    citations = asked.json()["citations"]
    assert len({one["item_id"] for one in citations}) == LONG
    counted = program.post("/api/ask", json={"question": "信息处牵头多少项任务？"}).json()
    assert (counted["count"], len(counted["citations"])) == (LONG, LONG)
    for cited in (citations[0], citations[-1]):
        whole = program.get(f"/api/items/{quote(cited['item_id'], safe='')}").json()
        assert len(whole["text"]) > 4000
        assert cited["excerpt"] is True
        assert cited["quote"] in cited["text"]
        assert cited["text"] in whole["text"]
        same = ("lead", "cooperating", "deadline", "start", "end", "number")
        assert [cited[name] for name in same] == [whole[name] for name in same]


def test_a_few_long_items_are_cited_whole(program: TestClient) -> None:
    (cited,) = program.post("/api/ask", json={"question": "任务7的全文是什么？"}).json()[
        "citations"
    ]
    whole = program.get(f"/api/items/{quote(cited['item_id'], safe='')}").json()
    assert cited["text"] == whole["text"]
    assert "excerpt" not in cited


def test_a_list_says_the_beginning_of_each_long_remark(tmp_path: Path) -> None:
    own = Settings(corpus=tmp_path / "corpus", data=tmp_path / "data", embedder="hashing")
    own.corpus.mkdir()
    remark = "需要按季度汇总进展并报送材料，" * 200
    rows = (f"{n},推进共享{n}。,信息处,{n}号说明，{remark}\n" for n in range(1, 101))
    text = f"序号,工作任务,牵头部门,备注\n{''.join(rows)}"
    (own.corpus / "计划.csv").write_text(text, encoding="utf-8")
    build_index(own.corpus, own.index_folder, embedder=own.embedder)
    service = Service(own)
    listed = service.ask("任务1到任务100的备注是什么？")
    assert len(listed.text) < 50_000
    assert len(listed.citations) == 100
    for number in (1, 100):
        assert f"〔任务{number}〕备注：{number}号说明，" in listed.text
    assert remark in service.ask("任务7的备注是什么？").text
    service.assistant.index.close()


def page_asks(client: TestClient, question: str, kept: object, page: str) -> tuple[int, Any]:
    body = {"fn_index": function(client, "ask"), "data": [question, kept], "session_hash": page}
    sent = client.post("/gradio_api/queue/join", json=body)
    return sent.status_code, json.loads(fetched(client, page)) if sent.is_success else sent.text


def test_on_the_page_one_can_ask_on_after_lists_of_long_items(program: TestClient) -> None:
    kept: object = []
    for number in range(2):
        status, told = page_asks(program, ALL, kept, f"page{number}")
        assert status == 200, told
        kept, thread = told[0], told[1]
        assert f"出处 <small>{LONG} 条" in thread
    status, told = page_asks(program, "那配合部门是谁？", kept, "last")
    assert status == 200, told
    assert "医务处" in BeautifulSoup(told[1], "lxml").select(".said")[-1].get_text()


def test_a_list_of_thousands_is_counted_and_exported_whole_by_the_page(many: Service) -> None:
    reply = reply_to(many, ALL, [])
    assert len(reply.thread) < 2_000_000
    soup = BeautifulSoup(reply.thread, "lxml")
    assert f"{MANY}条要点" in soup.select(".said")[0].get_text()
    assert soup.select(".proof h3 small")[0].get_text() == f"{MANY} 条"
    assert "只显示开头" in soup.select(".answer .note")[0].get_text()
    (form,) = soup.select("form.exports")
    fields = {"item_ids": [str(one["value"]) for one in form.select("[name=item_ids]")]}
    client = TestClient(asyncio.run(made(many.settings)))
    sheet = load_workbook(io.BytesIO(client.post(str(form["action"]), data=fields).content)).active
    assert sheet is not None
    assert sheet.max_row == MANY + 1
    answer = client.post(str(form.select("button")[1]["formaction"]), data=fields)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [c.item.item_id for c in many.ask(ALL).citations]
    again = reply_to(many, "其中9月底前完成的有几项？", from_browser(for_browser(reply.exchanges)))
    assert again.exchanges[-1].body.count == MANY


def test_marks_lead_to_no_wrong_item_where_not_all_are_at_hand(many: Service) -> None:
    said = BeautifulSoup(reply_to(many, ALL, []).thread, "lxml").select(".said")[0]
    assert "要点1〕" in said.get_text()
    assert said.select("a") == []


def test_the_buttons_under_a_list_of_thousands_download_it_in_a_browser(many: Service) -> None:
    with started(many.settings) as program, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.set_default_timeout(120_000)  # milliseconds; the machine may be busy
        page.goto(program.address)
        page.locator("#question textarea").fill(ALL)
        page.get_by_role("button", name="提问").click()
        with page.expect_download() as download:
            page.locator("form.exports").get_by_role("button", name="CSV").click()
        assert Path(download.value.path()).read_text(encoding="utf-8-sig").count("\n") == MANY + 1
        browser.close()
