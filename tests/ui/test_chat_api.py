"""The OpenAI-compatible routes, read the way OpenAI clients read them."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

QUESTION = {"role": "user", "content": "任务38由谁牵头？"}


def test_a_completion_carries_the_answer(client: TestClient) -> None:
    body = client.post(
        "/v1/chat/completions", json={"model": "any", "messages": [QUESTION], "temperature": 0.2}
    ).json()
    assert body["object"] == "chat.completion"
    (choice,) = body["choices"]
    assert choice["finish_reason"] == "stop"
    assert choice["message"]["role"] == "assistant"
    assert "基层处" in choice["message"]["content"]


def test_a_stream_adds_up_to_the_completion(client: TestClient) -> None:
    whole = client.post("/v1/chat/completions", json={"messages": [QUESTION]}).json()
    streamed = client.post("/v1/chat/completions", json={"messages": [QUESTION], "stream": True})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    events = [line.removeprefix("data: ") for line in streamed.text.splitlines() if line]
    assert events[-1] == "[DONE]"
    chunks = [json.loads(event)["choices"][0] for event in events[:-1]]
    text = "".join(chunk["delta"].get("content", "") for chunk in chunks)
    assert text == whole["choices"][0]["message"]["content"]
    assert [chunk["finish_reason"] for chunk in chunks if chunk["finish_reason"]] == ["stop"]


def test_content_in_parts_and_a_system_message_are_understood(client: TestClient) -> None:
    messages = [
        {"role": "system", "content": "你是助手"},
        {"role": "user", "content": [{"type": "text", "text": QUESTION["content"]}]},
    ]
    body = client.post("/v1/chat/completions", json={"messages": messages}).json()
    assert "基层处" in body["choices"][0]["message"]["content"]


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([], "field_invalid"),
        ([{"role": "assistant", "content": "您好"}], "question_missing"),
        ([{"role": "user", "content": " "}], "question_empty"),
        ([{"role": "user", "content": "问" * 2001}], "question_too_long"),
    ],
)
def test_an_unusable_conversation_is_an_error(
    client: TestClient, messages: list[dict[str, str]], code: str
) -> None:
    response = client.post("/v1/chat/completions", json={"messages": messages})
    assert response.status_code == 422
    assert response.json()["error"]["code"] == code


def test_there_is_one_model(client: TestClient) -> None:
    body = client.get("/v1/models").json()
    assert [model["id"] for model in body["data"]] == ["policyqa"]
