"""Flood control: 429 for a bot that sends too much. The real limits are not published."""

from __future__ import annotations

import math
from dataclasses import dataclass

from simulator import limits
from simulator.clock import Clock
from simulator.errors import too_many_requests


@dataclass
class Rate:
    """So many at once, so many a second after that."""

    per_second: float
    burst: float


class _Bucket:
    def __init__(self, rate: Rate, now: float) -> None:
        self.rate, self.left, self.at = rate, rate.burst, now

    def wait(self, now: float) -> float:
        """Seconds until one more may pass."""
        self.left = min(self.rate.burst, self.left + (now - self.at) * self.rate.per_second)
        self.at = now
        return max(0.0, (1 - self.left) / self.rate.per_second)


class Flood:
    """Counts messages and edits per bot and per chat. `enabled = False` lets everything pass."""

    def __init__(self, clock: Clock) -> None:
        self.enabled = True
        self.overall = Rate(limits.PER_SECOND, limits.PER_SECOND)
        self.private = Rate(limits.CHAT_PER_SECOND, limits.CHAT_BURST)
        self.group = Rate(limits.GROUP_PER_SECOND, limits.GROUP_BURST)
        self._clock = clock
        self._buckets: dict[tuple[int, int | None], _Bucket] = {}

    def check(self, bot_id: int, chat_id: int) -> None:
        """Count one message, or refuse it.

        Raises:
            ApiError: 429 with the whole seconds to wait.
        """
        if not self.enabled:
            return
        both = [
            self._bucket((bot_id, None), self.overall),
            self._bucket((bot_id, chat_id), self.private if chat_id > 0 else self.group),
        ]
        wait = max(bucket.wait(self._clock.now()) for bucket in both)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for bucket in both:
            bucket.left -= 1

    def _bucket(self, key: tuple[int, int | None], rate: Rate) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None or bucket.rate is not rate:
            bucket = self._buckets[key] = _Bucket(rate, self._clock.now())
        return bucket
