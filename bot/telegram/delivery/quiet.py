"""A web server that tells strangers nothing, and the log nothing of what strangers send."""

import logging
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

log = logging.getLogger(__name__)


@web.middleware
async def bare(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals without a body, errors without a trace."""
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        return web.Response(status=refusal.status)
    except Exception as error:
        log.error("a request failed: %s", type(error).__name__)
        return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)


def only_kinds() -> logging.Logger:
    """A logger for aiohttp: its own would write parts of a broken request and the address it came from."""
    server = log.getChild("server")
    server.filters = [_kind]
    return server


def _kind(record: logging.LogRecord) -> bool:
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "unknown"
    record.msg, record.args, record.exc_info = "a request could not be read: %s", (kind,), None
    return True
