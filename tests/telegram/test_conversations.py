"""What the bot remembers of a conversation, and for how long."""

from bot.engine.directive import Directive
from bot.telegram.conversations import IDLE, Conversations


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_conversation_goes_on_within_the_hour() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    first = conversations.of("a")
    clock.now += IDLE - 1
    assert conversations.of("a") is first


def test_an_hour_of_silence_forgets_it() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    first, other = conversations.of("a"), conversations.of("b")
    clock.now += IDLE / 2
    conversations.of("b")
    clock.now += IDLE / 2 + 1
    assert conversations.of("b") is other
    assert conversations.of("a").nonce != first.nonce


def test_a_closed_conversation_tells_answers_on_their_way_and_begins_anew() -> None:
    conversations = Conversations(Clock())
    old = conversations.of("a")
    conversations.close("a")
    assert old.closed
    assert conversations.of("a").nonce != old.nonce


def test_the_engine_is_told_what_was_shown() -> None:
    conversation = Conversations(Clock()).of("a")
    conversation.showed("divorce", "cost")
    conversation.follow(Directive(say="ask", ask="need", region=["osh"], language="ky"))
    shown = conversation.shown("ru").model_dump(exclude_none=True)
    assert shown == {"language": "ru", "topic": "divorce", "facet": "cost", "region": ["osh"]}
