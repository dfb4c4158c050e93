"""Conversations in memory: forgotten in time, never long."""

import asyncio
from typing import List

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import paths
from nlu.components.sessions import Sessions, folded

DOMAIN = Domain.load(str(paths.DOMAIN))


class Clock:
    """Time that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def sessions(clock: Clock, **more: float) -> Sessions:
    return Sessions(DOMAIN, clock=clock, **more)  # type: ignore[arg-type]


def tracker(sender: str = "a", turns: int = 1) -> DialogueStateTracker:
    made = DialogueStateTracker(sender, DOMAIN.slots)
    for number in range(turns):
        made.update(UserUttered(f"text {number}"))
        made.update(SlotSet("topic", f"topic {number}"))
        made.update(ActionExecuted("action_listen"))
    return made


async def test_kept_for_an_hour_and_then_gone() -> None:
    clock = Clock()
    store = sessions(clock, idle_seconds=3600)
    await store.save(tracker())
    clock.now = 3599
    assert await store.retrieve("a")
    clock.now = 3601
    assert await store.retrieve("a") is None
    assert not store.store


async def test_swept_from_memory_without_further_traffic() -> None:
    clock = Clock()
    store = sessions(clock, idle_seconds=10, sweep_seconds=0.01)
    await store.save(tracker())
    clock.now = 11
    for _ in range(200):
        await asyncio.sleep(0.01)
        if not store.store:
            return
    raise AssertionError("still there")


async def test_forgotten_at_once() -> None:
    store = sessions(Clock())
    await store.save(tracker())
    assert store.forget("a") is True
    assert store.forget("a") is False
    assert await store.retrieve("a") is None


async def test_above_the_limit_the_oldest_go() -> None:
    clock = Clock()
    store = sessions(clock, max_conversations=3)
    for number in range(5):
        clock.now = float(number)
        await store.save(tracker(str(number)))
    assert list(store.store) == ["2", "3", "4"]


def users(made: DialogueStateTracker) -> List[str]:
    return [event.text for event in made.events if isinstance(event, UserUttered)]


def test_old_turns_are_folded_into_what_they_left() -> None:
    short = folded(tracker(turns=13), keep_turns=6)
    assert users(short) == [f"text {number}" for number in range(7, 13)]
    assert short.get_slot("topic") == "topic 12"


def test_a_short_conversation_stays_as_it_is() -> None:
    whole = tracker(turns=12)
    assert folded(whole, keep_turns=6) is whole
