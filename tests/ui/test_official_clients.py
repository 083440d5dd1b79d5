"""The official OpenAI and MCP clients, and a llama-index program, use the running assistant."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator

import openai
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.llama import AssistantQueryEngine
from assistant.settings import Settings
from tests.ui.program import PROJECT, environment
from ui.service import Service

QUESTION = "任务38由谁牵头？"


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    """The service on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_the_openai_client_gets_text_and_citations(address: str) -> None:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none") as client:
        assert [model.id for model in client.models.list()] == ["policyqa"]
        messages = [{"role": "user", "content": QUESTION}]
        reply = client.chat.completions.create(model="policyqa", messages=messages)  # type: ignore[arg-type]
        text = reply.choices[0].message.content or ""
        assert "基层处" in text
        assert f"{address}/source/pudong-2024?item=pudong-2024%2338" in text
        assert reply.model_extra is not None
        assert reply.model_extra["policyqa"]["citations"][0]["lead"] == ["基层处"]


def test_the_openai_client_reads_the_stream(address: str) -> None:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none") as client:
        messages = [{"role": "user", "content": QUESTION}]
        chunks = list(
            client.chat.completions.create(
                model="policyqa",
                messages=messages,  # type: ignore[arg-type]
                stream=True,
                stream_options={"include_usage": True},
            )
        )
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert "基层处" in text
    ends = [chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason]
    assert [end.choices[0].finish_reason for end in ends] == ["stop"]
    assert (ends[0].model_extra or {})["policyqa"]["citations"][0]["number"] == 38
    assert chunks[-1].usage is not None


async def use_tools(target: object) -> None:
    from mcp import Client
    from mcp.types import TextContent

    async with Client(target) as client:  # type: ignore[arg-type]
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"ask", "search_items", "get_item", "list_documents"}
        asked = await client.call_tool("ask", {"question": QUESTION})
        assert isinstance(asked.content[0], TextContent)
        assert "基层处" in asked.content[0].text
        assert (asked.structured_content or {})["citations"][0]["item_id"] == "pudong-2024#38"
        found = await client.call_tool("search_items", {"lead": ["基层处"]})
        assert (found.structured_content or {})["total"] == 5
        item = await client.call_tool("get_item", {"item_id": "pudong-2024#38"})
        assert (item.structured_content or {})["deadline"]["due"] == "2024-09-30"
        wrong = await client.call_tool("get_item", {"item_id": "没有"})
        assert wrong.is_error
        documents = await client.call_tool("list_documents", {})
        assert len((documents.structured_content or {})["result"]) == 2


def test_the_mcp_client_uses_the_tools_over_http(address: str) -> None:
    asyncio.run(use_tools(f"{address}/mcp"))


def test_the_mcp_client_uses_the_tools_over_stdio(settings: Settings) -> None:
    from mcp import StdioServerParameters

    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui", "mcp"],
        cwd=PROJECT,
        env=environment(settings),
    )
    asyncio.run(use_tools(command))


def test_a_llama_index_program_takes_the_assistant_as_a_part(service: Service) -> None:
    engine = AssistantQueryEngine(service.assistant)
    response = engine.query(QUESTION)
    assert "基层处" in str(response)
    assert [node.node_id for node in response.source_nodes] == ["pudong-2024#38"]
    again = asyncio.run(engine.aquery(QUESTION))
    assert str(again) == str(response)
    assert engine.as_retriever(k=2).retrieve("家庭医生签约服务")
