"""The conversations of tests/conversations, held with the trained engine. Anyone can add one; no code is needed."""

from pathlib import Path

import pytest

from bot.engine.client import Engine
from bot.evaluation.conversations import Conversation, hold, read_conversations

FILES = sorted(Path("tests/conversations").glob("*.yml"))
CONVERSATIONS = [conversation for path in FILES for conversation in read_conversations(path)]
PATIENCE = 30.0

pytestmark = pytest.mark.engine


def cases() -> list[object]:
    """One case a conversation; what is known to fail must go on failing, so that it is noticed when it holds."""
    return [
        pytest.param(one, id=one.id, marks=pytest.mark.xfail(strict=True, reason=one.fails) if one.fails else ())
        for one in CONVERSATIONS
    ]


@pytest.mark.promise("E3")
@pytest.mark.parametrize("conversation", cases())
async def test_a_conversation_holds(conversation: Conversation, engine_port: int) -> None:
    async with Engine(f"http://127.0.0.1:{engine_port}", PATIENCE) as engine:
        failures = await hold(engine, conversation)
    assert [f"turn {one.turn}: {one.wrong}" for one in failures] == []


def test_there_are_enough_and_each_has_a_reason() -> None:
    languages = [one.lang for one in CONVERSATIONS]
    assert all(languages.count(language) >= 20 for language in ("ky", "ru", "en"))
    assert all(one.reason for one in CONVERSATIONS)
    assert len({one.id for one in CONVERSATIONS}) == len(CONVERSATIONS)
