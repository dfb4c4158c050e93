"""The client of the engine: whatever goes wrong is one error, in time, without her words."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.engine.client import Engine, EngineDown
from bot.engine.directive import Shown

GOOD = {"say": "topic", "topic": "divorce", "language": "ky", "confidence": 0.9, "alternatives": []}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture
async def served() -> AsyncIterator[Callable[[Answer], Awaitable[Engine]]]:
    """An engine whose answers the test decides."""
    servers: list[TestServer] = []
    engines: list[Engine] = []

    async def serve(answer: Answer) -> Engine:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        server = TestServer(app)
        await server.start_server()
        servers.append(server)
        engine = Engine(str(server.make_url("")), 0.3, SecretStr("secret"))
        engines.append(await engine.__aenter__())
        return engine

    yield serve
    for engine in engines:
        await engine.__aexit__()
    for server in servers:
        await server.close()


async def test_a_directive_comes_back(served: Callable[[Answer], Awaitable[Engine]]) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.path, request.headers["X-Engine-Token"], await request.json()))
        return web.json_response(GOOD)

    engine = await served(answer)
    directive = await engine.ask("someone", "ажырашуу", Shown(language="ky"))
    assert directive.topic == "divorce"
    body = {"sender": "someone", "message": "ажырашуу", "metadata": {"language": "ky"}}
    assert asked == [("/webhooks/bot/message", "secret", body)]


@pytest.mark.promise("S3")
async def test_a_very_long_text_is_cut_before_it_is_sent(served: Callable[[Answer], Awaitable[Engine]]) -> None:
    lengths = []

    async def answer(request: web.Request) -> web.Response:
        lengths.append(len((await request.json())["message"]))
        return web.json_response(GOOD)

    engine = await served(answer)
    await engine.ask("someone", "а" * 100_000, Shown())
    assert lengths == [2000]


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=500, text="ажырашуу"),
        web.json_response([]),
        web.json_response({**GOOD, "say": "shout"}),
        web.Response(text="not json", content_type="application/json"),
        web.json_response({}),
    ],
    ids=["500", "list", "unknown say", "not json", "empty"],
)
async def test_nonsense_is_engine_down_without_her_words(
    served: Callable[[Answer], Awaitable[Engine]], answer: web.Response
) -> None:
    async def handler(_: web.Request) -> web.Response:
        return answer

    engine = await served(handler)
    with pytest.raises(EngineDown) as raised:
        await engine.ask("someone", "ажырашуу", Shown())
    assert "ажырашуу" not in str(raised.value)


@pytest.mark.promise("E4")
async def test_a_hung_engine_is_given_up_in_time(served: Callable[[Answer], Awaitable[Engine]]) -> None:
    async def hang(_: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.json_response(GOOD)

    engine = await served(hang)
    began = time.monotonic()
    with pytest.raises(EngineDown):
        await engine.ask("someone", "x", Shown())
    assert time.monotonic() - began < 1
    assert not await engine.ready()
    assert not await engine.forget("someone")


async def test_nobody_listens() -> None:
    async with Engine("http://127.0.0.1:9", 0.3) as engine:
        with pytest.raises(EngineDown):
            await engine.ask("someone", "x", Shown())
        assert not await engine.ready()
