"""The whole command, asking a stand-in server over the made corpus."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from eval.command import run
from eval.question_sets import Question

REPLIES: dict[str, dict[str, Any]] = {
    "河道淤泥清理谁牵头？": {"answer": "由**城建科**牵头。", "ids": ["town#6"]},
    "加装电梯的委属单位是谁？": {"answer": "由绿化科牵头。", "ids": ["town#5"]},
    "食药科牵头几项任务？": {"answer": "2 项。", "ids": ["town#3", "town#7"], "count": 2},
    "咨询热线号码？": {"answer": "文件没有写明。", "ids": [], "refused": True},
}


class _Server(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = REPLIES[asked["question"]]
        body = {
            "answer": reply["answer"],
            "refused": reply.get("refused", False),
            "count": reply.get("count"),
            "citations": [{"item_id": name} for name in reply["ids"]],
            "related": [],
        }
        self.send_response(200 if self.path == "/api/ask" else 404)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


@pytest.fixture
def arguments(
    server: str,
    questions: Sequence[Question],
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    monkeypatch.setenv("POLICYQA_DATA", str(data_folder))
    path = tmp_path / "made.jsonl"
    path.write_text("\n".join(one.model_dump_json() for one in questions), encoding="utf-8")
    return ["--http", server, "--questions", str(path), "--out", str(tmp_path / "out")]


def _expect(folder: Path, text: str) -> list[str]:
    path = folder / "expected.toml"
    path.write_text(f"[made]\n{text}\n", encoding="utf-8")
    return ["--check", "--expected", str(path)]


def test_the_table_shows_the_assistant_beside_both_baselines(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    total = next(line for line in printed.splitlines() if "合计" in line)
    # One of the four answers names a wrong owner and misses the unit that was asked for.
    assert total.split()[:3] == ["合计", "4", "本系统"]
    assert total.split()[3] == "75.0"
    assert "关键词" in printed
    assert "切块向量" in printed
    assert "角色说错：1 个回答" in printed


def test_the_json_result_holds_the_conditions_and_every_row(
    arguments: list[str], tmp_path: Path
) -> None:
    run(arguments)
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert result["conditions"]["embedder"] == "hashing"
    assert result["conditions"]["corpus_sha256"] == "made"
    (made,) = result["sets"]
    assert set(made["systems"]) == {"assistant", "keyword", "chunks"}
    rows = made["systems"]["assistant"]["rows"]
    assert [row["all_right"] for row in rows] == [True, False, True, True]
    assert rows[1]["wrong_owners"][0]["name"] == "绿化科"
    assert rows[1]["missing"] == ["物业中心"]


def test_the_page_shows_what_went_wrong_and_the_picture(
    arguments: list[str], tmp_path: Path
) -> None:
    run(arguments)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "没有全对的题（1）" in page
    assert "缺少：物业中心" in page
    assert "<svg" in page
    assert (tmp_path / "out" / "curve-made.svg").is_file()


def test_a_check_that_holds_returns_zero(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = _expect(tmp_path, "all_right = 0.75\nanswers = 0.7\nwrong_owners = 1")
    assert run([*arguments, "--no-baselines", *expected]) == 0
    printed = capsys.readouterr().out
    assert "OK   made.all_right = 0.75\n" in printed
    assert "OK   made.answers = 0.75，好于期望值 0.7" in printed


def test_a_check_that_fails_returns_one_and_names_the_figure(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = _expect(tmp_path, "all_right = 0.9")
    assert run([*arguments, "--no-baselines", *expected]) == 1
    assert "FAIL made.all_right = 0.75，期望 0.9" in capsys.readouterr().out


def test_a_check_of_a_set_without_expectations_fails(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "expected.toml"
    path.write_text("", encoding="utf-8")
    assert run([*arguments, "--no-baselines", "--check", "--expected", str(path)]) == 1
    printed = capsys.readouterr().out
    assert "made：没有写下期望值" in printed
    path.write_text(printed[printed.index("[made]") :], encoding="utf-8")
    assert run([*arguments, "--no-baselines", "--check", "--expected", str(path)]) == 0


def test_a_server_that_is_not_there_is_said_plainly(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments[1] = "http://127.0.0.1:9"
    assert run(arguments) == 2
    assert "http://127.0.0.1:9/api/ask 没有可用的回答" in capsys.readouterr().err


def test_a_missing_question_file_is_said_plainly(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--questions", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err
