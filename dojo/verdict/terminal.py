"""Where text for people goes: how wide it is, whether it has colours, which signs it knows."""

import os
import re
import shutil
import sys
import textwrap
from typing import NamedTuple
from typing import TextIO

import click

SIGNS = {
    "✔": "ok",
    "✘": "X",
    "·": ".",
    "…": "...",
    "▸": ">",
    "●": "o",
    "○": "-",
    "→": "->",
    "←": "<-",
    "↩": "<>",
}
ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Terminal(NamedTuple):
    """One place for output."""

    file: TextIO
    width: int = 80
    colour: bool = False

    def line(self, text: str = "", **style) -> None:
        """Write a line, styled as `click.style` does where there are colours."""
        if style and self.colour:
            text = click.style(text, **style)
        self.file.write(self.speakable(text) + "\n")

    def styled(self, text: str, **style) -> str:
        """The text with its style, where there are colours."""
        return click.style(text, **style) if self.colour else text

    def wrapped(self, text: str, indent: int, **style) -> None:
        """Write a paragraph within the width."""
        for row in wrap(text, self.width - indent):
            self.line(" " * indent + row, **style)

    def cut(self, text: str) -> str:
        """The text, cut to the width on its right."""
        return text if len(text) <= self.width else text[: self.width - 1] + "…"

    def speakable(self, text: str) -> str:
        """The text in signs that the output's encoding has."""
        encoding = getattr(self.file, "encoding", None) or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            for sign, plain in SIGNS.items():
                text = text.replace(sign, plain)
            text = text.encode(encoding, "replace").decode(encoding)
        return text


def wrap(text: str, width: int) -> list[str]:
    """Rows of a text; words that are longer than a row are broken, line ends are kept."""
    rows: list[str] = []
    for part in text.splitlines():
        rows += textwrap.wrap(part, max(width, 20), break_on_hyphens=False) or [""]
    return rows


def harmless(text: str) -> str:
    """A text from an app without characters that would move the cursor or ring a bell."""
    return ESCAPE.sub("�", text.expandtabs(4))


def stdout_terminal() -> Terminal:
    """Standard output of this process as it is now.

    COLUMNS sets the width; NO_COLOR (no-color.org) and a pipe switch colours off, FORCE_COLOR on.
    """
    return terminal_for(sys.stdout)


def terminal_for(file: TextIO) -> Terminal:
    """A Terminal for an open text file."""
    is_terminal = bool(getattr(file, "isatty", lambda: False)())
    colour = is_terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        colour = True
    if os.environ.get("NO_COLOR"):
        colour = False
    width = shutil.get_terminal_size((80, 24)).columns
    return Terminal(file, min(max(width, 30), 100), colour)
