"""Updates that are neither text, nor button, nor command of a private chat."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.languages import nearest
from bot.telegram.conversations import Conversation
from bot.telegram.house import House
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import Visit
from bot.words import words_of


async def not_text(visit: Visit) -> None:
    """Photos, voice, stickers: a helpful line."""
    await visit.show(visit.screens.note("not_text"))


def in_group(house: House) -> Callable[[Update, Any], Coroutine[Any, Any, None]]:
    """In a group: say that a private chat is safer, nothing else."""

    async def callback(update: Update, context: Any) -> None:
        chat, user = update.effective_chat, update.effective_user
        if chat:
            words = words_of(nearest(user.language_code if user else None))
            await house.gateway.send(chat.id, Outgoing(words("group_chat")), Conversation())

    return callback
