"""Disks, files, locks and clocks that fail: what is told, and what goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import ui.upkeep.mend as mend
from assistant.settings import Settings
from index.generations import current
from tests.ui.disks import as_root, fill
from ui import review
from ui.app import create_app
from ui.feedback import MOST_REFUSALS, FeedbackStore
from ui.schemas import FeedbackRequest
from ui.service import Service
from ui.upkeep.masking import masked

QUESTION = {"question": "任务38由谁牵头？"}
JUDGEMENT = {"question": "谁牵头？", "answer": "基层处", "useful": True}


def app_over(settings: Settings, data: Path) -> FastAPI:
    """A service with a copy of the index in its own data folder."""
    shutil.copytree(settings.index_folder, data / "index")
    return create_app(settings.model_copy(update={"data": data}), page=False)


def client_of(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


def error_of(client: TestClient, path: str, body: dict[str, object]) -> tuple[int, str, str]:
    response = client.post(path, json=body)
    error = response.json()["error"]
    return response.status_code, error["code"], error["message"]


def test_on_a_full_disk_questions_are_answered_and_the_rest_is_told(
    settings: Settings, small_disk: Path
) -> None:
    client = client_of(app_over(settings, small_disk / "data"))
    assert client.post("/api/feedback", json=JUDGEMENT).status_code == 204
    filler = fill(small_disk)
    assert "基层处" in client.post("/api/ask", json=QUESTION).text
    refused = client.post("/api/ask", json={"question": "家庭医生的联系电话是多少？"}).json()
    assert refused["refused"] is True
    long = {**JUDGEMENT, "answer": "长" * 40_000}
    status, code, message = error_of(client, "/api/feedback", long)
    assert (status, code) == (503, "disk_full")
    assert "磁盘满了" in message
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert "disk_full" in [problem["code"] for problem in ready["problems"]]
    filler.unlink()
    assert client.post("/api/feedback", json=long).status_code == 204


def test_on_a_read_only_disk_questions_are_answered(settings: Settings, small_disk: Path) -> None:
    client = client_of(app_over(settings, small_disk / "data"))
    assert client.post("/api/feedback", json=JUDGEMENT).status_code == 204
    as_root("mount", "-o", "remount,ro", str(small_disk))
    assert "基层处" in client.post("/api/ask", json=QUESTION).text
    assert error_of(client, "/api/feedback", JUDGEMENT)[:2] == (503, "disk_read_only")
    problems = client.get("/readyz").json()["problems"]
    assert "disk_read_only" in [problem["code"] for problem in problems]


def test_a_locked_database_is_told_and_costs_nobody_an_answer(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.feedback._PATIENCE", 0.1)
    client = client_of(app_over(settings, tmp_path / "data"))
    assert client.post("/api/feedback", json=JUDGEMENT).status_code == 204
    with closing(sqlite3.connect(tmp_path / "data" / "feedback.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        asked = client.post("/api/ask", json={"question": "家庭医生的联系电话是多少？"})
        assert asked.json()["refused"] is True
        problems = client.get("/readyz").json()["problems"]
        assert [problem["code"] for problem in problems] == ["feedback_locked"]


def test_somebody_elses_lock_on_the_catalogue_is_no_hindrance(
    settings: Settings, tmp_path: Path
) -> None:
    app = app_over(settings, tmp_path / "data")
    catalogue = current(tmp_path / "data" / "index") / "catalogue.sqlite"
    with closing(sqlite3.connect(catalogue)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "基层处" in client_of(app).post("/api/ask", json=QUESTION).text


def test_a_damaged_feedback_file_is_kept_aside_and_a_new_one_begun(
    settings: Settings, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    client = client_of(app_over(settings, data))
    (data / "feedback.sqlite3").write_bytes(b"no database" * 1000)
    assert [one["code"] for one in client.get("/readyz").json()["problems"]] == ["feedback_damaged"]
    assert client.post("/api/feedback", json=JUDGEMENT).status_code == 204
    assert FeedbackStore(data / "feedback.sqlite3").counts() == (1, 0)
    (aside,) = data.glob("feedback.sqlite3.damaged-*")
    assert aside.read_bytes().startswith(b"no database")


def test_a_flipped_bit_in_what_users_said_hides_nothing_else(tmp_path: Path) -> None:
    path, chance = tmp_path / "feedback.sqlite3", random.Random(8)
    store = FeedbackStore(path)
    for number in range(20):
        said = {"question": f"任务{number}由谁牵头？", "answer": "基层处", "useful": False}
        store.add(FeedbackRequest(**said, item_ids=[f"pudong-2024#{number}"]))  # type: ignore[arg-type]
        store.note_refusal(f"第{number}项的电话是多少？", "没有写")
    content = path.read_bytes()
    # Without byte 18: it says that a file is only to be read, and that is what is told then.
    for place in [
        *range(18),
        *range(19, 110),
        *(chance.randrange(len(content)) for _ in range(400)),
    ]:
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        rows = list(review.rows(review.review(store)))
        aside = [*tmp_path.glob("feedback.sqlite3.damaged-*")]
        # The first page names the tables: where it is hit, all may be gone, but nothing fails.
        assert place < 4096 or len(rows) >= 38 or aside, place
        store.add(FeedbackRequest(question="谁牵头？", answer="基层处", useful=True))
        for one in (*aside, path, *tmp_path.glob("feedback.sqlite3.damaged-*")):
            one.unlink(missing_ok=True)


def test_strangers_cannot_fill_the_disk_with_judgements(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.feedback.MOST_BYTES", 1_000_000)
    client = client_of(app_over(settings, tmp_path / "data"))
    for number in range(30):
        large = {**JUDGEMENT, "question": f"问{number}", "answer": "长" * 40_000}
        if (sent := client.post("/api/feedback", json=large)).status_code != 204:
            break
    assert (sent.status_code, sent.json()["error"]["code"]) == (503, "feedback_full")
    assert (tmp_path / "data" / "feedback.sqlite3").stat().st_size < 1_500_000
    assert [one["code"] for one in client.get("/readyz").json()["problems"]] == ["feedback_full"]
    assert FeedbackStore(tmp_path / "data" / "feedback.sqlite3").counts() == (number, 0)
    assert client.post("/api/ask", json=QUESTION).status_code == 200


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << place % 8]))


def test_a_flipped_bit_anywhere_is_noticed_before_the_next_answer_and_mended(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mend, "_PAUSE", 0.0)
    app = app_over(settings, tmp_path / "data")
    service: Service = app.state.service
    mend.Mender(service, app.state.rebuild)
    client = client_of(app)
    chance = random.Random(8)
    for number in range(len(list(current(service.settings.index_folder).iterdir()))):
        assert "基层处" in client.post("/api/ask", json=QUESTION).text
        build = current(service.settings.index_folder)
        files = sorted(build.iterdir())
        path = files[number]
        if number % 2:
            os.truncate(path, chance.randrange(path.stat().st_size))
        else:
            flip(path, chance.randrange(path.stat().st_size))
        status, code, message = error_of(client, "/api/ask", QUESTION)
        assert (status, code) == (503, "index_damaged")
        assert path.name in message
        deadline = time.monotonic() + 30
        while app.state.rebuild.progress.state == "running" and time.monotonic() < deadline:
            time.sleep(0.02)


def test_damage_soon_after_damage_is_mended_at_once_but_not_without_end(
    settings: Settings, tmp_path: Path
) -> None:
    app = app_over(settings, tmp_path / "data")
    service: Service = app.state.service
    mend.Mender(service, app.state.rebuild)
    client = client_of(app)

    def damage() -> None:
        assert client.post("/api/ask", json=QUESTION).status_code == 200
        flip(current(service.settings.index_folder) / "items.jsonl", 100)
        assert error_of(client, "/api/ask", QUESTION)[:2] == (503, "index_damaged")

    for _ in range(mend.AT_ONCE):
        damage()
        deadline = time.monotonic() + 30  # less than the pause between attempts that go on
        while client.post("/api/ask", json=QUESTION).status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    damage()
    before = current(service.settings.index_folder)
    app.state.rebuild.finish(30)
    assert current(service.settings.index_folder) == before
    assert error_of(client, "/api/ask", QUESTION)[:2] == (503, "index_damaged")


def test_a_lost_index_is_built_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_over(settings, tmp_path / "data")
    mend.Mender(app.state.service, app.state.rebuild)
    client = client_of(app)
    shutil.rmtree(tmp_path / "data" / "index")
    assert error_of(client, "/api/ask", QUESTION)[:2] == (503, "index_missing")
    deadline = time.monotonic() + 30
    while client.post("/api/ask", json=QUESTION).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_clock_that_is_set_back_locks_nobody_out(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = settings.model_copy(update={"data": tmp_path / "data"})
    shutil.copytree(settings.index_folder, own.index_folder)
    app = create_app(own.model_copy(update={"rate_per_minute": 2}), page=False)
    client, now = client_of(app), time.time
    statuses = [client.get("/api/documents").status_code for _ in range(5)]
    assert 429 in statuses[2:]  # not all of them: a new minute may begin in between
    monkeypatch.setattr(time, "time", lambda: now() - 86_400)
    assert client.get("/api/documents").status_code == 200
    codes = [problem["code"] for problem in client.get("/readyz").json()["problems"]]
    assert codes == ["clock_moved"]


def judge_for_ever(path: Path, accepted: int) -> None:
    """Write judgements, and tell of each one that was kept; runs in a process of its own."""
    store = FeedbackStore(path)
    for number in range(10_000):
        store.add(FeedbackRequest(question=str(number), answer="答", useful=True))
        os.write(accepted, b"x")


def test_no_accepted_judgement_is_lost_however_often_the_process_is_killed(tmp_path: Path) -> None:
    path, accepted, chance = tmp_path / "feedback.sqlite3", 0, random.Random(3)
    for _ in range(6):
        reading, writing = os.pipe()
        child = multiprocessing.get_context("fork").Process(
            target=judge_for_ever, args=(path, writing)
        )
        child.start()
        os.close(writing)
        accepted += len(os.read(reading, 1))  # the first is kept
        time.sleep(chance.random() * 0.1)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        while more := os.read(reading, 4096):
            accepted += len(more)
        os.close(reading)
        kept = FeedbackStore(path).counts()[0]
        assert accepted <= kept <= accepted + 1  # the last may have been kept and not told
        accepted = kept


def test_refused_questions_do_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_REFUSALS <= 100_000
    monkeypatch.setattr("ui.feedback.MOST_REFUSALS", 5)
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    for number in [0, 0, *range(20)]:
        store.note_refusal(f"问题{number}号", "没有写")
    kept = store.refusals()
    assert len(kept) == 5
    assert (kept[0].question, kept[0].times) == ("问题0号", 3)


def test_a_judged_question_is_kept_without_telephone_numbers(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    store.add(FeedbackRequest(question="打138 1234 5678找谁？", answer="答", useful=False))
    assert [one.question for one in store.judgements(useful=False)] == ["打13*********78找谁？"]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("我的电话13812345678，谁牵头？", "我的电话13*******78，谁牵头？"),
        ("身份证31010119900307123X能办吗", "身份证31**************3X能办吗"),
        ("打021-6483 5790找谁", "打02*********90找谁"),
        ("１３８１２３４５６７８是谁", "１３*******７８是谁"),
        ("打+86 138  1234  5678吗", "打+86**************78吗"),
        ("打＋８６　１３８　１２３４　５６７８", "打＋８６************７８"),
        ("打138\u200b1234\u200b5678、138_1234_5678", "打13*********78、13*********78"),
        ("身份证310101 19900307 123 X", "身份证31*****************" + " X"),
        ("打幺三八一二三四五六七八", "打幺三*******七八"),
        ("写信到zhang＠example.cn吗", "写信到***@***吗"),
        ("写信到 zhang.san@example.cn 吗", "写信到 ***@*** 吗"),
        ("任务38在2024年9月30日前由谁牵头？", "任务38在2024年9月30日前由谁牵头？"),
        ("沪卫〔2024〕123号第4条", "沪卫〔2024〕123号第4条"),
    ],
)
def test_numbers_of_persons_are_hidden(question: str, kept: str) -> None:
    assert masked(question) == kept
