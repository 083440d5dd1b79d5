"""Take the screenshots of the documentation from a running service: policyqa serve, then this.

Needs the package playwright and a Chromium: python docs/make_screenshots.py --help
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
SIZES = {"desktop": (1366, 768), "phone": (375, 812)}
COLOURS = 128  # of a picture: plain pages look the same, and are a third of the size
# The browser is to load nothing but the page, and to look the same everywhere.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)
SAMPLE = """某示范区2025年智慧病历工作任务分工表
1．推进病历在医疗机构之间共享。（信息处牵头，医务处配合）
2．开展病历质量培训。（人事处牵头）
4．公布年度报告。（宣传处牵头，时间节点：12月）
"""


def main() -> None:
    """Write every picture into the folder, docs/images unless told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:7860", help="of the service")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of the browser")
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder of the pictures")
    parser.add_argument(
        "--password",
        default=os.environ.get("POLICYQA_ADMIN_PASSWORD", ""),
        help="of the administrator; without it there is no picture of that tab",
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(OPTIONS))
        for name, size in SIZES.items():
            Camera(browser, options, name, size).take_all()
        browser.close()


class Camera:
    """One page at one size, and the pictures of it."""

    def __init__(
        self, browser: Browser, options: argparse.Namespace, name: str, size: tuple[int, int]
    ) -> None:
        width, height = size
        viewport = {"width": width, "height": height}
        self.page: Page = browser.new_page(viewport=viewport, locale="zh-CN")
        self.page.set_default_timeout(120_000)
        self.options = options
        self.name = name

    def take_all(self) -> None:
        """All pictures at this size."""
        page = self.page
        page.goto(self.options.address)
        page.wait_for_selector("#thread .examples button")
        self.save("welcome")
        examples = page.locator("#thread .examples button").all_inner_texts()
        self.ask(examples[0])
        self.save("answer")
        source = page.locator(".source:not(.near) .to-source").first
        address = source.get_attribute("href")
        source.click()
        page.frame_locator("#reader iframe").locator("[aria-current]").wait_for()
        self.save("reader")
        page.keyboard.press("Escape")
        self.ask(examples[1])
        self.save("list")
        self.ask("负责人的联系电话是多少？")
        self.save("refusal")
        self.open_tab("浏览", ".listing")
        self.save("browse")
        self.open_tab("图表", ".js-plotly-plot .hm")
        self.save("charts")
        if self.options.password:
            self.administrate()
        page.goto(f"{self.options.address}{address}")
        self.save("source")
        page.close()

    def administrate(self) -> None:
        """The administrator's tab with a document that waits; it is thrown away again."""
        page = self.page
        self.open_tab("管理", ".login")
        page.fill("input[name=password]", self.options.password)
        page.click(".login button")
        page.wait_for_selector(".docs")
        sample = {"name": "示范区计划.txt", "mimeType": "text/plain", "buffer": SAMPLE.encode()}
        page.set_input_files("[data-files]", [sample])
        page.wait_for_selector(".publish")
        self.save("preview")
        page.evaluate("scrollTo(0, 0)")
        self.save("admin")
        page.on("dialog", lambda dialog: dialog.accept())
        page.locator(".docs tr", has_text="示范区计划.txt").get_by_text("删除").click()
        page.locator(".docs tr", has_text="示范区计划.txt").wait_for(state="detached")

    def open_tab(self, name: str, ready: str) -> None:
        """Open a tab and wait for something in it."""
        self.page.get_by_role("tab", name=name).click()
        self.page.locator(ready).first.wait_for()

    def ask(self, question: str) -> None:
        """Type a question and wait for its answer."""
        turns = self.page.locator(".turn").count()
        self.page.fill("#question textarea", question)
        self.page.click("#send")
        self.page.locator(".turn").nth(turns).wait_for()

    def save(self, what: str) -> None:
        """Keep what is to be seen once scrolling and fading have come to rest."""
        self.page.wait_for_timeout(1500)
        picture = Image.open(io.BytesIO(self.page.screenshot()))
        path = self.options.out / f"{what}-{self.name}.png"
        picture.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
