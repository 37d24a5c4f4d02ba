"""Ends a run: notes it in the journal, prints its verdict, and tells of threads that stay."""

import threading

from dojo.judge.limits import frames_now
from dojo.judge.report import Report
from dojo.kata.fixes import same_text
from dojo.kata.goes import compared
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.kata.seal import suites_differ
from dojo.verdict.drawing import show_line
from dojo.verdict.drawing import show_verdict
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import Run
from dojo.verdict.terminal import terminal_for
from dojo.verdict.verdict import verdict_on

SUITES_DIFFER = "the suites differ from the repository's"
AS_BEFORE = "your app.py was read; the tests of the pitfall fail as they did before"
UNNOTED = "nothing can be noted: .dojo cannot be written to"


def conclude(run: Run, file, report: Report, own_app: bool, in_one_line: bool = False) -> None:
    """Note a run, whose outcomes are in order, and print its verdict to an open text file.

    Only a run of the learner's own app is noted. `in_one_line`: it is one kata among others.
    """
    can_note = _noted(run) if own_app else True
    if suites_differ(run.kata):
        run.notes.insert(0, SUITES_DIFFER)
    terminal = terminal_for(file)
    if in_one_line:
        entry = run.as_entry()
        told = run.verdict, entry["passed"], entry["tests"]
        show_line(run.kata.number, run.kata.title, *told, terminal)
    else:
        verdict = verdict_on(run, can_note)
        show_verdict(verdict, terminal)
        report.verdict(verdict, run.first_failure)
    file.flush()


def _noted(run: Run) -> bool:
    """Note a run of one's own app and say what is to be said of it; whether it could be noted."""
    kata = run.kata
    if run.fails_as_before and not same_text(kata.app, kata.untouched):
        run.notes.append(AS_BEFORE)
    can_note = note("run", kata.number, kata.root, **run.as_entry())
    if not can_note:
        run.notes.append(UNNOTED)
    if run.verdict == GREEN and (text := compared(entries(kata.root, kata.number))):
        run.notes.append(text)
    return can_note


def say_who_stays(threads: dict[threading.Thread, str], folders: list, file) -> None:
    """Tell of threads of the app that do not end: where they are, and during which test they began.

    `threads` has that test's sentence for each; `folders` are the learner's.
    """
    terminal = terminal_for(file)
    for thread, sentence in threads.items():
        place = ""
        for frame in frames_now(thread, folders):
            place = f" in {frame.file}:{frame.line}"
        terminal.wrapped(f"a thread{place} never ended; it began during: {sentence}", 2)
    file.flush()
