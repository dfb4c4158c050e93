"""When a centre is open, in the time of Bishkek."""

from datetime import datetime, time
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import field_validator, model_validator

from bot.directory.proof import Proof, Strict

ZONE = ZoneInfo("Asia/Bishkek")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MIDNIGHT = time(0)


class Hours(Strict):
    """The same hours on each of `days`; `always` for a line that never closes. Without days never "open now"."""

    always: bool = False
    days: tuple[Day, ...] = ()
    opens: time | None = None
    closes: time | None = None
    proof: Proof | None = None

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _sixty(cls, value: object) -> object:
        # YAML 1.1 reads an unquoted 18:00 as 1080, sixty being the base.
        return time(value // 60, value % 60) if isinstance(value, int) and value < 24 * 60 else value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.always == bool(self.opens or self.closes):
            raise ValueError("write either always: true or opens and closes")
        if any(moment and moment.tzinfo for moment in (self.opens, self.closes)):
            raise ValueError("opens and closes are in the time of Bishkek: write 09:00")
        if not self.always and not (self.opens and self.closes and self.opens < self.closes):
            raise ValueError("opens and closes are both needed, on the same day")
        return self

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody answers at `moment` (with time zone)."""
        local = moment.astimezone(ZONE)
        if self.always:
            return True
        today = DAYS[local.weekday()] in self.days
        return today and bool(self.opens and self.closes) and self.opens <= local.time() < self.closes  # type: ignore[operator]
