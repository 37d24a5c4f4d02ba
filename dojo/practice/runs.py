"""`nox -s kata-3` and `nox -s katas`: run suites and say the verdicts."""

from collections import Counter

from dojo.judge.processes import Job
from dojo.judge.running import judge
from dojo.judge.running import judge_all
from dojo.judge.running import Result
from dojo.judge.running import what_happened
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.journal import note
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal


def kata(words: list[str]) -> int:
    """Run one kata's suites; 0 only when both are green."""
    chosen, *options = words
    result = judge(Job(choose(chosen), options=tuple(options)))
    if not result.said_verdict:
        explain(result, stdout_terminal())
    return 0 if result.exit_code == 0 and result.verdict == "green" else 1


def katas(words: list[str]) -> int:
    """Run all katas (or those named), one line each and a summary."""
    terminal = stdout_terminal()
    verdicts: Counter[str] = Counter()
    chosen = [choose(word) for word in words] or find_katas()
    for result in judge_all([Job(kata) for kata in chosen]):
        verdicts[result.verdict] += 1
        show_result(result, terminal)
    counts = ", ".join(f"{verdicts[colour]} {colour}" for colour in ("green", "red", "amber"))
    terminal.line()
    terminal.line(f"{len(chosen)} katas: {counts}", bold=True)
    return 0 if verdicts["green"] == len(chosen) else 1


def show_result(result: Result, terminal: Terminal) -> None:
    """Print one line about a run that happened elsewhere."""
    from dojo.verdict.drawing import COLOURS

    entry = result.entry or {"passed": 0, "tests": 0}
    head = f"{result.job.kata.number:>3}  {result.verdict:<5}  "
    head += f"{entry['passed']:>3} of {entry['tests']:<3}  "
    title = terminal.cut(head + result.job.kata.title)[len(head) :]
    terminal.line(terminal.styled(head, fg=COLOURS[result.verdict]) + title)


def explain(result: Result, terminal: Terminal) -> None:
    """Print and note the amber verdict on a run that ended without one."""
    from dojo.verdict.drawing import show_verdict

    run = what_happened(result)
    note("run", run.kata.number, run.kata.root, **run.as_entry())
    show_verdict(run, terminal)
