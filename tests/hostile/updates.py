"""Updates as Telegram would send them, and as it never would."""

import re
from typing import Any

Json = dict[str, Any]

_FILE = {"file_id": "x", "file_unique_id": "y"}
_PICTURE = {**_FILE, "width": 1, "height": 1}
_USER = {"id": 5, "is_bot": False, "first_name": "<b>", "last_name": "\u202e{0}", "username": "x"}
_CHANNEL = {"id": -1_001_000_000_777, "type": "channel", "title": "<i>"}

ATTACHED: dict[str, Json] = {
    "photo": {"photo": [_PICTURE], "caption": "<b>{police}"},
    "video": {"video": {**_PICTURE, "duration": 1}},
    "animation": {"animation": {**_PICTURE, "duration": 1}, "document": _FILE},
    "voice": {"voice": {**_FILE, "duration": 1}},
    "audio": {"audio": {**_FILE, "duration": 1, "title": "</b>"}},
    "video note": {"video_note": {**_FILE, "length": 1, "duration": 1}},
    "document": {"document": {**_FILE, "file_name": "../../etc/passwd\x00.exe", "mime_type": "%s"}},
    "contact": {"contact": {"phone_number": "<102>", "first_name": "{0}", "vcard": "BEGIN:VCARD"}},
    "sticker": {"sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "venue": {
        "location": {"latitude": 42.8, "longitude": 74.6},
        "venue": {"location": {"latitude": 42.8, "longitude": 74.6}, "title": "<b>", "address": "{0}"},
    },
    "poll": {
        "poll": {
            "id": "1",
            "question": "<b>",
            "options": [{"text": "{0}", "voter_count": 0, "persistent_id": "1"}],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "nowhere": {"location": {"latitude": 1e308, "longitude": -1e308}},
    "the pole": {"location": {"latitude": 90, "longitude": 180}},
    "a place that moves": {"location": {"latitude": 42.8, "longitude": 74.6, "live_period": 900}},
    "game": {"game": {"title": "<b>", "description": "{0}", "photo": [_PICTURE]}},
    "nothing": {},
    "an empty text": {"text": ""},
    "a web page": {"web_app_data": {"data": '{"a":1}', "button_text": "<b>"}},
    "a new title": {"new_chat_title": "<b>{0}"},
    "a pinned message": {"pinned_message": {"message_id": 1, "date": 0, "chat": _CHANNEL}},
}
"""Contents of a message that are no text."""

FORWARDED: dict[str, Json] = {
    "from a person": {"forward_origin": {"type": "user", "date": 1, "sender_user": _USER}},
    "from somebody hidden": {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "<b>"}},
    "from a channel": {"forward_origin": {"type": "channel", "date": 1, "chat": _CHANNEL, "message_id": 1}},
    "through another bot": {"via_bot": {**_USER, "is_bot": True}},
    "in answer to a channel": {
        "reply_to_message": {"message_id": 1, "date": 1, "chat": _CHANNEL, "text": "<b>"},
        "quote": {"text": "{0}", "position": 0},
    },
}

ELSEWHERE: dict[str, Json] = {
    "poll": ATTACHED["poll"],
    "poll_answer": {"poll_answer": {"poll_id": "1", "user": _USER, "option_ids": [0], "option_persistent_ids": ["1"]}},
    "chosen_inline_result": {"chosen_inline_result": {"result_id": "<b>", "from": _USER, "query": "{0}"}},
    "pre_checkout_query": {
        "pre_checkout_query": {
            "id": "1",
            "from": _USER,
            "currency": "KGS",
            "total_amount": 1,
            "invoice_payload": "exit",
        }
    },
    "shipping_query": {
        "shipping_query": {
            "id": "1",
            "from": _USER,
            "invoice_payload": "exit",
            "shipping_address": dict.fromkeys(
                ("country_code", "state", "city", "street_line1", "street_line2", "post_code"), "<b>"
            ),
        }
    },
    "an inline message's button": {
        "callback_query": {"id": "1", "from": _USER, "chat_instance": "1", "inline_message_id": "x", "data": "exit"}
    },
    "a game's button": {
        "callback_query": {
            "id": "1",
            "from": _USER,
            "chat_instance": "1",
            "inline_message_id": "x",
            "game_short_name": "",
        }
    },
    "an update of tomorrow": {"telepathy": {"thought": "<b>"}},
    "nothing": {},
}
"""Updates of no chat."""


def text(words: str) -> Json:
    """A text with the entity that Telegram adds to a command."""
    found = re.match(r"/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]+)?", words)
    entity = {"type": "bot_command", "offset": 0, "length": len(found[0])} if found else None
    return {"text": words} | ({"entities": [entity]} if entity else {})
