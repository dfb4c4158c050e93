"""/settings: her clock, her decoy, discreet mode, her code word."""

import logging

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.store.choices import DECOYS, KEEP
from bot.telegram.outgoing import Outgoing, Row, button, in_rows
from bot.telegram.payloads import Payload
from bot.telegram.visit import Visit

log = logging.getLogger(__name__)

VERB = "set"
CODE_LIMIT = (3, 40)
"""Characters of a code word: long enough not to be typed by chance."""


async def settings(visit: Visit) -> None:
    """What can be chosen, and what is chosen now."""
    await visit.show(_screen(visit))


async def press(visit: Visit, payload: Payload) -> None:
    """A button of the settings; a forged one shows them again."""
    match payload.about:
        case ("keep", minutes) if minutes in map(str, KEEP):
            await visit.prefer(keep=int(minutes))
        case ("decoy", name) if name in DECOYS:
            await visit.prefer(decoy=name)
        case ("discreet",):
            await visit.prefer(discreet=not visit.choices.discreet)
            await _commands(visit)
        case ("code",):
            visit.conversation.code_awaited = True
            await visit.show(Outgoing(visit.screens.words("settings.code_ask")))
            return
        case ("no_code",):
            await visit.prefer(code=None)
    await visit.turn_to(_screen(visit))


async def code_word(visit: Visit, text: str) -> bool:
    """Whether a text was the code word that was asked for. It goes from the chat at once and is kept as a digest."""
    if not visit.conversation.code_awaited:
        return False
    await visit.remove_hers()
    if text.startswith("/") or not CODE_LIMIT[0] <= len(text.strip()) <= CODE_LIMIT[1]:
        await visit.show(Outgoing(visit.screens.words("settings.code_ask")))
        return True
    visit.conversation.code_awaited = False
    await visit.prefer(code=visit.house.identity.digest(text))
    await visit.show(Outgoing(visit.screens.words("settings.code_kept")), _screen(visit))
    return True


def _screen(visit: Visit) -> Outgoing:
    words, choices = visit.screens.words, visit.choices

    def choice(label: str, on: bool, *about: str) -> tuple[str, str]:
        return button(f"{'✅' if on else '◻️'} {words(label)}", VERB, *about)

    clocks = [choice(f"settings.keep_{i}", choices.keep == i, "keep", str(i)) for i in KEEP]
    decoys = [choice(f"settings.decoy_{i}", choices.decoy == i, "decoy", i) for i in DECOYS]
    code = ("settings.no_code", "no_code") if choices.code else ("settings.code", "code")
    rows: list[Row] = [*in_rows(clocks), decoys, [choice("settings.discreet", choices.discreet, "discreet")]]
    return Outgoing(words("settings.title")).below(
        [*rows, [button(words(code[0]), VERB, code[1])], visit.screens.ways_out()]
    )


async def _commands(visit: Visit) -> None:
    """In discreet mode the list of commands of her chat names one thing that says nothing."""
    if not visit.choices.discreet:
        await ordinary_commands(visit)
        return
    bot, scope = visit.house.gateway.bot, BotCommandScopeChat(visit.chat_id)
    try:
        await bot.set_my_commands([BotCommand("start", visit.screens.words("command.discreet"))], scope)
    except TelegramError as error:
        log.warning("Telegram did not take the commands of a chat: %s", type(error).__name__)


async def ordinary_commands(visit: Visit) -> None:
    """The list of commands that everybody has."""
    try:
        await visit.house.gateway.bot.delete_my_commands(BotCommandScopeChat(visit.chat_id))
    except TelegramError as error:
        log.warning("Telegram did not take the commands of a chat: %s", type(error).__name__)
