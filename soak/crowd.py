"""People who write all the time, and a tally of what they are answered."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, takewhile

from bot.words import words_of
from simulator import Simulator
from simulator.journal import Call
from simulator.people import BotAccount, Person

LOOK = 0.2
"""Seconds between two looks at what was answered."""
BACKLOG = 15
"""Messages that may wait before the bot counts as behind; a look comes late by four of them."""
CALM = 3.0
"""Seconds without an answer after which no repeated one is on its way any more."""
_words = words_of("en")


@dataclass(frozen=True)
class Kind:
    """What somebody writes, and which message is the answer to it. Each kind has its own, so that an answer that
    comes twice does not hide another one that was lost."""

    text: str
    answers: Callable[[str], bool]


def _starts(text: str, key: str) -> Kind:
    return Kind(text, lambda answer: answer.startswith(_words(key)))


MENU, SETTINGS = _starts("/menu", "menu.title"), _starts("/settings", "settings.title")
LANGUAGE = Kind("/language", lambda answer: "Choose a language" in answer)
QUESTION = Kind("how do I get a divorce", lambda answer: "ivorce" in answer or answer.startswith(_words("engine.down")))
SOS = Kind("/sos", lambda answer: "102" in answer)
BUTTONS = (MENU, SETTINGS, LANGUAGE, SOS)
"""Needs no engine."""
EVERYTHING = (SETTINGS, LANGUAGE, QUESTION, SOS)
"""Without the menu, which also follows the words that the engine is down."""


@dataclass
class Writer:
    """Somebody who writes one kind of message; times are seconds since 1970."""

    person: Person
    kind: Kind
    sent: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)

    @property
    def waits_for(self) -> int:
        """Messages that are not answered yet."""
        return max(0, len(self.sent) - len(self.answered))

    @property
    def repeated(self) -> int:
        """Answers that came once more than they should."""
        return max(0, len(self.answered) - len(self.sent))

    def pairs(self) -> Iterator[tuple[float, float]]:
        """When each message was sent and answered; an answer that came too early for one belonged to one before."""
        answers = iter(sorted(self.answered))
        for sent in self.sent:
            if answered := next((time for time in answers if time >= sent), None):
                yield sent, answered


class Crowd:
    """Everybody writes every kind, at a steady rate, in turn: nobody faster than Telegram lets us answer a chat.

    The first of `kinds` that takes an answer is the one that it belongs to.
    """

    def __init__(self, simulator: Simulator, bot: BotAccount, kinds: Sequence[Kind], number: int) -> None:
        self._simulator, self._bot = simulator, bot
        people = [self._person(n) for n in range(number)]
        self.writers = [Writer(person, kind) for kind in kinds for person in people]
        self._queue = cycle(self.writers)
        self._last: Call | None = None
        self._busy: set[float] = set()

    async def write(self, messages: int, per_second: float) -> None:
        """Send so many messages in all."""
        begin = time.monotonic()
        for number, writer in enumerate(islice(self._queue, messages)):
            await asyncio.sleep(begin + number / per_second - time.monotonic())
            writer.sent.append(time.time())
            if self.backlog > BACKLOG:
                self._busy.add(writer.sent[-1])
            await writer.person.send(self._bot, writer.kind.text)

    @property
    def backlog(self) -> int:
        """Messages of all that wait for their answer."""
        return sum(writer.waits_for for writer in self.writers)

    @property
    def answers(self) -> int:
        """Answers that all have got."""
        return sum(len(writer.answered) for writer in self.writers)

    def waits(self, since: float = 0.0, kills: Sequence[float] = ()) -> list[float]:
        """Seconds from message to answer, of those sent from `since` on while nothing was behind or killed."""
        pairs = [pair for writer in self.writers for pair in writer.pairs() if pair[0] >= since]
        calm = [(sent, answered) for sent, answered in pairs if sent not in self._busy]
        return [answered - sent for sent, answered in calm if not any(sent <= kill <= answered for kill in kills)]

    async def follow(self) -> None:
        """Keep the tally, until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK)

    async def answered(self, patience: float) -> bool:
        """Whether everybody has an answer to everything, and no more answers come, within so many seconds."""
        try:
            async with asyncio.timeout(patience):
                before = -1
                while self.backlog or self.answers != before:
                    before = self.answers
                    await asyncio.sleep(CALM if not self.backlog else LOOK)
                    self.look()
        except TimeoutError:
            return False
        return True

    def look(self) -> None:
        """Take in what was sent since the last look."""
        calls = [*takewhile(lambda call: call is not self._last, reversed(self._simulator.journal))][::-1]
        # A call that is under way is looked at next time, and with it all that came after it.
        settled = [*takewhile(lambda call: call.done or call.method == "getUpdates", calls)]
        for call in settled:
            self._take(call)
        self._last = settled[-1] if settled else self._last

    def totals(self) -> dict[str, int]:
        """How many were sent, are unanswered, were answered once more than they should be."""
        found: dict[str, int] = defaultdict(int)
        for writer in self.writers:
            found["sent"] += len(writer.sent)
            found["unanswered"] += writer.waits_for
            found["repeated"] += writer.repeated
        return dict(found)

    def _take(self, call: Call) -> None:
        if call.method != "sendMessage" or not (call.answer or {}).get("ok"):
            return
        chat_id, text = int(call.params["chat_id"]), call.params["text"]
        hers = (writer for writer in self.writers if writer.person.id == chat_id)
        if writer := next((writer for writer in hers if writer.kind.answers(text)), None):
            writer.answered.append(call.time)

    def _person(self, number: int) -> Person:
        person = self._simulator.add_person(f"person {number}", language_code="en")
        person.open(self._bot)
        return person
