"""The HTTP contract, held to over the shipped corpus."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from ui.doors.bodies import LARGEST_BODY
from ui.schemas import AnswerBody, CitationBody

TABLE = "pudong-2024"

CITATION_FIELDS = {
    *("item_id", "kind", "number", "doc_id", "doc_title", "section", "group_number"),
    *("group_title", "text", "lead", "cooperating", "units", "deadline", "quote", "start", "end"),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def ask(client: TestClient, question: str, **more: object) -> dict[str, object]:
    response = client.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, object] = response.json()
    return answer


def assert_error(status: int, code: str, response: object) -> str:
    assert response.status_code == status, response.text  # type: ignore[attr-defined]
    body = response.json()  # type: ignore[attr-defined]
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["code"] == code
    message = str(body["error"]["message"])
    assert CHINESE.search(message)
    return message


def test_an_answer_has_the_fields_of_the_contract(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": "任务38由谁牵头？"}).json()
    assert set(body) == {
        *("answer", "refused", "count", "citations", "related", "took_ms", "suggestions"),
    }
    assert body["refused"] is False
    assert "基层处" in body["answer"]
    (citation,) = body["citations"]
    assert set(citation) == CITATION_FIELDS
    assert citation["item_id"] == f"{TABLE}#38"
    assert citation["lead"] == ["基层处"]
    assert citation["deadline"] == {"text": "9月", "kind": "month", "due": "2024-09-30"}
    text = client.get(f"/api/documents/{TABLE}/text").text
    assert text[citation["start"] : citation["end"]] == citation["text"]


def test_the_explanation_comes_only_when_asked_for(client: TestClient) -> None:
    assert "explain" not in ask(client, "任务38由谁牵头？")
    explain = AnswerBody.model_validate(ask(client, "任务38由谁牵头？", explain=True)).explain
    assert explain is not None
    assert explain.query


def test_a_follow_up_uses_the_history_that_comes_with_it(client: TestClient) -> None:
    first = ask(client, "任务3由谁牵头？")
    history = [
        {"role": "user", "content": "任务3由谁牵头？"},
        {"role": "assistant", "content": first["answer"]},
    ]
    second = AnswerBody.model_validate(ask(client, "那配合部门呢？", history=history))
    assert [citation.item_id for citation in second.citations] == [f"{TABLE}#3"]
    assert "医政处" in second.answer


def test_a_question_the_corpus_does_not_answer_is_refused(client: TestClient) -> None:
    answer = AnswerBody.model_validate(ask(client, "家庭医生的联系电话是多少？"))
    assert answer.refused
    assert answer.citations == []
    assert all(isinstance(near, CitationBody) for near in answer.related)


@pytest.mark.parametrize("question", ["", "   ", "\u3000\n"])
def test_an_empty_question_is_an_error(client: TestClient, question: str) -> None:
    assert_error(422, "question_empty", client.post("/api/ask", json={"question": question}))


def test_a_question_may_have_2000_characters_and_no_more(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "问" * 2000}).status_code == 200
    response = client.post("/api/ask", json={"question": "问" * 2001})
    assert "2001" in assert_error(422, "question_too_long", response)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "json_invalid"),
        ("[]", "field_invalid"),
        ("{}", "field_missing"),
        ('{"question": 5}', "field_invalid"),
        ('{"question": null}', "field_invalid"),
        ('{"question": "好", "history": "无"}', "field_invalid"),
        ('{"question": "好", "history": [{"role": "robot", "content": ""}]}', "field_invalid"),
    ],
)
def test_a_malformed_request_is_explained(client: TestClient, body: str, code: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert_error(422, code, client.post("/api/ask", content=body, headers=headers))


def test_a_body_in_another_encoding_is_explained(client: TestClient) -> None:
    content = '{"question": "任务38由谁牵头？"}'.encode("gb18030")
    headers = {"Content-Type": "application/json"}
    assert_error(
        400, "request_unreadable", client.post("/api/ask", content=content, headers=headers)
    )


def test_half_a_character_does_not_break_the_answer(client: TestClient) -> None:
    content = r'{"question": "任务38由谁牵头？\ud800"}'
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/ask", content=content, headers=headers).status_code == 200


def test_a_huge_body_is_refused_whether_or_not_it_says_its_length(client: TestClient) -> None:
    body = b"a" * (LARGEST_BODY + 1)
    headers = {"Content-Type": "application/json"}
    assert_error(413, "body_too_large", client.post("/api/ask", content=body, headers=headers))
    chunks = (body[start : start + 65536] for start in range(0, len(body), 65536))
    assert_error(413, "body_too_large", client.post("/api/ask", content=chunks, headers=headers))


def test_filters_narrow_the_listing_and_paging_keeps_the_total(client: TestClient) -> None:
    body = client.get("/api/items", params={"lead": "基层处"}).json()
    assert [item["number"] for item in body["items"]] == [32, 34, 38, 40, 57]
    page = client.get("/api/items", params={"lead": "基层处", "offset": 3, "limit": 1}).json()
    assert page["total"] == 5
    assert [item["number"] for item in page["items"]] == [40]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("month=3&month=6", [3, 15, 29]),
        ("cooperating=医政处&month=3", [3]),
        ("unit=七院", [42]),
        ("owner=组织人事处", [2, 24]),
        ("group=10", [37, 38, 39, 40]),
        ("number=38&kind=task", [38]),
        ("q=影像&q=企业", [42]),
        ("lead=没有这个处", []),
    ],
)
def test_each_filter(client: TestClient, query: str, numbers: list[int]) -> None:
    body = client.get(f"/api/items?{query}").json()
    assert [item["number"] for item in body["items"]] == numbers
    assert body["total"] == len(numbers)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("month=13", "parameter_invalid"),
        ("month=九月", "parameter_invalid"),
        ("kind=方案", "parameter_invalid"),
        ("number=99999999999999999999", "parameter_invalid"),
        ("limit=0", "parameter_invalid"),
        ("leed=基层处", "parameter_unknown"),
    ],
)
def test_a_wrong_filter_is_named(client: TestClient, query: str, code: str) -> None:
    name = query.split("=")[0]
    assert name in assert_error(422, code, client.get(f"/api/items?{query}"))


def test_one_item_is_found_under_its_encoded_id(client: TestClient) -> None:
    item = client.get(f"/api/items/{TABLE}%2338").json()
    assert (item["number"], item["units"]) == (38, ["各社区卫生服务中心"])
    assert_error(404, "item_unknown", client.get(f"/api/items/{TABLE}%23999"))
    assert "%23" in assert_error(404, "item_unknown", client.get(f"/api/items/{TABLE}#38"))


def test_links_lead_to_items_of_other_documents(client: TestClient) -> None:
    items = client.get("/api/items", params={"doc_id": TABLE}).json()["items"]
    links = [
        link
        for item in items
        for link in client.get(f"/api/items/{item['item_id'].replace('#', '%23')}/links").json()
    ]
    assert links
    assert all(link["item"]["doc_id"] != TABLE for link in links)
    assert_error(404, "item_unknown", client.get("/api/items/x%231/links"))


def test_documents_are_listed_with_what_is_known_of_them(client: TestClient) -> None:
    documents = {document["doc_id"]: document for document in client.get("/api/documents").json()}
    assert documents["shanghai-2024"]["date"] == "2024-04-26"
    assert documents[TABLE]["date"] is None
    assert_error(404, "document_unknown", client.get("/api/documents/x/text"))


def test_unknown_addresses_and_methods_have_the_error_shape(client: TestClient) -> None:
    assert_error(404, "not_found", client.get("/api/nothing"))
    assert_error(404, "not_found", client.post("/v1/nothing"))
    assert_error(405, "method_not_allowed", client.get("/api/ask"))


def test_without_an_index_the_error_says_what_to_run(empty_client: TestClient) -> None:
    response = empty_client.post("/api/ask", json={"question": "谁牵头？"})
    assert "build" in assert_error(503, "index_missing", response)
    assert_error(503, "index_missing", empty_client.get("/readyz"))
    assert_error(503, "index_missing", empty_client.get("/api/items"))
    assert empty_client.get("/healthz").json() == {"status": "ok"}


def test_an_unexpected_failure_has_the_error_shape(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("ui.service.check_question", fail)
    response = client.post("/api/ask", json={"question": "谁牵头？"})
    assert "secret" not in assert_error(500, "internal_error", response)


def test_metrics_count_requests_and_refusals(client: TestClient) -> None:
    def refused() -> float:
        found = re.search(
            r'policyqa_questions_total\{outcome="refused"\} (\S+)', client.get("/metrics").text
        )
        assert found
        return float(found.group(1))

    before = refused()
    ask(client, "家庭医生的联系电话是多少？")
    assert refused() == before + 1
    assert 'route="/api/ask",status="200"' in client.get("/metrics").text


def test_feedback_is_kept(client: TestClient, settings: Settings) -> None:
    from ui.feedback import FeedbackStore

    store = FeedbackStore(settings.data / "feedback.sqlite3")
    useful, useless = store.counts()
    body = {"question": "谁牵头？", "answer": "基层处", "useful": False, "reason": "不全"}
    assert client.post("/api/feedback", json=body).status_code == 204
    assert store.counts() == (useful, useless + 1)


def test_the_documentation_page_loads_nothing_foreign(client: TestClient) -> None:
    page = client.get("/docs").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith("/") for address in addresses)
    assert all(client.get(address).status_code == 200 for address in addresses)
    schema = client.get("/openapi.json").json()
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    assert all(
        operation["tags"] and CHINESE.search(operation["summary"]) for operation in operations
    )
