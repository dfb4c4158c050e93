"""`make audit`: asks pip-audit about every lock and prints package, advisory, status. Exit codes: findings.exit_code.

Needs a way to the vulnerability database; without one it says "not audited" and never "nothing known".
"""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from audit.accepted import BadAcceptance, read_accepted
from audit.findings import Finding, Status, exit_code, findings
from audit.locks import pins

LOCKS = ("requirements.lock", "nlu/requirements.lock")
"""What runs where a woman writes; tools of developers and of training are not among it."""
ACCEPTED = Path("audit/accepted.yml")
LIMIT = 900
"""Seconds for one lock: some hundred and fifty packages, one question each."""
SHOWN = 5
"""Packages that were not audited are named up to this many; a database that is away would name them all."""


def ask(lock: str) -> str:
    """What pip-audit says of a lock as JSON; empty where it says nothing."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip"]
    options = ["--format", "json", "--desc", "off", "--aliases", "on", "--progress-spinner", "off"]
    try:
        ended = subprocess.run([*command, *options], capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return ""
    if not ended.stdout:  # else its own "no known vulnerabilities", which it says even when it looked at none
        sys.stderr.write(ended.stderr)
    return ended.stdout


def show(found: Sequence[Finding], console: Console) -> None:
    """For each lock the table of what needs eyes, then the counts."""
    for lock in LOCKS:
        own = [one for one in found if one.lock == lock]
        silent = [one for one in own if one.status is Status.NOT_AUDITED]
        table = Table("package", "advisory", "status", "note", title=lock, title_justify="left")
        for one in [*(o for o in own if o.advisory), *silent[:SHOWN]]:
            table.add_row(f"{one.pin.name} {one.pin.version}", one.advisory or "-", one.status.value, one.note)
        if len(silent) > SHOWN:
            table.add_row(f"and {len(silent) - SHOWN} more", "-", Status.NOT_AUDITED.value)
        if table.rows:
            console.print(table)
        console.print(f"{lock}: {_counted(own)}")


def _counted(found: Sequence[Finding]) -> str:
    counts = Counter(one.status for one in found)
    return ", ".join(f"{counts[one]} {one.value}" for one in Status if counts[one]) or Status.NOT_AUDITED.value


def main() -> int:
    """Ask, judge, show; returns the exit code."""
    console, found = Console(highlight=False, markup=False, emoji=False), []
    try:
        accepted = read_accepted(ACCEPTED)
    except BadAcceptance as error:
        console.print(str(error))
        return 1
    for lock in LOCKS:
        found += findings(lock, pins(Path(lock)), ask(lock), accepted, datetime.datetime.now(datetime.UTC).date())
    show(found, console)
    if any(one.status is Status.NOT_AUDITED for one in found):
        console.print("What was not audited may be anything: can this machine reach the vulnerability database?")
    return exit_code(found)


if __name__ == "__main__":
    sys.exit(main())
