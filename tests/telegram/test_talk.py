"""Which screens a directive leads to."""

from pathlib import Path

import pytest

from bot.content.library import load_library
from bot.engine.directive import Directive
from bot.telegram.handlers.talk import _screens
from bot.telegram.outgoing import Outgoing
from bot.telegram.screens import Screens

SCREENS = Screens(load_library(Path("content")), "ru")


def card(*alternatives: str, facet: str | None = None) -> Directive:
    return Directive(
        say="card", topic="emergency_now", facet=facet, language="ru", confidence=0.2, alternatives=list(alternatives)
    )


async def shown(directive: Directive) -> list[Outgoing]:
    return await _screens(None, SCREENS, directive)  # type: ignore[arg-type]


@pytest.mark.promise("E2")
async def test_a_card_that_is_only_plausible_is_followed_by_the_answer() -> None:
    first, second = await shown(card("divorce", "emergency_now"))
    assert first.text.startswith("<b>102")
    assert "Развод" in second.text


@pytest.mark.parametrize("alternatives", [("emergency_now", "divorce"), ("suicide_risk",), ("greet",), ()])
async def test_a_card_that_is_meant_stands_alone(alternatives: tuple[str, ...]) -> None:
    assert len(await shown(card(*alternatives))) == 1


async def test_a_facet_of_the_card_stands_alone() -> None:
    assert len(await shown(card("divorce", facet="how"))) == 1
