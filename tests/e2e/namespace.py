"""A network namespace in which there is no way out, and what the kernel says of attempts to leave it."""

import functools
import os
import subprocess
from pathlib import Path

import pytest

OTHER = "10.9.8.7"
"""An address of the machine beside loopback's, as its card would have; it exists inside only, and no route leads on."""
SET_UP = f'ip link set lo up && ip addr add {OTHER}/32 dev lo && exec "$@"'
OWN_PROCESSES = ("--pid", "--fork", "--kill-child", "--mount-proc")
"""All that was started inside ends with it."""
WAYS = (("--map-root-user",), ())
"""As anybody where user namespaces are allowed, else as root."""


def inside(*command: str) -> list[str]:
    """The command that runs `command` in a namespace of its own; skips the test where there can be none.

    On CI a skipped promise would be a broken one: there the test fails.
    """
    way, refused = _way()
    if way is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no network namespace can be made here: {refused}")
    return _command(way, command)


def unroutable() -> int:
    """How often anything in this namespace wanted an address to which no route leads, whatever it is written in."""
    names, values = (line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:"))
    ip6 = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(values[names.index("OutNoRoutes")]) + int(ip6.get("Ip6OutNoRoutes", 0))


@functools.cache
def _way() -> tuple[tuple[str, ...] | None, str]:
    refused = ""
    for way in WAYS:
        try:
            tried = subprocess.run(_command(way, ("true",)), capture_output=True, text=True, timeout=20, check=False)
        except FileNotFoundError as error:
            return None, str(error)
        if tried.returncode == 0:
            return way, ""
        refused = tried.stderr.strip()
    return None, refused


def _command(way: tuple[str, ...], command: tuple[str, ...]) -> list[str]:
    return ["unshare", "--net", *way, *OWN_PROCESSES, "sh", "-c", SET_UP, "inside", *command]
