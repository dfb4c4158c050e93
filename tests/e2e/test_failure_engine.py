"""The engine is hung, slow, broken, dead or starting: the first reply comes within a second all the same."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.engine.breaker import FAILURES, PAUSE
from bot.service.ports import free_port
from tests.e2e.conftest import Town
from tests.e2e.test_disguise import RECIPE, began, left_with
from tests.e2e.timing import a_second, unhurried_telegram  # noqa: F401

pytestmark = pytest.mark.usefixtures("unhurried_telegram")

DOWN = "временно не понимаю"
DIVORCE = {"say": "topic", "topic": "divorce", "language": "ru", "confidence": 0.9, "alternatives": ["divorce"]}
Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FakeEngine:
    """Answers as the test says; counts what it is asked."""

    def __init__(self) -> None:
        self.port = free_port()
        self.asked = 0
        self.answer: Handle = healthy

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        return await self.answer(request)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/webhooks/bot/message", self.handle)
        app.router.add_delete("/webhooks/bot/conversation/{sender}", forget)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.05)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        try:
            yield
        finally:
            await runner.cleanup()


async def healthy(_: web.Request) -> web.StreamResponse:
    return web.json_response(DIVORCE)


async def hung(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def slow(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(0.9)  # that is what slow means; the bot's patience is 0.7 s
    return web.json_response(DIVORCE)


async def broken(_: web.Request) -> web.StreamResponse:
    return web.Response(status=500)


async def nonsense(_: web.Request) -> web.StreamResponse:
    return web.json_response({"say": "nonsense"})


async def forget(_: web.Request) -> web.StreamResponse:
    return web.Response()


@pytest.mark.promise("E4")
@pytest.mark.parametrize("answer", [hung, slow, broken, nonsense])
async def test_the_first_reply_comes_within_a_second(empty_town: Town, answer: Handle) -> None:
    engine = FakeEngine()
    engine.answer = answer
    async with engine.running():
        await empty_town.open(engine.port)
        woman = await began(empty_town, "ru")
        async with a_second():
            await woman.writes("как развестись")
            await woman.sees(DOWN, "102")
        async with a_second():
            await woman.writes("/sos")
            await woman.sees("102")
        await empty_town.close()


@pytest.mark.promise("E4")
@pytest.mark.promise("P1")
async def test_sos_and_exit_overtake_a_question_that_the_engine_hangs_on(empty_town: Town) -> None:
    engine = FakeEngine()
    engine.answer = hung
    async with engine.running():
        await empty_town.open(engine.port)
        woman = await began(empty_town, "ru")
        for text in ("как развестись", "что мне делать", "сколько это стоит"):
            await woman.writes(text)
        async with a_second():
            await woman.writes("/sos")
            await woman.sees("102")
        async with a_second():
            await woman.writes("/exit")
            await woman.sees(RECIPE["ru"])
        await left_with(empty_town, woman, RECIPE["ru"])
        await empty_town.close()


@pytest.mark.promise("E4")
async def test_after_a_few_failures_nobody_waits_and_when_it_is_back_it_is_asked_again(empty_town: Town) -> None:
    engine = FakeEngine()
    engine.answer = hung
    async with engine.running():
        await empty_town.open(engine.port)
        women = [await began(empty_town, "ru") for _ in range(FAILURES + 3)]
        for woman in women:
            await woman.writes("как развестись")
            await woman.sees(DOWN)
        assert engine.asked == FAILURES
        engine.answer = healthy
        async with asyncio.timeout(PAUSE * 4):
            while engine.asked == FAILURES:
                await women[0].writes("как развестись")
                await women[0].sees("102")
        await women[1].writes("как развестись")
        await women[1].sees("азвод")
        await empty_town.close()


@pytest.mark.promise("E4")
async def test_an_engine_that_starts_late_is_found(empty_town: Town) -> None:
    engine = FakeEngine()
    await empty_town.open(engine.port)
    woman = await began(empty_town, "ru")
    async with a_second():
        await woman.writes("как развестись")
        await woman.sees(DOWN)
    async with engine.running():
        await woman.writes("как развестись")
        await woman.sees("Развод")
        await empty_town.close()
