"""Content that is live two seconds after an editor has saved it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import awatch

from bot.content.check import check_interface_facts
from bot.content.faults import ContentError
from bot.content.library import load_library

log = logging.getLogger(__name__)


async def _nothing() -> None:
    return


class Shelf:
    """Holds the library that is being served and replaces it as files change.

    Raises:
        ContentError: when not even the emergency numbers can be read, so that there is nothing to serve.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = load_library(folder)
        if faults := check_interface_facts(folder / "facts.yml", self.library.facts):
            raise ContentError(faults)
        self._report()

    async def follow(self, stop: asyncio.Event | None = None, after: Callable[[], Awaitable[None]] = _nothing) -> None:
        """Reload on each change below the folder, then call `after`, until cancelled or `stop` is set."""
        async for _ in awatch(self.folder, stop_event=stop, step=50, debounce=400):
            self.reload()
            await after()

    def reload(self) -> None:
        """Read everything again; faulty files keep their last good state."""
        library = load_library(self.folder, self.library)
        if check_interface_facts(self.folder / "facts.yml", library.facts):
            library.facts = self.library.facts
        self.library = library
        self._report()

    def _report(self) -> None:
        for fault in self.library.faults:
            log.error("content refused: %s", fault)
        log.info("content: %d pages, %d faults", len(self.library.pages), len(self.library.faults))
