"""Takes times and prints them."""

import statistics
import time
import uuid
from collections.abc import Awaitable, Callable

from rich.console import Console
from rich.table import Table

from bot.engine.client import Engine
from bot.engine.directive import Shown


async def times(measure: Callable[[int], Awaitable[float]], rounds: int) -> list[float]:
    """Seconds of `rounds` measurements, after one that is not counted."""
    await measure(0)
    return [await measure(number) for number in range(rounds)]


async def ask(engine: Engine, text: str, sender: str = "") -> float:
    """Seconds of one message, in a new conversation where no `sender` is given."""
    began = time.perf_counter()
    await engine.ask(sender or uuid.uuid4().hex, text, Shown())
    return time.perf_counter() - began


def show(title: str, found: dict[str, list[float]]) -> None:
    """A table; the ratio is to the first row."""
    table = Table("part", "median ms", "p95 ms", "ratio", title=title)
    first = statistics.median(next(iter(found.values())))
    for name, taken in found.items():
        median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        table.add_row(name, f"{median * 1000:.1f}", f"{p95 * 1000:.1f}", f"{median / first:.2f}")
    Console().print(table)
