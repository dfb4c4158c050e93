"""Where every handler is registered, in the order in which they are asked."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.telegram.delivery.urgent import urgency
from bot.telegram.handlers import (
    arrival,
    data,
    disguise,
    inline,
    links,
    other,
    reception,
    search,
    settings,
    talk,
    urgent,
)
from bot.telegram.house import House
from bot.telegram.payloads import unpack
from bot.telegram.visit import Visit, visit_of

log = logging.getLogger(__name__)

Data = dict[Any, Any]
Context = CallbackContext[ExtBot[None], Data, Data, Data]
App = Application[ExtBot[None], Context, Data, Data, Data, None]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Action = Callable[[Visit], Awaitable[None]]

PLACE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES & filters.LOCATION
PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def register(app: App, house: House) -> None:
    """Handlers in order; the first that takes an update is the only one."""

    def command(name: str, action: Action) -> CommandHandler[Context, None]:
        return CommandHandler(name, visiting(house, action), PRIVATE)

    # Exit and SOS by button, key or command must not meet any other rule.
    app.add_handler(UrgentHandler(visiting(house, _urgent)))
    # Buttons carry all that is needed: they work without the engine.
    app.add_handler(CallbackQueryHandler(visiting(house, _press)))
    app.add_handler(command("start", arrival.start))
    app.add_handler(command("menu", reception.menu))
    app.add_handler(command("language", reception.languages))
    app.add_handler(command("help", reception.help_))
    app.add_handler(command("keys", reception.keyboard))
    app.add_handler(command("settings", settings.settings))
    app.add_handler(command("mydata", data.my_data))
    app.add_handler(command("forget", data.ask_forget))
    app.add_handler(command("privacy", data.privacy))
    # Her place is deleted before anything else is done with it, each time that it moves.
    app.add_handler(MessageHandler(PLACE, visiting(house, search.nearest)))
    # What she passed on from the bot into this chat is no question.
    app.add_handler(MessageHandler(filters.VIA_BOT, _nothing))
    # Everything else that she types is for the engine, also what begins with a slash.
    app.add_handler(MessageHandler(PRIVATE & filters.TEXT, visiting(house, _talk)))
    # A correction is a question like any other; the answer to the old one stays.
    app.add_handler(
        MessageHandler(
            filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT,
            visiting(house, _talk),
        )
    )
    # Photos, voice, stickers and the rest cannot be understood: say so, with a way on.
    app.add_handler(MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, visiting(house, other.not_text)))
    app.add_handler(InlineQueryHandler(inline.offering(house)))
    # In a group only /start is answered; no word of a group goes to the engine.
    app.add_handler(
        CommandHandler("start", other.in_group(house), filters.ChatType.GROUPS & filters.UpdateType.MESSAGE)
    )
    app.add_error_handler(failing(house))


class UrgentHandler(BaseHandler[Update, Context, None]):
    """Takes an update that is an exit or an SOS, whatever else it is."""

    def check_update(self, update: object) -> bool:
        """Whether the update is urgent."""
        return isinstance(update, Update) and urgency(update) is not None


def visiting(house: House, action: Action) -> Callback:
    """`action` for a private chat, as python-telegram-bot calls it."""

    async def callback(update: Update, context: Context) -> None:
        visit = await visit_of(house, update)
        if visit and visit.choices.disguised and action not in UNDISGUISED:
            await disguise.answer(visit)
        elif visit:
            await action(visit)

    return callback


def failing(house: House) -> Callable[[object, Context], Coroutine[Any, Any, None]]:
    """What happens when a handler raises: she gets helplines, we get the kind of error (never its text)."""

    async def failed(update: object, context: Context) -> None:
        log.error("a handler failed: %s", type(context.error).__name__)
        if isinstance(update, Update) and (visit := await visit_of(house, update)):
            await visit.show(visit.screens.note("failure"))

    return failed


async def _urgent(visit: Visit) -> None:
    action = urgent.hide if urgency(visit.update) == "exit" else urgent.sos
    # Telegram may be late with the spinner: what she pressed for does not wait for it.
    await asyncio.gather(_stop_spinner(visit), action(visit))


async def _press(visit: Visit) -> None:
    query = visit.update.callback_query
    await asyncio.gather(_stop_spinner(visit), reception.press(visit, unpack(query.data or "" if query else "")))


async def _stop_spinner(visit: Visit) -> None:
    if query := visit.update.callback_query:
        await visit.house.gateway.answer(query.id)


async def _talk(visit: Visit) -> None:
    message = visit.update.effective_message
    text = message.text or "" if message else ""
    if not (await settings.code_word(visit, text) or await links.wrote(visit, text)):
        await talk.talk(visit, text)


async def _nothing(update: Update, context: Context) -> None:
    return


UNDISGUISED: tuple[Action, ...] = (arrival.start, _urgent)
"""What a disguise lets through: /start ends it, an exit may be pressed again."""
