"""So many at once, so many a second after that; what is urgent goes first and the others wait for it."""

import pytest

from bot.telegram.delivery.bucket import Bucket


class Clock:
    """Stands still until the test moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_leaves_at_once_and_the_rest_at_the_rate(clock: Clock) -> None:
    bucket = Bucket(rate=2, burst=3, clock=clock)
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]


def test_room_comes_back_up_to_the_burst(clock: Clock) -> None:
    bucket = Bucket(rate=2, burst=3, clock=clock)
    for _ in range(3):
        bucket.take()
    clock.seconds += 0.5
    assert bucket.room == 1
    clock.seconds += 60
    assert bucket.room == 3


def test_it_says_how_long_until_there_is_room_for_what_can_wait(clock: Clock) -> None:
    bucket = Bucket(rate=2, burst=3, clock=clock)
    assert bucket.until(2) == 0
    for _ in range(4):
        bucket.take()
    assert bucket.until(2) == 1.5


def test_it_is_idle_when_nothing_left_lately(clock: Clock) -> None:
    bucket = Bucket(rate=1, burst=3, clock=clock)
    assert bucket.idle
    bucket.take()
    assert not bucket.idle
    clock.seconds += 1
    assert bucket.idle


def test_what_belongs_together_takes_its_places_together(clock: Clock) -> None:
    bucket = Bucket(rate=2, burst=3, clock=clock)
    assert bucket.take(2) == 0
    assert bucket.take(2) == 0.5
