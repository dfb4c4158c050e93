"""Pseudonyms and sealed ids, both made with the installation's key (promise P3)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr


@dataclass(frozen=True)
class Placed:
    """Where a message stands in Telegram: what is needed to delete it, nothing else."""

    chat_id: int
    message_id: int


def _fernet(key: SecretStr) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"seal" + key.get_secret_value().encode()).digest()))


class Identity:
    """Turns Telegram's ids into pseudonyms (one way) and seals message ids (both ways).

    The first key of `sealing` seals, all of them and `key` open: so sealing keys can be rotated, pseudonyms stay.
    """

    def __init__(self, key: SecretStr, sealing: Sequence[SecretStr] = ()) -> None:
        secret = key.get_secret_value().encode()
        self._pseudonyms = hashlib.sha256(b"pseudonym" + secret).digest()
        self._words = hashlib.sha256(b"code word" + secret).digest()
        self._fernet = MultiFernet([_fernet(one) for one in (*sealing, key)])

    def pseudonym(self, telegram_id: int) -> str:
        """22 characters that lead back to no one without the key."""
        digest = hmac.new(self._pseudonyms, str(telegram_id).encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    def digest(self, word: str) -> str:
        """Her code word, so that it can be known again and not be read."""
        plain = " ".join(word.casefold().split()).encode(errors="surrogatepass")
        return base64.urlsafe_b64encode(hmac.new(self._words, plain, hashlib.sha256).digest()).decode()

    def seal(self, placed: Placed) -> bytes:
        """The place of a message, readable only with the key."""
        return self._fernet.encrypt(json.dumps([placed.chat_id, placed.message_id]).encode())

    def reseal(self, sealed: bytes) -> bytes | None:
        """The same under the newest key; None when no key opens it."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            return None

    def unseal(self, sealed: bytes) -> Placed | None:
        """The place again; None when it was sealed with another key."""
        try:
            return Placed(*json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken:
            return None
