"""Markdown and differences between files, drawn for a terminal of any width."""

import difflib
import io

from dojo.verdict.terminal import Terminal


def show_markdown(text: str, terminal: Terminal) -> None:
    """Print Markdown within the terminal's width; links show where they lead."""
    from rich.markdown import Markdown

    _print(Markdown(text, hyperlinks=False), terminal)
    terminal.line()


def show_difference(old: str, new: str, old_name: str, new_name: str, terminal: Terminal) -> bool:
    """Print a unified difference; False when there is none."""
    rows = list(
        difflib.unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, "", "", 3, "")
    )
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for row in rows:
        terminal.line(row, fg=colours.get(row[:1]))
    return bool(rows)


def _print(drawable, terminal: Terminal) -> None:
    from rich.console import Console

    page = io.StringIO()
    console = Console(
        file=page,
        width=terminal.width,
        force_terminal=terminal.colour,
        no_color=not terminal.colour,
        highlight=False,
        legacy_windows=False,
    )
    console.print(drawable)
    for row in page.getvalue().rstrip().splitlines():
        terminal.line(row.rstrip())
