"""What a bot says of itself: names, descriptions, commands and the menu button, per language and scope."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.params import Json

Scope = tuple[str, int | None, int | None]
"""Type, chat and user of a BotCommandScope."""

DEFAULT: Scope = ("default", None, None)
PRIVATE: Scope = ("all_private_chats", None, None)


@dataclass
class Profile:
    """Texts by language code; "" stands for every language without one of its own."""

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    """By chat; None for all others."""

    def shown(self, language: str, name: str) -> dict[str, str]:
        """What somebody with this language sees; `name` where none is set."""
        return {
            "name": _best(self.name, language) or name,
            "description": _best(self.description, language),
            "short_description": _best(self.short_description, language),
        }

    def commands_in(self, chat_id: int, language: str) -> list[Json]:
        """The commands of a private chat: the narrowest scope that has any, her language first."""
        for scope in (("chat", chat_id, None), PRIVATE, DEFAULT):
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []

    def menu_button(self, chat_id: int | None) -> Json:
        """The button beside the input line."""
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(None) or {"type": "default"}


def _best(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("", "")
