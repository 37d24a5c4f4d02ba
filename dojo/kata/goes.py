"""A learner's goes at a kata, read from the journal: from one reset to the next."""

from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

INTERVALS = (1, 3, 7, 21)  # days until a kata comes back, after the first, second … green go


class Go(NamedTuple):
    """One go: how many runs and hints, and when it turned green, if it did."""

    runs: int
    hints: int
    green: datetime | None

    @property
    def words(self) -> str:
        """How it went, in a few words."""
        hints = {0: "no hint", 1: "1 hint"}.get(self.hints, f"{self.hints} hints")
        return f"{self.runs} run{'s' * (self.runs != 1)}, {hints}"


def goes(entries: list[dict]) -> list[Go]:
    """The goes in the journal's entries about one kata, oldest first; without a run it is none."""
    parts: list[list[dict]] = [[]]
    for entry in entries:
        if entry["what"] == "reset":
            parts.append([])
        else:
            parts[-1].append(entry)
    return [_go(part) for part in parts if any(entry["what"] == "run" for entry in part)]


def due(entries: list[dict]) -> datetime | None:
    """When the kata comes back: some days after its last green go, more each time."""
    greens = [go.green for go in goes(entries) if go.green]
    if not greens:
        return None
    return greens[-1] + timedelta(days=INTERVALS[min(len(greens), len(INTERVALS)) - 1])


def compared(entries: list[dict]) -> str:
    """How this go went beside the last green one; empty for a first go."""
    *earlier, current = goes(entries) or [Go(0, 0, None)]
    greens = [go for go in earlier if go.green]
    if not greens or not current.green:
        return ""
    return f"this time: {current.words}; last time: {greens[-1].words}"


def _go(entries: list[dict]) -> Go:
    """What counts is the way to the first green."""
    runs = hints = 0
    for entry in entries:
        runs += entry["what"] == "run"
        hints += entry["what"] == "hint"
        if entry["what"] == "run" and entry.get("verdict") == "green":
            return Go(runs, hints, _time(entry["at"]))
    return Go(runs, hints, None)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None
