"""The figures of an evaluation, per language and together."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.evaluation.messages import Outcome
from bot.languages import LANGUAGES

CARDS = ("emergency_now", "suicide_risk")
OUT = "out_of_scope"


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1; None where no message of the kind was asked."""

    messages: int
    right: float | None
    among_three: float | None
    suggested: float | None
    unknown: float | None
    language: float | None
    card_recall: float | None
    card_false_alarms: float | None
    out_of_scope_answered: float | None


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of some outcomes."""
    urgent = [o for o in outcomes if o.example.expected & set(CARDS)]
    calm = [o for o in outcomes if not o.example.expected & set(CARDS)]
    outside = [o for o in outcomes if o.example.expected == {OUT}]
    return Figures(
        messages=len(outcomes),
        right=_share([o.right for o in outcomes]),
        among_three=_share([o.among for o in outcomes]),
        suggested=_share([o.directive.say == "suggest" for o in outcomes]),
        unknown=_share([o.directive.say == "unknown" for o in outcomes]),
        language=_share([o.directive.language == o.example.language for o in outcomes]),
        card_recall=_share([o.directive.say == "card" for o in urgent]),
        card_false_alarms=_share([o.directive.say == "card" for o in calm]),
        out_of_scope_answered=_share([o.directive.say in ("topic", "card", "centres", "ask") for o in outside]),
    )


def report(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float | int | None]]:
    """Figures by language, and of all together."""
    groups: dict[str, list[Outcome]] = {i: [o for o in outcomes if o.example.language == i] for i in LANGUAGES}
    groups["all"] = list(outcomes)
    return {name: asdict(figures_of(some)) for name, some in groups.items() if some}


def _share(marks: Sequence[bool]) -> float | None:
    return round(sum(marks) / len(marks), 4) if marks else None
