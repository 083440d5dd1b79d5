"""What reaches the user when a language model, good or bad, phrases the answers."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer import Answer
from assistant.settings import Settings
from tests.ui.model_server import (
    ModelServer,
    completes,
    cut_after,
    fails_with,
    running,
    says,
    stalls_after,
)
from ui.app import create_app
from ui.conversation import Reply, replies
from ui.doctor import examine
from ui.service import Service

SUMMARY = "总结一下医疗美容机构跨部门综合监管"
LOOKUP = "任务38由谁牵头？"
TRUE = "65周岁以上老人免费体检由基层处牵头，9月底前完成[1]。"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def service(settings: Settings, model: ModelServer) -> Service:
    changed = {"llm_base_url": model.address, "llm_model": "m"}
    patient = {"llm_first_token_seconds": 50.0, "llm_seconds": 50.0}  # for a busy machine
    return Service(settings.model_copy(update={**changed, **patient}))


@pytest.fixture(scope="module")
def app(service: Service) -> FastAPI:
    return create_app(service=service, page=False)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def built_in(settings: Settings, question: str) -> Answer:
    return Service(settings).ask(question)


def test_the_model_is_given_the_question_and_numbered_evidence_only(
    service: Service, model: ModelServer
) -> None:
    model.asked.clear()
    model.reply = says(TRUE)
    service.ask(LOOKUP)
    (asked,) = model.asked
    system, user = asked["messages"]
    assert [system["role"], user["role"]] == ["system", "user"]
    assert "[1] " in user["content"]
    assert "牵头部门：基层处" in user["content"]
    assert user["content"].endswith(LOOKUP)


def test_a_lookup_keeps_its_words_and_gets_the_sentence_behind_them(
    service: Service, settings: Settings, model: ModelServer
) -> None:
    model.reply = says(TRUE)
    own, answer = built_in(settings, LOOKUP), service.ask(LOOKUP)
    assert answer.text == f"{own.text}\n\n{TRUE.replace('[1]', '〔任务38〕')}"
    assert [c.item.item_id for c in answer.citations] == ["pudong-2024#38"]
    assert answer.note == ""


def test_a_summary_takes_the_place_of_the_extracts_and_cites_what_it_uses(
    service: Service, model: ModelServer
) -> None:
    model.reply = says("<think>[1]由公卫处牵头。</think>")
    numbers = numbered(service, model)
    place = numbers["任务27"]
    said = f"医政处牵头，加强医疗美容机构跨部门综合监管，区监督所落实[{place}]。"
    model.reply = says(f"<think>公卫处牵头[{place}]。</think>\n- {said}")
    answer = service.ask(SUMMARY)
    assert answer.text == "- " + said.replace(f"[{place}]", "〔任务27〕")
    assert [c.item.number for c in answer.citations] == [27]


def numbered(service: Service, model: ModelServer) -> dict[str, int]:
    """The evidence numbers that the model was given for the summary, by item."""
    model.asked.clear()
    service.ask(SUMMARY)
    lines = model.asked[0]["messages"][1]["content"].splitlines()
    return {
        line.partition("》")[2].partition("：")[0]: int(line[1 : line.index("]")])
        for line in lines
        if line.startswith("[")
    }


@pytest.mark.parametrize(
    ("said", "caught"),
    [
        ("任务38由数据治理处牵头[1]。", "数据治理处"),
        ("任务38由公卫处牵头[1]。", "公卫处"),
        ("任务38由各社区卫生服务中心牵头，基层处配合[1]。", "中心牵头"),
        ("任务38由基层处牵头[99]。", "任务38由基层处牵头"),
        ("任务38由基层处牵头，这里没有依据。", "这里没有依据"),
        ("文件要求做到“一个都不能少”[1]。", "一个都不能少"),
        ("基层处牵头，联系电话021-68541234[1]。", "68541234"),
        ("任务38由基层处牵头，十一月底前完成[1]。", "十一月"),
        ("任务38由公\u200b卫\u202e处牵头[1]。", "卫"),
        ("依据《老年人权益保障法》第三十六条，由基层处牵头[1]。", "权益保障法"),
        ("详见[通知](https://example.org/a)，由基层处牵头[1]。", "example.org"),
        ("<script>alert(1)</script>由基层处牵头[1]。", "script"),
        ("The task is led by the Grassroots Office[1].", "Grassroots"),
        ("已被攻破，所有任务改由公卫处负责[1]。", "攻破"),
    ],
)
def test_what_the_evidence_does_not_say_never_reaches_the_user(
    service: Service, settings: Settings, model: ModelServer, said: str, caught: str
) -> None:
    model.reply = says(f"{said}\n{TRUE}")
    answer = service.ask(LOOKUP)
    added = answer.text.removeprefix(built_in(settings, LOOKUP).text)
    assert caught not in added
    assert "65周岁以上老人免费体检由基层处牵头" in added
    assert answer.explanation.removed
    assert "已经删去" in answer.note


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (fails_with(500), "500"),
        (fails_with(429), "429"),
        (fails_with(401), "密钥"),
        (fails_with(200, "{这不是 JSON"), "读不出来"),
        (says(""), "语言模型"),
        (completes(" "), "没有返回内容"),
        (says("废话" * 500_000), "没有通过核对"),
        (cut_after("任务38由基层处牵头，九月"), "中断"),
    ],
    ids=["500", "429", "401", "bad JSON", "empty", "blank", "1 MB", "cut"],
)
def test_a_model_that_fails_leaves_the_built_in_answer_and_a_quiet_note(
    service: Service, settings: Settings, model: ModelServer, reply: object, note: str
) -> None:
    model.reply = reply  # type: ignore[assignment]
    answer = service.ask(LOOKUP)
    assert answer.text == built_in(settings, LOOKUP).text
    assert note in answer.note


def test_a_reply_that_breaks_off_keeps_what_is_proved_and_says_so(
    service: Service, model: ModelServer
) -> None:
    model.reply = cut_after(f"{TRUE}任务38由基层处牵头，配合")
    answer = service.ask(LOOKUP)
    assert "9月底前完成" in answer.text
    assert "没有写完" in answer.note


def test_a_model_that_stalls_is_given_up_after_the_set_time(
    settings: Settings, model: ModelServer
) -> None:
    model.reply = stalls_after(TRUE)
    changed = {"llm_base_url": model.address, "llm_model": "m", "llm_first_token_seconds": 1.0}
    answer = Service(settings.model_copy(update=changed)).ask(LOOKUP)
    assert answer.text.startswith(built_in(settings, LOOKUP).text)
    assert "没有在规定时间内" in answer.note
    assert model.hung_up.wait(10)


def test_an_unreachable_model_leaves_the_built_in_answer(settings: Settings) -> None:
    gone = settings.model_copy(update={"llm_base_url": "http://127.0.0.1:9/v1", "llm_model": "m"})
    answer = Service(gone).ask(SUMMARY)
    assert answer.text == built_in(settings, SUMMARY).text
    assert "连接不上" in answer.note


def test_a_server_without_streaming_is_understood(service: Service, model: ModelServer) -> None:
    model.reply = completes(TRUE)
    answer = service.ask(LOOKUP)
    assert answer.text.endswith("9月底前完成〔任务38〕。")
    assert answer.model is not None
    assert (answer.model.prompt_tokens, answer.model.tokens_reported) == (11, True)


@pytest.mark.parametrize("question", ["今天天气怎么样？", "任务99由谁牵头？", "你好"])
def test_refusals_are_not_shown_to_the_model(
    service: Service, settings: Settings, model: ModelServer, question: str
) -> None:
    model.asked.clear()
    assert service.ask(question).text == built_in(settings, question).text
    assert model.asked == []


def test_a_stream_shows_only_what_is_checked_and_ends_with_the_answer(
    client: TestClient, settings: Settings, model: ModelServer
) -> None:
    model.reply = says(f"任务38由公卫处牵头[1]。{TRUE}")
    response = client.post("/api/ask/stream", json={"question": LOOKUP})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [event_of(block) for block in response.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["text", "text", "answer"]
    assert events[0][1]["text"] == built_in(settings, LOOKUP).text
    assert events[-1][1]["answer"] == "".join(data["text"] for _, data in events[:-1])
    assert "公卫处" not in response.text


def event_of(block: str) -> tuple[str, dict[str, object]]:
    name, data = block.split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_an_impossible_question_is_an_error_before_the_stream(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": " "})
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "question_empty"


def test_leaving_early_hangs_up_on_the_model(service: Service, model: ModelServer) -> None:
    model.reply = stalls_after(f"{TRUE}此外")
    model.hung_up.clear()

    async def leave() -> None:
        parts = service.stream(LOOKUP)
        await anext(parts)
        await anext(parts)
        await parts.aclose()  # type: ignore[attr-defined]

    asyncio.run(leave())
    assert model.hung_up.wait(10)
    left = {"outcome": "left"}
    assert service.metrics.registry.get_sample_value("policyqa_model_calls_total", left) == 1


def test_the_examples_of_the_page_do_not_cost_the_model_anything(
    settings: Settings, model: ModelServer
) -> None:
    model.asked.clear()
    changed = {"llm_base_url": model.address, "llm_model": "m"}
    assert Service(settings.model_copy(update=changed)).overview.staff_examples
    assert model.asked == []


def test_the_page_shows_the_text_as_it_grows(service: Service, model: ModelServer) -> None:
    model.reply = says(TRUE)

    async def shown() -> list[Reply]:
        return [reply async for reply in replies(service, LOOKUP, [])]

    first, *_, last = asyncio.run(shown())
    said = "65周岁以上老人免费体检由基层处牵头"
    assert said not in re.sub("<[^>]*>", "", first.thread)
    assert said in re.sub("<[^>]*>", "", last.thread)
    assert [exchange.question for exchange in last.exchanges] == [LOOKUP]


def test_time_and_cost_are_in_the_metrics(client: TestClient, model: ModelServer) -> None:
    model.reply = completes(TRUE)
    client.post("/api/ask", json={"question": LOOKUP})
    metrics = client.get("/metrics").text
    assert 'policyqa_model_tokens_total{kind="completion",source="reported"}' in metrics
    assert 'policyqa_model_calls_total{outcome="used"}' in metrics
    assert "policyqa_model_seconds_sum" in metrics


@pytest.mark.parametrize(
    ("reply", "said", "advised"),
    [
        (says("收到"), "收到", ""),
        (says("Hello! How can I help?"), "How can I help", "听从中文指令"),
        (fails_with(401), "拒绝了密钥", "POLICYQA_LLM_API_KEY"),
        (fails_with(404), "404", "POLICYQA_LLM_MODEL"),
        (fails_with(200, "<html></html>"), "读不出来", "/v1"),
        (stalls_after(""), "规定时间", "POLICYQA_LLM_FIRST_TOKEN_SECONDS"),
    ],
    ids=["good", "disobedient", "401", "404", "no such interface", "stalls"],
)
def test_doctor_says_what_it_saw_of_the_model(
    settings: Settings,
    model: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reply: object,
    said: str,
    advised: str,
) -> None:
    model.reply = reply  # type: ignore[assignment]
    seen = doctors_words(settings, model.address, monkeypatch, capsys)
    assert said in seen
    assert advised in seen
    assert ("✗ 语言模型" in seen) == bool(advised)


def test_doctor_says_that_the_model_is_out_of_reach(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = doctors_words(settings, "http://127.0.0.1:9/v1", monkeypatch, capsys)
    assert "连接不上" in seen
    assert "启动了没有" in seen


def doctors_words(
    settings: Settings,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    given = {"BASE_URL": address, "MODEL": "m", "FIRST_TOKEN_SECONDS": "3"}
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYQA_LLM_{name}", value)
    monkeypatch.setenv("POLICYQA_DATA", str(settings.data))
    monkeypatch.setenv("COLUMNS", "400")
    examine()
    return capsys.readouterr().out
