"""The long runs, with a report that is kept: make stress ARGS='--seconds 600'."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from assistant import Assistant
from assistant.settings import Settings
from index import build_index
from tests.stress.abandoned import abandon
from tests.stress.clock import move_clock, skipped
from tests.stress.flood import flood
from tests.stress.kills import kill_while_fed
from tests.stress.report import read_report, with_lines, write_report
from tests.stress.restores import kill_backups_and_restores
from tests.ui.program import PROJECT, started
from tests.ui.test_served import served

Part = Callable[[Path, int], Iterable[str]]

REPORT = PROJECT / "docs" / "stress.md"
_MOST_GROWTH = 20  # megabytes that the last quarter of the abandoned pages may add
SUFFIXES = (".txt", ".docx", ".xlsx", ".pdf", ".html", ".md", ".csv", ".png", ".doc")


def main() -> int:
    """Run the parts that are asked for, keep what each found; 1 when something was wrong."""
    options = _options()
    parts: tuple[tuple[str, int, Part], ...] = (
        ("flood", options.seconds, lambda folder, n: _flooded(folder, options.clients, n)),
        ("builds", options.builds, _killed_while_building),
        ("kills", options.kills, _killed_while_fed),
        ("restores", options.restores, _killed_while_restoring),
        ("abandoned", options.pages, _abandoned),
        ("clock", options.clock, _clock_moved),
        ("fuzz", options.fuzz, lambda folder, n: _fuzzed(folder, options.formats, n)),
    )
    kept = read_report(options.report)
    for name, amount, part in parts:
        if amount:
            with tempfile.TemporaryDirectory() as folder:
                title, *lines = part(Path(folder), amount)
            if name == "fuzz" and name in kept and set(options.formats) < set(SUFFIXES):
                kept[name] = with_lines(kept[name], lines, f"另跑 {amount} 秒：{_conditions()}")
            else:
                kept[name] = "\n".join([f"## {title}", "", _conditions(), "", *lines])
            print(kept[name])
            write_report(options.report, kept)
    return 1 if "✗" in "".join(kept.values()) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make stress")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=600, help="of the flood; 0: leave it out")
    parser.add_argument("--builds", type=int, default=60, help="builds that are killed")
    parser.add_argument("--kills", type=int, default=60, help="services that are killed, fed")
    parser.add_argument("--restores", type=int, default=60, help="of each, that are killed")
    parser.add_argument("--pages", type=int, default=5000, help="that are opened and left")
    parser.add_argument("--clock", type=int, default=1, help="0: leave the clock alone")
    parser.add_argument("--fuzz", type=int, default=300, help="seconds for each reader")
    parser.add_argument(
        "--formats", nargs="+", choices=SUFFIXES, default=SUFFIXES, metavar=".txt",
        help="readers of the fuzz, all if none is named; the others keep what is reported of them",
    )  # fmt: skip
    parser.add_argument("--report", type=Path, default=REPORT)
    return parser.parse_args()


def _conditions() -> str:
    """How and where this was run; others may have used the machine too, so its load is told."""
    now, load = dt.datetime.now(dt.UTC), ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"命令：`make stress ARGS='{' '.join(sys.argv[1:])}'`，{now:%Y-%m-%d %H:%M}（UTC）结束，"
        f"{os.cpu_count()} 核，Python {platform.python_version()}，"
        f"结束时机器负载（1、5、15 分钟）{load}，都在本机 127.0.0.1 上。"
    )


def _flooded(folder: Path, clients: int, seconds: int) -> Iterator[str]:
    settings = Settings(corpus=PROJECT / "corpus", data=folder / "built")
    build_index(settings.corpus, settings.index_folder)
    with served(settings, folder / "flood", POLICYQA_EMBEDDER=settings.embedder) as service:
        found = flood(service.address, service.process.pid, clients=clients, seconds=seconds)
    wrong = set(found.statuses) - {200, 429, 503} or found.failures
    yield f"{clients} 个客户端同时提问 {seconds} 秒 {'✗' if wrong else '✓'}"
    yield from found.lines()


def _killed_while_building(folder: Path, times: int) -> Iterator[str]:
    data, chance, bad, cut = folder / "killed", random.Random(1), 0, 0
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
        cut += process.poll() is None
        process.kill()
        process.wait()
        answer = Assistant.open(settings.index_folder).ask("任务38由谁牵头？")
        bad += "基层处" not in answer.text
    yield f"建索引时被杀死 {times} 次 {'✗' if bad else '✓'}"
    yield f"- 其中没有建完就被杀死的：{cut} 次；之后打不开索引或答错的：{bad} 次"


def _killed_while_fed(folder: Path, times: int) -> Iterator[str]:
    settings = Settings(corpus=PROJECT / "corpus", data=folder / "fed", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    found = kill_while_fed(settings, times)
    during = "，".join(f"{step} × {n}" for step, n in sorted(found.during.items()))
    yield f"服务在上传、发布、评价时被杀死 {times} 次 {'✗' if found.missing else '✓'}"
    yield f"- 被杀死时正在：{during}，同时有人写评价"
    yield (
        f"- 收下的：上传 {len(found.uploaded)} 份，发布 {len(found.published)} 份，"
        f"评价 {found.judged} 条"
    )
    yield f"- 每次重新启动后，旧索引马上能答；缺少的：{'；'.join(found.missing) or '没有'}"


def _killed_while_restoring(folder: Path, times: int) -> Iterator[str]:
    found = kill_backups_and_restores(folder, times)
    yield f"备份和恢复时各被杀死 {times} 次 {'✗' if found.wrong else '✓'}"
    for outcome, number in sorted(found.outcomes.items()):
        yield f"- {outcome}：{number} 次"
    yield f"- 数据既不是原样、也不是备份的样子：{'；'.join(found.wrong) or '没有'}"


def _abandoned(folder: Path, pages: int) -> Iterator[str]:
    settings = Settings(corpus=PROJECT / "corpus", data=folder / "left", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    with started(settings, POLICYQA_RATE_PER_MINUTE="1000000") as program:
        found = abandon(program.address, program.process.pid, pages)
    wrong = set(found.statuses) - {200, 429, 503} or found.grew > _MOST_GROWTH
    yield f"打开网页提问又离开 {pages} 次，不取结果 {'✗' if wrong else '✓'}"
    yield from found.lines()


def _clock_moved(folder: Path, _: int) -> Iterator[str]:
    if why := skipped():
        yield "拨动系统时钟：没有试"
        yield f"- {why}"
        return
    settings = Settings(corpus=PROJECT / "corpus", data=folder / "clock", embedder="hashing")
    build_index(settings.corpus, settings.index_folder, embedder="hashing")
    found = move_clock(settings, folder)
    yield f"运行时把系统时钟拨动 {found.tried} 次（libfaketime）{'✗' if found.wrong else '✓'}"
    yield "- 每次之后：提问、评价、新的密钥、上传、发布、重建；之前用完限速和猜错密码的来访者"
    yield f"- 不照常的：{'；'.join(found.wrong) or '没有'}"


def _fuzzed(folder: Path, suffixes: Iterable[str], seconds: int) -> Iterator[str]:
    yield f"用变异的文件喂各个格式的读取程序，各 {seconds} 秒（atheris）"
    for suffix in suffixes:
        if suffix == ".doc" and not shutil.which("soffice"):
            yield f"- `{suffix}` 没有试：没有装 LibreOffice"
            continue
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
        if not done.returncode:
            yield f"- `{suffix}` ✓ {runs}"
            continue
        why = [line.strip() for line in said if re.search("Error|Exception|ERROR|SUMMARY", line)]
        told = why or [f"返回码 {done.returncode}", *said[-3:]]
        kept = Path(tempfile.mkdtemp(prefix="policyqa-fuzz-"))
        for finding in place.glob("*-*"):  # crash-…, timeout-…, oom-…
            shutil.copy(finding, kept)
        yield f"- `{suffix}` ✗ {runs}：{'；'.join(told[-3:])}；文件在 {kept}"


if __name__ == "__main__":
    sys.exit(main())
