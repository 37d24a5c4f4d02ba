"""`nox`: the map of all katas, what is done, started or untouched, and the next one to do."""

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import TRACKS
from dojo.kata.journal import entries
from dojo.kata.journal import since_reset
from dojo.verdict.terminal import stdout_terminal

DONE, STARTED, UNTOUCHED = "done", "started", "untouched"
SIGNS = {DONE: "✔", STARTED: "●", UNTOUCHED: "○"}
COLOURS = {DONE: "green", STARTED: "yellow", UNTOUCHED: None}


def state_of(found: list[dict]) -> str:
    """How far a learner is, from the journal's entries about one kata: once done, it stays so."""
    if any(is_green(entry) for entry in found):
        return DONE
    return STARTED if since_reset(found) else UNTOUCHED


def is_green_now(found: list[dict]) -> bool:
    """Whether this go at a kata, the one since its last reset, has been green."""
    return any(is_green(entry) for entry in since_reset(found))


def is_green(entry: dict) -> bool:
    """Whether a journal entry is a run that was green."""
    return entry["what"] == "run" and entry.get("verdict") == "green"


def show_map(words: list[str]) -> int:
    """Print the map."""
    terminal = stdout_terminal()
    katas, states, again = find_katas(), {}, set()
    journal = entries()
    for kata in katas:
        mine = [entry for entry in journal if entry["kata"] == kata.number]
        states[kata.number] = state_of(mine)
        if states[kata.number] == DONE and since_reset(mine) and not is_green_now(mine):
            again.add(kata.number)
    done = sum(state == DONE for state in states.values())
    terminal.line(f"The Blue Plate · {done} of {len(katas)} katas done", bold=True)
    for track, title in TRACKS.items():
        mine = [kata for kata in katas if track_of(kata) == track]
        if mine:
            terminal.line()
            terminal.line(terminal.cut(f"  {track} · {title}"), bold=True)
        for kata in mine:
            state = states[kata.number]
            row = f"    {SIGNS[state]} {kata.number:>2}  {kata.title}"
            if state != UNTOUCHED:
                more = ", on another go" if kata.number in again else ""
                row = f"{row}  ({state}{more})"
            terminal.line(terminal.cut(row), fg=COLOURS[state])
    terminal.line()
    following = next_kata(katas, states)
    if following is None:
        terminal.line("All done. To come back to one: nox -s recall")
    else:
        terminal.line(f"next: nox -s kata-{following.number}")
    return 0


def next_kata(katas: list[Kata], states: dict[int, str]) -> Kata | None:
    """The one that was begun, or else the first untouched one."""
    open_ones = [kata for kata in katas if states[kata.number] != DONE]
    begun = [kata for kata in open_ones if states[kata.number] == STARTED]
    return next(iter(begun + open_ones), None)


def track_of(kata: Kata) -> int:
    """The number of a kata's track; 6 when its kata.toml does not say."""
    try:
        return kata.metadata["track"]
    except (BadKata, KeyError):
        return max(TRACKS)
