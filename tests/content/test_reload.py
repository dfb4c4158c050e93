"""An editor saves a file and the answer is live; a faulty file changes nothing."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.content.reload import Shelf


async def until(condition: Callable[[], bool], limit: float = 10.0) -> None:
    async with asyncio.timeout(limit):
        while not condition():
            await asyncio.sleep(0.02)


def lead(shelf: Shelf) -> str:
    page = shelf.library.page("ru", "divorce")
    return page.lead if page else ""


@pytest.mark.promise("S4")
async def test_an_edit_is_live_and_a_fault_is_not(folder: Path) -> None:
    shelf, path, stop = Shelf(folder), folder / "ru" / "divorce.md", asyncio.Event()
    following = asyncio.create_task(shelf.follow(stop))
    try:
        text = path.read_text(encoding="utf-8")

        async def save_until(new: str, condition: Callable[[], bool]) -> None:
            # The watcher needs a moment before its first look; saving again is what an editor would do.
            async with asyncio.timeout(10):
                while not condition():
                    path.write_text(new, encoding="utf-8")
                    with suppress(TimeoutError):
                        await until(condition, 0.7)

        await save_until(text.replace("Звоните", "Наберите"), lambda: lead(shelf).startswith("Наберите"))
        await save_until(text.replace("Звоните", "В 3 дня"), lambda: bool(shelf.library.faults))
        assert lead(shelf).startswith("Наберите")
    finally:
        stop.set()
        await following
