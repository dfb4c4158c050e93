"""Speaks to the engine as the bot does, and as somebody who means harm would."""

import http.client
import json
import socket
import uuid
from dataclasses import dataclass
from typing import Any, Dict, Optional

JSON = "application/json"


@dataclass
class Answer:
    """What came back. `status` is 0 when nobody listens."""

    status: int
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@dataclass
class Door:
    """The engine at a port of loopback."""

    port: int
    pid: int

    def get(self, path: str) -> Answer:
        """GET."""
        return self._ask("GET", path)

    def forget(self, sender: str) -> Answer:
        """DELETE a conversation."""
        return self._ask("DELETE", f"/webhooks/bot/conversation/{sender}")

    def post(self, body: Any, kind: str = JSON) -> Answer:
        """POST a message; bytes go as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._ask("POST", "/webhooks/bot/message", raw, {"Content-Type": kind})

    def says(self, text: str, sender: Optional[str] = None, **metadata: Any) -> Dict[str, Any]:
        """The directive for a text, in a new conversation unless `sender` names one."""
        answer = self.post({"sender": sender or uuid.uuid4().hex, "message": text, "metadata": metadata})
        assert answer.status == 200, answer
        directive: Dict[str, Any] = answer.json
        return directive

    def _ask(
        self, method: str, path: str, body: Optional[bytes] = None, headers: Optional[Dict[str, str]] = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read())
        except OSError:
            return Answer(0)
        finally:
            connection.close()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
