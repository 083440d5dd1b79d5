"""Put the routes, the page and what guards them into one FastAPI app."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi_offline import FastAPIOffline
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from assistant.settings import Settings, load_settings
from ui.admin_api import admin_routes
from ui.api import ask_routes, document_routes, item_routes
from ui.chat_api import chat_routes
from ui.doors.doors import Doors, install_doors
from ui.doors.login import login_routes
from ui.doors.methods import METHODS, PlainRequests
from ui.errors import error_response, install_error_handlers
from ui.mcp_door import McpDoor
from ui.metrics import MeasureRequests
from ui.rebuild import Rebuild
from ui.schemas import ErrorBody
from ui.service import Service
from ui.source import source_routes
from ui.upkeep.health import Health
from ui.upkeep.logs import LogRequests
from ui.upkeep.storage import install_storage_handlers

TAGS = [
    {"name": "问答", "description": "提问并得到有出处的回答。"},
    {"name": "条目", "description": "任务、要点和段落：列出、筛选、导出。"},
    {"name": "文件", "description": "政策文件及其全文。"},
    {"name": "OpenAI 兼容接口", "description": "让现成的聊天软件直接使用本助手。"},
    {"name": "管理", "description": "上传、发布、移除文件，重建索引，查看评价；需要管理密码。"},
    {"name": "运行状况", "description": "存活、就绪与统计。"},
]

NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": ErrorBody, "description": "还不能回答：说明要做什么"}
}


def create_app(
    settings: Settings | None = None,
    *,
    service: Service | None = None,
    doors: Doors | None = None,
    page: bool = True,
) -> FastAPI:
    """The whole service. `page=False` leaves the browser page out."""
    service = service or Service(settings or load_settings())
    mcp = McpDoor(service)
    app: FastAPI = FastAPIOffline(
        title="政策文件问答助手",
        summary="对政策文件提问，得到完整、有出处的回答。",
        version=_version(),
        openapi_tags=TAGS,
        redoc_url=None,
        lifespan=mcp.lifespan,
    )
    rebuild = app.state.rebuild = Rebuild(service)
    app.state.service = service
    health = Health(service, rebuild)
    service.notices = health.notices
    app.router.routes.append(Route("/mcp", mcp, include_in_schema=False))
    for router in (
        ask_routes(service),
        item_routes(service),
        document_routes(service),
        chat_routes(service),
        _health_routes(service, health),
        source_routes(service),
        login_routes(service.settings),
        admin_routes(service, rebuild),
    ):
        app.include_router(router)
    install_error_handlers(app)
    install_storage_handlers(app)
    _answer_unknown_api_paths(app)
    install_doors(app, doors or Doors(service.settings))
    app.add_middleware(LogRequests, data=service.settings.data)
    app.add_middleware(MeasureRequests, metrics=service.metrics)
    if page:
        _add_page(app, service)
    app.add_middleware(PlainRequests)
    return app


def _add_page(app: FastAPI, service: Service) -> None:
    from ui.first_paint import FirstPaint
    from ui.page import mount_page

    app.add_middleware(FirstPaint, service=service)
    mount_page(app, service)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("policyqa")
    except PackageNotFoundError:
        return "0"


def _health_routes(service: Service, health: Health) -> APIRouter:
    router = APIRouter(tags=["运行状况"])

    @router.get("/healthz", summary="进程是否活着")
    def healthz() -> dict[str, str]:
        """进程能应答就是 ok，不看索引。"""
        return {"status": "ok"}

    @router.get("/readyz", summary="能否回答问题", responses=NOT_READY)
    def readyz() -> JSONResponse:
        """能回答时为 ready；否则 503，并说明要做什么。`problems` 是不影响回答、但该处理的问题。"""
        problems = health.problems()
        if problems and problems[0].grave:
            return error_response(503, problems[0].code, problems[0].message)
        body: dict[str, Any] = {"status": "ready", "items": service.catalogue.count()}
        if problems:
            body["problems"] = [{"code": one.code, "message": one.message} for one in problems]
        return JSONResponse(body)

    @router.get("/metrics", summary="Prometheus 指标", response_class=PlainTextResponse)
    def metrics() -> PlainTextResponse:
        """请求数、耗时、回答数与拒答数。"""
        body = generate_latest(service.metrics.registry)
        return PlainTextResponse(body, media_type=CONTENT_TYPE_LATEST)

    return router


def _answer_unknown_api_paths(app: FastAPI) -> None:
    """Keep the page, mounted at the root, from answering for addresses of the API."""
    known = list(app.router.routes)

    def unknown(request: Request) -> None:
        taken = [
            method
            for method in METHODS
            for scope in [{**request.scope, "method": method}]
            if any(route.matches(scope)[0] == Match.FULL for route in known)
        ]
        if not taken:
            raise HTTPException(404)
        with_head = ["HEAD"] if "GET" in taken else []
        raise HTTPException(405, headers={"Allow": ", ".join([*taken, *with_head])})

    for prefix in ("/api", "/v1"):
        path = prefix + "/{rest:path}"
        app.add_api_route(path, unknown, methods=list(METHODS), include_in_schema=False)
