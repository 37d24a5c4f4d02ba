"""Processes that run a kata's suites.

A cold process is a new interpreter. A warm one is a fork of this process, which has imported Flask
and pytest already; where the system has no fork, every process is a cold one.
"""

import gc
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dojo.kata.catalogue import Kata

LIMIT = 60.0  # seconds for a whole run; each test has its own, much smaller limit
STEP = 0.005  # seconds between looks at processes that run
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"  # macOS forks, but not safely


class Job(NamedTuple):
    """A kata to judge, with its own app.py or with another file in its place."""

    kata: Kata
    app: Path | None = None
    options: tuple[str, ...] = ()
    replay: bool = True  # whether curl lines are tried, and printed

    @property
    def arguments(self) -> list[str]:
        """What pytest is given."""
        given = ["-p", "pytest_timeout", str(self.kata.folder), f"--rootdir={self.kata.root}"]
        given += [*self.options, *[f"--app={self.app}"] * bool(self.app)]
        return given + ["--no-replay"] * (not self.replay)


def warm_up() -> None:
    """Import what every run needs, so that a fork has it."""
    import asyncio  # noqa: F401
    import encodings.idna  # noqa: F401
    import getpass  # noqa: F401
    import urllib.request  # noqa: F401

    import _pytest.config
    import bs4
    import flask

    import dojo.judge.plugin  # noqa: F401

    # pytest imports half of itself only when it starts, anew in each fork
    for name in getattr(_pytest.config, "default_plugins", ()):
        importlib.import_module(f"_pytest.{name}")
    # tables and patterns that are built when they are used first
    bs4.BeautifulSoup("&eacute;", "html.parser")
    warm = flask.Flask("warm")
    warm.jinja_env.from_string("")
    warm.test_client().get("/")
    # what is there now stays: forks share its memory and their garbage collector passes it over
    gc.collect()
    gc.freeze()


# what somebody set for other projects would change what is seen here
NOT_HERE = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTHONOPTIMIZE", "PYTHONWARNINGS")


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a run: plugins that happen to be installed (random order) stay out.

    Temporary files go into `folder`, so nothing is left of a run that is ended from outside.
    """
    place = folder / "tmp"
    place.mkdir(exist_ok=True)
    ours = {"DOJO_REPORT": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ours |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(place))
    return {name: text for name, text in os.environ.items() if name not in NOT_HERE} | ours


def start_cold(job: Job, folder: Path, output) -> "Interpreter":
    """Run the job in a new interpreter that prints to `output`, or to ours when that is None."""
    return Interpreter(
        [sys.executable, "-m", "pytest", *job.arguments],
        cwd=job.kata.root,
        env=environment_of(folder) | ({"PYTHONIOENCODING": "utf-8:replace"} if output else {}),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        # Ctrl-C goes to this process alone, which then ends the other
        **({"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}),
    )


def start_warm(job: Job, folder: Path, output) -> "Fork":
    """Run the job in a fork of this process, as `start_cold` does in a new interpreter."""

    def play() -> int:
        os.chdir(job.kata.root)
        import pytest

        return int(pytest.main(job.arguments))

    return fork(play, folder, output)


def fork(work: Callable[[], int], folder: Path, output) -> "Fork":
    """Do some work in a fork of this process, in a run's environment; it gives the exit code."""
    pid = os.fork()
    if pid:
        return Fork(pid)
    code = 3
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if output:
            redirect(output)
        play_part(folder)
        code = work()
    except KeyboardInterrupt:
        code = 130  # before pytest could take it; whoever was asked to stop says so
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def play_part(folder: Path) -> None:
    """Make this fork a run: in a group of its own, asked to end by SIGINT, in its environment."""
    with suppress(PermissionError):  # it leads a group already
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = environment_of(folder)
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment.items() - os.environ.items())
    tempfile.tempdir = None  # it remembers the place of the process that forked


def kill_group(pid: int) -> None:
    """End the process that leads a group, and what it has started; not there is as good."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def redirect(output) -> None:
    """Let standard output and error of this process go to a file, as UTF-8."""
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr


class Process:
    """As much of subprocess.Popen as is used here; Ctrl-C may come at any moment of it."""

    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self.returncode

    def wait(self, timeout: float = LIMIT) -> int | None:
        """Wait for the end. Raises subprocess.TimeoutExpired."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("pytest", timeout)
            time.sleep(STEP)
        return self.returncode


class Interpreter(Process):
    """A new interpreter. A thread waits for its end.

    Who polls a Popen and is interrupted in the middle may leave it locked; the next wait() would
    never end.
    """

    def __init__(self, command: list[str], **options):
        """`options` are those of subprocess.Popen."""
        self._process = subprocess.Popen(command, **options)
        self.send_signal, self.kill = self._process.send_signal, self._process.kill
        threading.Thread(target=self._await, daemon=True).start()

    def _await(self) -> None:
        self.returncode = self._process.wait()


class Fork(Process):
    """A forked child."""

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:  # Ctrl-C came between its end and the next line
                pid, status = self.pid, signal.SIGKILL
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        if self.poll() is not None:
            return  # its number may be another process's by now
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            os.kill(self.pid, signal.SIGKILL)
