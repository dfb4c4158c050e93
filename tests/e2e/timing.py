"""The promise of a first reply (E4) as a test reads it."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest


@asynccontextmanager
async def a_second() -> AsyncIterator[None]:
    """What is done inside has to be done within a second."""
    began = time.monotonic()
    yield
    taken = time.monotonic() - began
    assert taken < 1, f"it took {taken:.2f} s"


@pytest.fixture
def unhurried_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pace of one chat is not what is measured here; the simulator lets twenty messages pass."""
    monkeypatch.setattr("bot.telegram.delivery.pacing.BURST", 20)
