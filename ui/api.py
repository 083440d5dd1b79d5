"""The HTTP routes under /api: ask, list items and documents, export, judge an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from assistant.answer import Shown
from assistant.turns import Turn
from ingest import PolicyItem
from ui import exports
from ui.item_query import ItemQuery
from ui.schemas import (
    AnswerBody,
    AskRequest,
    DocumentBody,
    ErrorBody,
    FeedbackRequest,
    ItemBody,
    ItemsBody,
    LinkBody,
)
from ui.service import Service
from ui.streaming import answered, begun, event, event_stream

ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorBody, "description": "请求不对：说明哪里不对、怎么改"},
    503: {"model": ErrorBody, "description": "索引还没有建好：说明要运行什么"},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"model": ErrorBody, "description": "没有这一项"}}

Filters = Annotated[ItemQuery, Query()]
ListedIds = Annotated[list[str], Form(description="条目编号，一行一个")]


def ask_routes(service: Service) -> APIRouter:
    """Asking, and saying whether the answer was of use."""
    router = APIRouter(prefix="/api", tags=["问答"], responses=ERRORS)

    @router.post("/ask", summary="提问", response_model=AnswerBody)
    async def ask(request: AskRequest, connection: Request) -> JSONResponse:
        """回答一个问题。`citations` 是证明回答的全部条目；`related` 只是相近，不作证明。"""
        answer = await answered(service, request.question, _turns(request), connection)
        return JSONResponse(AnswerBody.of(answer, explain=request.explain).as_json())

    @router.post("/ask/stream", summary="提问，边写边看", response_class=StreamingResponse)
    async def ask_streaming(request: AskRequest) -> StreamingResponse:
        """同 `/api/ask`，用服务器推送事件（SSE）边写边发。

        `text` 事件里是核对过、可以接着显示的文字；最后的 `answer` 事件是完整的回答。
        """
        parts = await begun(service, request.question, _turns(request))

        async def events() -> AsyncIterator[str]:
            async with aclosing(parts) as all_parts:  # type: ignore[type-var]
                async for part in all_parts:
                    if isinstance(part, Shown):
                        yield event({"text": part.text}, "text")
                    else:
                        body = AnswerBody.of(part, explain=request.explain)
                        yield event(body.as_json(), "answer")

        return event_stream(events())

    @router.post("/feedback", summary="评价一个回答", status_code=204)
    def judge(request: FeedbackRequest) -> None:
        """记录“有用”或“没用”，可附原因。"""
        service.feedback.add(request)
        service.metrics.feedback.labels("useful" if request.useful else "useless").inc()

    return router


def _turns(request: AskRequest) -> list[Turn]:
    return [Turn(role=turn.role, content=turn.content) for turn in request.history]


def item_routes(service: Service) -> APIRouter:
    """Items: listing, export, one item, its counterparts."""
    router = APIRouter(prefix="/api", tags=["条目"], responses=ERRORS)

    @router.get("/items", summary="列出条目")
    def items(filters: Filters) -> ItemsBody:
        """按部门、月份、组、文件等筛选。同一条件可以重复，满足其一即可（`q` 须全部出现）。"""
        catalogue = service.catalogue
        page = [ItemBody.of(item) for item in filters.items(catalogue)]
        return ItemsBody(total=catalogue.count(filters.as_filter()), items=page)

    @router.get("/items.csv", summary="导出 CSV", response_class=Response)
    def items_csv(filters: Filters) -> Response:
        """筛选条件同上，导出全部结果；UTF-8 带 BOM，可直接用表格软件打开。"""
        body = exports.as_csv(filters.items(service.catalogue, paged=False))
        return _download(body, "text/csv; charset=utf-8", "items.csv")

    @router.get("/items.xlsx", summary="导出 Excel", response_class=Response)
    def items_xlsx(filters: Filters) -> Response:
        """筛选条件同上，导出全部结果。"""
        body = exports.as_xlsx(filters.items(service.catalogue, paged=False))
        return _download(body, exports.XLSX_TYPE, "items.xlsx")

    @router.post("/items.csv", summary="导出指定的条目，CSV", response_class=Response)
    def listed_csv(item_ids: ListedIds) -> Response:
        """条目编号一行一个；比地址里写得下的更多时用。"""
        body = exports.as_csv(_listed(service, item_ids))
        return _download(body, "text/csv; charset=utf-8", "items.csv")

    @router.post("/items.xlsx", summary="导出指定的条目，Excel", response_class=Response)
    def listed_xlsx(item_ids: ListedIds) -> Response:
        """同上。"""
        body = exports.as_xlsx(_listed(service, item_ids))
        return _download(body, exports.XLSX_TYPE, "items.xlsx")

    @router.get("/items/{item_id}", summary="一个条目", responses=UNKNOWN)
    def item(item_id: str) -> ItemBody:
        """条目编号里的 `#` 在地址中写成 `%23`。"""
        return ItemBody.of(service.item(item_id))

    @router.get("/items/{item_id}/links", summary="其他文件里的对应条目", responses=UNKNOWN)
    def links(item_id: str) -> list[LinkBody]:
        """内容相近、可能对应的条目，最相近的在前。"""
        service.item(item_id)
        return [
            LinkBody(
                score=link.score,
                shared_terms=list(link.shared_terms),
                item=ItemBody.of(service.item(link.other_id)),
            )
            for link in service.catalogue.links(item_id)
        ]

    return router


def _listed(service: Service, item_ids: list[str]) -> list[PolicyItem]:
    """The items of these ids, as they are listed; ids that nothing has are left out."""
    return service.catalogue.items_by_id(
        one.strip() for some in item_ids for one in some.split("\n")
    )


def document_routes(service: Service) -> APIRouter:
    """Documents and their texts."""
    router = APIRouter(prefix="/api", tags=["文件"], responses=ERRORS)

    @router.get("/documents", summary="列出文件")
    def documents() -> list[DocumentBody]:
        """文件的标题、发文机关、日期和来源。"""
        return [DocumentBody.of(document) for document in service.catalogue.documents()]

    @router.get(
        "/documents/{doc_id}/text",
        summary="文件全文",
        responses=UNKNOWN,
        response_class=PlainTextResponse,
    )
    def text(doc_id: str) -> PlainTextResponse:
        """条目的 start、end 是这段文字里的字符位置。"""
        return PlainTextResponse(service.document(doc_id).text)

    return router


def _download(body: bytes, media_type: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})
