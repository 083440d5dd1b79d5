"""Let programs reach the MCP tools over HTTP, at one address of the service."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from ui.errors import http_error
from ui.service import Service

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpDoor:
    """ASGI endpoint for streamable HTTP; serves while its `lifespan` lasts."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._sessions: StreamableHTTPSessionManager | None = None

    @contextlib.asynccontextmanager
    async def lifespan(self, _: object = None) -> AsyncIterator[None]:
        """Hold the sessions; the library is imported here, not when the program is loaded."""
        from mcp.server.transport_security import TransportSecuritySettings

        from ui.mcp_server import mcp_server

        server = mcp_server(self._service)
        # Like the other routes it only reads, so it is open to whoever can reach the service.
        open_to_all = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(stateless_http=True, transport_security=open_to_all)
        async with server.session_manager.run():
            self._sessions = server.session_manager
            yield
        self._sessions = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            # No session is kept, so there is none to end and nothing that we would tell in one:
            # a stream to listen on would stay silent and open for ever.
            await http_error(405, {"Allow": "POST"})(scope, receive, send)
            return
        if self._sessions is None:
            raise RuntimeError("the application was not started")
        await self._sessions.handle_request(scope, receive, send)
