"""The engine's own environment, and for the tests over HTTP the trained engine itself."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import pytest

from nlu import environment

environment.prepare()
environment.mute_logs()

from tests.nlu.door import Door, free_port  # noqa: E402
from tests.promises import pytest_addoption, pytest_collection_modifyitems  # noqa: E402, F401


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything goes that the engine prints."""
    return tmp_path_factory.mktemp("engine") / "output.txt"


@pytest.fixture(scope="session")
def door(output: Path) -> Iterator[Door]:
    """The running engine."""
    port = free_port()
    with output.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "nlu", "run", "--port", str(port)], stdout=out, stderr=subprocess.STDOUT
        )
        engine = Door(port, process.pid)
        end = time.monotonic() + 60
        while engine.get("/webhooks/bot/health").status != 200:
            assert process.poll() is None and time.monotonic() < end, "the engine did not start; run `make train`"
            time.sleep(0.1)
        yield engine
        process.terminate()
        process.wait(20)
