"""What stands after `?start=` in an address: at most 64 of A–Z a–z 0–9 _ - (Bot API, deep linking)."""

import hashlib
import re
import secrets

START_LIMIT = 64
LINK, JOIN = "r_", "join_"
"""A link says nothing of violence, not even to whoever reads the address."""
_PAYLOAD = re.compile(rf"(?P<kind>{LINK}|{JOIN})(?P<token>[A-Za-z0-9_-]{{16,40}})")


def new_token() -> str:
    """128 bits that nobody guesses."""
    return secrets.token_urlsafe(16)


def digest(token: str) -> str:
    """What is kept of a token that opens a door."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_payload(text: str) -> tuple[str, str] | None:
    """Kind and token of a start payload; None for everything that we never make."""
    found = _PAYLOAD.fullmatch(text) if len(text) <= START_LIMIT else None
    return (found["kind"], found["token"]) if found else None


def address(username: str, kind: str, token: str) -> str:
    """The deep link of a bot."""
    return f"https://t.me/{username}?start={kind}{token}"
