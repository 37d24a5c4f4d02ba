"""`nox -s solution -- 3`: after green, what is really so, beside the learner's own app."""

from dojo.kata.catalogue import Kata
from dojo.kata.fixes import right_fixes
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.practice.predicting import show_predictions
from dojo.practice.progress import is_green_now
from dojo.practice.words import one_kata
from dojo.verdict.markdown import show_difference
from dojo.verdict.markdown import show_markdown
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal

PEEK = "--peek"


def solution(words: list[str]) -> int:
    """Show the debrief after green. `--peek` shows it before, and says so in the journal."""
    kata, options = one_kata("solution", words, PEEK)
    terminal = stdout_terminal()
    if not is_green_now(entries(kata.root, kata.number)) and not options:
        terminal.wrapped(f"Kata {kata.number} is not green yet: nox -s kata-{kata.number}", 0)
        terminal.wrapped(
            f"To read the solution all the same: nox -s solution -- {kata.number} {PEEK}", 0
        )
        return 1
    note("solution", kata.number, kata.root)
    show_solution(kata, terminal)
    return 0


def show_solution(kata: Kata, terminal: Terminal) -> None:
    """Print the difference to the reference, the other right fixes, prediction and debrief."""
    reference, *others = right_fixes(kata)
    terminal.line(f"Your app beside the reference of kata {kata.number}", bold=True)
    terminal.line()
    try:
        mine = kata.app.read_text(encoding="utf-8", errors="replace")
    except OSError:
        mine = ""
    theirs = reference.path.read_text(encoding="utf-8")
    place = kata.solution.relative_to(kata.root).as_posix()
    if not show_difference(mine, theirs, "yours", f"{place}/app.py", terminal):
        terminal.line("  They are the same.")
    terminal.line()
    if others:
        terminal.line("Also right", bold=True)
        for fix in others:
            terminal.wrapped(f"- {fix.says}", 2)
            terminal.line(f"    {place}/also_right/{fix.path.name}", dim=True)
        terminal.line()
    show_predictions(kata, terminal)
    show_markdown((kata.solution / "README.md").read_text(encoding="utf-8"), terminal)
