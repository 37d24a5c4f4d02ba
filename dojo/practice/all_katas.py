"""`nox -s katas`: runs all katas and says one line about each."""

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.verdict.drawing import show_line
from dojo.verdict.outcome import GREEN
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.verdict import sum_of


def katas(words: list[str]) -> int:
    """Run all katas (or those named), one line each and a summary."""
    terminal, verdicts = stdout_terminal(), []
    chosen = [choose(word) for word in words] or find_katas()
    for result in judge_all([Job(kata, replay=False) for kata in chosen]):
        kata, entry = result.job.kata, result.entry or {"passed": 0, "tests": 0}
        told = result.verdict, entry["passed"], entry["tests"]
        show_line(kata.number, kata.title, *told, terminal)
        terminal.file.flush()
        verdicts.append(result.verdict)
    terminal.line()
    terminal.line(sum_of(verdicts), bold=True)
    return 0 if set(verdicts) == {GREEN} else 1
