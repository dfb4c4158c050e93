"""`myrights run`: one command, one page, and nothing left behind."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.service.ports import free_port
from simulator import Simulator
from tests.e2e.conftest import KEY

MYRIGHTS = Path(sys.executable).parent / "myrights"


def environment(folder: Path, **more: str) -> dict[str, str]:
    without = {k: v for k, v in os.environ.items() if k not in ("TELEGRAM_TOKEN", "TELEGRAM_API_URL")}
    own = {
        "INSTALLATION_KEY": KEY,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/run.db",
        "ENGINE_PORT": str(free_port()),
        "PAGE_PORT": str(free_port()),
    }
    return {**without, **own, **more}


@asynccontextmanager
async def running(env: dict[str, str]) -> AsyncIterator[Process]:
    """`myrights run`; nothing of it outlives a test that fails."""
    process = await asyncio.create_subprocess_exec(
        str(MYRIGHTS), "run", env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            for pid in [process.pid, *descendants(process.pid)]:
                os.kill(pid, signal.SIGKILL)
            await process.wait()


async def line_with(process: Process, text: str, patience: float = 60) -> str:
    assert process.stdout
    async with asyncio.timeout(patience):
        while line := (await process.stdout.readline()).decode():
            if text in line:
                return line
    raise AssertionError(f"ended without saying {text!r}")


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [p for child in map(int, children) for p in [child, *descendants(child)]]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.engine
async def test_run_ends_at_a_page_that_answers_and_ctrl_c_ends_everything(tmp_path: Path) -> None:
    env = environment(tmp_path)
    async with running(env) as process:
        line = await line_with(process, "http://127.0.0.1:")
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address
        async with aiohttp.ClientSession() as session, session.get(address[0]) as page:
            assert page.status == 200
        children = descendants(process.pid)
        assert len(children) >= 3
        os.kill(children[0], signal.SIGSTOP)  # one of them hangs
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 20) == 0
        assert not any(map(alive, children))


async def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    env = environment(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(env["PAGE_PORT"])))
        taken.listen()
        async with running(env) as process:
            output, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 1
    assert output.decode().splitlines() == [
        f"port {env['PAGE_PORT']} is in use: end that process or set PAGE_PORT to another port"
    ]


async def test_a_wrong_token_is_one_line_and_code_1(tmp_path: Path) -> None:
    simulator = await Simulator.start(port=0)
    simulator.add_bot(token="1234567890:the-only-token-that-is-known-abcdefgh", username="b", name="b")
    wrong = {"TELEGRAM_TOKEN": "1234567890:another-token-that-nobody-knows-abcd", "TELEGRAM_API_URL": simulator.url}
    async with running(environment(tmp_path, **wrong)) as process:
        output, _ = await asyncio.wait_for(process.communicate(), 30)
    await simulator.stop()
    assert process.returncode == 1
    lines = [line for line in output.decode().splitlines() if "TOKEN" in line or "token" in line]
    assert lines == ["Telegram does not know this TELEGRAM_TOKEN: copy it again from @BotFather into .env"]
    assert wrong["TELEGRAM_TOKEN"] not in output.decode()
