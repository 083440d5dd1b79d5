"""The HTTP routes under /api/admin: documents, rebuilding, what users said, the evaluation."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from assistant.settings import Settings
from ingest.readers import readers
from ui import documents, exports, ledger, review
from ui.admin_access import admin_only
from ui.admin_schemas import DraftBody, PublishRequest, RebuildBody, StoreBody, StoredBody
from ui.errors import ServiceError
from ui.rebuild import Rebuild
from ui.schemas import ErrorBody, ReadBody
from ui.service import Service

_ERRORS: dict[int | str, dict[str, Any]] = {
    401: {"model": ErrorBody, "description": "管理密码不对"},
    403: {"model": ErrorBody, "description": "没有设置管理密码"},
    404: {"model": ErrorBody, "description": "没有这份文件"},
    409: {"model": ErrorBody, "description": "现在不能这样做：说明为什么、怎么办"},
    422: {"model": ErrorBody, "description": "文件读不出来：说明为什么、怎么办"},
}
_UNREADABLE = "上传的内容读不出来：一次只能上传一份文件，文件名也不能太长。请改短文件名再试。"
_FILE_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            }
        },
    }
}


def admin_routes(service: Service, rebuild: Rebuild) -> APIRouter:
    """Everything an administrator does, each route behind the password."""
    router = APIRouter(
        prefix="/api/admin",
        tags=["管理"],
        responses=_ERRORS,
        dependencies=[Depends(admin_only(service.settings))],
    )
    _document_routes(router, service, rebuild)
    _rebuild_routes(router, service.settings, rebuild)
    _review_routes(router, service)
    return router


def _document_routes(router: APIRouter, service: Service, rebuild: Rebuild) -> None:
    settings = service.settings

    @router.get("/documents", summary="列出文件，包括待发布和已移除的")
    def listed() -> StoreBody:
        """`up_to_date` 为 false 时，索引还不是现在这些文件的，需要重建。"""
        return _store(service)

    # The file is taken from the request by hand: declared, it would be read before the password.
    @router.post("/documents", summary="上传一份文件", status_code=201, openapi_extra=_FILE_FORM)
    async def upload(request: Request) -> DraftBody:
        """读出其中的条目供核对；发布之前不会进入回答。"""
        try:
            async with request.form(max_files=1, max_fields=10) as form:
                file = form.get("file")
                if not isinstance(file, UploadFile):
                    raise ServiceError(422, "file_missing", "没有收到文件。请选择一份文件再上传。")
                content, name = await file.read(), file.filename or ""
        except HTTPException as error:
            if error.status_code != 400:
                raise
            raise ServiceError(400, "upload_unreadable", _UNREADABLE) from None
        return await run_in_threadpool(_keep, service, name, content)

    @router.get("/documents/{key:path}/preview", summary="一份文件读出了什么")
    def preview(key: str) -> DraftBody:
        """逐个条目列出，并说明哪些地方需要核对。"""
        return _draft(service, key)

    @router.post("/documents/{key:path}/publish", summary="发布", status_code=202)
    def publish(key: str, request: PublishRequest) -> RebuildBody:
        """让一份上传的文件进入回答，可同时替换一份旧文件；随即在后台重建索引。"""
        documents.publish(settings, key, request.facts(), replaces=request.replaces)
        return _started(rebuild)

    @router.post("/documents/{key:path}/remove", summary="移除", status_code=202)
    def remove(key: str) -> RebuildBody:
        """不再用它回答；文件保留，可以恢复。随即在后台重建索引。"""
        documents.remove(settings, key)
        return _started(rebuild)

    @router.post("/documents/{key:path}/restore", summary="恢复", status_code=202)
    def restore(key: str) -> RebuildBody:
        """恢复一份移除了的文件。随即在后台重建索引。"""
        documents.restore(settings, key)
        return _started(rebuild)

    @router.delete("/documents/{key:path}", summary="彻底删除", status_code=204)
    def discard(key: str) -> None:
        """删除一份没有发布或已经移除的上传文件。"""
        documents.discard(settings, key)


def _rebuild_routes(router: APIRouter, settings: Settings, rebuild: Rebuild) -> None:
    @router.post("/rebuild", summary="重建索引", status_code=202)
    def start() -> RebuildBody:
        """在后台重建；期间照常回答，完成后自动换用。"""
        ledger.wish(settings)
        return _started(rebuild)

    @router.get("/rebuild", summary="重建的进度")
    def progress() -> RebuildBody:
        """state 为 idle、running、done 或 failed。"""
        return RebuildBody.of(rebuild.progress)


def _review_routes(router: APIRouter, service: Service) -> None:
    @router.get("/review", summary="没有回答的问题和用户评价")
    def reviewed() -> review.ReviewBody:
        """没有回答的问题按原因归并，判为没用的回答按问题归并，次数多的在前。"""
        return review.review(service.feedback)

    @router.get("/review.csv", summary="导出 CSV", response_class=Response)
    def review_csv() -> Response:
        """同上，一个问题一行。"""
        body = exports.table_csv(review.HEADERS, review.rows(review.review(service.feedback)))
        return Response(body, media_type="text/csv; charset=utf-8")

    @router.get("/review.xlsx", summary="导出 Excel", response_class=Response)
    def review_xlsx() -> Response:
        """同上，一个问题一行。"""
        rows = review.rows(review.review(service.feedback))
        body = exports.table_xlsx("问题", review.HEADERS, review.WIDTHS, rows)
        return Response(body, media_type=exports.XLSX_TYPE)

    @router.get("/evaluation", summary="评测报告", response_class=HTMLResponse)
    def evaluation() -> HTMLResponse:
        """最近一次评测的报告（HTML）。"""
        path = service.settings.data / "eval" / "report.html"
        if not path.is_file():
            message = "还没有评测报告。请在服务器上运行 policyqa eval，完成后刷新。"
            raise ServiceError(404, "no_evaluation", message)
        return HTMLResponse(path.read_text(encoding="utf-8"))


def _started(rebuild: Rebuild) -> RebuildBody:
    rebuild.start()
    return RebuildBody.of(rebuild.progress)


def _keep(service: Service, name: str, content: bytes) -> DraftBody:
    return _draft(service, documents.add_upload(service.settings, name, content))


def _draft(service: Service, key: str) -> DraftBody:
    settings = service.settings
    parsed, one = documents.preview(settings, key), documents.find(settings, key)
    same = documents.same_document(settings, parsed, key)
    read = ReadBody.of_parsed(parsed).model_dump()
    return DraftBody(**read, key=key, state=one.state, same_as=same.key if same else "")


def _store(service: Service) -> StoreBody:
    try:
        index = service.assistant.index
    except ServiceError:
        index = None  # nothing is built yet, and this is where that can be mended
    checksum = documents.checksum(service.settings)
    return StoreBody(
        up_to_date=index is not None and index.manifest.corpus_checksum == checksum,
        suffixes=sorted(readers()),
        documents=[
            StoredBody.of(one, index.catalogue if index else None)
            for one in documents.stored(service.settings)
        ],
    )
