"""Posters and plots for a bot that starts at once: their libraries take seconds to import, and few need them."""

import asyncio
from typing import Any


async def poster(*what: Any) -> bytes:
    """As bot.links.poster.poster, beside the running conversations."""
    return await asyncio.to_thread(_poster, *what)


async def plot(*what: Any) -> bytes:
    """As bot.links.plot.plot, beside the running conversations."""
    return await asyncio.to_thread(_plot, *what)


def _poster(*what: Any) -> bytes:
    from bot.links.poster import poster as drawn

    return drawn(*what)


def _plot(*what: Any) -> bytes:
    from bot.links.plot import plot as drawn

    return drawn(*what)
