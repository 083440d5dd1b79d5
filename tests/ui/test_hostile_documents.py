"""Documents and file names that mean harm: kept under names of ours, shown and exported as text."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from assistant.settings import Settings
from tests.ui.plans import plan
from tests.ui.test_mailboxes import made
from ui import charts
from ui.conversation import reply_to
from ui.ledger import read

PASSWORD = "correct horse battery"
TAG = "<img src=x onerror=alert(1)>"
HARM = f"""某示范区2025年{TAG}工作任务分工表
1．推进{TAG}共享<script>alert(2)</script>[点此](javascript:alert(3))。（信息处牵头，"><b>处配合）
2．=cmd|'/C calc'!A0开展培训。（人事处牵头，时间节点：12月）
3．@SUM(1+1)公布![x](http://evil.example/x.png)<iframe src=//evil.example>报告。（宣传处牵头）
4．+1推进“"><svg onload=alert(4)>”改革。（信息处牵头）
"""


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(settings.index_folder, data / "index")
    return Settings(**{**settings.model_dump(), "data": data, "admin_password": PASSWORD})


@pytest.fixture
def admin(own: Settings) -> Iterator[TestClient]:
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    with TestClient(asyncio.run(made(own)), headers=headers) as client:
        yield client


def sent(client: TestClient, name: str, text: str) -> Any:
    return client.post("/api/admin/documents", files={"file": (name, text.encode())})


def wait(client: TestClient) -> None:
    until = time.monotonic() + 60
    while (told := client.get("/api/admin/rebuild").json())["state"] == "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert told["state"] == "done", told


class Markup(HTMLParser):
    """Collects what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what is not of ours."""
        for name, value in attributes:
            runs = name.startswith("on") and "alert" in (value or "")
            leads = name in ("href", "src", "srcdoc", "action") and any(
                bad in (value or "") for bad in ("javascript:", "evil.example")
            )
            if runs or leads:
                self.harm.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """A script of ours has no alert at its beginning."""
        if self.cdata_elem == "script" and data.startswith("alert("):
            self.harm.append(data)


def harm_in(page: str) -> list[str]:
    markup = Markup()
    markup.feed(page)
    return markup.harm


def test_what_documents_say_is_shown_as_text_everywhere(admin: TestClient) -> None:
    facts = dict.fromkeys(("title", "short_title", "issuer", "jurisdiction"), TAG)
    key = sent(admin, "恶意.txt", HARM).json()["key"]
    assert admin.post(f"/api/admin/documents/{key}/publish", json=facts).status_code == 202
    wait(admin)
    (doc_id,) = [one["doc_id"] for one in admin.get("/api/documents").json() if one["title"] == TAG]
    items = admin.get("/api/items", params={"doc_id": doc_id}).json()["items"]
    assert len(items) == 4
    pages = [admin.get("/").text, admin.get(f"/source/{doc_id}").text]
    for item in items:
        pages.append(admin.get(f"/source/{doc_id}?item={quote(item['item_id'])}").text)
    service = admin.app.state.service  # type: ignore[attr-defined]
    for question in (
        "开展培训由谁牵头？",
        "信息处牵头哪些任务？",
        "推进改革由谁牵头？",
        "有哪些文件？",
    ):
        pages.append(reply_to(service, question, []).thread)
    assert any("&lt;img" in page for page in pages)
    assert [harm for page in pages for harm in harm_in(page)] == []
    for chart in (charts.owners_chart, charts.pairs_chart):
        assert "<b>" not in str(chart(service.overview))


TRICKS = (
    "![图](http://evil.example/x.png)",
    "[点此](http://evil.example)",
    "[点此] [下载][1]",
    "[1]: http://evil.example",
    "<http://evil.example>",
    "<img src=//evil.example/x.png>",
    "<!-- --><iframe src=//evil.example>",
    "[![图](//evil.example/x.png)](//evil.example)",
    "\\<img src=//evil.example/y.png>",
    "\\\\[点此](http://evil.example)",
    "&lt;b&gt;[x](//evil.example)",
)
TRICKY = "某示范区2025年智慧病历工作任务分工表\n" + "".join(
    f"{number}．推进智慧病历{trick}共享。（信息处牵头）\n" for number, trick in enumerate(TRICKS, 1)
)


def smuggled(markdown: str) -> list[str]:
    """What a page that allows everything would fetch, run or lead to, but for our own sources."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    parts = [part for token in tokens for part in (token, *(token.children or []))]
    harm = [part.type for part in parts if part.type in ("image", "html_block", "html_inline")]
    links = [str(part.attrGet("href")) for part in parts if part.type == "link_open"]
    return harm + [link for link in links if not link.startswith("http://testserver/source/")]


def said_to_programs(client: TestClient, question: str) -> list[str]:
    """What the doors for programs say, as text that may be shown as Markdown."""
    messages = {"messages": [{"role": "user", "content": question}]}
    whole = client.post("/v1/chat/completions", json=messages).json()
    streamed = client.post("/v1/chat/completions", json={**messages, "stream": True}).text
    events = [line.removeprefix("data: ") for line in streamed.splitlines() if line]
    chunks = [json.loads(event)["choices"][0]["delta"] for event in events[:-1]]
    asked = client.post("/api/ask", json={"question": question}).json()
    wanted = {"name": "ask", "arguments": {"question": question}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": wanted}
    kinds = {"Accept": "application/json, text/event-stream"}
    told = client.post("/mcp", json=call, headers=kinds).text
    called = json.loads(told[told.index("{") :].splitlines()[0])["result"]
    return [
        whole["choices"][0]["message"]["content"],
        "".join(chunk.get("content", "") for chunk in chunks),
        asked["answer"],
        *asked["suggestions"],
        *(part["text"] for part in called["content"]),
    ]


def test_no_words_are_a_picture_or_link_to_pages_that_show_markdown(admin: TestClient) -> None:
    for title in (*TRICKS[-4:-1], "计划](http://evil.example)", "计划\\"):
        key = sent(admin, f"计划{len(title)}.txt", TRICKY + title).json()["key"]
        facts = {"title": title, "short_title": title, "issuer": title}
        assert admin.post(f"/api/admin/documents/{key}/publish", json=facts).status_code == 202
    wait(admin)
    questions = ["信息处牵头哪些任务？", "推进智慧病历共享由谁牵头？", "有哪些文件？"]
    questions += [f"任务{number}是什么内容？" for number in range(1, len(TRICKS) + 1)]
    questions += [f"{trick}由谁牵头？" for trick in TRICKS]
    texts = [text for question in questions for text in said_to_programs(admin, question)]
    assert {harm for text in texts for harm in smuggled(text)} == set()
    assert any("图］(http://evil.example" in text for text in texts)
    refused = admin.get("/api/items/" + quote("[图](data:x)")).json()["error"]["message"]
    assert "图］(data:x)" in refused and smuggled(refused) == []


def test_no_cell_of_an_export_is_a_formula(admin: TestClient) -> None:
    key = sent(admin, "恶意.txt", HARM).json()["key"]
    admin.post(f"/api/admin/documents/{key}/publish", json={"title": "=1+1", "issuer": "@a"})
    wait(admin)
    book = load_workbook(io.BytesIO(admin.get("/api/items.xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert any("calc" in text for text in texts)
    assert [text for text in texts if text.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../evil.txt", "evil.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\evil.txt", "evil.txt"),
        ("\\\\server\\share\\evil.txt", "evil.txt"),
        (f"{TAG}.txt", "img src=x onerror=alert(1).txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("documents.json.txt", "documents.json.txt"),
        ("政" * 90 + ".txt", "政" * 66 + ".txt"),
    ],
)
def test_an_upload_is_kept_under_a_name_of_its_own(
    admin: TestClient, own: Settings, name: str, kept: str
) -> None:
    answer = sent(admin, name, plan("智慧病历"))
    assert (answer.status_code, answer.json()["file"]) == (201, kept)
    (upload,) = read(own).uploads
    folder = own.data / "documents" / upload.key
    assert [one.name for one in folder.iterdir()] == [kept]


def test_a_name_without_end_is_refused_with_what_to_do(admin: TestClient) -> None:
    refused = sent(admin, "政" * 5000 + ".txt", plan("智慧病历"))
    assert refused.status_code == 400
    assert "文件名" in refused.json()["error"]["message"]


def test_a_program_is_no_document_whatever_else_it_is_called(admin: TestClient) -> None:
    refused = sent(admin, "计划.txt.exe", plan("智慧病历"))
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "file_unreadable")
    claimed = {"file": ("计划.exe", plan("智慧病历").encode(), "text/plain")}
    assert admin.post("/api/admin/documents", files=claimed).status_code == 422


def test_uploads_of_one_name_at_once_are_all_kept_and_published(
    admin: TestClient, own: Settings
) -> None:
    topics = ["智慧病历", "智慧急救", "智慧药房", "智慧随访"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda topic: sent(admin, "计划.txt", plan(topic)), topics))
        assert [one.status_code for one in answers] == [201] * 4
        keys = [one.json()["key"] for one in answers]
        assert len(set(keys)) == 4
        address = "/api/admin/documents/{}/publish"
        published = pool.map(lambda key: admin.post(address.format(key), json={}), keys)
        assert [one.status_code for one in published] == [202] * 4
    wait(admin)
    for topic in topics:
        found = admin.get("/api/items", params={"q": f"{topic}培训"}).json()
        assert found["total"] == 1, topic
    assert len({one.doc_id for one in read(own).uploads}) == 4
