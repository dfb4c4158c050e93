"""What holds for every test."""

import os

# As in bot.telegram: else the order of imports would decide whether python-telegram-bot gives int or timedelta.
os.environ["PTB_TIMEDELTA"] = "true"
