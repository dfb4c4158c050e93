"""What bots have called, for assertions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from simulator.announcer import Announcer

KEPT = 100_000
"""Calls; older ones are dropped, so that a server that runs for weeks does not grow."""


@dataclass
class Call:
    """One call of a bot. Tokens are not in it."""

    bot: str
    """Username."""
    method: str
    params: dict[str, Any]
    """As they came: strings where the bot sent a form."""
    time: float
    """Seconds since 1970 on the simulator's clock."""
    answer: dict[str, Any] | None = None
    """What went back; nothing where the connection was dropped or hangs."""
    done: bool = field(default=False, repr=False)
    """The call took its effect, was refused, or will never be."""

    def __repr__(self) -> str:
        return f"<{self.method} {self.params}>"


class Journal(Sequence[Call]):
    """All calls in the order in which they came."""

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._mark = 0
        self._changes = Announcer()

    @overload
    def __getitem__(self, index: int) -> Call: ...
    @overload
    def __getitem__(self, index: slice) -> list[Call]: ...
    def __getitem__(self, index: int | slice) -> Call | list[Call]:
        return self._calls[index]

    def __len__(self) -> int:
        return len(self._calls)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._calls))

    def add(self, call: Call) -> None:
        """Note a call that has come."""
        self._calls.append(call)
        if len(self._calls) > KEPT:
            surplus = KEPT // 10
            del self._calls[:surplus]
            self._mark = max(0, self._mark - surplus)

    def finish(self, call: Call, answer: dict[str, Any] | None) -> None:
        """Note what became of it."""
        call.answer, call.done = answer, True
        self._changes.tell(call.method)

    def of(self, method: str) -> list[Call]:
        """Calls of one method."""
        return [call for call in self._calls if call.method == method]

    def mark(self) -> None:
        """A person did something: `wait` counts from here."""
        self._mark = len(self._calls)

    async def wait(self, method: str, times: int, seconds: float) -> Call:
        """The `times`-th finished call of `method` since a person last did something.

        Raises:
            TimeoutError: after `seconds` of real time.
        """
        calls = self._calls[self._mark :]
        earlier = len(self._calls) - len(calls)

        def found() -> Call | None:
            done = [call for call in self._calls[earlier:] if call.method == method and call.done]
            return done[times - 1] if len(done) >= times else None

        return await self._changes.until(found, seconds)
