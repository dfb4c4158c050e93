"""What dies is started again, what hangs is ended, a taken port is said."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.service.ports import PortInUse, free_port, require_free
from bot.service.process import Child
from bot.service.supervisor import WRONG_SETTING, Supervisor

NOTE = "import os, pathlib, sys; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + f'{os.getpid()} ');"
STAY = "import time; time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"


async def until(condition: Callable[[], bool], limit: float = 15.0) -> None:
    async with asyncio.timeout(limit):
        while not condition():
            await asyncio.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "pids"
    path.write_text("")
    return path


def pids(notes: Path) -> list[int]:
    return [int(pid) for pid in notes.read_text().split()]


def child(notes: Path, code: str) -> Child:
    return Child("test", [sys.executable, "-c", NOTE + code, str(notes)])


async def stopped(task: asyncio.Task[int]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_process_that_dies_is_started_again(notes: Path) -> None:
    task = asyncio.create_task(Supervisor([child(notes, STAY)]).run())
    await until(lambda: len(pids(notes)) == 1)
    os.kill(pids(notes)[0], 9)
    await until(lambda: len(pids(notes)) == 2)
    await stopped(task)
    assert not any(alive(pid) for pid in pids(notes))


async def test_a_process_that_ignores_the_polite_end_is_killed(notes: Path) -> None:
    deaf = child(notes, DEAF + STAY)
    await deaf.start()
    await until(lambda: bool(pids(notes)))
    await deaf.stop(grace=0.2)
    assert not alive(pids(notes)[0])


async def test_what_a_child_started_ends_with_it(notes: Path) -> None:
    grandchild = "import subprocess; subprocess.Popen([sys.executable, '-c', sys.argv[2], sys.argv[1]]);"
    parent = Child("test", [sys.executable, "-c", NOTE + grandchild + STAY, str(notes), NOTE + DEAF + STAY])
    await parent.start()
    await until(lambda: len(pids(notes)) == 2)
    await parent.stop(grace=0.5)
    await until(lambda: not any(alive(pid) for pid in pids(notes)))


async def test_wrong_settings_end_everything_with_code_1(notes: Path) -> None:
    stays, refuses = child(notes, STAY), child(notes, f"sys.exit({WRONG_SETTING})")
    assert await Supervisor([stays, refuses]).run() == 1
    assert not any(alive(pid) for pid in pids(notes))


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port} is in use.*ENGINE_PORT"):
            require_free(port, "ENGINE_PORT")


def test_a_free_port_is_free() -> None:
    require_free(free_port(), "ENGINE_PORT")
