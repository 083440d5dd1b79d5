"""The page as people use it: a real browser on a real server, over the shipped documents."""

from __future__ import annotations

import csv
import io
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from assistant.settings import Settings
from tests.ui.plans import plan
from tests.ui.program import PROJECT, environment
from ui.service import LONGEST_QUESTION

PASSWORD = "钥匙-1"
SLOW = 120_000  # milliseconds: what a busy machine may take
HOSTILE = """<img src=x onerror="hacked=1"><script>hacked=1</script>${window.hacked=1}"""


class Site:
    """A running server, which can be stopped and started again at one address."""

    def __init__(self, variables: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, "-m", "ui", "serve", "--port", str(port)]
        self._variables = variables
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=PROJECT, env=self._variables)
        while self._process.poll() is None:
            try:
                httpx.get(f"{self.address}/healthz")
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server ended")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    shutil.copytree(settings.index_folder, data / "index")
    own = {"POLICYQA_DATA": str(data), "POLICYQA_ADMIN_PASSWORD": PASSWORD}
    site = Site(environment(settings) | own)
    yield site
    site.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for all tests, so that the page's files are loaded once."""
    size = {"width": 1366, "height": 768}
    context = browser.new_context(locale="zh-CN", viewport=size, accept_downloads=True)
    context.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    yield context
    context.close()


@pytest.fixture
def page(site: Site, context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: foreign.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.address)
    expect(page.locator("#thread .examples button").first).to_be_visible()
    yield page
    local = (site.address, "data:", "blob:")
    assert [url for url in foreign if not url.startswith(local)] == []
    assert errors == []
    assert page.evaluate("window.hacked") is None
    page.close()


def ask(page: Page, question: str) -> Locator:
    """Type a question and wait for its answer: the last turn of the conversation."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    turn = page.locator(".turn").nth(turns)
    expect(turn.locator(".said")).to_be_visible()
    return turn


ASK_AS_SOON_AS_ANSWERED = """async (questions) => {
    const box = document.querySelector('#question textarea');
    const answers = () => document.querySelectorAll('.turn .said').length;
    for (const question of questions) {
        const before = answers();
        box.value = question;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        box.dispatchEvent(new KeyboardEvent('keypress', { key: 'Enter', bubbles: true }));
        await new Promise((answered) => {
            const observer = new MutationObserver(() => { if (answers() > before) answered(); });
            observer.observe(document.body, { subtree: true, childList: true });
            setTimeout(answered, 60000);
        });
    }
}"""


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, and where."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [str(node["target"]) for node in one["nodes"][:3]]) for one in found]


def test_asking_following_up_and_opening_the_source(page: Page) -> None:
    first = ask(page, "任务57由谁牵头？")
    expect(first.locator(".chip.lead")).to_have_text(["基层处"])
    announced = page.locator('[role="status"].sr')
    expect(announced).to_contain_text("基层处")  # what a screen reader is given to say
    second = ask(page, "那配合部门呢？")
    expect(second.locator(".said")).to_contain_text("医政处")
    expect(page.locator("#question textarea")).to_be_focused()
    second.locator(".said a").first.click()
    source = page.frame_locator("#reader iframe")
    expect(source.locator("[aria-current]")).to_be_in_viewport()
    expect(source.locator("[aria-current] td.number")).to_have_text("（57）")
    expect(page.locator(".reader-bar small")).to_contain_text("2024年")
    expect(second.locator(".said")).to_be_in_viewport()  # beside, not over
    ground = "row => getComputedStyle(row).backgroundColor"
    other = source.locator("tbody tr:not(.group)").first
    assert source.locator("[aria-current]").evaluate(ground) != other.evaluate(ground)
    with page.expect_popup() as opened:
        page.locator("#reader").get_by_role("link", name="在新窗口打开").click()
    expect(opened.value.locator("header")).to_contain_text("2024年")
    opened.value.close()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(second.locator(".said a").first).to_be_focused()


def test_on_a_phone_the_source_covers_the_page_and_back_closes_it(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 812})
    turn = ask(page, "任务57由谁牵头？")
    turn.locator(".to-source").first.press("Enter")
    expect(page.frame_locator("#reader iframe").locator("[aria-current]")).to_be_in_viewport()
    assert page.locator("#reader").bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 812}
    assert violations(page) == []
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(turn).to_be_visible()


def test_what_is_typed_before_the_page_is_there_is_not_lost(page: Page, site: Site) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    slow = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(site.address, wait_until="commit")
    example = page.locator("#splash .examples button").first
    question = example.inner_text()
    example.click()
    page.locator("#early-question").fill("那什么时候完成？")
    expect(page.locator(".turn .question")).to_contain_text(question)
    expect(page.locator("#question textarea")).to_have_value("那什么时候完成？")


def test_the_words_that_prove_stand_out_in_a_long_paragraph(page: Page) -> None:
    turn = ask(page, "“一业一证”涉及哪些行业？")
    turn.locator(".to-source").first.click()
    cited = page.frame_locator("#reader iframe").locator("[aria-current]")
    words = cited.locator("mark.words")
    expect(words).to_be_in_viewport()
    expect(words).to_contain_text("一业一证")
    assert len(words.inner_text()) < len(cited.inner_text()) / 2


def test_suggestions_explanation_and_link_of_a_citation(page: Page, site: Site) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".examples button").first.dblclick()  # twice, and asked once
    turn = page.locator(".turn").first
    expect(turn.locator(".said")).to_be_visible()
    turn.locator(".explain summary").click()
    expect(turn.locator(".explain dl")).to_be_visible()
    turn.locator(".copy").first.click()
    expect(turn.locator(".copy").first).to_contain_text("已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{site.address}/source/")
    assert page.request.get(link).status == 200
    suggestion = turn.locator(".suggestions button").first
    question = suggestion.inner_text()
    suggestion.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn .question").last).to_contain_text(question)
    expect(page.locator(".turn .answer.refused")).to_have_count(0)


def test_a_refusal_looks_like_one_and_feedback_is_kept(page: Page, site: Site) -> None:
    turn = ask(page, "基层处的联系电话是多少？")
    expect(turn.locator(".verdict")).to_be_visible()
    expect(turn.locator(".source.near").first).to_be_visible()
    turn.get_by_role("button", name="没用").click()
    turn.get_by_label("哪里不对").fill("想要电话")
    turn.get_by_role("button", name="提交").click()
    expect(turn.locator(".thanks")).to_have_text("已记录，谢谢。")
    second = ask(page, "任务57由谁牵头？")
    second.get_by_role("button", name="没用").click()  # without a reason, and asking on
    ask(page, "任务3由谁牵头？")
    for judged in page.locator(".turn").all()[:2]:
        expect(judged.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
        expect(judged.locator(".thanks")).to_have_text("已记录，谢谢。")
    headers = {"Authorization": f"Bearer {PASSWORD}".encode().decode("latin-1")}
    review = page.request.get(f"{site.address}/api/admin/review", headers=headers).json()
    assert {one["question"]: one["reasons"] for one in review["judged"]} == {
        "基层处的联系电话是多少？": ["想要电话"],
        "任务57由谁牵头？": [],
    }
    refused = [asked["question"] for group in review["refused"] for asked in group["questions"]]
    assert "基层处的联系电话是多少？" in refused


def test_a_list_answer_is_downloaded_and_read_back(page: Page) -> None:
    turn = ask(page, "规划发展处牵头哪些任务？")
    shown = turn.locator(".said tbody tr").count()
    for name in ("Excel", "CSV"):
        with page.expect_download() as download:
            turn.locator(".proof .exports").get_by_role("link", name=name).click()
        body = Path(download.value.path()).read_bytes()
        if name == "Excel":
            sheet = load_workbook(io.BytesIO(body)).active
            table = [list(row) for row in sheet.iter_rows(values_only=True)]
        else:
            table = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        assert table[0][6:8] == ["内容", "牵头部门"]
        assert len(table) - 1 == shown == 18
        assert all("规划发展处" in row[7] for row in table[1:])


def test_filtering_the_list(page: Page) -> None:
    open_tab(page, "浏览")
    expect(page.locator(".listing-head b")).to_have_text("83")
    choose(page, "部门或单位", "公卫处")
    choose(page, "承担的角色", "配合")
    expect(page.locator("td.which a")).to_have_text(["任务 3", "任务 13", "任务 14", "任务 63"])
    page.get_by_label("包含文字").fill("没有这样的文字")
    expect(page.locator("#listing .empty")).to_contain_text("没有符合")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator(".listing-head b")).to_have_text("83")


def test_charts_have_the_right_figures_and_a_click_lists_the_items(page: Page, site: Site) -> None:
    open_tab(page, "图表")
    charts = page.locator(".js-plotly-plot")
    expect(charts).to_have_count(3)
    expect(page.locator(".js-plotly-plot .hm")).to_be_attached()
    deadlines = charts.nth(1).evaluate("plot => plot.data[0].y")
    assert sum(deadlines) == page.request.get(f"{site.address}/api/items?kind=task").json()["total"]
    bar = charts.first.locator(".trace.bars").first.locator(".point").nth(0)
    box = bar.bounding_box()
    assert box is not None
    name, number = charts.first.evaluate("p => [p.data[0].customdata[0][0], p.data[0].x[0]]")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".listing-head b")).to_have_text(str(number))
    expect(page.get_by_role("tab", name="浏览")).to_have_attribute("aria-selected", "true")
    leads = page.locator("td .chip.lead").all_inner_texts()
    assert leads.count(name) == number
    open_tab(page, "图表")
    table = page.locator(".chart-table").filter(has_text="谁和谁一起做")
    table.locator("summary").press("Enter")  # the same without a mouse
    button = table.locator("button").first
    pairs = int(re.findall(r"\d+", button.inner_text())[0])
    button.press("Enter")
    expect(page.locator(".listing-head b")).to_have_text(str(pairs))


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (375, 812)])
def test_accessible_and_never_wider_than_the_screen(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert violations(page) == []
    ask(page, "规划发展处牵头哪些任务？")
    ask(page, "基层处的联系电话是多少？")
    assert violations(page) == []
    for name, ready in (("浏览", ".listing"), ("图表", ".hm"), ("管理", ".login")):
        open_tab(page, name)
        expect(page.locator(ready).first).to_be_visible()
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_markup_in_a_question_stays_text(page: Page) -> None:
    turn = ask(page, f"任务3由谁牵头？{HOSTILE}")
    expect(turn.locator(".question")).to_contain_text("<script>")
    assert turn.locator("img, script").count() == 0


def test_a_question_typed_the_moment_an_answer_shows_is_asked(page: Page) -> None:
    asked = ["公卫处牵头哪些任务？", "任务3由谁牵头？", "基层处的电话是多少？", "任务5由谁牵头？"]
    page.evaluate(ASK_AS_SOON_AS_ANSWERED, asked)
    expect(page.locator(".turn")).to_have_count(len(asked))
    expect(page.locator("#question textarea")).to_have_value("")


def test_what_is_typed_survives_problems(page: Page, site: Site) -> None:
    box = page.locator("#question textarea")
    page.click("#send")
    expect(page.locator("#problem")).to_contain_text("问题是空的")
    long = "问" * (LONGEST_QUESTION + 1)
    box.fill(long)
    page.click("#send")
    expect(page.locator("#problem")).to_contain_text("请缩短")
    expect(box).to_have_value(long)
    ask(page, "任务57由谁牵头？")
    box.fill("那配合部门呢？")
    site.stop()
    page.click("#send")
    expect(page.locator(".toast-body, #offline:not([hidden])").first).to_be_visible()
    expect(box).to_have_value("那配合部门呢？")
    with page.expect_event("load"):  # the page comes back by itself
        site.start()
    expect(page.locator(".turn")).to_have_count(1)
    expect(box).to_have_value("那配合部门呢？")
    page.click("#send")
    expect(page.locator(".turn").nth(1)).to_contain_text("医政处")


def test_an_administrator_uploads_looks_publishes_and_asks(page: Page) -> None:
    open_tab(page, "管理")
    page.get_by_label("管理密码").fill("不对")
    page.get_by_role("button", name="进入").click()
    expect(page.locator(".login [role=alert]")).to_contain_text("密码不对")
    page.get_by_label("管理密码").fill(PASSWORD)
    page.get_by_role("button", name="进入").click()
    expect(page.locator(".docs tbody tr")).to_have_count(2)
    bad = {"name": "坏.docx", "mimeType": "application/msword", "buffer": b"PK\x03\x04no"}
    page.set_input_files("[data-files]", [bad])
    expect(page.locator("[data-view=desk] [data-problem]")).to_contain_text("坏.docx")
    text = plan("智慧病历", gap=True).replace("培训。", f"培训{HOSTILE}。").encode()
    good = {"name": "示范区计划.txt", "mimeType": "text/plain", "buffer": text}
    page.set_input_files("[data-files]", [good])
    preview = page.locator("[data-preview]")
    expect(preview).to_contain_text("缺 3")
    expect(preview.locator(".items-read tbody tr")).to_have_count(3)
    expect(preview.locator("tbody tr").first).to_contain_text("信息处")
    preview.get_by_label("简称").fill("示范区计划")
    assert violations(page) == []
    preview.get_by_role("button", name="发布").click()
    expect(page.locator("[data-progress].done")).to_contain_text("已换用新索引")
    expect(page.locator(".masthead")).to_contain_text("示范区计划")
    open_tab(page, "问答")
    turn = ask(page, "推进智慧病历共享由谁牵头？")
    expect(turn.locator(".said")).to_contain_text("信息处")
    turn.locator(".to-source").first.click()
    source = page.frame_locator("#reader iframe")
    expect(source.locator("[aria-current]")).to_contain_text("智慧病历")
    assert source.locator("main img, main script").count() == 0
    page.locator("#reader").get_by_role("button", name="关闭原文").click()
    open_tab(page, "管理")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".docs tr", has_text="示范区计划.txt").get_by_role("button", name="移除").click()
    expect(page.locator(".docs tr", has_text="示范区计划.txt")).to_contain_text("已移除")
    expect(page.locator("[data-progress].done")).to_contain_text("83")
