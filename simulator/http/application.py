"""Routes, and who may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from simulator import limits
from simulator.http import api, chats, control
from simulator.http.keys import SIMULATOR

if TYPE_CHECKING:
    from simulator.server import Simulator

PAGE = Path(__file__).parent.parent / "page"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(simulator: Simulator) -> web.Application:
    """All of it."""
    app = web.Application(middlewares=[loopback_only], client_max_size=limits.UPLOAD)
    app[SIMULATOR] = simulator
    app.add_routes(api.routes())
    app.add_routes(control.routes())
    app.add_routes(chats.routes())
    app.add_routes([web.get("/", _page), web.get("/page/{file}", _page)])
    return app


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other hosts' names, behind which a page of the web could hide, and forms sent across origins."""
    name = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    if name.lower() not in LOOPBACK:
        raise web.HTTPForbidden(text="this server answers to 127.0.0.1 and localhost only")
    if request.path.startswith("/control/") and request.method != "GET" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send application/json")
    return await handler(request)


async def _page(request: web.Request) -> web.StreamResponse:
    path = PAGE / request.match_info.get("file", "index.html")
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-store"})
