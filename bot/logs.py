"""Logs that hold no token and nothing that a person wrote."""

import logging
import re

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")


class Redacted(logging.Formatter):
    """Removes whatever looks like a bot token from a finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("[token]", super().format(record))


def set_up_logs(level: int = logging.INFO) -> None:
    """Our own lines at `level`; libraries only from warnings on, since they print requests at INFO."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
