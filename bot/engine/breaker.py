"""Stops asking an engine that does not answer, so that nobody waits for the same time-out again and again."""

import time
from collections.abc import Callable

FAILURES = 3
"""Failures in a row after which the engine is left alone."""
PAUSE = 2.0
"""Seconds until one question is let through to see whether it is back."""


class Breaker:
    """Closed while things go well. `clock` gives seconds that only grow, whatever the date does."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = FAILURES) -> None:
        self._clock, self._most = clock, most
        self._failures = 0
        self._again = 0.0

    @property
    def is_open(self) -> bool:
        """Whether to spare the engine this question; one question after each pause is let through."""
        if self._failures < self._most:
            return False
        if self._clock() < self._again:
            return True
        self._again = self._clock() + PAUSE
        return False

    def succeeded(self) -> None:
        """It answered."""
        self._failures = 0

    def failed(self) -> None:
        """It did not."""
        self._failures += 1
        self._again = self._clock() + PAUSE
