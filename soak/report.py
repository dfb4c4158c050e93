"""What a soak found, as a page."""

import os
import platform
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import mean, quantiles

import psutil

PAGE = Path("docs/soak.md")
LATE = 0.3
"""Seconds in which nineteen answers of twenty are to come (promise R2)."""
REPEATED = 10
"""Answers that one kill of the bot may repeat: those between Telegram's acceptance and our note of it."""
GROWTH = 5.0
"""Percent by which memory may differ between the first and the last fifth of the steady minutes: noise, no growth."""


@dataclass
class Findings:
    """The figures of one run; times in seconds, memory in megabytes."""

    seed: int
    kills: dict[str, int] = field(default_factory=dict)
    sent: int = 0
    unanswered: int = 0
    repeated: int = 0
    between_kills: list[float] = field(default_factory=list)
    steady: list[float] = field(default_factory=list)
    memory: dict[str, list[float]] = field(default_factory=dict)

    @property
    def faults(self) -> list[str]:
        """Promises that were broken (R1, R2)."""
        found = []
        if self.unanswered:
            found.append(f"{self.unanswered} messages were not answered")
        if self.repeated > REPEATED * self.kills.get("bot", 0):
            found.append(f"{self.repeated} answers were repeated")
        if self.steady and p95(self.steady) > LATE:
            found.append(f"the 95th percentile is {p95(self.steady) * 1000:.0f} ms")
        growing = [name for name, taken in self.memory.items() if growth(taken) > GROWTH]
        return [*found, *(f"the memory of the {name} grows" for name in growing)]


def p95(taken: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else sum(taken)


def growth(taken: list[float]) -> float:
    """Percent from the first to the last fifth."""
    fifth = len(taken) // 5
    return 100 * (mean(taken[-fifth:]) / mean(taken[:fifth]) - 1) if fifth else 0.0


def page(found: Findings, minutes: float, per_second: float) -> str:
    """Markdown."""
    machine = f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, {platform.system()}"
    kills = ", ".join(f"{name} {count}" for name, count in found.kills.items())
    memory = [
        f"| memory of the {name}, first and last fifth of these minutes | {_ends(taken)} ({growth(taken):+.1f} %) |"
        for name, taken in found.memory.items()
    ]
    rows = [
        f"| kill -9 | {sum(found.kills.values())} ({kills}) |",
        f"| messages | {found.sent}, {per_second:g} a second |",
        f"| not answered | {found.unanswered} |",
        f"| answered twice | {found.repeated} (at most {REPEATED} a kill of the bot are allowed) |",
        f"| answer between kills while nothing is behind, median and p95 | {_times(found.between_kills)} |",
        f"| answer in {minutes:g} steady minutes, median and p95 | {_times(found.steady)} |",
        *memory,
        f"| broken | {'; '.join(found.faults) or 'nothing'} |",
    ]
    head = f"{datetime.now().astimezone():%Y-%m-%d}, {machine}, seed {found.seed}. Written by `make soak`."
    return "\n".join(["# Soak", "", head, "", "| what | found |", "| --- | --- |", *rows, ""])


def _times(taken: list[float]) -> str:
    if not taken:
        return "not measured"
    return f"{sorted(taken)[len(taken) // 2] * 1000:.0f} ms, {p95(taken) * 1000:.0f} ms"


def _ends(taken: list[float]) -> str:
    fifth = max(1, len(taken) // 5)
    return f"{mean(taken[:fifth]):.0f} MB, {mean(taken[-fifth:]):.0f} MB"
