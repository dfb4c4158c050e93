"""How long an answer takes from the update to `sendMessage`, and which part of it (front end, engine).

Everything runs on this machine: simulator, front end and engine. Read the ratios, not the milliseconds.
"""

import asyncio
import tempfile
import time
from pathlib import Path

from pydantic import SecretStr

from bench.timing import ask, show, times
from bot.evaluation.run import engine_alone
from bot.settings import Settings
from bot.telegram.frontend import serve
from simulator import Simulator
from simulator.tester import Tester

ROUNDS = 60
TOKEN = "1234567890:token-of-the-benchmark-only-abcdefghij"  # noqa: S105
QUESTIONS = ("күйөөм алимент төлөбөйт эмне кылам", "как получить охранный ордер", "how do I get a divorce here")


async def measure(base: Settings) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        async with engine_alone(base) as engine:
            engine_times = await times(lambda n: ask(engine, QUESTIONS[n % len(QUESTIONS)]), ROUNDS)
            port = int(str(engine._url).rsplit(":", 1)[1])
            button, text = await _front_end_times(base, Path(folder), port)
    show(
        "from the update to sendMessage",
        {
            "engine alone (HTTP)": engine_times,
            "button: update → sendMessage": button,
            "text: update → sendMessage": text,
        },
    )


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

    button = await times(lambda n: answered("/menu"), ROUNDS)
    text = await times(lambda n: answered(QUESTIONS[n % len(QUESTIONS)]), ROUNDS)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    await simulator.stop()
    return button, text
