"""Conversations in memory: forgotten an hour after the last message, never longer than a few turns.

Time for a message grows with the turns that Rasa keeps (6 ms at 5, 142 ms at 300); old turns are folded into the slots
that they left (9 ms at 300).
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Callable, Dict, List, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class Sessions(InMemoryTrackerStore):
    """`idle_seconds` without a message end a conversation; above `max_conversations` the oldest go first."""

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        host: Optional[Text] = None,
        idle_seconds: float = 3600,
        sweep_seconds: float = 60,
        max_conversations: int = 20_000,
        keep_turns: int = 6,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._idle, self._every = float(idle_seconds), float(sweep_seconds)
        self._most, self._keep = int(max_conversations), int(keep_turns)
        self._clock = clock
        self._touched: Dict[Text, float] = {}  # in order of last use
        self._sweeper: Optional["asyncio.Task[None]"] = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the conversation, shortened; called by Rasa after each message."""
        self._start_sweeper()
        await super().save(folded(tracker, self._keep))
        self._touched.pop(tracker.sender_id, None)
        self._touched[tracker.sender_id] = self._clock()
        if len(self._touched) > self._most:
            self.sweep()

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation; None when there is none or it has expired."""
        touched = self._touched.get(sender_id)
        if touched is not None and self._clock() - touched > self._idle:
            self.forget(sender_id)
        return await super().retrieve(sender_id)

    def forget(self, sender_id: Text) -> bool:
        """Drops a conversation at once; whether there was one."""
        self._touched.pop(sender_id, None)
        return self.store.pop(sender_id, None) is not None

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


def folded(tracker: DialogueStateTracker, keep_turns: int) -> DialogueStateTracker:
    """The tracker with its last turns only; slots and an open search survive. Folds at twice `keep_turns`."""
    events = list(tracker.events)
    turns = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= 2 * keep_turns:
        return tracker
    cut = turns[-keep_turns]
    before = tracker.init_copy()
    for event in events[:cut]:
        before.update(event)
    after = tracker.init_copy()
    for event in _summary(before, events[cut].timestamp - 1e-3) + events[cut:]:
        after.update(event)
    return after


def _summary(tracker: DialogueStateTracker, timestamp: float) -> List[Event]:
    """Events that lead to the state of `tracker` without saying how it came about."""
    events: List[Event] = [
        ActionExecuted("action_session_start", timestamp=timestamp),
        SessionStarted(timestamp=timestamp),
    ]
    slots = tracker.current_slot_values()
    events += [SlotSet(name, value, timestamp=timestamp) for name, value in slots.items() if value is not None]
    if tracker.active_loop_name:
        events.append(ActiveLoop(tracker.active_loop_name, timestamp=timestamp))
    return [*events, ActionExecuted("action_listen", timestamp=timestamp)]
