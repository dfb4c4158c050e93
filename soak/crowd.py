"""People who write all the time, and a tally of what they are answered."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, takewhile

from bot.words import words_of
from simulator import Simulator
from simulator.journal import Call
from simulator.people import BotAccount, Person

LOOK = 0.2
"""Seconds between two looks at what was answered."""
MENU = {language: words_of(language)("menu.title") for language in ("en", "ru")}


@dataclass(frozen=True)
class Kind:
    """What somebody writes, and which messages are the answer to it (one for each that was written)."""

    language: str
    text: str
    answers: Callable[[str], bool]


READER = Kind("en", "/menu", lambda text: text.startswith(MENU["en"]))
ASKER = Kind("ru", "как развестись", lambda text: not text.startswith(MENU["ru"]))
CALLER = Kind("ru", "/sos", lambda text: "102" in text)


@dataclass
class Writer:
    """One of them; times are seconds since 1970."""

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

    def waits(self, since: float = 0.0) -> list[float]:
        """Seconds from each message to its answer, of those sent from `since` on that have one."""
        pairs = zip(self.sent, self.answered, strict=False) if not self.repeated else _nearest(self)
        return [answered - sent for sent, answered in pairs if sent >= since]


def _nearest(writer: Writer) -> Iterable[tuple[float, float]]:
    answers = iter(sorted(writer.answered))
    for sent in writer.sent:
        if answered := next((time for time in answers if time >= sent), None):
            yield sent, answered


class Crowd:
    """Writes at a steady rate, round robin, so that nobody writes faster than Telegram lets us answer one chat."""

    def __init__(self, simulator: Simulator, bot: BotAccount, kinds: Sequence[Kind], number: int) -> None:
        self._simulator, self._bot = simulator, bot
        self.writers = [self._writer(n, kind) for n, kind in zip(range(number), cycle(kinds), strict=False)]
        self._by_chat = {writer.person.id: writer for writer in self.writers}
        self._queue = cycle(self.writers)
        self._last: Call | None = None

    async def write(self, messages: int, per_second: float) -> None:
        """Send so many messages in all."""
        begin = time.monotonic()
        for number, writer in enumerate(islice(self._queue, messages)):
            await asyncio.sleep(begin + number / per_second - time.monotonic())
            writer.sent.append(time.time())
            await writer.person.send(self._bot, writer.kind.text)

    async def follow(self) -> None:
        """Keep the tally, until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK)

    async def answered(self, patience: float) -> bool:
        """Whether everybody has an answer to everything within so many seconds."""
        try:
            async with asyncio.timeout(patience):
                while any(writer.waits_for for writer in self.writers):
                    await asyncio.sleep(LOOK)
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
        writer = self._by_chat.get(int(call.params["chat_id"]))
        if writer and writer.kind.answers(call.params["text"]):
            writer.answered.append(call.time)

    def _writer(self, number: int, kind: Kind) -> Writer:
        person = self._simulator.add_person(f"person {number}", language_code=kind.language)
        person.open(self._bot)
        return Writer(person, kind)
