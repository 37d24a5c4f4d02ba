"""`nox -s watch -- 3`: the verdict again at every save, on pytest-watch."""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import Job
from dojo.judge.processes import start_cold
from dojo.judge.running import Running
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from dojo.practice.asking import Asked
from dojo.practice.asking import with_guess
from dojo.practice.explaining import explain
from dojo.practice.words import one_kata
from dojo.verdict.terminal import stdout_terminal

POLL = "--poll"
PAUSE = 0.01  # seconds between two looks for a save, or for the end of a run
QUIET_TIME = 5  # milliseconds without another save until a run begins
EXTENSIONS = [".py", ".html", ".jinja", ".j2", ".txt", ".css", ".js", ".json", ".sql", ".toml"]
CLEAR = "\x1b[H\x1b[2J"  # cursor home and an empty screen (ECMA-48); the scroll-back stays
FRAME = "practice.watching"


def watch(words: list[str]) -> int:
    """Run a kata at every save. `--poll` is for file systems that send no events."""
    kata, options = one_kata("watch", words, POLL)
    return watch_kata(kata, poll=POLL in options)


def watch_kata(kata: Kata, poll: bool = False, frame: str = FRAME, words: tuple = ()) -> int:
    """Run `kata` now and at every save until Ctrl-C.

    `frame` names the module of dojo/ whose `above` and `below` speak before and after each verdict.
    """
    from pytest_watch import watcher

    # it looks for saves ten times a second, which is half of what a save would have to wait
    watcher.time = SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, PAUSE)))
    options = {
        "entries": [str(kata.folder), str(ROOT / "dojo")],
        "extensions": EXTENSIONS,
        "beep_on_failure": False,
        "runner": _OneWord(sys.executable),
        "spool": QUIET_TIME,
        "quiet": True,
        "pytest_args": ["-m", "dojo.practice.watching", kata.name, frame, *words],
    }
    with _warm_process() as path:
        if path:
            run = [kata.name, frame, *words]
            watcher.subprocess = SimpleNamespace(Popen=lambda command, shell: Asked(path, run))
            watcher.send_keyboard_interrupt = lambda run: None  # it is waited for next: see Asked
        try:
            watcher.watch(poll=poll, **options)
        except OSError as error:  # the system's watches are used up
            said = f"no news of saves from the system ({error.strerror}); looking for them instead"
            stdout_terminal().wrapped(said, 0)
            watcher.watch(poll=True, **options)
    stdout_terminal().line()
    return 0


class _OneWord(str):
    """A command of one word, also when it holds blanks: pytest-watch splits its runner at them."""

    def split(self, *where) -> list[str]:
        return [str(self)]


def above(kata: Kata, words: list[str]) -> None:
    """Say nothing before a verdict."""


def below(kata: Kata, words: list[str]) -> None:
    """Say what is watched."""
    terminal = stdout_terminal()
    terminal.line()
    terminal.wrapped(f"watching katas/{kata.name} · save to run, Ctrl-C to leave", 2, dim=True)


@contextmanager
def _warm_process():
    """A warm process: the path of its socket; None where there can be none."""
    place = _short_place() if CAN_FORK else None
    if place is None:
        yield None
        return
    path = str(Path(place, "warm"))
    command = [sys.executable, "-m", "dojo.practice.warm", path]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    warm = subprocess.Popen(command, cwd=ROOT, process_group=0, **pipes)
    try:
        yield path if warm.stdout.readline() else None
    finally:
        warm.stdin.close()
        warm.wait()
        shutil.rmtree(place, ignore_errors=True)


def _short_place() -> str | None:
    """A new folder for a Unix socket, whose whole path has room for 100 bytes; None without one."""
    for parent in (tempfile.gettempdir(), "/tmp"):
        if len(os.fsencode(parent)) <= 80:
            with suppress(OSError):
                return tempfile.mkdtemp(prefix="kata-", dir=parent)
    return None


def watched(kata: Kata) -> Job:
    """What is run at a save of a kata."""
    return Job(kata, options=("--failing-first",))


def run_once(words: list[str], start) -> int:
    """Run a kata and say the verdict; the second word names the module that frames it."""
    name, frame, *rest = words
    kata, framing = choose(name), importlib.import_module(f"dojo.{frame}")
    if sys.stdout.isatty():
        print(CLEAR, end="", flush=True)
    framing.above(kata, rest)
    sys.stdout.flush()
    with Running(watched(kata), start, shared_output=True) as running:
        try:
            result = running.wait()
        except KeyboardInterrupt:
            return 130
    if not result.said_verdict:
        explain(result)
    framing.below(kata, rest)
    return result.exit_code


if __name__ == "__main__":
    try:
        told = with_guess(sys.argv[1:])
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
    sys.exit(run_once(told, start_cold))
