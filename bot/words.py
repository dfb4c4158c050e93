"""Every word of the interface, from the Babel catalogues in bot/locale."""

import io
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.languages import LANGUAGES, Language

LOCALE = Path(__file__).parent / "locale"


class Words:
    """The words of one language, asked for by key: `words("menu.title")`."""

    def __init__(self, language: Language, translations: GNUTranslations) -> None:
        self.language: Language = language
        self._translations = translations

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`, with `{names}` filled in.

        Raises:
            KeyError: when the catalogue has no such key; a test compares catalogues and code.
        """
        text = self._translations.gettext(key)
        if text == key:
            raise KeyError(f"{self.language}: {key}")
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether the catalogue has `key`."""
        return self._translations.gettext(key) != key


def catalogue(language: Language) -> Path:
    """The file that translators edit."""
    return LOCALE / language / "LC_MESSAGES" / "bot.po"


@cache
def words_of(language: Language) -> Words:
    """The catalogue of a language, compiled in memory so that no second file can be out of date."""
    with catalogue(language).open("rb") as source:
        template = read_po(source, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, template)
    compiled.seek(0)
    return Words(language, GNUTranslations(compiled))


def in_every_language(key: str) -> set[str]:
    """What a key says in each language: to recognise a pressed key of the small keyboard."""
    return {words_of(language)(key) for language in LANGUAGES}
