"""The three languages of the project, in the order in which they are offered."""

from typing import Literal, get_args

Language = Literal["ky", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCE: Language = "ru"
"""The language that translations are made from (design: Russian is the source language)."""


def nearest(code: str | None) -> Language:
    """The language to suggest to a Telegram client that names `code` (IETF tag, may be missing)."""
    wanted = (code or "").split("-")[0].lower()
    return next((language for language in LANGUAGES if language == wanted), "ru" if wanted in _RUSSIAN else "ky")


_RUSSIAN = {"uk", "be", "kk", "uz", "tg"}
