"""Measure how soon a running page can be seen, typed into and answers: policyqa serve, then this.

Each round is a new browser with an empty cache. Needs playwright and a Chromium:
python docs/measure_page.py --help
"""

from __future__ import annotations

import argparse
import shutil
import time
from statistics import median

from playwright.sync_api import Browser, sync_playwright

_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Print the median of each figure, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:7860", help="of the service")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of the browser")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--question", default="任务1由谁牵头？")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [_round(browser, options.address, options.question) for _ in range(options.rounds)]
        browser.close()
    for name, *figures in zip(_FIGURES, *rounds, strict=True):
        print(f"{name}\t{median(figures):.0f} ms\t({min(figures):.0f}–{max(figures):.0f})")


_FIGURES = (
    "first paint, with a box to type in",
    "the whole page",
    "an answer, from Enter on",
)


def _round(browser: Browser, address: str, question: str) -> tuple[float, float, float]:
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#splash", state="detached", timeout=120_000)
    drawn = time.perf_counter()
    page.wait_for_load_state("networkidle")
    page.fill("#question textarea", question)
    asked = time.perf_counter()
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".turn .said", timeout=120_000)
    answered = time.perf_counter()
    painted = float(page.evaluate(_PAINTED))
    page.close()
    return painted, 1000 * (drawn - started), 1000 * (answered - asked)


if __name__ == "__main__":
    main()
