"""Refusals, in the words of the Bot API."""

from __future__ import annotations


class ApiError(Exception):
    """A call that Telegram refuses: HTTP status, description and, for some, parameters for the machine."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class ConnectionDropped(Exception):
    """The connection ends here without an answer; a test planted it."""


class NotPossible(Exception):
    """A person tries what her Telegram application does not offer; the text says why."""


def bad_request(text: str, **parameters: int) -> ApiError:
    """400."""
    return ApiError(400, f"Bad Request: {text}", **parameters)


def unauthorized(text: str = "") -> ApiError:
    """401; with `text` for a token that is none at all."""
    return ApiError(401, f"Unauthorized: {text}" if text else "Unauthorized")


def forbidden(text: str) -> ApiError:
    """403."""
    return ApiError(403, f"Forbidden: {text}")


def not_found(text: str) -> ApiError:
    """404."""
    return ApiError(404, f"Not Found: {text}")


def conflict(text: str) -> ApiError:
    """409."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> ApiError:
    """429 with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
