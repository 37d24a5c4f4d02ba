"""`nox -s steady -- 19`: the same app judged fifty times in a row; do all runs agree?

For those who write katas: a suite that wavers teaches that failing is a matter of luck.
"""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.judge.running import Result
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import spans
from dojo.verdict.terminal import stdout_terminal

RUNS = 50
BUSY = "--busy"


def steady(words: list[str]) -> int:
    """Judge the untouched app and the reference of these katas, or of all, one run at a time.

    With `--busy` every core but one is kept busy meanwhile. Gives 1 when any two runs differ.
    """
    terminal, wavering = stdout_terminal(), set()
    katas = [choose(word) for word in words if word != BUSY] or find_katas()
    with _busy_cores(BUSY in words):
        for kata in katas:
            for app in (kata.untouched, kata.solution / "app.py"):
                found = endings(kata, app)
                told = "; ".join(f"{count} × {ending}" for ending, count in found.most_common())
                terminal.wrapped(f"kata {kata.number}, {app.name}: {told}", 0)
                terminal.file.flush()
                if len(found) > 1:
                    wavering.add(kata.number)
    said = f"these waver: {spans(wavering)}" if wavering else "all runs agree"
    terminal.line(said, bold=True)
    return 1 if wavering else 0


def endings(kata: Kata, app: Path, runs: int = RUNS) -> Counter[str]:
    """In what ways an app's runs ended, each with how often: one way when its suites are steady."""
    results = [_ending(r) for r in judge_all([Job(kata, app, replay=False)] * runs, at_once=1)]
    differ = len(set(results)) > 1
    return Counter(f"{told}, failing: {failing}" if differ else told for told, failing in results)


def _ending(result: Result) -> tuple[str, str]:
    entry = result.entry or {"failing": [], "passed": 0, "tests": 0}
    told = f"{result.verdict}, {entry['passed']} of {entry['tests']}"
    return told, ", ".join(entry["failing"]) or "nothing"


@contextmanager
def _busy_cores(wanted: bool):
    count = max(1, (os.cpu_count() or 2) - 1) if wanted else 0
    command = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
