"""`nox -s watch -- 3`: the verdict again at every save, on pytest-watch."""

import importlib
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import Job
from dojo.judge.processes import start_cold
from dojo.judge.running import Running
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from dojo.practice.knock import with_guess
from dojo.practice.runs import explain
from dojo.verdict.terminal import stdout_terminal

POLL = "--poll"
PAUSE = 0.01  # seconds between two looks for a save, or for the end of a run
QUIET_TIME = 20  # milliseconds without another save until a run begins
EXTENSIONS = [".py", ".html", ".jinja", ".j2", ".txt", ".css", ".js", ".json", ".sql", ".toml"]
CLEAR = "\x1b[H\x1b[2J\x1b[3J"  # cursor home, screen and scroll-back empty (ECMA-48; xterm)
FRAME = "practice.watching"


def watch(words: list[str]) -> int:
    """Run a kata at every save. `--poll` is for file systems that send no events."""
    kata = choose(" ".join(word for word in words if word != POLL))
    return watch_kata(kata, poll=POLL in words)


def watch_kata(kata: Kata, poll: bool = False, frame: str = FRAME, words: tuple = ()) -> int:
    """Run `kata` now and at every save until Ctrl-C.

    `frame` names the module of dojo/ whose `above` and `below` speak before and after each verdict.
    """
    from pytest_watch import watcher

    # it looks for saves ten times a second, which is half of what a save would have to wait
    watcher.time = SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, PAUSE)))
    with _runner(kata, frame, words) as arguments:
        watcher.watch(
            entries=[str(kata.folder), str(ROOT / "dojo")],
            extensions=EXTENSIONS,
            beep_on_failure=False,
            runner=arguments[0],
            spool=QUIET_TIME,
            poll=poll,
            quiet=True,
            pytest_args=arguments[1:],
        )
    stdout_terminal().line()
    return 0


def above(kata: Kata, words: list[str]) -> None:
    """Say nothing before a verdict."""


def below(kata: Kata, words: list[str]) -> None:
    """Say what is watched."""
    terminal = stdout_terminal()
    terminal.line()
    terminal.wrapped(f"watching katas/{kata.name} · save to run, Ctrl-C to leave", 2, dim=True)


@contextmanager
def _runner(kata: Kata, frame: str, words: tuple):
    """The command that does one run. pytest-watch splits its first word at blanks."""
    if not CAN_FORK:
        yield ["python", "-m", "dojo.practice.watching", kata.name, frame, *words]
        return
    with tempfile.TemporaryDirectory(prefix="kata-") as place:
        path = str(Path(place, "warm"))
        warm = subprocess.Popen(
            [sys.executable, "-m", "dojo.practice.warm", path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        try:
            warm.stdout.readline()
            knock = str(Path(__file__).with_name("knock.py"))
            yield ["env", sys.executable, "-S", "-E", knock, path, kata.name, frame, *words]
        finally:
            warm.stdin.close()
            warm.wait()


def run_once(words: list[str], start) -> int:
    """Run a kata and say the verdict; the second word names the module that frames it."""
    name, frame, *rest = words
    framing = importlib.import_module(f"dojo.{frame}")
    if sys.stdout.isatty():
        print(CLEAR, end="", flush=True)
    framing.above(choose(name), rest)
    sys.stdout.flush()
    with Running(Job(choose(name)), start, shared_output=True) as running:
        try:
            result = running.wait()
        except KeyboardInterrupt:
            return 130
    if not result.said_verdict:
        explain(result, stdout_terminal())
    framing.below(choose(name), rest)
    return result.exit_code


if __name__ == "__main__":
    sys.exit(run_once(list(with_guess(sys.argv[1:])), start_cold))
