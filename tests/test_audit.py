"""`make audit`: pip-audit's reports as they come, with made-up packages. Silence is never good news."""

import datetime
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from audit import __main__ as command
from audit.accepted import Acceptance, BadAcceptance, read_accepted
from audit.findings import Finding, Status, exit_code, findings
from audit.locks import Pin, pins

LOCK = "nlu/requirements.lock"
TODAY = datetime.date(2026, 11, 24)
QUIET, LEAKY = Pin("quiet", "1.0"), Pin("leaky-door", "2.1")
NOTHING_KNOWN = {"name": "quiet", "version": "1.0", "vulns": []}
SKIPPED = {"name": "leaky-door", "skip_reason": "Dependency not found and could not be audited: leaky-door (2.1)"}
ADVISORY = {"id": "PYSEC-2026-1", "fix_versions": ["2.2"], "aliases": ["CVE-2026-1"], "description": "A door leaks."}
LEAKS = {"name": "leaky-door", "version": "2.1", "vulns": [ADVISORY]}
ACCEPTED = Acceptance(LOCK, "leaky-door", "CVE-2026-1", "loopback only", datetime.date(2026, 11, 24))


def report(*entries: dict[str, Any]) -> str:
    return json.dumps({"dependencies": entries, "fixes": []})


def judged(output: str, *accepted: Acceptance, today: datetime.date = TODAY) -> list[Finding]:
    return findings(LOCK, [QUIET, LEAKY], output, accepted, today)


def statuses(found: list[Finding]) -> list[Status]:
    return [one.status for one in found]


def test_an_advisory_that_nobody_accepts_is_code_1() -> None:
    found = judged(report(NOTHING_KNOWN, LEAKS))
    assert statuses(found) == [Status.CLEAN, Status.OPEN]
    assert (found[1].advisory, found[1].note) == ("PYSEC-2026-1", "mended in 2.2")
    assert exit_code(found) == 1


def test_an_accepted_one_is_shown_with_its_reason_and_is_code_0() -> None:
    found = judged(report(NOTHING_KNOWN, LEAKS), ACCEPTED)
    assert statuses(found) == [Status.CLEAN, Status.ACCEPTED]
    assert "loopback only" in found[1].note
    assert exit_code(found) == 0


def test_past_its_date_it_is_accepted_no_longer() -> None:
    found = judged(report(NOTHING_KNOWN, LEAKS), ACCEPTED, today=TODAY + datetime.timedelta(days=1))
    assert statuses(found) == [Status.CLEAN, Status.LOOK_AGAIN]
    assert exit_code(found) == 1


@pytest.mark.parametrize(
    "other",
    [
        Acceptance("requirements.lock", "leaky-door", "CVE-2026-1", "x", TODAY),
        Acceptance(LOCK, "quiet", "CVE-2026-1", "x", TODAY),
        Acceptance(LOCK, "leaky-door", "CVE-2026-2", "x", TODAY),
    ],
    ids=["another lock", "another package", "another advisory"],
)
def test_what_was_accepted_elsewhere_does_not_count(other: Acceptance) -> None:
    assert exit_code(judged(report(NOTHING_KNOWN, LEAKS), other)) == 1


@pytest.mark.parametrize(
    "output",
    [
        report(NOTHING_KNOWN, SKIPPED),
        report(NOTHING_KNOWN),
        report(NOTHING_KNOWN, {"name": "leaky-door", "version": "2.0", "vulns": []}),
        report(),
        "",
        "Traceback (most recent call last):",
        "[]",
        '{"dependencies": null}',
    ],
    ids=["skipped", "left out", "another version", "none", "silent", "no JSON", "a list", "null"],
)
def test_what_was_not_looked_at_is_not_audited_and_code_2(output: str) -> None:
    found = judged(output)
    assert found[-1].status is Status.NOT_AUDITED
    assert exit_code(found) == 2


def test_an_open_advisory_outweighs_what_was_not_audited() -> None:
    assert exit_code(judged(report(LEAKS))) == 1


def test_an_empty_lock_is_not_green() -> None:
    assert exit_code([]) == 2


def test_a_lock_is_read_whatever_stands_around_the_pins(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(
        "# made by a tool\n--no-binary :none:\nLeaky_Door[x]==2.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "quiet==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:cc\n"
        "quiet==1.1 ; python_full_version >= '3.12' \\\n    --hash=sha256:dd\n"
        "old==3 ; python_full_version < '3.11' \\\n    --hash=sha256:ee\n"
        "other==1 ; sys_platform == 'win32' \\\n    --hash=sha256:ff\n"
    )
    assert pins(lock) == [LEAKY, QUIET, Pin("old", "3")]


def test_a_lock_without_an_exact_version_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("quiet>=1.0\n")
    with pytest.raises(ValueError, match="quiet has no exact version"):
        pins(lock)


def test_the_real_locks_are_read_whole() -> None:
    bot, engine = (pins(Path(lock)) for lock in command.LOCKS)
    assert "python-telegram-bot" in {one.name for one in bot}
    assert Pin("rasa", "3.6.21") in engine


ENTRY = {"package": "Leaky_Door", "advisory": "CVE-2026-1", "reason": "loopback only", "look_again": TODAY}


def test_the_file_of_acceptances_is_read(tmp_path: Path) -> None:
    path = tmp_path / "accepted.yml"
    path.write_text(yaml.safe_dump({LOCK: [ENTRY], "requirements.lock": []}))
    assert read_accepted(path) == [ACCEPTED]


@pytest.mark.parametrize(
    "change", [{"reason": ""}, {"look_again": "soon"}, {"severity": "low"}, {"package": None}], ids=str
)
def test_an_entry_without_reason_or_date_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "accepted.yml"
    path.write_text(yaml.safe_dump({LOCK: [{**ENTRY, **change}]}))
    with pytest.raises(BadAcceptance):
        read_accepted(path)


def test_our_own_acceptances_are_of_locks_and_packages_that_there_are() -> None:
    names = {lock: {one.name for one in pins(Path(lock))} for lock in command.LOCKS}
    for one in read_accepted(command.ACCEPTED):
        assert one.package in names[one.lock]


def shown(found: list[Finding]) -> str:
    page = io.StringIO()
    command.show(found, Console(file=page, width=140))
    return page.getvalue()


def test_the_table_names_package_advisory_and_status() -> None:
    page = shown(judged(report(NOTHING_KNOWN, LEAKS)))
    assert all(part in page for part in ("leaky-door 2.1", "PYSEC-2026-1", "NOT ACCEPTED", "mended in 2.2"))
    assert "1 nothing known, 1 NOT ACCEPTED" in page


def test_a_database_that_is_away_is_said_and_never_green(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip-audit itself ends with code 0 and "No known vulnerabilities found" when it skipped every package."""
    real = subprocess.run
    away = f"import sys; sys.stderr.write('No known vulnerabilities found'); print({report(SKIPPED)!r})"
    monkeypatch.setattr(subprocess, "run", lambda _, **kw: real([sys.executable, "-c", away], **kw))
    assert command.main() == 2
