"""What the page shows: answers with their sources, refusals, problems, listings, charts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from assistant import Answer, Assistant, Citation, Turn
from assistant.settings import Settings
from index import build_index
from ingest import ItemKind, PolicyItem
from ui import browse, charts, wording
from ui.conversation import reply_to, thread_html
from ui.exchanges import for_browser, from_browser
from ui.first_paint import FirstPaint
from ui.markup import answer_html
from ui.schemas import CitationBody
from ui.service import LONGEST_QUESTION, Service

TABLE = "pudong-2024"


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [found.get_text(strip=True) for found in soup.select(selector)]


def test_an_answer_shows_its_source_with_roles_told_apart(service: Service) -> None:
    soup = soup_of(reply_to(service, "任务3由谁牵头、谁配合？", []).thread)
    assert texts(soup, ".source .badge") == ["任务 3"]
    assert texts(soup, ".source .chip.lead") == ["规划发展处"]
    assert texts(soup, ".source .chip.cooperating") == ["生物医药处", "医政处", "公卫处"]
    assert "2023年度行政许可实施情况年度报告编制" in texts(soup, ".card-text")[0]
    (link,) = soup.select(".source .to-source")
    assert link["href"] == f"/source/{TABLE}?item={TABLE}%233#item-3"


def test_a_citation_mark_in_the_text_is_a_link_to_its_source(service: Service) -> None:
    soup = soup_of(reply_to(service, "任务3由谁牵头？", []).thread)
    marks = [link for link in soup.select(".said a") if "3" in link.get_text()]
    assert [mark["href"] for mark in marks] == [f"/source/{TABLE}?item={TABLE}%233#item-3"]


def test_names_in_the_text_are_told_apart_by_their_role(service: Service) -> None:
    soup = soup_of(reply_to(service, "任务57的配合部门有哪些？", []).thread)
    assert texts(soup, ".said .name.cooperating") == ["规划发展处", "医政处"]
    assert texts(soup, ".said .name.lead") == ["基层处"]
    rows = soup_of(reply_to(service, "规划发展处牵头哪些任务？", []).thread).select(".said tr")
    cells = [row.select_one('[data-head="配合"]') for row in rows[1:]]
    assert "公卫处" in texts(soup_of(str(cells[3])), ".name.cooperating")
    assert soup_of(str(cells)).select(".name.lead") == []


def test_a_correction_stands_out(service: Service) -> None:
    soup = soup_of(reply_to(service, "为什么家庭医生签约由公卫处牵头？", []).thread)
    assert texts(soup, ".said .correction") == ["更正：〔任务40〕不是公卫处牵头。"]


def test_an_explanation_has_no_ids_and_no_scores(service: Service) -> None:
    first = reply_to(service, "老人免费体检归哪个处管？", [])
    soup = soup_of(reply_to(service, "那什么时候完成？", first.exchanges).thread)
    labels = dict(zip(texts(soup, ".explain dt"), texts(soup, ".explain dd"), strict=True))
    assert labels["沿用上文"] == "任务 38"
    assert texts(soup, ".explain ol a")[0] == "任务 38"
    assert TABLE not in "".join(texts(soup, ".explain"))


def test_small_talk_is_no_refusal(service: Service) -> None:
    soup = soup_of(reply_to(service, "你好", []).thread)
    assert texts(soup, ".asks-back .verdict") == ["可以这样问我"]


def test_a_refusal_looks_different_and_its_near_items_are_not_sources(service: Service) -> None:
    soup = soup_of(reply_to(service, "家庭医生的联系电话是多少？", []).thread)
    assert texts(soup, ".answer.refused .verdict") == ["文件中没有依据，不作回答"]
    assert soup.select(".source:not(.near)") == []


def test_a_long_list_of_sources_is_complete_but_folded(service: Service) -> None:
    soup = soup_of(reply_to(service, "生物医药处牵头哪些任务？", []).thread)
    assert len(soup.select(".source:not(.near)")) == 18
    assert len(soup.select("details .source:not(.near)")) == 18  # the table shows them already


def test_the_conversation_goes_on_from_what_the_browser_sends(service: Service) -> None:
    first = reply_to(service, "任务3由谁牵头？", [])
    second = reply_to(service, "那配合部门呢？", first.exchanges)
    soup = soup_of(second.thread)
    assert len(soup.select(".turn")) == 2
    assert "医政处" in texts(soup, ".turn:last-child .said")[0]
    assert reply_to(service, "那配合部门呢？", []).exchanges[0] != second.exchanges[1]


@pytest.mark.parametrize(
    ("question", "said"),
    [("  ", "问题是空的"), ("问" * (LONGEST_QUESTION + 1), "请缩短")],
)
def test_an_unusable_question_stays_in_the_box(service: Service, question: str, said: str) -> None:
    before = reply_to(service, "任务3由谁牵头？", []).exchanges
    reply = reply_to(service, question, before)
    assert said in reply.problem
    assert reply.left == question
    assert reply.exchanges == before


def test_a_failure_keeps_the_question_and_hides_the_details(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Answer:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Service, "ask", fail)
    reply = reply_to(service, "任务3由谁牵头？", [])
    assert (reply.problem, reply.left) == (wording.SERVER_ERROR, "任务3由谁牵头？")


HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script> ${alert(3)} "><b>'


def test_a_question_is_shown_as_typed(service: Service) -> None:
    soup = soup_of(reply_to(service, f"任务3由谁牵头？{HOSTILE}", []).thread)
    assert soup.find_all(["script", "img", "svg"]) == []
    assert HOSTILE in texts(soup, ".question")[0]


def citation(text: str, number: int, doc_id: str = "d", title: str = "甲文件") -> CitationBody:
    item = PolicyItem(
        item_id=f"{doc_id}#{number}",
        kind=ItemKind.TASK,
        number=number,
        label=f"{number}.",
        doc_id=doc_id,
        doc_title=title,
        text=text,
        start=0,
        end=len(text),
        lead=(HOSTILE,),
    )
    return CitationBody.of_citation(Citation(item, text))


class Echo:
    """Stands for an assistant whose documents and answer are hostile."""

    def __init__(self, real: Assistant) -> None:
        self.index = real.index

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return Answer(f"{question} ![x](http://evil.example/x.png) [点我](javascript:alert(1))")

    own = ask


def test_nothing_in_an_answer_becomes_markup_or_fetches_a_picture(
    service: Service, settings: Settings
) -> None:
    echoing = Service(settings, opener=lambda _: Echo(service.assistant))  # type: ignore[arg-type, return-value]
    soup = soup_of(reply_to(echoing, HOSTILE, []).thread)
    assert soup.find_all(["script", "img", "svg", "a"]) == []
    assert "＜script>alert(2)＜/script>" in texts(soup, ".said")[0]


def test_marks_link_to_the_citation_that_they_name() -> None:
    cited = [citation("甲", 8), citation("乙", 9), citation("丙", 8, "e", "乙文件2024")]
    titles = {"d": "甲文件", "e": "乙文件2024"}
    html = answer_html("见〔任务8〕〔乙文件2024 任务8〕〔任务8、9〕〔任务7〕", cited, titles)
    links = [(link.get_text(), link["href"]) for link in soup_of(html).select("a")]
    assert links == [
        ("〔任务8〕", "/source/d?item=d%238#item-8"),
        ("〔乙文件2024 任务8〕", "/source/e?item=e%238#item-8"),
        ("8", "/source/d?item=d%238#item-8"),
        ("9", "/source/d?item=d%239#item-9"),
    ]
    assert "〔任务7〕" in html


def test_owners_without_a_stated_role_are_not_called_leads(
    service: Service, settings: Settings
) -> None:
    item = replace(service.item(f"{TABLE}#38"), owners_certain=False)
    answer = Answer("见出处。", citations=(Citation(item, item.text),))
    fixed = SimpleNamespace(
        index=service.assistant.index, ask=lambda *_: answer, own=lambda *_: answer
    )
    exchanges = reply_to(Service(settings, opener=lambda _: fixed), "问", []).exchanges  # type: ignore[arg-type, return-value]
    soup = soup_of(thread_html(service, from_browser(for_browser(exchanges))))
    assert soup.select(".chip.lead") == []
    assert texts(soup, ".facts dt")[0] == wording.ROLE_UNSTATED


@pytest.mark.parametrize("kept", [None, "x", [1], [{"question": "问"}], {"body": {}}])
def test_what_a_browser_kept_is_dropped_when_it_is_not_ours(kept: object) -> None:
    assert from_browser(kept) == []


def test_the_examples_come_from_the_catalogue_and_are_answered(service: Service) -> None:
    soup = soup_of(thread_html(service, []))
    questions = [str(button["data-ask"]) for button in soup.select("[data-ask]")]
    assert "工作人员常问" in texts(soup, ".examples h3")
    assert any("哪些任务" in question for question in questions)
    assert [question for question in questions if service.ask(question).refused] == []


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_first_paint_has_the_examples_and_a_box(service: Service, encoding: str) -> None:
    async def framework(scope: Scope, receive: Receive, send: Send) -> None:
        page = HTMLResponse('<html lang="en"><body><gradio-app></gradio-app></body></html>')
        await page(scope, receive, send)

    client = TestClient(FirstPaint(framework, service))
    shown = client.get("/", headers={"Accept-Encoding": encoding})
    assert shown.headers.get("content-encoding", "identity") == encoding
    soup = soup_of(shown.text)
    assert soup.html is not None
    assert soup.html["lang"] == "zh-CN"
    assert texts(soup, "#splash .examples button")[0] == service.overview.staff_examples[0]
    assert soup.select("#splash textarea")


def test_the_listing_filters_and_exports_the_same_items(
    service: Service, client: TestClient
) -> None:
    query = browse.chosen_query(department="公卫处", role=wording.ROLE_COOPERATING)
    soup = soup_of(browse.listing_html(service, query))
    assert texts(soup, "td.which a") == ["任务 3", "任务 13", "任务 14", "任务 63"]
    csv_link, xlsx_link = soup.select(".exports a")
    body = client.get(str(csv_link["href"])).content
    assert body.startswith(b"\xef\xbb\xbf")
    assert len(body.decode("utf-8-sig").splitlines()) == 5
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(client.get(str(xlsx_link["href"])).content))
    assert [row[5] for row in book.active.iter_rows(min_row=2, values_only=True)] == [3, 13, 14, 63]


def test_the_listing_says_what_it_was_filtered_by(service: Service) -> None:
    query = browse.chosen_query(
        document=TABLE, department="公卫处", role=wording.ROLE_LEAD, deadline="2024-09", text="“"
    )
    shown = soup_of(browse.listing_html(service, query))
    assert texts(shown, ".chosen span") == [
        "牵头：公卫处",
        "文件：浦东新区任务分工表",
        "时间节点：2024年9月",
        "包含文字：“",
    ]
    assert soup_of(browse.listing_html(service, browse.chosen_query())).select(".chosen") == []


def test_the_listing_has_an_empty_state(service: Service) -> None:
    query = browse.chosen_query(text="没有这样的文字")
    assert "没有符合" in browse.listing_html(service, query)


def test_groups_are_offered_for_the_document_that_has_them(service: Service) -> None:
    assert len(browse.group_choices(service, TABLE)) == 19
    assert len(browse.group_choices(service, "shanghai-2024")) == 1


def test_the_charts_add_up_to_the_catalogue(service: Service, client: TestClient) -> None:
    deadlines = charts.deadlines_chart(service.overview)
    assert sum(deadlines.figure.data[0].y) == client.get("/api/items?kind=task").json()["total"]
    leads = charts.owners_chart(service.overview).figure.data[0]
    shown = {point[0]: number for point, number in zip(leads.customdata, leads.x, strict=True)}
    assert shown["基层处"] == client.get("/api/items", params={"lead": "基层处"}).json()["total"]


def test_deadlines_are_drawn_along_the_year(service: Service) -> None:
    figure = charts.deadlines_chart(service.overview).figure
    drawn = dict(zip(figure.layout.xaxis.ticktext, figure.data[0].y, strict=True))
    assert list(drawn)[:12] == [f"{month}月" for month in range(1, 13)]
    assert (drawn["8月"], drawn["9月"], drawn["全年"]) == (0, 9, 49)


def test_a_deadline_without_a_year_does_not_keep_the_page_from_opening(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "某街道工作安排\n1.走访企业。（经济科，6月底前）\n2.更新台账。（经济科，持续推进）\n"
    (corpus / "plan.txt").write_text(text, encoding="utf-8")
    settings = Settings(corpus=corpus, data=tmp_path / "data", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder=settings.embedder)
    shown = [(one.label, one.items) for one in Service(settings).overview.deadlines]
    assert shown == [("持续推进", 1)]


def test_each_line_of_a_chart_lists_as_many_items_as_it_says(service: Service) -> None:
    drawn = (charts.owners_chart, charts.deadlines_chart, charts.pairs_chart)
    for chart in (draw(service.overview) for draw in drawn):
        assert len(chart.lines) > 4
        for line in chart.lines:
            wanted = browse.chosen_query(**line.chosen).as_filter()
            assert service.catalogue.count(wanted) == line.cells[-1], line


def test_the_listing_and_its_export_are_sorted_as_chosen(
    service: Service, client: TestClient
) -> None:
    by_due = browse.chosen_query(document=TABLE, sort="due")
    soup = soup_of(browse.listing_html(service, by_due))
    shown = texts(soup, "td.when")
    assert shown[:4] == ["3月", "6月", "6月", "9月"]
    assert shown[-1] == "全年"
    exported = client.get(str(soup.select(".exports a")[0]["href"])).content.decode("utf-8-sig")
    numbers = [line.split(",")[5] for line in exported.splitlines()[1:]]
    assert texts(soup, "td.which a") == [f"任务 {number}" for number in numbers[:50]]


def test_a_list_answer_is_exported_whole(service: Service, client: TestClient) -> None:
    soup = soup_of(reply_to(service, "基层处牵头哪些任务？", []).thread)
    xlsx_link, csv_link = soup.select(".proof .exports a")
    lines = client.get(str(csv_link["href"])).content.decode("utf-8-sig").splitlines()
    led = client.get("/api/items", params={"lead": "基层处"}).json()["items"]
    assert [line.split(",")[0] for line in lines[1:]] == [item["item_id"] for item in led]
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(client.get(str(xlsx_link["href"])).content)).active
    assert sheet.max_row == len(lines)


def test_cells_of_a_list_carry_their_heading_for_narrow_screens(service: Service) -> None:
    soup = soup_of(reply_to(service, "规划发展处牵头哪些任务？", []).thread)
    heads = texts(soup, ".said th")
    rows = soup.select(".said tbody tr")
    assert len(rows) == 18
    assert [str(cell["data-head"]) for cell in rows[-1].select("td")] == heads


def test_without_an_index_the_page_says_what_to_run(settings: Settings) -> None:
    service = Service(settings.model_copy(update={"data": settings.data / "nowhere"}))
    assert "build" in thread_html(service, [])
    assert "build" in reply_to(service, "谁牵头？", []).problem
