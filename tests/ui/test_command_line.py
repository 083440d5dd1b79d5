"""The command line as a user runs it: in a process of its own, over the shipped corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from tests.ui.program import PROJECT, environment, started
from ui import wording

CORPUS = PROJECT / "corpus"
COMMANDS = ("build", "ask", "items", "read", "serve", "doctor")


def run(settings: Settings, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        cwd=PROJECT,
        env=environment(settings) | extra,
        capture_output=True,
        encoding="utf-8",
    )


def assert_one_line(result: subprocess.CompletedProcess[str], code: int) -> str:
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("出错：")
    return line


def test_ask_prints_the_contract_as_json(settings: Settings) -> None:
    result = run(settings, "ask", "任务38由谁牵头？", "--json")
    assert result.returncode == 0, result.stderr
    body = json.loads(result.stdout)
    assert "基层处" in body["answer"]
    assert [citation["number"] for citation in body["citations"]] == [38]
    assert "explain" not in body


def test_ask_prints_an_answer_with_its_source_for_people(settings: Settings) -> None:
    result = run(settings, "ask", "任务38由谁牵头？", "--explain")
    assert "基层处" in result.stdout
    assert "pudong-2024#38" in result.stdout
    assert "理解" in result.stdout


def test_items_takes_the_filters_of_the_api(settings: Settings) -> None:
    arguments = ("--lead", "基层处", "--month", "9", "--kind", "task", "--json")
    body = json.loads(run(settings, "items", *arguments).stdout)
    assert [item["number"] for item in body["items"]] == [38, 40]
    table = run(settings, "items", "--month", "9", "--limit", "2").stdout
    assert "第 1–2 条，共 9 条" in table


def test_read_prints_one_object_a_file_and_needs_no_index(
    settings: Settings, tmp_path: Path
) -> None:
    files = [str(file) for file in sorted(CORPUS.glob("*.txt"))]
    result = run(settings, "read", *files, "--json", POLICYQA_DATA=str(tmp_path / "none"))
    bodies = [json.loads(line) for line in result.stdout.splitlines()]
    assert [body["doc_id"] for body in bodies] == ["shanghai-2024", "pudong-2024"]
    assert [item["number"] for item in bodies[1]["items"]] == list(range(1, 66))
    assert not (tmp_path / "none").exists()


def test_build_indexes_the_files_that_are_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "坏.xyz").write_text("?", encoding="utf-8")
    table = str(next(CORPUS.glob("*分工表.txt")))
    data = {"POLICYQA_DATA": str(tmp_path / "data")}
    stopped = run(settings, "build", table, str(tmp_path / "坏.xyz"), **data)
    assert "坏.xyz" in assert_one_line(stopped, 1)
    built = run(settings, "build", "--skip-unreadable", table, str(tmp_path / "坏.xyz"), **data)
    assert built.returncode == 0, built.stderr
    assert "已跳过" in built.stderr
    body = json.loads(run(settings, "items", "--json", **data).stdout)
    assert {item["doc_id"] for item in body["items"]} == {"pudong-2024"}


def test_doctor_is_content_with_a_good_installation(settings: Settings) -> None:
    result = run(settings, "doctor")
    assert "一切正常" in result.stdout
    assert "hashing" in result.stdout
    assert result.returncode == 0


def test_doctor_says_what_to_do_about_a_missing_index(settings: Settings, tmp_path: Path) -> None:
    result = run(settings, "doctor", POLICYQA_DATA=str(tmp_path))
    assert result.returncode == 1
    assert "→" in result.stdout
    assert "policyqa build" in result.stdout


def test_without_an_index_one_line_says_what_to_run(settings: Settings, tmp_path: Path) -> None:
    result = run(settings, "ask", "谁牵头？", POLICYQA_DATA=str(tmp_path))
    assert "policyqa build" in assert_one_line(result, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask",), "QUESTION"),
        (("items", "--month", "13"), "--month"),
        (("items", "--month", "九"), "--month"),
        (("items", "--leed", "基层处"), "--leed"),
        (("nothing",), "nothing"),
    ],
)
def test_wrong_usage_is_one_line(settings: Settings, arguments: tuple[str, ...], said: str) -> None:
    assert said in assert_one_line(run(settings, *arguments), 2)


def test_a_wrong_setting_is_one_line(settings: Settings) -> None:
    result = run(settings, "ask", "谁牵头？", POLICYQA_PROT="1")
    assert "POLICYQA_PROT" in assert_one_line(result, 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(settings: Settings, command: str) -> None:
    result = run(settings, command, "--help")
    assert result.returncode == 0
    assert f"policyqa {command}" in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, ui.cli; print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'torch', 'gradio', 'fastapi', 'faiss', 'llama_index', 'numpy', 'assistant'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8"
    )
    assert result.stdout.strip() == "[]", result.stderr


@pytest.fixture(scope="module")
def server(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `policyqa serve`, started where there is no index yet."""
    data = str(tmp_path_factory.mktemp("served"))
    with started(settings, POLICYQA_DATA=data) as program:
        yield program.address


def test_serve_builds_the_index_and_answers(server: str) -> None:
    assert httpx.get(f"{server}/readyz").json() == {"status": "ready", "items": 83}
    answer = httpx.post(f"{server}/api/ask", json={"question": "任务38由谁牵头？"}).json()
    assert "基层处" in answer["answer"]


def test_the_page_is_served_and_names_no_foreign_host(server: str) -> None:
    response = httpx.get(server)
    assert response.status_code == 200
    assert wording.TITLE in response.text
    assert "connect-src 'self'" in response.headers["content-security-policy"]
    for host in ("fonts.googleapis", "cdn.", "unpkg.com", "huggingface.co"):
        assert host not in response.text


def test_the_page_does_not_hide_the_api(server: str) -> None:
    assert httpx.get(f"{server}/api/nothing").json()["error"]["code"] == "not_found"
    assert httpx.get(f"{server}/api/ask").json()["error"]["code"] == "method_not_allowed"


def test_a_port_in_use_is_one_line(server: str, settings: Settings) -> None:
    port = server.rpartition(":")[2]
    assert port in assert_one_line(run(settings, "serve", "--port", port), 1)
