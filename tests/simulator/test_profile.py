"""Commands, names and descriptions: what each person sees of them."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonCommands
from telegram.error import BadRequest

from simulator import Person, Simulator
from simulator.people import BotAccount
from tests.simulator.conftest import Refusal


def seen(person: Person, bot: BotAccount) -> list[str]:
    return [command["description"] for command in person.chat(bot).commands]


async def test_the_narrowest_scope_wins_and_her_language_in_it(
    tg: Bot, sim: Simulator, ann: Person, bot: BotAccount
) -> None:
    everybody = sim.add_person("Alice", language_code="en")
    await tg.set_my_commands([BotCommand("start", "default")])
    await tg.set_my_commands([BotCommand("start", "кыргызча")], language_code="ky")
    assert (seen(ann, bot), seen(everybody, bot)) == (["кыргызча"], ["default"])
    await tg.set_my_commands([BotCommand("start", "private")], scope=BotCommandScopeAllPrivateChats())
    assert (seen(ann, bot), seen(everybody, bot)) == (["private"], ["private"])
    await tg.set_my_commands([BotCommand("start", "hers")], scope=BotCommandScopeChat(ann.id))
    assert (seen(ann, bot), seen(everybody, bot)) == (["hers"], ["private"])
    await tg.delete_my_commands(scope=BotCommandScopeChat(ann.id))
    assert seen(ann, bot) == ["private"]


async def test_each_list_is_read_as_it_was_set(tg: Bot, ann: Person) -> None:
    await tg.set_my_commands([BotCommand("start", "a")], language_code="ky")
    assert await tg.get_my_commands() == ()
    assert await tg.get_my_commands(language_code="ky") == (BotCommand("start", "a"),)


async def test_commands_for_a_chat_that_does_not_exist(tg: Bot, refusal: Refusal) -> None:
    call = tg.set_my_commands([BotCommand("start", "x")], scope=BotCommandScopeChat(42))
    assert await refusal(call) == (400, "Bad Request: chat not found")


async def test_texts_per_language(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount) -> None:
    await tg.set_my_name("Rights")
    await tg.set_my_name("Укуктарым", language_code="ky")
    await tg.set_my_description("before Start", language_code="ky")
    await tg.set_my_short_description("profile")
    assert ann.chat(bot).state()["bot"] == {
        "username": "rights_test_bot",
        "name": "Укуктарым",
        "description": "before Start",
        "short_description": "profile",
    }
    assert sim.add_person("Alice", "en").chat(bot).state()["bot"]["name"] == "Rights"
    assert (await tg.get_my_name(language_code="ky")).name == "Укуктарым"
    assert (await tg.get_my_description()).description == ""
    assert (await tg.get_my_short_description(language_code="ru")).short_description == "profile"


@pytest.mark.parametrize("call", ["set_my_name", "set_my_description", "set_my_short_description"])
async def test_texts_that_are_too_long(tg: Bot, call: str) -> None:
    with pytest.raises(BadRequest, match="too long"):
        await getattr(tg, call)("x" * 513)


async def test_the_menu_button(tg: Bot, ann: Person) -> None:
    await tg.set_chat_menu_button(ann.id, MenuButtonCommands())
    assert (await tg.get_chat_menu_button(ann.id)).type == "commands"
    assert (await tg.get_chat_menu_button()).type == "default"


async def test_get_me(tg: Bot) -> None:
    me = await tg.get_me()
    assert (me.username, me.is_bot, me.supports_inline_queries) == ("rights_test_bot", True, True)


async def test_a_bot_that_logs_out_is_not_served_for_ten_minutes(tg: Bot, sim: Simulator, refusal: Refusal) -> None:
    assert await tg.log_out()
    assert await refusal(tg.get_my_name()) == (400, "Logged out")
    sim.clock.advance(601)
    assert await tg.get_my_name()


async def test_close_is_refused_in_the_first_ten_minutes(tg: Bot, sim: Simulator, refusal: Refusal) -> None:
    code, words = await refusal(tg.close())
    assert (code, words.rpartition(" ")[0]) == (429, "Too Many Requests: retry after")
    sim.clock.advance(601)
    assert await tg.close()
