"""The promise of a first reply (E4) as a test reads it."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def a_second() -> AsyncIterator[None]:
    """What is done inside has to be done within a second."""
    began = time.monotonic()
    yield
    taken = time.monotonic() - began
    assert taken < 1, f"it took {taken:.2f} s"
