"""Says the verdict on a run that ended without one of its own."""

from dojo.judge.running import Result
from dojo.judge.running import what_happened
from dojo.kata.journal import note
from dojo.verdict.drawing import show_verdict
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.verdict import verdict_on


def explain(result: Result) -> None:
    """Print the verdict on standard output; amber is noted, too."""
    run = what_happened(result)
    can_note = True
    if run.verdict != NOT_JUDGED:
        can_note = note("run", run.kata.number, run.kata.root, **run.as_entry())
    show_verdict(verdict_on(run, can_note), stdout_terminal())
