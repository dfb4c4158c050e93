"""What the engine decides: exactly one directive per message (design: the directive)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.languages import Language

Say = Literal["topic", "card", "centres", "ask", "suggest", "unknown", "act"]


class Directive(BaseModel):
    """WHAT to say; the front end decides how."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    say: Say
    topic: str | None = None
    facet: str | None = None
    ask: Literal["region", "need"] | None = None
    region: list[str] = Field(default_factory=list)
    need: str | None = None
    language: Language
    confidence: float = Field(0.0, ge=0, le=1)
    alternatives: list[str] = Field(default_factory=list, max_length=3)


class Shown(BaseModel):
    """What the bot last showed: a button is invisible to the engine otherwise."""

    model_config = ConfigDict(frozen=True)

    language: Language | None = None
    topic: str | None = None
    facet: str | None = None
    region: list[str] | None = None
    need: str | None = None
