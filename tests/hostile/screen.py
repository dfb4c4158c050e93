"""What Telegram would say to a message."""

from bot.telegram.outgoing import Outgoing
from simulator.limits import TEXT
from simulator.markup import read_markup
from simulator.params import Params
from simulator.text.format import formatted


def shown(message: Outgoing) -> str:
    """The text as a person reads it.

    Raises:
        simulator.errors.ApiError: for text or buttons that Telegram refuses.
    """
    text = formatted(message.text, "HTML").text
    assert 1 <= len(text) <= TEXT, f"{len(text)} characters: {text[:80]!r}"
    read_markup(Params({"reply_markup": message.markup.to_json()} if message.markup else {}))
    return text
