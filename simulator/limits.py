"""Every number of Telegram that the simulator enforces, once, with its source.

Sources: D = documentation of the Bot API; S = source of tdlib/telegram-bot-api and tdlib/td; R = reports of users,
because Telegram publishes no number.
"""

from __future__ import annotations

DAY = 86_400
"""Seconds."""

TEXT = 4096
"""Code points of a text after parsing (D)."""
CAPTION = 1024
"""Code points of a caption after parsing (D)."""
RAW_TEXT = 32_768
"""Bytes of a text before parsing (S)."""
ENTITIES = 100
"""Entities of one message; those above it are dropped (D)."""

CALLBACK_DATA = 64
"""Bytes, at least 1 (D)."""
BUTTONS = 100
"""Buttons of one inline keyboard (R)."""
MARKUP = 10_000
"""Bytes of all labels, data and addresses of one inline keyboard (R)."""
TOAST = 200
"""Characters of the answer to a callback query (D)."""
START_PAYLOAD = 64
"""Characters of a deep link's payload (D)."""

DELETE_WITHIN = 2 * DAY
"""Seconds in which a message can be deleted for both sides (S)."""
DELETE_AT_ONCE = 100
"""Messages of one deleteMessages (S)."""

COMMANDS = 100
"""Commands of one list (S)."""
COMMAND_DESCRIPTIONS = 4096
"""Bytes of all descriptions of one list (R)."""
COMMAND_DESCRIPTION = 256
"""Characters of one description (D)."""
NAME, DESCRIPTION, SHORT_DESCRIPTION = 64, 512, 120
"""Characters of the profile's texts (D)."""

INLINE_RESULTS = 50
"""Results of one answerInlineQuery (S)."""
INLINE_RESULT_ID = 64
"""Bytes of a result's id (D)."""

UPDATE_LIFETIME = DAY
"""Seconds that an update waits for the bot (S)."""
CALLBACK_LIFETIME = 150
"""Seconds that a button press waits for the bot, and can be answered (S for the queue)."""
INLINE_LIFETIME = 30
"""Seconds that an inline query waits for the bot (S)."""
INLINE_ANSWERABLE = 20
"""Seconds in which an inline query can be answered (R)."""

POLL = 50
"""Longest wait of getUpdates in seconds (S)."""
POLL_BATCH = 100
"""Updates of one getUpdates (S)."""
POLL_STRETCH, POLL_HURRIED = 3.0, 0.5
"""Seconds after a getUpdates of the same offset in which it waits 3 s, and in which it gives one update only (S)."""
POLL_GATHER = 0.002
"""Seconds in which updates are gathered once the first has come (S)."""

WEBHOOK_PORTS = (80, 88, 443, 8443)
"""Ports of webhooks; the simulator allows any on loopback (D)."""
WEBHOOK_CONNECTIONS = 40
"""Deliveries at once, unless the bot asks for 1-100 (D)."""
WEBHOOK_SECRET = 256
"""Characters of the secret token (D)."""
WEBHOOK_FIRST_WAIT, WEBHOOK_LONGEST_WAIT = 2.0, 60.0
"""Seconds before the second retry, doubling up to the longest; the first retry is immediate (S)."""
WEBHOOK_RETRY_AFTER = 3600.0
"""Seconds of a Retry-After header that are honoured (S)."""
WEBHOOK_GONE = 23 * 3600
"""Seconds of nothing but 410 after which the webhook is closed (S)."""

DOWNLOAD = 20 * 1024 * 1024
"""Bytes of a file that getFile gives (D)."""
UPLOAD = 50 * 1024 * 1024
"""Bytes of a request (D)."""
TYPING = 5.0
"""Seconds that a chat action is shown (D)."""

PER_SECOND = 30
"""Messages a second of one bot (D, FAQ)."""
CHAT_PER_SECOND, CHAT_BURST = 1.0, 20
"""Messages a second to one private chat (D, FAQ) and how many pass at once before that counts (R: "bursts pass")."""
GROUP_PER_SECOND, GROUP_BURST = 20 / 60, 20
"""The same for a group: 20 a minute (D, FAQ)."""
