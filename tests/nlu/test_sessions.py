"""Conversations in memory: forgotten in time, never long."""

import asyncio

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import paths
from nlu.components.sessions import Sessions, left_by

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
    assert not list(await store.keys())


async def test_swept_from_memory_without_further_traffic() -> None:
    clock = Clock()
    store = sessions(clock, idle_seconds=10, sweep_seconds=0.01)
    await store.save(tracker())
    clock.now = 11
    for _ in range(200):
        await asyncio.sleep(0.01)
        if not list(await store.keys()):
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
    assert list(await store.keys()) == ["2", "3", "4"]


async def kept(made: DialogueStateTracker) -> DialogueStateTracker:
    """The conversation as it is when the next message comes."""
    store = sessions(Clock())
    await store.save(made)
    again = await store.retrieve(made.sender_id)
    assert again
    return again


async def test_nothing_that_was_said_is_kept() -> None:
    again = await kept(tracker(turns=3))
    assert not [event for event in again.events if isinstance(event, UserUttered)]
    assert "text 2" not in repr([event.as_dict() for event in again.events])


async def test_what_was_said_has_left_its_slots() -> None:
    again = await kept(tracker(turns=13))
    assert again.get_slot("topic") == "topic 12"
    assert again.latest_action_name == "action_listen"


async def test_a_thousand_turns_weigh_as_much_as_one() -> None:
    assert len(left_by(tracker(turns=1_000))) == len(left_by(tracker(turns=1)))
    assert len(left_by(await kept(tracker(turns=2)))) == len(left_by(tracker(turns=2)))


def searching() -> DialogueStateTracker:
    made = tracker()
    for action in ("utter_ask_region", "utter_centres", "help_centre_form"):
        made.update(ActionExecuted(action))
    made.update(ActiveLoop("help_centre_form"))
    for action in ("utter_ask_region", "action_listen", "utter_ask_region", "action_listen"):
        made.update(ActionExecuted(action))
    return made


async def test_an_open_search_goes_on_and_knows_how_often_it_has_asked() -> None:
    again = await kept(await kept(searching()))
    assert again.active_loop_name == "help_centre_form"
    asked = [event.action_name for event in again.events if isinstance(event, ActionExecuted)]
    assert asked.count("utter_ask_region") == 2


async def test_a_search_that_stepped_aside_has_still_stepped_aside() -> None:
    made = searching()
    made.update(ActionExecutionRejected("help_centre_form"))
    assert (await kept(made)).is_active_loop_rejected
