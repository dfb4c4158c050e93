"""Turns what is ready to leave into one call of the Bot API."""

from typing import Any

from telegram import Bot, LinkPreviewOptions, Message

from bot.telegram.outgoing import ContactCard, File, Outgoing, Sendable

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview would show a picture that she did not ask for."""


async def post(bot: Bot, chat_id: int, message: Sendable) -> Message:
    """Send it."""
    how: dict[str, Any] = {"disable_notification": message.silent, "protect_content": message.protected}
    match message:
        case Outgoing():
            how |= {"parse_mode": "HTML", "reply_markup": message.markup, "link_preview_options": NO_PREVIEW}
            return await bot.send_message(chat_id, message.text, **how)
        case ContactCard():
            return await bot.send_contact(chat_id, message.phone, message.name, **how)
        case File(kind="photo"):
            return await bot.send_photo(chat_id, message.body, message.caption, filename=message.name, **how)
        case File():
            how |= {"caption": message.caption, "filename": message.name}
            return await bot.send_document(chat_id, message.body, **how)
