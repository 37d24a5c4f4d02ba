"""The boards of a verdict while tests run: each mark appears when its test has ended.

Only on a terminal, where the verdict is then written over them.
"""

import io
import os
import shutil
from typing import TextIO

from dojo.verdict.drawing import show_head
from dojo.verdict.outcome import Run
from dojo.verdict.terminal import terminal_for
from dojo.verdict.verdict import boards_of

NARROW = 30  # columns; below them rows are folded, and nobody knows how many there are
# ECMA-48: the cursor some rows up, and erase all below it
UP, ERASE = "\x1b[{}A", "\x1b[J"


class Filling:
    """What stands on the terminal so far."""

    def __init__(self, file: TextIO):
        self._file, self._run, self._rows = file, None, 0

    def begin(self, run: Run) -> None:
        """Show the boards with no mark in them, where the terminal can take them back."""
        can_move = self._file.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        if can_move and shutil.get_terminal_size().columns >= NARROW:
            self._run = run
            self.go_on()

    def go_on(self) -> None:
        """Show the boards as they are now."""
        if self._run is None:
            return
        self._run.in_order()
        terminal, kata = terminal_for(self._file), self._run.kata
        page = terminal._replace(file=io.StringIO())
        show_head(kata.number, kata.title, boards_of(self._run), page)
        text = page.file.getvalue()
        self._file.write(self._back() + terminal.speakable(text))
        self._file.flush()
        self._rows = text.count("\n")

    def end(self) -> None:
        """Make room for the verdict."""
        if self._run is not None:
            self._file.write(self._back() + ERASE)
            self._run = None

    def _back(self) -> str:
        return UP.format(self._rows) if self._rows else ""
