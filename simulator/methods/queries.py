"""Answers to button presses and inline queries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from simulator import limits
from simulator.errors import bad_request
from simulator.markup import Markup, read_markup
from simulator.methods.media import checked_caption
from simulator.methods.registry import Context, method
from simulator.params import Json, Params
from simulator.text.format import formatted


@dataclass(frozen=True)
class InlineResult:
    """One result as she sees it, and what is sent when she taps it."""

    object: Json
    content: Json
    markup: Markup


@method("answerCallbackQuery")
def answer_callback(ctx: Context) -> bool:
    """End the spinner on the button; with a text, a toast or an alert."""
    text = ctx.params.text("text")
    if len(text) > limits.TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": ctx.params.flag("show_alert"), "url": ctx.params.text("url")}
    ctx.world.queries.answer(ctx.bot, ctx.params.text("callback_query_id"), answer)
    return True


@method("answerInlineQuery")
def answer_inline(ctx: Context) -> bool:
    """The results above her input line."""
    given = ctx.params.json("results", "can't parse inline query results JSON object")
    if not isinstance(given, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(given) > limits.INLINE_RESULTS:
        raise bad_request("too many inline query results specified")
    results = [_result(one) for one in given]
    ids = [result.object["id"] for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    ctx.world.queries.answer(ctx.bot, ctx.params.text("inline_query_id"), results)
    return True


def _result(one: Any) -> InlineResult:
    if not isinstance(one, dict) or "type" not in one:
        raise bad_request("can't parse inline query result: Can't find field \"type\"")
    if not 1 <= len(str(one.get("id", "")).encode()) <= limits.INLINE_RESULT_ID:
        raise bad_request("RESULT_ID_INVALID")
    params = Params({"reply_markup": json.dumps(one["reply_markup"])} if one.get("reply_markup") else {})
    return InlineResult({**one, "id": str(one["id"])}, _content(one), read_markup(params))


def _content(one: Json) -> Json:
    content = one.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        return _text(content)
    if isinstance(content, dict) and "latitude" in content:
        return {"location": {name: float(content[name]) for name in ("latitude", "longitude")}}
    if one["type"] == "article":
        raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
    shown = formatted(str(one.get("caption", "")), str(one.get("parse_mode", "")), one.get("caption_entities"))
    return {"text": str(one.get("title", one["type"]))} | checked_caption(shown).content("caption", "caption_entities")


def _text(content: Json) -> Json:
    text = str(content["message_text"])
    if not text:
        raise bad_request("message text is empty")
    shown = formatted(text, str(content.get("parse_mode", "")), content.get("entities"))
    if len(shown.text) > limits.TEXT:
        raise bad_request("message is too long")
    return shown.content("text", "entities")
