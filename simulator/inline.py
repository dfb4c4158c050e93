"""Inline queries: the bot's name in the input line of any chat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from simulator.accounts import BotAccount
from simulator.handset import Handset
from simulator.messages import Message
from simulator.methods.queries import InlineResult
from simulator.params import Json

INLINE_PATIENCE = 10.0
"""Seconds of real time that an application waits for results."""


@dataclass(frozen=True)
class InlineAnswer:
    """What the bot offers for a query."""

    query: str
    results: list[InlineResult]

    @property
    def titles(self) -> list[str]:
        """The results as she reads them."""
        return [str(one.object.get("title", "")) for one in self.results]


class InlineQueries(Handset):
    """@bot and a query."""

    async def inline_query(self, bot: BotAccount, query: str, timeout: float = INLINE_PATIENCE) -> InlineAnswer:
        """Type a query, and wait for the results.

        Raises:
            TimeoutError: where the bot does not answer.
        """
        asked = self._world.queries.inline(bot)
        bot.met.add(self.account.id)
        self._world.journal.mark()
        body = {"id": asked.id, "from": self.account.object(), "query": query, "offset": "", "chat_type": "sender"}
        bot.post.put("inline_query", body, f"inline {self.account.id}")
        return InlineAnswer(query, await asyncio.wait_for(asked.answer, timeout))

    async def choose(self, bot: BotAccount, answer: InlineAnswer, number: int = 0) -> Message:
        """Tap a result: it is sent into her chat with the bot, and the bot hears which one it was."""
        result = answer.results[number]
        chat = self._private(bot)
        message = Message(
            id=chat.next_message_id(),
            chat=chat,
            sender=self.account,
            date=self._world.clock.date(),
            content=dict(result.content),
            markup=result.markup.inline,
            extra={"via_bot": bot.object()},
        )
        self._met(bot)
        self._world.journal.mark()
        chat.add(message)
        bot.post.put("chosen_inline_result", self._chosen(result, answer.query), f"inline {self.account.id}")
        bot.post.put("message", message.object(), str(chat.id))
        return message

    def _chosen(self, result: InlineResult, query: str) -> Json:
        return {"result_id": result.object["id"], "from": self.account.object(), "query": query}
