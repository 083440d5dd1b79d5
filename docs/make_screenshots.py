"""Take the screenshots of the documentation from a running service: policyqa serve, then this.

Needs the package playwright and a Chromium: python docs/make_screenshots.py --help
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
# The browser is to load nothing but the page, and to look the same everywhere.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Write every picture into docs/images."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:7860", help="of the service")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of the browser")
    options = parser.parse_args()
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(OPTIONS))
        for name, (width, height) in SIZES.items():
            take(browser, options.address, name, width, height)
        browser.close()


def take(browser: Browser, address: str, name: str, width: int, height: int) -> None:
    """All pictures at one size."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")

    def save(what: str) -> None:
        page.screenshot(path=IMAGES / f"{what}-{name}.png")

    page.goto(address)
    page.wait_for_selector(".examples button")
    settle(page)
    save("welcome")
    examples = page.locator(".examples button").all_inner_texts()
    ask(page, examples[0])
    save("answer")
    source = page.locator(".source:not(.near) .to-source").first.get_attribute("href")
    ask(page, examples[1])
    save("list")
    ask(page, "负责人的联系电话是多少？")
    save("refusal")
    page.get_by_role("tab", name="浏览").click()
    page.wait_for_selector(".listing")
    settle(page)
    save("browse")
    page.get_by_role("tab", name="图表").click()
    page.wait_for_selector(".js-plotly-plot .bars")
    settle(page)
    save("charts")
    page.goto(f"{address}{source}")
    settle(page)
    save("source")
    page.close()


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.click("#send")
    page.locator(".turn").nth(turns).wait_for()
    settle(page)


def settle(page: Page) -> None:
    """Let scrolling and fading come to rest."""
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
