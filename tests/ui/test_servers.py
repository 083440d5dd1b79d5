"""Vectors in Milvus and the catalogue in PostgreSQL: the same answers, from several processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from pymilvus import MilvusClient
from sqlalchemy import create_engine, inspect, text

import ingest
from assistant.settings import Settings
from eval.question_sets import half_path, read_question_set
from index import Index, IndexDamaged, IndexMismatch
from index.builder import build_from
from index.errors import ServerUnreachable
from index.servers import PREFIX, Servers
from ingest import ParsedDocument
from tests.index import running
from tests.ui.test_command_line import CORPUS, PROJECT, environment, run


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("milvus") / "server"
    with running.postgresql() as database, running.milvus(folder) as milvus:
        yield Servers(milvus_uri=milvus, database_url=database)


@pytest.fixture(scope="module")
def parsed() -> list[ParsedDocument]:
    return ingest.read_corpus(CORPUS)


@pytest.fixture
def shared(settings: Settings, servers: Servers, tmp_path: Path) -> Settings:
    """Settings with both servers and an empty data folder."""
    database = SecretStr(servers.database_url or "")
    changed = {"data": tmp_path, "milvus_uri": servers.milvus_uri, "database_url": database}
    return settings.model_copy(update=changed)


def build(parsed: list[ParsedDocument], settings: Settings, **more: Any) -> None:
    build_from(
        parsed, settings.index_folder, checksum="", embedder=settings.embedder,
        servers=settings.servers, **more,
    )  # fmt: skip


def addresses(servers: Servers) -> dict[str, str]:
    return {
        "POLICYQA_MILVUS_URI": servers.milvus_uri or "",
        "POLICYQA_DATABASE_URL": servers.database_url or "",
    }


def kept(servers: Servers) -> tuple[set[str], set[str]]:
    """What there is of all builds: collections of Milvus, schemas of PostgreSQL."""
    client = MilvusClient(servers.milvus_uri)
    collections = {name for name in client.list_collections() if name.startswith(PREFIX)}
    client.close()
    engine = create_engine((servers.database_url or "").replace("://", "+psycopg://"))
    schemas = {name for name in inspect(engine).get_schema_names() if name.startswith(PREFIX)}
    engine.dispose()
    return collections, schemas


@contextmanager
def serving(settings: Settings, servers: Servers) -> Iterator[str]:
    """`policyqa serve` in a process of its own; its address."""
    port = running.free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "serve", "--port", str(port)],
        cwd=PROJECT,
        env=environment(settings) | addresses(servers),
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                if httpx.get(f"{address}/readyz", timeout=60).is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def told(client: Any, question: str) -> dict[str, Any]:
    """An answer without its time, and without the last digits of scores."""
    body: dict[str, Any] = client.post("/api/ask", json={"question": question}).json()
    return {name: body[name] for name in ("answer", "refused", "count", "citations", "related")}


def test_two_processes_on_both_servers_answer_as_one_does_with_its_folder_alone(
    client: Any, shared: Settings, servers: Servers
) -> None:
    done = run(shared, "build", **addresses(servers))
    assert done.returncode == 0, done.stderr
    build_folder = next(shared.index_folder.glob("build-*"))
    assert not (build_folder / "catalogue.sqlite").exists()
    assert (build_folder / "vectors.bin").stat().st_size < 200
    questions = [q.question for q in read_question_set(half_path("report")).questions][::8]
    expected = [told(client, question) for question in questions]
    with serving(shared, servers) as one, serving(shared, servers) as other:
        for address in (one, other):
            with httpx.Client(base_url=address, timeout=60) as there, ThreadPoolExecutor(4) as pool:
                assert list(pool.map(lambda q, t=there: told(t, q), questions)) == expected


def test_builds_that_no_longer_serve_leave_the_servers(
    parsed: list[ParsedDocument], shared: Settings, servers: Servers
) -> None:
    before = kept(servers)
    for _ in range(4):
        build(parsed[:1], shared)
    collections, schemas = (now - old for now, old in zip(kept(servers), before, strict=True))
    folders = {path.name for path in shared.index_folder.glob("build-*")}
    assert collections == schemas == {f"{PREFIX}{name.replace('-', '')}" for name in folders}
    assert len(folders) == 2


def test_a_build_that_fails_at_its_end_leaves_nothing(
    parsed: list[ParsedDocument], shared: Settings, servers: Servers
) -> None:
    build(parsed, shared)
    before = kept(servers)

    def fail(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("写入索引", total):
            raise OSError("磁盘已满")

    with pytest.raises(OSError, match="磁盘已满"):
        build(parsed[:1], shared, progress=fail)
    assert kept(servers) == before
    with closing(Index.open(shared.index_folder, shared.servers)) as opened:
        assert opened.manifest.document_count == len(parsed)
        assert len(opened.search("一业一证", k=3)) == 3


def test_filters_go_to_milvus_and_lose_nothing(
    parsed: list[ParsedDocument], shared: Settings, settings: Settings
) -> None:
    build(parsed, shared)
    with (
        closing(Index.open(shared.index_folder, shared.servers)) as there,
        closing(Index.open(settings.index_folder)) as here,
    ):
        ids = [item.item_id for item in here.catalogue.items()]
        for within in (ids[40:43], ids[::2], ids[7:60], [], ids):
            question = "医疗美容监管"
            hits = [(h.item, round(h.dense, 5)) for h in there.search(question, within=within)]
            assert hits == [
                (h.item, round(h.dense, 5)) for h in here.search(question, within=within)
            ]
            assert len(hits) == min(10, len(within))


@pytest.mark.parametrize("name", ["POLICYQA_MILVUS_URI", "POLICYQA_DATABASE_URL"])
def test_an_address_that_is_not_set_is_named(
    parsed: list[ParsedDocument], shared: Settings, name: str
) -> None:
    build(parsed[:1], shared)
    lacking = shared.model_copy(update={name.removeprefix("POLICYQA_").lower(): None})
    with pytest.raises(IndexMismatch, match=rf"{name}.*policyqa build"):
        Index.open(lacking.index_folder, lacking.servers)


def test_what_is_gone_from_a_server_is_damage(
    parsed: list[ParsedDocument], shared: Settings, servers: Servers
) -> None:
    build(parsed[:1], shared)
    name = f"{PREFIX}{next(shared.index_folder.glob('build-*')).name.replace('-', '')}"
    client = MilvusClient(servers.milvus_uri)
    client.drop_collection(name)
    client.close()
    with pytest.raises(IndexDamaged, match=rf"{name}.*policyqa build"):
        Index.open(shared.index_folder, shared.servers)
    engine = create_engine((servers.database_url or "").replace("://", "+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()
    with pytest.raises(IndexDamaged, match=rf"{name}.*policyqa build"):
        Index.open(shared.index_folder, shared.servers)


@pytest.mark.parametrize(
    ("setting", "value", "package", "install"),
    [
        ("milvus_uri", "http://127.0.0.1:9", "pymilvus", "llama-index-vector-stores-milvus"),
        ("database_url", SecretStr("postgresql://a@127.0.0.1:9/a"), "psycopg", "psycopg[binary]"),
    ],
)
def test_a_missing_package_or_server_is_named(
    parsed: list[ParsedDocument], settings: Settings, tmp_path: Path, setting: str, value: Any,
    package: str, install: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    wanted = settings.model_copy(update={"data": tmp_path, setting: value})
    with pytest.raises(ServerUnreachable, match=f"POLICYQA_{setting.upper()}"):
        build(parsed[:1], wanted)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(IndexMismatch) as error:
        build(parsed[:1], wanted)
    assert install in str(error.value)
    assert not list(wanted.index_folder.glob("*/manifest.json"))


def test_a_database_that_stops_is_named(
    parsed: list[ParsedDocument], settings: Settings, tmp_path: Path
) -> None:
    with running.postgresql() as address:
        changed = {"data": tmp_path, "database_url": SecretStr(address)}
        lone = settings.model_copy(update=changed)
        build(parsed, lone)
        opened = Index.open(lone.index_folder, lone.servers)
    with pytest.raises(ServerUnreachable, match="POLICYQA_DATABASE_URL"):
        opened.catalogue.owners()
    opened.close()
