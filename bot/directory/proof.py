"""Where a statement about a centre comes from, and whether it may be shown."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Confidence = Literal["high", "medium", "low"]
STALE_AFTER = timedelta(days=92)
"""Telephones of centres go dead when money ends: they are to be rung every three months (facts.md B2)."""


class Strict(BaseModel):
    """A record that takes no unknown field and does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Proof(Strict):
    """`dated` is the source's own date, as exact as it is known. Low confidence waits for a telephone call."""

    source: str
    dated: date | Annotated[str, Field(max_length=40)] | Annotated[int, Field(lt=10**18)]
    verified_on: date | None = None
    verified_by: str = ""
    verify_by: date | None = None
    confidence: Confidence
    publish: bool
    note: str = ""

    @model_validator(mode="after")
    def _low_is_not_shown(self) -> Self:
        if self.verified_on and not self.verified_by:
            raise ValueError("verified_on without verified_by: name who rang")
        if self.publish and self.confidence == "low" and not self.verified_on:
            raise ValueError("low confidence is not published: ring the number, set verified_on and verified_by")
        return self

    def stale(self, today: date) -> bool:
        """Whether it is time to ring again, or nobody ever has."""
        if self.verified_on is None:
            return True
        return today > self.verify_by if self.verify_by else today - self.verified_on > STALE_AFTER
