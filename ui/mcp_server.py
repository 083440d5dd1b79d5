"""Tools for programs that speak the Model Context Protocol; importing this loads its library."""

from __future__ import annotations

import logging
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent
from pydantic import Field, ValidationError

from assistant.answer import Answer
from assistant.inert import inert
from ui.errors import ServiceError, describe_problem
from ui.item_query import ItemQuery
from ui.schemas import AnswerBody, DocumentBody, Given, ItemBody, ItemsBody
from ui.service import Service

_MOST_ITEMS = 50
_ABOUT = (
    "回答关于政策文件的问题：谁牵头、谁配合、何时完成、一共几项、是哪几项。"
    "回答里的每个部门、日期和编号都在所引条目中核对过；文件没有写的，会说没有写。"
)

Names = Annotated[Given[str] | None, Field(description="部门或单位名称，满足其一即可")]


def mcp_server(service: Service) -> MCPServer:
    """A server with the tools ask, search_items, get_item and list_documents."""
    # The library would otherwise give the whole program a log format of its own.
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    server = MCPServer(name="policyqa", instructions=_ABOUT, log_level="WARNING")
    _add_ask(server, service)
    _add_items(server, service)
    return server


def _add_ask(server: MCPServer, service: Service) -> None:
    @server.tool(title="提问", structured_output=True)
    async def ask(
        question: Annotated[str, Field(description="要问的问题，中文")],
    ) -> Annotated[CallToolResult, AnswerBody]:
        """回答一个关于政策文件的问题。文字是回答，结构化结果里有全部出处（citations）。"""
        try:
            parts = [part async for part in service.stream(question)]
        except ServiceError as error:
            raise _refusal(error.message) from None
        body = AnswerBody.of(next(part for part in parts if isinstance(part, Answer)))
        text = body.answer + (f"\n\n（{body.note}）" if body.note else "")
        return CallToolResult(
            content=[TextContent(type="text", text=text)], structured_content=body.model_dump()
        )


def _add_items(server: MCPServer, service: Service) -> None:
    @server.tool(title="列出条目")
    def search_items(
        text: Annotated[str, Field(description="组名或正文里的文字；空格隔开的须都出现")] = "",
        lead: Names = None,
        cooperating: Names = None,
        unit: Names = None,
        month: Annotated[Given[int] | None, Field(description="完成月份，1 到 12")] = None,
        document: Annotated[str, Field(description="文件编号，见 list_documents")] = "",
        offset: Annotated[int, Field(ge=0, description="跳过前几条")] = 0,
    ) -> ItemsBody:
        """按文字、部门、月份、文件筛选任务和要点；一次最多 50 条，total 是总数。"""
        given = {
            **{"q": text.split(), "lead": lead, "cooperating": cooperating, "unit": unit},
            **{"month": month, "doc_id": [document] if document else None},
        }
        try:
            query = ItemQuery.model_validate({k: v for k, v in given.items() if v})
            wanted, catalogue = query.as_filter(), service.catalogue
        except ServiceError as error:
            raise _refusal(error.message) from None
        except ValidationError as error:
            problem = error.errors()[0]
            where = ("query", *problem["loc"])
            raise _refusal(describe_problem({**problem, "loc": where})[1]) from None
        found = catalogue.items(wanted, offset=offset, limit=_MOST_ITEMS)
        return ItemsBody(total=catalogue.count(wanted), items=[ItemBody.of(one) for one in found])

    @server.tool(title="一个条目")
    def get_item(
        item_id: Annotated[str, Field(description="条目编号，如 search_items 所给")],
    ) -> ItemBody:
        """一个条目的全文、部门和时间节点。"""
        try:
            return ItemBody.of(service.item(item_id))
        except ServiceError as error:
            hint = f"没有 {item_id} 这个条目；条目编号见 search_items。"
            known = error.code != "item_unknown"
            raise _refusal(error.message if known else hint) from None

    @server.tool(title="列出文件")
    def list_documents() -> list[DocumentBody]:
        """收录的文件：标题、发文机关、日期和来源。"""
        try:
            return [DocumentBody.of(document) for document in service.catalogue.documents()]
        except ServiceError as error:
            raise _refusal(error.message) from None


def _refusal(message: str) -> ToolError:
    """What a client is told of a call that failed; many show it as Markdown."""
    return ToolError(inert(message))


def serve_stdio(service: Service) -> None:
    """Serve one client on stdin and stdout until it hangs up."""
    mcp_server(service).run("stdio")
