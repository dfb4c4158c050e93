"""Updates that wait for a bot."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field

from simulator import limits
from simulator.clock import Clock
from simulator.params import Json

LIFETIMES = {"callback_query": limits.CALLBACK_LIFETIME, "inline_query": limits.INLINE_LIFETIME}
"""Seconds that an update waits, where it is not a day."""

NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that a bot hears of only when it asks for them."""

FIRST_ID_BELOW = 2**30
"""Telegram begins at a random positive number: a bot that outlives the simulator must not take new updates for old."""


@dataclass(eq=False)
class Update:
    """One update."""

    id: int
    kind: str
    body: Json
    expires: float
    lane: str
    """Webhooks deliver the updates of one lane one after another."""

    def object(self) -> Json:
        """The Update."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass
class UpdateQueue:
    """In the order in which things happened; what is too old drops out."""

    clock: Clock
    allowed: list[str] = field(default_factory=list)
    """Kinds that the bot has asked for; none: all but some."""
    _waiting: list[Update] = field(default_factory=list)
    _next_id: int = field(default_factory=lambda: 1 + secrets.randbelow(FIRST_ID_BELOW))

    def add(self, kind: str, body: Json, lane: str) -> Update | None:
        """Put it at the end, unless the bot does not want it."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return None
        expires = self.clock.now() + LIFETIMES.get(kind, limits.UPDATE_LIFETIME)
        update = Update(self._next_id, kind, body, expires, lane)
        self._next_id += 1
        self._waiting.append(update)
        return update

    @property
    def waiting(self) -> list[Update]:
        """Those that are not too old."""
        now = self.clock.now()
        self._waiting = [update for update in self._waiting if update.expires > now]
        return self._waiting

    def lanes(self) -> Counter[str]:
        """How many wait in each lane."""
        return Counter(update.lane for update in self.waiting)

    def first(self, lane: str) -> Update | None:
        """The oldest of a lane."""
        return next((update for update in self.waiting if update.lane == lane), None)

    def take(self, offset: int, limit: int) -> list[Update]:
        """Forget those below a positive `offset`, or all but the last `-offset`; the oldest of the rest."""
        if offset > 0:
            self._waiting = [update for update in self._waiting if update.id >= offset]
        elif offset < 0:
            self._waiting = self.waiting[offset:]
        return self.waiting[:limit]

    def remove(self, update: Update) -> None:
        """Delivered."""
        if update in self._waiting:
            self._waiting.remove(update)

    def clear(self) -> None:
        """Drop everything."""
        self._waiting.clear()
