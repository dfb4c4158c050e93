"""What holds for every test."""

import os

# As in bot.telegram: else the order of imports would decide whether python-telegram-bot gives int or timedelta.
os.environ["PTB_TIMEDELTA"] = "true"


from tests.databases import database, database_url, postgres  # noqa: F401
from tests.promises import pytest_addoption, pytest_collection_modifyitems  # noqa: F401
