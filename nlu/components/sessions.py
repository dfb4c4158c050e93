"""Conversations in memory: what they left, not what was said; forgotten an hour after the last message.

Rasa's own store writes all events as JSON and reads them back for each message: 18 ms of a turn, and the texts stay.
The dialogue needs only slots, the state of the search and how often it has asked: turn 1000 costs what turn 1 costs.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Callable, Dict, Iterable, List, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.situation import since_search_began


class Sessions(TrackerStore):
    """`idle_seconds` without a message end a conversation; above `max_conversations` the oldest go first."""

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        host: Optional[Text] = None,
        idle_seconds: float = 3600,
        sweep_seconds: float = 60,
        max_conversations: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._idle, self._every = float(idle_seconds), float(sweep_seconds)
        self._most, self._clock = int(max_conversations), clock
        self._left: Dict[Text, List[Event]] = {}
        self._touched: Dict[Text, float] = {}  # in order of last use
        self._sweeper: Optional["asyncio.Task[None]"] = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps what the conversation has left; called by Rasa after each message."""
        self._start_sweeper()
        self._left[tracker.sender_id] = left_by(tracker)
        self._touched.pop(tracker.sender_id, None)
        self._touched[tracker.sender_id] = self._clock()
        if len(self._touched) > self._most:
            self.sweep()

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation; None when there is none or it has expired."""
        touched = self._touched.get(sender_id)
        if touched is None:
            return None
        if self._clock() - touched > self._idle:
            self.forget(sender_id)
            return None
        tracker = self.init_tracker(sender_id)
        for event in self._left[sender_id]:
            tracker.update(event)
        return tracker

    async def keys(self) -> Iterable[Text]:
        """Ids of the conversations, the one that waits longest first."""
        return self._touched.keys()

    def forget(self, sender_id: Text) -> bool:
        """Drops a conversation at once; whether there was one."""
        self._left.pop(sender_id, None)
        return self._touched.pop(sender_id, None) is not None

    def sweep(self) -> None:
        """Drops what has expired and what is above the limit."""
        oldest_kept = self._clock() - self._idle
        for sender_id in list(self._touched):
            if self._touched[sender_id] > oldest_kept and len(self._touched) <= self._most:
                break
            self.forget(sender_id)

    def _start_sweeper(self) -> None:
        if self._sweeper is None or self._sweeper.done():
            self._sweeper = asyncio.get_running_loop().create_task(self._sweep_for_ever())

    async def _sweep_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            self.sweep()


def left_by(tracker: DialogueStateTracker) -> List[Event]:
    """Events that lead to the state of `tracker` without saying how it came about or what was said."""
    slots = tracker.current_slot_values()
    events: List[Event] = [ActionExecuted("action_session_start"), SessionStarted()]
    events += [SlotSet(name, value) for name, value in slots.items() if value is not None]
    return [*events, *_search(tracker), ActionExecuted("action_listen")]


def _search(tracker: DialogueStateTracker) -> List[Event]:
    name = tracker.active_loop_name
    if name is None:
        return []
    done = [event.action_name or "" for event in tracker.applied_events() if isinstance(event, ActionExecuted)]
    asked = [action for action in since_search_began(done) if action.startswith("utter_ask_")]
    stepped_aside = [ActionExecutionRejected(name)] if tracker.is_active_loop_rejected else []
    return [ActiveLoop(name), *map(ActionExecuted, asked), *stepped_aside]
