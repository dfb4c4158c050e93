"""The whole bot, with its poller: what comes through Telegram is answered, and the next question too."""

import pytest

from simulator.text.format import formatted
from tests.e2e.conftest import Town
from tests.hostile.texts import SHORT

CUT = [text for text in SHORT if formatted(text).text and not text.casefold().startswith("/start")]
"""What is left of them when Telegram has cleaned them."""


@pytest.mark.promise("S3")
@pytest.mark.parametrize("texts", [CUT[n::4] for n in range(4)], ids=range(4))
async def test_the_poller_survives_every_text(town_without_engine: Town, texts: list[str]) -> None:
    town_without_engine.simulator.flood.enabled = False
    for text in texts:
        woman = town_without_engine.woman("ru")
        await woman.writes(text)
        await woman.sees("102")


@pytest.mark.promise("S3")
async def test_a_very_long_text_is_answered(town_without_engine: Town) -> None:
    woman = town_without_engine.woman("ru")
    await woman.writes("а" * 10_000)
    await woman.sees("102")
    await woman.writes("/menu")
    await woman.sees("О чём рассказать")
