"""How long an answer takes from the update to `sendMessage`, and which part of it (front end, engine).

Everything runs on this machine: simulator, front end and engine. Read the ratios, not the milliseconds.
"""

import asyncio
import statistics
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bot.engine.client import Engine
from bot.engine.directive import Shown
from bot.evaluation.run import engine_alone
from bot.settings import Settings
from bot.telegram.frontend import serve
from simulator import Simulator
from simulator.tester import Tester

ROUNDS = 60
TOKEN = "1234567890:token-of-the-benchmark-only-abcdefghij"  # noqa: S105
QUESTIONS = ("күйөөм алимент төлөбөйт эмне кылам", "как получить охранный ордер", "how do I get a divorce here")


async def main() -> None:
    """Measure and print."""
    base = Settings(installation_key=SecretStr("k" * 40), _env_file=None)  # type: ignore[call-arg]
    with tempfile.TemporaryDirectory() as folder:
        async with engine_alone(base) as engine:
            engine_times = await _times(lambda n: _ask(engine, n))
            port = int(str(engine._url).rsplit(":", 1)[1])
            button, text = await _front_end_times(base, Path(folder), port)
    _print(
        {
            "engine alone (HTTP)": engine_times,
            "button: update → sendMessage": button,
            "text: update → sendMessage": text,
        }
    )


async def _ask(engine: Engine, number: int) -> float:
    began = time.perf_counter()
    await engine.ask(uuid.uuid4().hex, QUESTIONS[number % len(QUESTIONS)], Shown())
    return time.perf_counter() - began


async def _times(measure: Callable[[int], Awaitable[float]]) -> list[float]:
    await measure(0)
    return [await measure(number) for number in range(ROUNDS)]


async def _front_end_times(base: Settings, folder: Path, port: int) -> tuple[list[float], list[float]]:
    simulator = await Simulator.start(port=0)
    bot = simulator.add_bot(token=TOKEN, username="bench_bot", name="bench")
    settings = base.model_copy(
        update={
            "telegram_api_url": simulator.url,
            "database_url": f"sqlite+aiosqlite:///{folder}/bench.db",
            "engine_port": port,
        }
    )
    ready = asyncio.Event()
    serving = asyncio.create_task(serve(settings, SecretStr(TOKEN), ready.set))
    await ready.wait()

    async def answered(text: str) -> float:
        woman = Tester(simulator.add_person("bench", language_code="en"), bot)
        began = time.perf_counter()
        await woman.writes(text)
        await simulator.wait_call("sendMessage")
        return time.perf_counter() - began

    button = await _times(lambda n: answered("/menu"))
    text = await _times(lambda n: answered(QUESTIONS[n % len(QUESTIONS)]))
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    await simulator.stop()
    return button, text


def _print(found: dict[str, list[float]]) -> None:
    table = Table("part", "median ms", "p95 ms", "ratio to the engine")
    engine = statistics.median(next(iter(found.values())))
    for name, times in found.items():
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        table.add_row(name, f"{median * 1000:.1f}", f"{p95 * 1000:.1f}", f"{median / engine:.1f}")
    Console().print(table)


asyncio.run(main())
