"""Runs inside the namespace of test_egress.py: `myrights run`, one conversation, and what was seen, as JSON.

python -m tests.e2e.egress_driver FOLDER
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil

from bot.engine.client import Engine
from bot.service.engine import wait_until_ready
from bot.service.ports import free_port
from simulator import Simulator
from simulator.tester import Tester
from tests.e2e.conftest import KEY, TOKEN
from tests.e2e.namespace import OTHER, unroutable


def settings(folder: Path, url: str, engine_port: int) -> dict[str, str]:
    return {
        "INSTALLATION_KEY": KEY,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/egress.db",
        "ENGINE_PORT": str(engine_port),
        "POLL_TIMEOUT": "2",
        "ENGINE_TIMEOUT": "10",  # on a busy machine it would be given up, and her text would not reach it
        "RASA_TELEMETRY_ENABLED": "true",  # what an operator's shell may hold
    }


def watched(folder: Path) -> dict[str, str]:
    """What makes a process note where it connects."""
    guard = str(Path("tests/e2e/guard").resolve())
    return {"PYTHONPATH": guard, "EGRESS_REPORT": str(folder / "egress.jsonl"), "PYTHONDONTWRITEBYTECODE": "1"}


@asynccontextmanager
async def service(env: dict[str, str]) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **env}, stdout=sys.stderr
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def converse(woman: Tester) -> list[str]:
    """What worked, in order; raises at the first thing that does not."""
    worked = []
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.presses("Милиция и суд")
    await woman.sees("Охранный ордер")
    worked.append("buttons")
    await woman.writes("как получить алименты на ребёнка если он не платит")
    await woman.sees("лимент")
    worked.append("text")
    assert (await woman.types_inline("Mercy Centre")).titles == ["Mercy Centre"]
    worked.append("inline query")
    await woman.writes("/exit")
    await woman.person.wait_chat(woman.bot, lambda messages: len(messages) == 1, 10)
    worked.append("exit")
    return worked


def listening() -> list[tuple[str, int]]:
    """Every address on which anything in this namespace takes connections."""
    found = psutil.net_connections("inet")
    return sorted({(one.laddr.ip, one.laddr.port) for one in found if one.status == psutil.CONN_LISTEN})


def reached(ports: list[int]) -> list[int]:
    """Which of the ports answer at the machine's other address."""
    return [port for port in ports if _answers(port)]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((OTHER, port)) == 0


async def run(folder: Path) -> dict[str, Any]:
    simulator, engine_port = await Simulator.start(port=0), free_port()
    bot = simulator.add_bot(token=TOKEN, username="rights_test_bot", name="My Rights")
    woman = Tester(simulator.add_person("Мария", language_code="ru"), bot, patience=20)
    env = {**settings(folder, simulator.url, engine_port), **watched(folder)}
    async with service(env), Engine(f"http://127.0.0.1:{engine_port}", 2) as engine:
        assert await wait_until_ready(engine), "the engine did not start; run `make train`"
        await simulator.wait_call("getUpdates", patience=20)
        worked, listeners = await converse(woman), listening()
        elsewhere = reached([port for _, port in listeners])
    await simulator.stop()
    return {
        "worked": worked,
        "ports": {"simulator": int(simulator.url.rpartition(":")[2]), "engine": engine_port},
        "listening": listeners,
        "reached": elsewhere,
        "unroutable": unroutable(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(Path(sys.argv[1])))))
