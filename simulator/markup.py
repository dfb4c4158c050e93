"""Keyboards: what Telegram accepts of a reply_markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator import limits
from simulator.errors import ApiError, bad_request
from simulator.params import Json, Params
from simulator.text.entity import checked_url

ACTIONS = (
    *("callback_data", "url", "login_url", "web_app", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"),
)
"""What an inline button can do."""

Button = Callable[[Any], Json]


@dataclass(frozen=True)
class Markup:
    """At most one of the two."""

    inline: Json | None = None
    reply: Json | None = None
    """A ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply."""


def read_markup(params: Params, private: bool = True) -> Markup:
    """The reply_markup of a call.

    Raises:
        ApiError: 400 for what Telegram refuses.
    """
    value = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value, "inline_keyboard", "InlineKeyboardMarkup", _inline_button)
        if sum(map(len, rows)) > limits.BUTTONS or _bytes(rows) > limits.MARKUP:
            raise bad_request("reply markup is too long")
        return Markup(inline={"inline_keyboard": rows} if rows else None)
    if "keyboard" in value:
        rows = _rows(value, "keyboard", "ReplyKeyboardMarkup", lambda button: _key(button, private))
        return Markup(reply={**value, "keyboard": rows})
    return Markup(reply=value) if value else Markup()


def read_inline(params: Params) -> Json | None:
    """The reply_markup of an edit, which must be an inline keyboard.

    Raises:
        ApiError: 400 for anything else.
    """
    markup = read_markup(params)
    if markup.reply:
        raise bad_request("inline keyboard expected")
    return markup.inline


def _rows(value: Json, field: str, kind: str, button: Button) -> list[list[Json]]:
    rows = value[field]
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" of the {kind} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the {kind} must be an Array of Arrays')
    return [checked for row in rows if (checked := [button(one) for one in row])]


def _bytes(rows: list[list[Json]]) -> int:
    return sum(len(str(value).encode()) for row in rows for button in row for value in button.values())


def _inline_button(button: Any) -> Json:
    problem = _fields_problem(button)
    if not problem and not any(action in button for action in ACTIONS):
        problem = "Text buttons are unallowed in the inline keyboard"
    if problem:
        raise bad_request(f"can't parse inline keyboard button: {problem}")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= limits.CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and (refusal := _url_refusal(str(button["url"]))):
        raise refusal
    return dict(button)


def _url_refusal(url: str) -> ApiError | None:
    if checked_url(url):
        return None
    scheme, separator, host = url.partition("://")
    if separator and scheme.lower() not in ("http", "https", "tg", "ton"):
        return bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not host and separator:
        return bad_request(f"inline keyboard button URL '{url}' is invalid: URL host is empty")
    return bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _key(button: Any, private: bool) -> Json:
    key = {"text": button} if isinstance(button, str) else button
    if problem := _fields_problem(key):
        raise bad_request(f"can't parse keyboard button: {problem}")
    if not key["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    for field, what in (("request_location", "location"), ("request_contact", "phone number")):
        if key.get(field) and not private:
            raise bad_request(f"{what} can be requested in private chats only")
    return dict(key)


def _fields_problem(button: Any) -> str:
    if not isinstance(button, dict):
        return "Expected an Object"
    if "text" not in button:
        return 'Can\'t find field "text"'
    return "" if isinstance(button["text"], str) else 'Field "text" must be of type String'
