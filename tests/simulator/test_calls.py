"""Which methods are answered, and what happens around them."""

from typing import Any

import pytest

from simulator import Simulator, journal
from simulator.calls import answer
from simulator.journal import Call, Journal
from simulator.methods.registry import names
from simulator.params import Params
from simulator.people import BotAccount

METHODS = """
getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close getChat getFile
sendMessage sendPhoto sendDocument sendVoice sendVideo sendLocation sendContact sendChatAction
copyMessage forwardMessage editMessageText editMessageCaption editMessageReplyMarkup deleteMessage deleteMessages
pinChatMessage unpinChatMessage unpinAllChatMessages answerCallbackQuery answerInlineQuery
setMyCommands getMyCommands deleteMyCommands setChatMenuButton getChatMenuButton
setMyName getMyName setMyDescription getMyDescription setMyShortDescription getMyShortDescription
"""


def test_these_methods_are_answered_and_no_others() -> None:
    assert names() == sorted(METHODS.split())


async def test_a_mistake_of_the_simulator_is_no_refusal_of_telegrams(
    sim: Simulator, bot: BotAccount, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("a text of hers")

    monkeypatch.setattr(BotAccount, "me", broken)
    found = await answer(sim.world, bot.token, "getMe", Params({}))
    assert found == {"ok": False, "error_code": 500, "description": "Internal Server Error: KeyError"}
    assert "getMe failed" in caplog.text
    assert "hers" not in caplog.text


def test_the_journal_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 100)
    found = Journal()
    for number in range(500):
        found.add(Call("b_bot", "getUpdates", {"offset": number}, 0.0))
        found.mark()
    assert len(found) <= 100
    assert found[-1].params == {"offset": 499}


@pytest.mark.parametrize(
    ("value", "flag", "integer", "number"),
    [("true", True, 0, None), (True, True, 0, None), ("1", True, 1, 1.0), (7, False, 7, 7.0), ("4.5", False, 0, 4.5)],
)
def test_parameters_of_all_kinds(value: Any, flag: bool, integer: int, number: float | None) -> None:
    params = Params({"x": value})
    assert (params.flag("x"), params.integer("x"), params.number("x")) == (flag, integer, number)
    assert "x" in params
    assert "y" not in params
