"""The Telegram front end: delivery, handlers, screens."""

import os

# python-telegram-bot returns seconds as int with a warning unless it is told that timedelta is understood.
os.environ.setdefault("PTB_TIMEDELTA", "true")
