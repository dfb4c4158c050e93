"""Turns what is ready to leave into one call of the Bot API."""

from telegram import Bot, LinkPreviewOptions, Message

from bot.telegram.outgoing import ContactCard, File, Outgoing, Sendable

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview would show a picture that she did not ask for."""


async def post(bot: Bot, chat_id: int, message: Sendable) -> Message:
    """Send it."""
    match message:
        case Outgoing():
            return await bot.send_message(
                chat_id,
                message.text,
                parse_mode="HTML",
                reply_markup=message.markup,
                disable_notification=message.silent,
                link_preview_options=NO_PREVIEW,
            )
        case ContactCard():
            return await bot.send_contact(chat_id, message.phone, message.name)
        case File(kind="photo"):
            return await bot.send_photo(chat_id, message.body, caption=message.caption, filename=message.name)
        case File():
            return await bot.send_document(chat_id, message.body, caption=message.caption, filename=message.name)
