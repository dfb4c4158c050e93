"""What one person's telephone shows of a chat."""

from __future__ import annotations

from simulator.chats import PrivateChat
from simulator.params import Json
from simulator.world import World


class ChatView:
    """Looks at the chat as it is now, each time anew."""

    def __init__(self, world: World, chat: PrivateChat) -> None:
        self._world, self._chat = world, chat

    @property
    def messages(self) -> list[Json]:
        """Messages of both sides, oldest first; deleted ones are gone."""
        hidden = self._chat.hidden
        return [message.seen() for message in self._chat.messages.values() if message.id not in hidden]

    @property
    def reply_keyboard(self) -> Json | None:
        """The keyboard below the input line."""
        return self._chat.keyboard

    @property
    def typing(self) -> bool:
        """The bot seems to be doing something."""
        return bool(self._chat.action) and self._world.clock.now() < self._chat.action_until

    @property
    def commands(self) -> list[Json]:
        """The commands in her language."""
        return self._chat.bot.profile.commands_in(self._chat.id, self._chat.person.language_code)

    @property
    def started(self) -> bool:
        """She has written to the bot at least once."""
        return self._chat.started

    @property
    def blocked(self) -> bool:
        """She has blocked the bot."""
        return self._chat.blocked

    @property
    def pinned(self) -> list[int]:
        """Ids of pinned messages, newest last."""
        return list(self._chat.pinned)

    def state(self) -> Json:
        """All of it, for the chat page."""
        return {
            "bot": self._chat.bot.label(self._chat.person.language_code),
            "messages": self.messages,
            "reply_keyboard": self.reply_keyboard,
            "commands": self.commands,
            "typing": self.typing,
            "blocked": self.blocked,
            "started": self.started,
            "pinned": self.pinned,
            "toast": None,
        }
