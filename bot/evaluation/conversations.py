"""Conversations: turns that follow each other in one conversation, each with what must hold."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.content.facts import read_yaml, validated
from bot.engine.client import Engine
from bot.engine.directive import Directive, Shown
from bot.languages import Language

Wanted = Any
"""A value, or a list of which any is right."""


class Turn(BaseModel):
    """What she writes, and what must hold then; only what is named is checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    expect_topic: Wanted = None
    expect_say: Wanted = None
    expect: dict[str, Wanted] = Field(default_factory=dict)


class Conversation(BaseModel):
    """Turns in order, and why the conversation is worth a test. `fails` says what does not hold yet, if anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    lang: Language
    reason: str = ""
    fails: str = ""
    turns: list[Turn]


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    conversations: list[Conversation]


class Failure(BaseModel):
    """A turn that did not hold. `turn` counts from 1."""

    conversation: str
    turn: int
    text: str
    wrong: list[str]


def read_conversations(path: Path) -> list[Conversation]:
    """Read a YAML file of conversations.

    Raises:
        ContentError: with file, field and remedy.
    """
    return validated(_File, read_yaml(path), path).conversations


async def hold(engine: Engine, conversation: Conversation) -> list[Failure]:
    """Run a conversation; the turns that did not hold."""
    sender, failures = uuid.uuid4().hex, []
    for number, turn in enumerate(conversation.turns, 1):
        directive = await engine.ask(sender, turn.text, Shown())
        if wrong := check(turn, directive):
            failures.append(Failure(conversation=conversation.id, turn=number, text=turn.text, wrong=wrong))
    await engine.forget(sender)
    return failures


def check(turn: Turn, directive: Directive) -> list[str]:
    """What of a turn does not hold."""
    shown = "" if directive.say in ("suggest", "unknown") else directive.topic or ""
    got: dict[str, Any] = {**directive.model_dump(), "topic": shown}
    wanted = {"topic": turn.expect_topic, "say": turn.expect_say, **turn.expect}
    # Only what a turn names is checked; a named null means that nothing may be there.
    named = {name: want for name, want in wanted.items() if want is not None or name in turn.expect}
    return [
        f"{name}: wanted {want}, got {got.get(name)}" for name, want in named.items() if not _fits(want, got.get(name))
    ]


def _fits(want: Wanted, got: Any) -> bool:
    options: Sequence[Any] = want if isinstance(want, list) else [want]
    if isinstance(got, list):
        return got == options or any(option in got for option in options) or (not got and None in options)
    return got in options
