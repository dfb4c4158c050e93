"""So many at once, so many a second after that; first come, first served."""

import time
from collections.abc import Callable


class Bucket:
    """Hands out places. What must not wait takes one all the same, and those who come later wait for it.

    `clock` gives seconds that only grow, whatever the date does. (aiolimiter's limiter can neither run into debt for
    something urgent nor tell how much room is left for something that can wait.)
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._at = float(burst), clock()

    @property
    def room(self) -> float:
        """How many may leave at this moment; below zero, how many wait."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        return self._left

    @property
    def idle(self) -> bool:
        """Nothing left lately."""
        return self.room >= self._burst

    def take(self, places: int = 1) -> float:
        """Take the next places; returns the seconds until their turn."""
        self._left = self.room - places
        return max(0.0, -self._left / self._rate)

    def until(self, room: float) -> float:
        """Seconds until there is as much room, if nobody takes any."""
        return max(0.0, (room - self.room) / self._rate)
