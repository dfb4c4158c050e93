"""Notes where a Python process wants to connect. Python imports it at its start, where this folder is on PYTHONPATH.

Only tests/e2e put it there. It sees what goes through Python's socket module; the kernel's count (namespace.py) sees
the rest. It runs in the engine's Python too (3.10).
"""

import json
import os
import sys

EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""Which argument says where to."""
REPORT = os.environ["EGRESS_REPORT"]


def write(event, host=None, port=None):
    line = {"command": sys.orig_argv, "event": event, "host": host, "port": port}
    file = os.open(REPORT, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)  # whole lines, also from several processes
    os.write(file, json.dumps(line).encode() + b"\n")
    os.close(file)


def note(event, arguments):
    if event not in EVENTS:
        return
    asked = arguments[EVENTS[event]]
    host, port = (asked[0], asked[1]) if isinstance(asked, tuple) else (asked, None)
    by_name = not event.startswith(("socket.connect", "socket.send"))
    # Other addresses are paths of Unix sockets and numbers of the kernel's own: they lead nowhere outside.
    if host and isinstance(host, (str, bytes)) and (by_name or isinstance(asked, tuple)):
        write(event, host if isinstance(host, str) else host.decode(errors="replace"), port)


write("watched")
sys.addaudithook(note)
