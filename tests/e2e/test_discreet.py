"""Discreet mode: covered, silent, not to be forwarded; one button."""

import pytest

from bot.words import words_of
from tests.e2e.conftest import Town
from tests.e2e.test_disguise import began

RU = words_of("ru")


@pytest.mark.promise("P7")
async def test_one_button_covers_every_answer(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/settings")
    await woman.presses(RU("settings.discreet"))
    await woman.sees(f"✅ {RU('settings.discreet')}")
    await woman.presses("Темы")
    menu = await woman.sees(RU("menu.title"))
    assert "spoiler" in {entity["type"] for entity in menu["entities"]}
    await woman.writes("/help")
    await woman.sees(RU("menu.title"))
    calls = town_without_engine.simulator.journal.of("sendMessage")[-2:]
    for call in calls:
        assert str(call.params["protect_content"]).lower() == "true"
        assert str(call.params["disable_notification"]).lower() == "true"


@pytest.mark.promise("P7")
async def test_the_list_of_commands_of_her_chat_says_nothing(town_without_engine: Town) -> None:
    woman = await began(town_without_engine, "ru")
    await woman.writes("/settings")
    await woman.presses(RU("settings.discreet"))
    await woman.sees(f"✅ {RU('settings.discreet')}")
    call = await town_without_engine.simulator.wait_call("setMyCommands")
    assert "start" in str(call.params["commands"])
    assert "privacy" not in str(call.params["commands"])
    await woman.presses(RU("settings.discreet"))
    await woman.sees(f"◻️ {RU('settings.discreet')}")
    await town_without_engine.simulator.wait_call("deleteMyCommands")
