"""The page that a citation links to: the document, with the item highlighted, nothing run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from assistant.settings import Settings
from index import build_index
from ui.app import create_app

TABLE, POINTS = "pudong-2024", "shanghai-2024"


def page(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    assert "default-src 'none'" in response.headers["content-security-policy"]
    return BeautifulSoup(response.text, "lxml")


def highlighted(soup: BeautifulSoup) -> Tag:
    (found,) = soup.select("[aria-current]")
    return found


def test_the_cited_task_is_highlighted_in_a_row_with_its_owners(client: TestClient) -> None:
    row = highlighted(page(client, f"/source/{TABLE}?item={TABLE}%2338"))
    assert row.name == "tr"
    assert row["id"] == "item-38"
    assert row.has_attr("autofocus")  # what makes a browser scroll to it without a script
    cells = [cell.get_text(strip=True) for cell in row.find_all("td")]
    assert cells == [
        *(
            "（38）",
            "65周岁以上老人免费体检“免申即享”。",
            "基层处",
            "",
            "各社区卫生服务中心",
            "9月",
        ),
    ]


def test_every_task_has_a_row_under_its_group_and_section(client: TestClient) -> None:
    soup = page(client, f"/source/{TABLE}")
    assert len(soup.select("tbody tr:not(.group)")) == 65
    assert len(soup.select("tr.group")) == 18
    sections = [heading.get_text() for heading in soup.select("h2")]
    assert len(sections) == 5
    assert sections[0].startswith("一、")
    targets = [str(link["href"]) for link in soup.select("nav a")]
    assert [soup.select_one(target) is not None for target in targets] == [True] * 5


def test_the_cited_point_is_highlighted_and_no_text_is_lost(client: TestClient) -> None:
    soup = page(client, f"/source/{POINTS}?item={POINTS}%234")
    assert "口腔诊所" in highlighted(soup).get_text()
    text = client.get(f"/api/documents/{POINTS}/text").text
    whole = soup.select_one("details pre")
    assert whole is not None
    assert whole.get_text().replace("\r", "").strip() == text.replace("\r", "").strip()
    details = soup.select_one("details")
    assert details is not None
    details.decompose()
    shown = re.sub(r"\s", "", soup.get_text())
    lines = [re.sub(r"\s", "", line) for line in text.splitlines()]
    assert [line for line in lines if line not in shown] == []


def test_the_head_of_the_page_says_whose_document_it_is(client: TestClient) -> None:
    head = page(client, f"/source/{POINTS}").select_one("header")
    assert head is not None
    assert "上海市卫生健康委员会" in head.get_text()
    assert "2024年4月26日" in head.get_text()


def test_an_item_that_is_gone_is_said_to_be_gone(client: TestClient) -> None:
    soup = page(client, f"/source/{TABLE}?item={TABLE}%23999", status=404)
    notice = soup.select_one("[role=status]")
    assert notice is not None
    assert f"{TABLE}#999" in notice.get_text()
    assert soup.select("tbody tr")


def test_an_item_of_another_document_is_not_highlighted(client: TestClient) -> None:
    assert not page(client, f"/source/{TABLE}?item={POINTS}%234", 404).select("[aria-current]")


def test_an_unknown_document_is_a_page_too(client: TestClient) -> None:
    assert "没有" in page(client, "/source/nothing", status=404).get_text()


def test_without_an_index_the_page_says_what_to_run(empty_client: TestClient) -> None:
    assert "build" in page(empty_client, f"/source/{TABLE}", status=503).get_text()


@pytest.fixture
def hostile_client(tmp_path: Path) -> TestClient:
    """A service over a document that tries to run something."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    lines = (
        "<script>alert(1)</script>工作要点",
        "一、<img src=x onerror=alert(2)>优化服务",
        "1.推进<b onclick=alert(3)>简政放权</b>。由<i>甲处</i>牵头，落实</pre></details>要求。",
        "2.加强“<svg onload=alert(4)>”监管。开展检查。",
    )
    (corpus / "hostile.txt").write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(corpus=corpus, data=tmp_path / "data", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    return TestClient(create_app(settings, page=False))


def test_nothing_in_a_document_becomes_markup(hostile_client: TestClient) -> None:
    (document,) = hostile_client.get("/api/documents").json()
    items = hostile_client.get("/api/items").json()["items"]
    assert any("onclick" in item["text"] for item in items)
    for item in items:
        item_id = item["item_id"].replace("#", "%23")
        soup = page(hostile_client, f"/source/{document['doc_id']}?item={item_id}")
        assert soup.find_all(["script", "img", "svg", "b", "i"]) == []
        assert "<script>" in soup.get_text()
