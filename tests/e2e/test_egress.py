"""No connection leaves but to Telegram: the house runs where there is no way out, and every attempt is seen.

Two witnesses: each Python process notes what it asks its socket module for (who and where), and the kernel counts what
had no route (anything in any language, the event loop of the engine among it, which is written in C).
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import KEY, NOBODY, TOKEN
from tests.e2e.egress_driver import watched
from tests.e2e.namespace import inside

ELSEWHERE = "192.0.2.1"
"""Kept for documentation: nobody has it."""
ENGINE, FRONT_END, SERVICE = "-m nlu run", "-m bot front-end", "-m bot run"


@dataclass
class Seen:
    """What the processes of one folder noted."""

    notes: list[dict[str, Any]]

    @classmethod
    def read(cls, folder: Path) -> "Seen":
        lines = (folder / "egress.jsonl").read_text().splitlines()
        return cls([json.loads(line) for line in lines])

    def watched(self, part: str) -> bool:
        """Whether a process with `part` in its command was under watch."""
        return any(part in " ".join(note["command"]) for note in self.notes if note["event"] == "watched")

    def asked(self, part: str = "") -> set[tuple[str, int | None]]:
        """Where processes with `part` in their command wanted to go."""
        asking = [note for note in self.notes if note["event"] != "watched"]
        return {(note["host"], note["port"]) for note in asking if part in " ".join(note["command"])}


@dataclass
class Trip:
    """One run of egress_driver.py."""

    report: dict[str, Any]
    seen: Seen

    def at(self, name: str) -> tuple[str, int]:
        return "127.0.0.1", self.report["ports"][name]


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    """The whole house and a conversation in it."""
    folder = tmp_path_factory.mktemp("egress")
    command = inside(sys.executable, "-m", "tests.e2e.egress_driver", str(folder))
    ended = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert ended.returncode == 0, ended.stderr
    return Trip(json.loads(ended.stdout), Seen.read(folder))


@pytest.mark.engine
class TestWholeHouse:
    @pytest.mark.promise("P6")
    def test_all_works_where_nothing_but_loopback_exists(self, trip: Trip) -> None:
        assert trip.report["worked"] == ["buttons", "text", "inline query", "exit"]

    @pytest.mark.promise("P6")
    def test_nobody_tries_to_leave(self, trip: Trip) -> None:
        assert all(trip.seen.watched(part) for part in (ENGINE, FRONT_END, SERVICE))
        assert {host for host, _ in trip.seen.asked()} == {"127.0.0.1"}
        assert trip.report["unroutable"] == 0

    @pytest.mark.promise("P6")
    def test_even_inside_each_goes_only_where_it_must(self, trip: Trip) -> None:
        assert trip.seen.asked(ENGINE) == set()
        assert trip.seen.asked(FRONT_END) == {trip.at("simulator"), trip.at("engine")}
        assert trip.seen.asked(SERVICE) == {trip.at("engine")}

    @pytest.mark.promise("S2")
    def test_nothing_listens_beyond_loopback(self, trip: Trip) -> None:
        assert sorted(map(tuple, trip.report["listening"])) == sorted([trip.at("simulator"), trip.at("engine")])
        assert trip.report["reached"] == []


@pytest.mark.promise("P6")
def test_the_front_end_asks_for_telegram_and_for_nobody_else(tmp_path: Path) -> None:
    own = {k: v for k, v in os.environ.items() if k != "TELEGRAM_API_URL"}
    env = {
        **own,
        **watched(tmp_path),
        "INSTALLATION_KEY": KEY,
        "TELEGRAM_TOKEN": TOKEN,
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/egress.db",
        "ENGINE_PORT": str(NOBODY),
    }
    command = inside(sys.executable, "-m", "bot", "front-end")
    ended = subprocess.run(command, env=env, capture_output=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert {host for host, _ in Seen.read(tmp_path).asked(FRONT_END)} == {"api.telegram.org"}


def attempt(tmp_path: Path, code: str) -> tuple[set[tuple[str, int | None]], int]:
    """What both witnesses say of a planted attempt, which must fail."""
    count = "from tests.e2e.namespace import unroutable\nprint(unroutable())"
    planted = f"try:\n    {code}\nexcept OSError:\n    pass\nelse:\n    raise SystemExit('it got through')\n{count}"
    env = {**os.environ, **watched(tmp_path)}
    ended = subprocess.run(
        inside(sys.executable, "-c", planted), env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return Seen.read(tmp_path).asked(), int(ended.stdout)


@pytest.mark.promise("P6")
@pytest.mark.parametrize(
    ("code", "where"),
    [
        (f"import socket; socket.create_connection(('{ELSEWHERE}', 443), 5)", (ELSEWHERE, 443)),
        ("import socket; socket.create_connection(('2001:db8::1', 443), 5)", ("2001:db8::1", 443)),
        (f"import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('{ELSEWHERE}', 53))", (ELSEWHERE, 53)),
        (f"import urllib.request; urllib.request.urlopen('http://{ELSEWHERE}:81', timeout=5)", (ELSEWHERE, 81)),
    ],
    ids=["tcp", "tcp over IPv6", "udp", "http"],
)
def test_a_planted_attempt_is_noticed_by_both(tmp_path: Path, code: str, where: tuple[str, int]) -> None:
    asked, unroutable = attempt(tmp_path, code)
    assert where in asked
    assert unroutable > 0


@pytest.mark.promise("P6")
def test_a_name_that_is_looked_up_is_noticed(tmp_path: Path) -> None:
    asked, _ = attempt(tmp_path, "import socket; socket.getaddrinfo('somewhere.invalid', 443)")
    assert ("somewhere.invalid", None) in asked


@pytest.mark.promise("P6")
def test_what_is_not_python_is_noticed_by_the_kernel(tmp_path: Path) -> None:
    shell = f"exec 3<>/dev/tcp/{ELSEWHERE}/443"
    code = f"import subprocess; raise OSError(subprocess.run(['bash', '-c', '{shell}']).returncode)"
    asked, unroutable = attempt(tmp_path, code)
    assert asked == set()
    assert unroutable > 0
