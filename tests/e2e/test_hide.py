"""Hiding the chat: the innocent text stays, everything else goes."""

import pytest
from pydantic import SecretStr

from bot.store.identity import Identity
from bot.words import words_of
from simulator.tester import Tester
from tests.e2e.conftest import KEY, Town

HIDE = words_of("ru")("key.hide")


async def talked(town: Town) -> Tester:
    woman = town.woman("ru")
    await woman.starts()
    await woman.presses("Русский")
    await woman.sees("О чём рассказать")
    await woman.presses("Семья")
    await woman.sees("Развод")
    await woman.presses("Развод")
    await woman.sees("Развод")
    return woman


async def only_the_decoy(town: Town, woman: Tester) -> str:
    await woman.person.wait_chat(town.bot, lambda messages: len(messages) == 1, 10)
    (decoy,) = woman.shown
    assert "102" not in decoy
    assert "азвод" not in decoy
    return decoy


@pytest.mark.promise("P1")
@pytest.mark.parametrize("way", ["/exit", HIDE])
async def test_a_command_or_a_key_clears_the_chat(town_without_engine: Town, way: str) -> None:
    woman = await talked(town_without_engine)
    await woman.writes(way)
    await only_the_decoy(town_without_engine, woman)
    assert woman.keys == []


@pytest.mark.promise("P1")
async def test_a_button_clears_the_chat(town_without_engine: Town) -> None:
    woman = await talked(town_without_engine)
    await woman.presses("Спрятать чат")
    await only_the_decoy(town_without_engine, woman)


@pytest.mark.promise("P1")
async def test_the_decoy_comes_first_and_silently(town_without_engine: Town) -> None:
    woman = await talked(town_without_engine)
    before = len(town_without_engine.simulator.journal)
    await woman.writes("/exit")
    await only_the_decoy(town_without_engine, woman)
    calls = [c for c in town_without_engine.simulator.journal[before:] if c.method != "getUpdates"]
    assert calls[0].method == "sendMessage"
    assert calls[0].params["disable_notification"] in (True, "true")
    assert calls[1].method == "deleteMessages"


@pytest.mark.engine
@pytest.mark.promise("P1")
async def test_the_words_for_it_clear_the_chat(town: Town) -> None:
    woman = await talked(town)
    await woman.writes("он идёт, срочно удали этот чат")
    await only_the_decoy(town, woman)


@pytest.mark.promise("P1")
async def test_messages_of_before_a_restart_go_too(town_without_engine: Town) -> None:
    woman = await talked(town_without_engine)
    await town_without_engine.close()
    await town_without_engine.open(9)
    await woman.writes("/exit")
    await only_the_decoy(town_without_engine, woman)


@pytest.mark.promise("P1")
async def test_a_message_too_old_to_delete_does_not_keep_the_others(town_without_engine: Town) -> None:
    woman = await talked(town_without_engine)
    old = len(woman.shown)
    town_without_engine.simulator.clock.advance(49 * 3600)
    await woman.writes("/menu")
    await woman.sees("О чём рассказать")
    await woman.writes("/exit")
    await woman.person.wait_chat(town_without_engine.bot, lambda messages: len(messages) <= old + 1, 10)


def test_the_pseudonym_is_not_the_id() -> None:
    assert "42" not in Identity(SecretStr(KEY)).pseudonym(42)
