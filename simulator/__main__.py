"""`python -m simulator --port 8081`: the simulator alone, for a bot in another process and a browser."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from simulator.server import Simulator

PEOPLE = (("Айгүл", "ky"), ("Мария", "ru"), ("Alice", "en"))
"""Who is there when the page opens."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token", action="append", default=[], help="accept only this token (may be repeated)")
    parser.add_argument("--quiet", action="store_true", help="do not say where the page is")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    ending = asyncio.Event()
    for ending_signal in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending_signal, ending.set)
    simulator = await Simulator.start(arguments.port, any_token=not arguments.token)
    for number, token in enumerate(arguments.token, 1):
        simulator.add_bot(token, f"bot{number}_bot", f"Bot {number}")
    for name, language in PEOPLE:
        simulator.add_person(name, language)
    if not arguments.quiet:
        sys.stdout.write(f"{simulator.url}/\n")
        sys.stdout.flush()
    await ending.wait()
    await simulator.stop()


def main() -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit code."""
    try:
        asyncio.run(_run(_arguments()))
    except OSError as error:
        sys.stderr.write(
            f"the simulator cannot start: {error.strerror}; end the other process or choose another --port\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
