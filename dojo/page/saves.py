"""Sees what was saved: by looking, which works on every file system and in every container."""

from pathlib import Path

from dojo.kata.catalogue import Kata
from dojo.kata.journal import journal_file
from dojo.practice.watching import EXTENSIONS

Snapshot = frozenset[tuple[str, int, int, int]]


def snapshot_of(folder: Path) -> Snapshot:
    """The files that a kata's run depends on, each with its time, its size and its number."""
    found = set()
    for path in [*folder.glob("*"), *folder.glob("*/*"), *folder.glob("*/*/*")]:
        if path.suffix in EXTENSIONS and "__pycache__" not in path.parts:
            found.add((str(path), *_state_of(path)))
    return frozenset(found)


def saved_last(katas: list[Kata], since: float) -> Kata | None:
    """The kata whose app.py was saved last, after that moment."""
    times = [(_state_of(kata.app)[0] / 1e9, kata) for kata in katas]
    newest, kata = max(times, key=lambda pair: pair[0], default=(0.0, None))
    return kata if newest > since else None


def journal_state(root: Path) -> tuple[int, int, int]:
    """Something that changes whenever somebody writes into the journal."""
    return _state_of(journal_file(root))


def _state_of(path: Path) -> tuple[int, int, int]:
    try:
        state = path.stat()
    except OSError:
        return 0, 0, 0
    return state.st_mtime_ns, state.st_size, state.st_ino
