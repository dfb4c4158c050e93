"""The Bot API: /bot<token>/<method>, and downloads of files."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import web

from simulator.calls import answer, refused
from simulator.errors import ApiError, ConnectionDropped
from simulator.http.keys import SIMULATOR
from simulator.params import Json, Params, Upload


def routes() -> list[web.RouteDef]:
    """Its routes."""
    return [
        web.route("*", "/bot{token}/{method}", _call),
        web.get("/file/bot{token}/{path:.+}", _download),
        web.route("*", "/bot{rest:.*}", _nothing),
    ]


async def _call(request: web.Request) -> web.StreamResponse:
    simulator = request.app[SIMULATOR]
    try:
        params = await _params(request)
        token, method = request.match_info["token"], request.match_info["method"]
        return _response(await answer(simulator.world, token, method, params))
    except ApiError as error:
        return _response(refused(error))
    except ConnectionDropped:
        if request.transport:
            request.transport.abort()
        return web.Response()


def _response(body: Json) -> web.Response:
    response = web.json_response(body, status=body.get("error_code", HTTPStatus.OK))
    if "retry_after" in body.get("parameters", {}):
        response.headers["Retry-After"] = str(body["parameters"]["retry_after"])
    return response


async def _params(request: web.Request) -> Params:
    values: dict[str, Any] = dict(request.query)
    try:
        if request.content_type == "application/json":
            body = await request.json() if request.can_read_body else {}
            if not isinstance(body, dict):
                raise ApiError(HTTPStatus.BAD_REQUEST, "Bad Request: JSON object is expected")
            return Params(values | body)
        return await _form(request, values)
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large") from None
    except ValueError:
        raise ApiError(HTTPStatus.BAD_REQUEST, "Bad Request: can't parse the request") from None


async def _form(request: web.Request, values: dict[str, Any]) -> Params:
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode(errors="replace")
    return Params(values, files)


async def _download(request: web.Request) -> web.StreamResponse:
    world = request.app[SIMULATOR].world
    try:
        world.bot_of(request.match_info["token"])
    except ApiError as error:
        return _response(refused(error))
    file = world.files.at(request.match_info["path"])
    if file is None:
        return _response(refused(ApiError(HTTPStatus.NOT_FOUND, "Not Found")))
    return web.Response(body=file.body, content_type=file.mime)


async def _nothing(request: web.Request) -> web.StreamResponse:
    return _response(refused(ApiError(HTTPStatus.NOT_FOUND, "Not Found")))
