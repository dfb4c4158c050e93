"""`python -m bot` is the same as `myrights`."""

from bot.cli import app

app()
