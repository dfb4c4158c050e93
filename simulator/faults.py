"""Faults that tests plant: the next calls of a method fail, are late, or lose their connection."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from simulator.errors import ApiError, too_many_requests


@dataclass(frozen=True)
class Fault:
    """What happens to a call instead of, or beside, what it asks for."""

    error_code: int | None = None
    """Refused with this status; the call takes no effect."""
    description: str | None = None
    """The refusal's words; the status' own where none are given."""
    retry_after: int | None = None
    """Seconds, for 429."""
    delay: float = 0.0
    """Seconds before the call is handled."""
    hang: bool = False
    """Never answered; the call takes no effect."""
    drop: Literal["before", "after"] | None = None
    """The connection ends before the call takes effect, or after it, so that only the answer is lost."""

    def error(self) -> ApiError | None:
        """The refusal, if it is one."""
        if self.error_code is None:
            return None
        if self.error_code == HTTPStatus.TOO_MANY_REQUESTS and self.description is None:
            return too_many_requests(self.retry_after or 1)
        more = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return ApiError(self.error_code, self.description or _phrase(self.error_code), **more)


class Faults:
    """The faults that wait for their calls."""

    def __init__(self) -> None:
        self._planted: dict[str, deque[Fault]] = defaultdict(deque)

    def plant(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next `times` calls of `method` (`*`: of any method) meet `fault`, after those planted before."""
        self._planted[method.lower()].extend([fault] * times)

    def clear(self) -> None:
        """Nothing fails any more."""
        self._planted.clear()

    def take(self, method: str) -> Fault | None:
        """The fault of this call, which is used up."""
        for name in (method.lower(), "*"):
            if self._planted[name]:
                return self._planted[name].popleft()
        return None


def _phrase(code: int) -> str:
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return f"Error {code}"
