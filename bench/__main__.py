"""python -m bench [PART …]: answers, engine, directory, counters; all of them without a name."""

import asyncio
import sys

from pydantic import SecretStr

from bench import answers, counters, directory, engine
from bot.settings import Settings

PARTS = {
    "answers": answers.measure,
    "engine": engine.measure,
    "directory": directory.measure,
    "counters": counters.measure,
}


def main() -> None:
    """Measure the named parts."""
    base = Settings(installation_key=SecretStr("k" * 40), _env_file=None)  # type: ignore[call-arg]
    for name in sys.argv[1:] or PARTS:
        asyncio.run(PARTS[name](base))


main()
