"""The long runs, with a report that is kept: make stress ARGS='--seconds 600'."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant import Assistant
from assistant.settings import Settings
from index import build_index
from tests.stress.flood import flood
from tests.ui.test_served import PROJECT, served

REPORT = PROJECT / "docs" / "stress.md"
SUFFIXES = (".txt", ".docx", ".xlsx", ".pdf", ".html", ".md", ".csv")


def main() -> int:
    """Run all parts, write the report; 1 when something was found."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [
            *_flooded(folder, options.clients, options.seconds),
            *_killed(folder, options.kills),
            *_fuzzed(folder, options.fuzz),
        ]
    text = "\n".join([*_head(), *parts]) + "\n"
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 1 if "✗" in text else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make stress")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=600, help="of the flood")
    parser.add_argument("--kills", type=int, default=30, help="builds that are killed")
    parser.add_argument("--fuzz", type=int, default=300, help="seconds for each reader")
    return parser.parse_args()


def _head() -> list[str]:
    now = dt.datetime.now(dt.UTC)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return [
        "# 长时间运行的结果",
        "",
        f"命令：`make stress ARGS='{' '.join(sys.argv[1:])}'`，{now:%Y-%m-%d %H:%M}（UTC），"
        f"{os.cpu_count()} 核，Python {platform.python_version()}，"
        f"机器负载（1、5、15 分钟）{load}，都在本机 127.0.0.1 上。",
        "",
    ]


def _flooded(folder: Path, clients: int, seconds: int) -> Iterator[str]:
    settings = Settings(corpus=PROJECT / "corpus", data=folder / "built")
    build_index(settings.corpus, settings.index_folder)
    with served(settings, folder / "flood", POLICYQA_EMBEDDER=settings.embedder) as service:
        found = flood(service.address, service.process.pid, clients=clients, seconds=seconds)
    wrong = set(found.statuses) - {200, 429, 503} or found.failures
    yield f"## {clients} 个客户端同时提问 {seconds} 秒 {'✗' if wrong else '✓'}"
    yield ""
    yield from found.lines()
    yield ""


def _killed(folder: Path, times: int) -> Iterator[str]:
    data, chance, bad = folder / "killed", random.Random(1), 0
    settings = Settings(corpus=PROJECT / "corpus", data=data, embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    names = {"POLICYQA_DATA": str(data), "POLICYQA_EMBEDDER": "hashing"}
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "ui", "build"],
            cwd=PROJECT,
            env={**os.environ, **names},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.random() * 6)
        process.kill()
        process.wait()
        answer = Assistant.open(settings.index_folder).ask("任务38由谁牵头？")
        bad += "基层处" not in answer.text
    yield f"## 建索引时被杀死 {times} 次 {'✗' if bad else '✓'}"
    yield ""
    yield f"- 之后打不开索引或答错的：{bad} 次"
    yield ""


def _fuzzed(folder: Path, seconds: int) -> Iterator[str]:
    yield f"## 用变异的文件喂各个格式的读取程序，各 {seconds} 秒（atheris）"
    yield ""
    for suffix in SUFFIXES:
        place = folder / f"fuzz{suffix}"
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.stress.fuzz", suffix, str(seconds), str(place)],
            cwd=PROJECT,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        said = done.stderr.splitlines()
        runs = next((line for line in reversed(said) if line.startswith("Done ")), "没有跑完")
        found = [line.strip() for line in said if "Uncaught Python exception" in line]
        last = (
            [line for line in said if "Error" in line or "Exception" in line][-1:] if found else []
        )
        mark = "✗" if done.returncode else "✓"
        yield f"- `{suffix}` {mark} {runs}{'：' + ' '.join(last) if last else ''}"


if __name__ == "__main__":
    sys.exit(main())
