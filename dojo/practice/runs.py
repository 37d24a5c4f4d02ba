"""`nox -s kata-3` and `nox -s katas`: run suites and say the verdicts."""

from dojo.judge.processes import Job
from dojo.judge.running import judge
from dojo.judge.running import judge_all
from dojo.judge.running import Result
from dojo.judge.running import what_happened
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.journal import note
from dojo.verdict.drawing import show_line
from dojo.verdict.drawing import show_verdict
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal
from dojo.verdict.verdict import sum_of
from dojo.verdict.verdict import verdict_on

EXIT_CODES = {GREEN: 0, NOT_JUDGED: 2}  # 1 for all others


def kata(words: list[str]) -> int:
    """Run one kata's suites; 0 only when both are green, 2 when nothing could be judged."""
    chosen, *options = words
    result = judge(Job(choose(chosen), options=tuple(options)))
    if not result.said_verdict:
        explain(result, stdout_terminal())
    return EXIT_CODES.get(result.verdict, 1)


def katas(words: list[str]) -> int:
    """Run all katas (or those named), one line each and a summary."""
    terminal, verdicts = stdout_terminal(), []
    chosen = [choose(word) for word in words] or find_katas()
    for result in judge_all([Job(kata, replay=False) for kata in chosen]):
        verdicts.append(result.verdict)
        show_result(result, terminal)
    terminal.line()
    terminal.line(sum_of(verdicts), bold=True)
    return 0 if set(verdicts) == {GREEN} else 1


def show_result(result: Result, terminal: Terminal) -> None:
    """Print one line about a run that happened elsewhere."""
    entry = result.entry or {"passed": 0, "tests": 0}
    kata = result.job.kata
    show_line(kata.number, kata.title, result.verdict, entry["passed"], entry["tests"], terminal)
    terminal.file.flush()


def explain(result: Result, terminal: Terminal) -> None:
    """Print the verdict on a run that ended without one; amber is noted, too."""
    run = what_happened(result)
    can_note = True
    if run.verdict != NOT_JUDGED:
        can_note = note("run", run.kata.number, run.kata.root, **run.as_entry())
    show_verdict(verdict_on(run, can_note), terminal)
