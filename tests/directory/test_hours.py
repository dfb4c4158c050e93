"""Open now, in the time of Bishkek."""

from datetime import UTC, datetime

import pytest

from bot.directory.hours import ZONE, Hours

WEEK = Hours.model_validate({"days": ["mon", "tue"], "opens": "09:00", "closes": "18:00"})


def bishkek(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week that begins on Monday 23 November 2026."""
    return datetime(2026, 11, 22 + day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (bishkek(1, 9), True),
        (bishkek(1, 8, 59), False),
        (bishkek(2, 17, 59), True),
        (bishkek(2, 18), False),
        (bishkek(3, 12), False),
        (datetime(2026, 11, 23, 4, tzinfo=UTC), True),
    ],
)
def test_hours_of_a_week(moment: datetime, is_open: bool) -> None:
    assert WEEK.open_at(moment) is is_open


def test_a_line_that_never_closes() -> None:
    assert Hours(always=True).open_at(bishkek(7, 3))


def test_unknown_days_are_never_open_now() -> None:
    assert not Hours.model_validate({"opens": "09:00", "closes": "18:00"}).open_at(bishkek(1, 12))


def test_an_unquoted_time_of_yaml_is_understood() -> None:
    assert Hours.model_validate({"opens": 540, "closes": 1080}) == Hours.model_validate(
        {"opens": "09:00", "closes": "18:00"}
    )


@pytest.mark.parametrize("wrong", [{}, {"always": True, "opens": "09:00"}, {"opens": "18:00", "closes": "09:00"}])
def test_half_hours_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="opens"):
        Hours.model_validate(wrong)
