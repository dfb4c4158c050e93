"""A transport for python-telegram-bot on aiohttp: several times cheaper an update than its default."""

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

KEEPALIVE = 75.0
"""Seconds an idle connection is kept; the default client drops it after 5 and pays a handshake for each answer."""


class AiohttpRequest(BaseRequest):
    """Sends the requests of python-telegram-bot. Times in seconds; uploads may take `media` to be read."""

    def __init__(self, limit: int = 64, connect: float = 5.0, read: float = 10.0, media: float = 60.0) -> None:
        self._limit, self._connect, self._read, self._media = limit, connect, read, media
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._limit, keepalive_timeout=KEEPALIVE)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request.

        Raises:
            TimedOut: when no answer came (the message may have been delivered all the same).
            NetworkError: when no connection came about, so that nothing was delivered.
        """
        if self._session is None:
            raise NetworkError("the transport is not open")
        uploads = bool(request_data and request_data.multipart_data)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_given(connect_timeout, self._connect),
            sock_read=_given(read_timeout, self._media if uploads else self._read),
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            # Not the error's own text: it holds the address, and the address holds the token.
            raise NetworkError(type(error).__name__) from None
        except (TimeoutError, aiohttp.ClientError):
            # A connection that breaks once the request is under way says as little as silence.
            raise TimedOut from None


def _given(value: ODVInput[float], default: float) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _body(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.multipart_data:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
