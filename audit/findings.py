"""What pip-audit's report means: no word of its own, and no silence, counts as "nothing known"."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from packaging.utils import canonicalize_name

from audit.accepted import Acceptance
from audit.locks import Pin


class Status(Enum):
    """How a package stands; the value is what the table shows."""

    CLEAN = "nothing known"
    ACCEPTED = "accepted"
    LOOK_AGAIN = "accepted once: look again"
    OPEN = "NOT ACCEPTED"
    NOT_AUDITED = "not audited"


BAD = (Status.OPEN, Status.LOOK_AGAIN)
SKIPPED = ""
"""pip-audit reports what it skips without its version."""


@dataclass(frozen=True)
class Finding:
    """One line of the table. `note` is a reason, or the versions that mend it."""

    lock: str
    pin: Pin
    advisory: str
    status: Status
    note: str = ""


def findings(
    lock: str, wanted: Sequence[Pin], output: str, accepted: Sequence[Acceptance], today: datetime.date
) -> list[Finding]:
    """One finding for each advisory of each wanted pin, or one that says that there is none or that nobody looked.

    Args:
        output: what pip-audit wrote with `--format json`; anything else counts as "not audited".
    """
    reported = _reported(output)
    found = []
    for pin in wanted:
        entry = reported.get(pin) or reported.get(Pin(pin.name, SKIPPED))
        if entry is None or "vulns" not in entry:
            why = entry.get("skip_reason", "") if entry else "pip-audit did not report it"
            found.append(Finding(lock, pin, "", Status.NOT_AUDITED, why))
        elif not entry["vulns"]:
            found.append(Finding(lock, pin, "", Status.CLEAN))
        else:
            found += [_judged(lock, pin, advisory, accepted, today) for advisory in entry["vulns"]]
    return found


def exit_code(found: Sequence[Finding]) -> int:
    """1: an advisory that nobody accepts; 2: something was not audited; 0: everything was, and nothing is open."""
    statuses = {one.status for one in found}
    if statuses.intersection(BAD):
        return 1
    return 2 if not statuses or Status.NOT_AUDITED in statuses else 0


def _reported(output: str) -> dict[Pin, dict[str, Any]]:
    try:
        entries = json.loads(output)["dependencies"]
        return {_pin(entry): entry for entry in entries}
    except (ValueError, KeyError, TypeError):
        return {}


def _pin(entry: dict[str, Any]) -> Pin:
    return Pin(canonicalize_name(entry["name"]), entry.get("version", SKIPPED))


def _judged(
    lock: str, pin: Pin, advisory: dict[str, Any], accepted: Sequence[Acceptance], today: datetime.date
) -> Finding:
    ids = [advisory["id"], *advisory.get("aliases", [])]
    for one in accepted:
        if one.covers(lock, pin.name, ids):
            status = Status.ACCEPTED if today <= one.look_again else Status.LOOK_AGAIN
            return Finding(lock, pin, advisory["id"], status, f"{one.reason} (look again on {one.look_again})")
    mended = ", ".join(advisory.get("fix_versions", []))
    return Finding(lock, pin, advisory["id"], Status.OPEN, f"mended in {mended}" if mended else "no version mends it")
