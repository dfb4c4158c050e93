"""Starts the engine alone, without Telegram and without any network, and measures it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.engine.client import Engine
from bot.evaluation.conversations import hold, read_conversations
from bot.evaluation.figures import report
from bot.evaluation.messages import ask_all, read_examples, write_predictions
from bot.service.engine import engine_child, wait_until_ready
from bot.service.ports import free_port
from bot.settings import Settings

PATIENCE = 30.0
"""Seconds for one answer: an evaluation waits where a person would not."""


class EngineFailed(Exception):
    """The engine did not start."""


@asynccontextmanager
async def engine_alone(settings: Settings) -> AsyncIterator[Engine]:
    """An engine of our own on a free port, ended afterwards."""
    own = settings.model_copy(update={"engine_port": free_port()})
    child = engine_child(own)
    await child.start()
    try:
        async with Engine(own.engine_url, PATIENCE, own.engine_token) as engine:
            if not await wait_until_ready(engine):
                raise EngineFailed("the engine did not start; train it with `make train` and look at its output")
            yield engine
    finally:
        await child.stop()


async def evaluate_messages(
    settings: Settings, path: Path, predictions: Path | None, given_language: bool
) -> dict[str, Any]:
    """Figures of a TSV; writes the predictions where asked."""
    examples = read_examples(path)
    async with engine_alone(settings) as engine:
        outcomes = await ask_all(engine, examples, given_language)
    if predictions:
        write_predictions(predictions, outcomes)
    return report(outcomes)


async def evaluate_conversations(settings: Settings, path: Path) -> dict[str, Any]:
    """How many turns of the conversations hold, and which do not."""
    conversations = read_conversations(path)
    async with engine_alone(settings) as engine:
        failures = [failure for one in conversations for failure in await hold(engine, one)]
    total = sum(len(one.turns) for one in conversations)
    return {
        "turns": {"total": total, "passed": total - len(failures)},
        "failed": [failure.model_dump() for failure in failures],
    }
