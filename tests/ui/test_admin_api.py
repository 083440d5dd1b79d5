"""What an administrator does over HTTP: upload, look, publish, replace, remove, see what failed."""

from __future__ import annotations

import base64
import csv
import io
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.settings import Settings
from tests.ui.plans import plan
from ui import documents
from ui.app import create_app
from ui.doors.bodies import LARGEST_UPLOAD

PASSWORD = "钥匙-1"
POINTS = "2024年上海市卫生健康领域政务服务改革工作要点.txt"


@pytest.fixture
def managed(tmp_path: Path, settings: Settings) -> Settings:
    own = Settings(
        corpus=settings.corpus, data=tmp_path, embedder="hashing", admin_password=PASSWORD
    )
    shutil.copytree(settings.index_folder, own.index_folder)
    return own


@pytest.fixture
def managed_app(managed: Settings) -> FastAPI:
    return create_app(managed, page=False)


@pytest.fixture
def admin(managed_app: FastAPI) -> Iterator[TestClient]:
    token = base64.b64encode(f"admin:{PASSWORD}".encode()).decode()
    with TestClient(managed_app, headers={"Authorization": f"Basic {token}"}) as client:
        yield client


def upload(client: TestClient, name: str, text: str) -> dict[str, Any]:
    response = client.post("/api/admin/documents", files={"file": (name, text.encode())})
    assert response.status_code == 201, response.text
    draft: dict[str, Any] = response.json()
    return draft


def publish(client: TestClient, key: str, **facts: object) -> None:
    response = client.post(f"/api/admin/documents/{key}/publish", json=facts)
    assert response.status_code == 202, response.text
    wait(client)


def act(client: TestClient, key: str, what: str) -> None:
    response = client.post(f"/api/admin/documents/{key}/{what}")
    assert response.status_code == 202, response.text
    wait(client)


def wait(client: TestClient) -> None:
    for _ in range(600):
        progress = client.get("/api/admin/rebuild").json()
        if progress["state"] != "running":
            assert progress["state"] == "done", progress["message"]
            return
        time.sleep(0.05)
    raise AssertionError("the build did not end")


def ask(client: TestClient, question: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/ask", json={"question": question}).json()
    return answer


def listed(client: TestClient) -> dict[str, dict[str, Any]]:
    return {one["file"]: one for one in client.get("/api/admin/documents").json()["documents"]}


def test_nothing_is_shown_without_the_password(managed_app: FastAPI, client: TestClient) -> None:
    paths = ("documents", "rebuild", "review", "review.csv", "review.xlsx", "evaluation")
    wrong = ({}, {"Authorization": "Bearer no"}, {"Authorization": "Basic %%%"})
    good = {"Authorization": f"Bearer {PASSWORD}".encode()}
    for number, path in enumerate(paths):
        # Each from an address of its own: who fails often is not listened to for a while.
        stranger = TestClient(managed_app, client=(f"192.0.2.{number}", 1))
        closed = client.get(f"/api/admin/{path}")  # of a service that has no password
        assert closed.status_code == 403
        assert "POLICYQA_ADMIN_PASSWORD" in closed.json()["error"]["message"]
        for header in wrong:
            assert stranger.get(f"/api/admin/{path}", headers=header).status_code == 401
        assert stranger.get(f"/api/admin/{path}", headers=good).status_code in (200, 404)
    assert stranger.post("/api/admin/documents", files={"file": ("a.txt", b"x")}).status_code == 401
    assert stranger.post("/api/admin/rebuild").status_code == 401


def test_an_upload_is_shown_item_by_item_and_answers_only_once_published(admin: TestClient) -> None:
    draft = upload(admin, "../计划.txt", plan("智慧病历", gap=True))
    assert draft["file"] == "计划.txt"
    assert [item["number"] for item in draft["items"]] == [1, 2, 4]
    assert draft["items"][0]["lead"] == ["信息处"]
    assert any("缺 3" in warning["message"] for warning in draft["warnings"])
    question = "推进智慧病历共享由谁牵头？"
    assert "信息处" not in ask(admin, question)["answer"]
    publish(admin, draft["key"], short_title="示范区计划", date="2025-03-01")
    answer = ask(admin, question)
    assert "信息处" in answer["answer"]
    (cited,) = answer["citations"]
    assert cited["doc_id"] == listed(admin)["计划.txt"]["doc_id"]
    served = {one["doc_id"]: one for one in admin.get("/api/documents").json()}[cited["doc_id"]]
    assert (served["short_title"], served["date"]) == ("示范区计划", "2025-03-01")
    assert admin.get("/api/admin/documents").json()["up_to_date"]


def test_uploads_survive_a_restart_and_a_build_from_the_command_line(
    admin: TestClient, managed: Settings
) -> None:
    from ui.cli_build import build_with_progress

    publish(admin, upload(admin, "计划.txt", plan("智慧病历"))["key"])
    build_with_progress([], managed)
    with TestClient(create_app(managed, page=False)) as restarted:
        assert "信息处" in ask(restarted, "推进智慧病历共享由谁牵头？")["answer"]


def test_a_new_version_takes_the_place_and_the_links_of_the_old(admin: TestClient) -> None:
    publish(admin, upload(admin, "计划.txt", plan("智慧病历"))["key"])
    old = listed(admin)["计划.txt"]
    draft = upload(admin, "计划.txt", plan("智慧病历").replace("信息处", "数据处"))
    assert draft["same_as"] == old["key"]
    publish(admin, draft["key"], replaces=old["key"])
    answer = ask(admin, "推进智慧病历共享由谁牵头？")
    assert "数据处" in answer["answer"]
    assert [cited["item_id"] for cited in answer["citations"]] == [f"{old['doc_id']}#1"]
    refused = admin.post(f"/api/admin/documents/{old['key']}/restore")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "document_replaced")


def test_two_documents_of_one_name_stay_apart(admin: TestClient) -> None:
    for topic in ("智慧病历", "移动护理"):
        publish(admin, upload(admin, "计划.txt", plan(topic))["key"])
    ids = [one["doc_id"] for one in admin.get("/api/documents").json()]
    assert len(set(ids)) == 4


def test_a_shipped_document_is_removed_by_a_note_and_comes_back(
    admin: TestClient, managed: Settings
) -> None:
    assert ask(admin, "“一业一证”涉及哪些行业？")["refused"] is False
    before = (managed.corpus / POINTS).read_bytes()
    act(admin, POINTS, "remove")
    assert [one["doc_id"] for one in admin.get("/api/documents").json()] == ["pudong-2024"]
    assert listed(admin)[POINTS]["state"] == "removed"
    last = admin.post(f"/api/admin/documents/{next(iter(set(listed(admin)) - {POINTS}))}/remove")
    assert (last.status_code, last.json()["error"]["code"]) == (409, "last_document")
    act(admin, POINTS, "restore")
    assert len(admin.get("/api/documents").json()) == 2
    assert (managed.corpus / POINTS).read_bytes() == before


def test_uploads_can_stand_instead_of_the_shipped_documents(admin: TestClient) -> None:
    shipped = list(listed(admin))
    publish(admin, upload(admin, "计划.txt", plan("智慧病历"))["key"])
    for name in shipped:
        act(admin, name, "remove")
    assert admin.get("/api/items").json()["total"] == 3
    assert ask(admin, "任务38由谁牵头？")["refused"] is True


def test_a_file_that_cannot_be_read_is_refused_and_leaves_nothing(
    admin: TestClient, managed: Settings
) -> None:
    files = {
        "空.txt": (b"", "没有文字"),
        "坏.docx": (b"PK\x03\x04broken", "已损坏"),
        "节目.bin": (b"\x00\x01", "没有能读"),
        "": (b"x", "没有收到文件"),
    }
    for name, (content, said) in files.items():
        response = admin.post("/api/admin/documents", files={"file": (name, content)})
        assert response.status_code == 422
        assert said in response.json()["error"]["message"]
    assert list((managed.data / "documents").glob("*")) == []


def test_a_file_that_is_too_large_is_refused(admin: TestClient) -> None:
    content = b"x" * (LARGEST_UPLOAD + 1)
    response = admin.post("/api/admin/documents", files={"file": ("大.txt", content)})
    assert response.status_code == 413
    assert "50 MB" in response.json()["error"]["message"]


def test_what_waits_can_be_thrown_away_and_what_is_live_cannot(
    admin: TestClient, managed: Settings
) -> None:
    draft = upload(admin, "计划.txt", plan("智慧病历"))
    assert admin.delete(f"/api/admin/documents/{draft['key']}").status_code == 204
    assert not list((managed.data / "documents").glob("u-*"))
    assert admin.delete(f"/api/admin/documents/{POINTS}").status_code == 409
    assert admin.delete("/api/admin/documents/nothing").status_code == 404


def test_questions_are_answered_all_through_a_rebuild(admin: TestClient) -> None:
    def ask_on(_: int) -> bool:
        answers = [ask(admin, "任务38由谁牵头？")["answer"] for _ in range(15)]
        return all("基层处" in answer for answer in answers)

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask_on, number) for number in range(3)]
        for topic in ("智慧病历", "移动护理"):
            publish(admin, upload(admin, f"{topic}.txt", plan(topic))["key"])
        assert [one.result() for one in asked] == [True] * 3


def test_a_build_that_fails_says_why_and_leaves_the_old_index(
    admin: TestClient, managed: Settings
) -> None:
    publish(admin, upload(admin, "计划.txt", plan("智慧病历"))["key"])
    (one,) = [one for one in documents.stored(managed) if one.uploaded]
    one.path.write_bytes(b"")
    admin.post("/api/admin/rebuild")
    while (progress := admin.get("/api/admin/rebuild").json())["state"] == "running":
        time.sleep(0.05)
    assert progress["state"] == "failed"
    assert "计划.txt" in progress["message"]
    assert "信息处" in ask(admin, "推进智慧病历共享由谁牵头？")["answer"]
    assert "没有文字" in listed(admin)["计划.txt"]["problem"]


def test_refused_questions_and_wrong_answers_are_grouped_and_exported(admin: TestClient) -> None:
    for question in ("基层处的联系电话是多少？", "基层处的联系电话是多少", "今天天气怎么样？"):
        assert ask(admin, question)["refused"]
    judged = {"question": "任务3由谁牵头？", "answer": "规划发展处", "useful": False}
    for reason in ("=不对", "不全"):
        admin.post("/api/feedback", json={**judged, "reason": reason})
    review = admin.get("/api/admin/review").json()
    phone = next(g for g in review["refused"] if "电话" in g["questions"][0]["question"])
    assert [asked["times"] for asked in phone["questions"]] == [2]
    (wrong,) = review["judged"]
    assert (wrong["times"], set(wrong["reasons"])) == (2, {"=不对", "不全"})
    text = admin.get("/api/admin/review.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert [line[2] for line in lines if "电话" in line[1]] == ["2"]
    sheet = load_workbook(io.BytesIO(admin.get("/api/admin/review.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["B"]] == [line[1] for line in lines]


def test_the_evaluation_report_is_shown_once_there_is_one(
    admin: TestClient, managed: Settings
) -> None:
    missing = admin.get("/api/admin/evaluation")
    assert missing.status_code == 404
    assert "policyqa eval" in missing.json()["error"]["message"]
    (managed.data / "eval").mkdir()
    (managed.data / "eval" / "report.html").write_text("<h1>评测</h1>", encoding="utf-8")
    assert "评测" in admin.get("/api/admin/evaluation").text
