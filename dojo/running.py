"""Runs a kata's suites in a process of their own and says what became of it.

A cold process is a new interpreter. A warm one is a fork of this process, which has imported Flask
and pytest already; where the system has no fork, every process is a cold one.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from dojo.catalogue import Kata
from dojo.outcome import Failure
from dojo.outcome import Run

LIMIT = 60.0  # seconds for a whole run; each test has its own, much smaller limit
STEP = 0.005  # seconds between looks at processes that run
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"  # macOS forks, but not safely

STACK_LINE = re.compile(r'File "(?P<file>.+)", line (?P<line>\d+) in ')


@dataclass(frozen=True)
class Job:
    """A kata to judge, with its own app.py or with another file in its place."""

    kata: Kata
    app: Path | None = None
    options: tuple[str, ...] = ()

    @property
    def arguments(self) -> list[str]:
        """What pytest is given."""
        given = [str(self.kata.folder), f"--rootdir={self.kata.root}"]
        return [*given, *([f"--app={self.app}"] if self.app else []), *self.options]


@dataclass
class Result:
    """How a run ended: the process's exit code, what it printed and what it reported."""

    job: Job
    exit_code: int
    text: str = ""
    words: list[dict] = field(default_factory=list)
    stacks: str = ""

    @property
    def said_verdict(self) -> bool:
        """Whether the run came to an end of its own."""
        return bool(self.words) and self.words[-1]["word"] in ("verdict", "interrupted")

    @property
    def entry(self) -> dict | None:
        """The verdict with the numbers behind it, as it stands in the journal."""
        runs = self.words[-1]["runs"] if self.words else None
        return runs[0] if runs else None

    @property
    def verdict(self) -> str:
        """`green`, `red` or `amber`; amber too when the run never came to a verdict."""
        return self.entry["verdict"] if self.entry else "amber"


def judge(job: Job) -> Result:
    """Run a job in a cold process that prints to our standard output. Waits for its end.

    KeyboardInterrupt passes through after the process has been told and has ended.
    """
    with _Running(job, _cold, shared_output=True) as running:
        return running.wait()


def judge_all(jobs: Iterable[Job], at_once: int | None = None) -> Iterator[Result]:
    """Run jobs in warm processes, a few at once, and yield their results in the jobs' order."""
    start = _warm if CAN_FORK else _cold
    if CAN_FORK:
        warm_up()
    waiting, running = list(jobs), []
    at_once = at_once or os.cpu_count() or 1
    try:
        while waiting or running:
            while waiting and sum(not r.ended for r in running) < at_once:
                running.append(_Running(waiting.pop(0), start))
            if running[0].ended:
                with running.pop(0) as first:
                    yield first.result()
            else:
                time.sleep(STEP)
    finally:
        for left in running:
            left.close()


def warm_up() -> None:
    """Import what every run needs, so that a fork has it."""
    import bs4  # noqa: F401
    import flask.testing  # noqa: F401
    import pytest  # noqa: F401
    import pytest_timeout  # noqa: F401

    import dojo.fixtures
    import dojo.plugin  # noqa: F401


def what_happened(result: Result) -> Run:
    """The amber verdict on a run that ended without one of its own."""
    place, test = "app.py", "the start of the run"
    tests = [word["word"] for word in result.words if "::" in word["word"]]
    if tests:
        test = tests[-1].rpartition("::")[2].removeprefix("test_").replace("_", " ")
    folders = {str(result.job.kata.folder), str(result.job.app or "")}
    for match in STACK_LINE.finditer(result.stacks):
        file = Path(match["file"])
        if {str(file), str(file.parent)} & folders and not file.name.startswith("test_"):
            place = f"{file.name}:{match['line']}"
            break
    run = Run(result.job.kata)
    if result.stacks:
        said = f"nothing moved any more during: {test}"
    else:
        said = f"the process ended (exit code {result.exit_code}) during: {test}"
    run.trouble = Failure(place, error=said)
    return run


class _Running:
    """A process on its way, with the folder in which it leaves its report."""

    def __init__(self, job: Job, start, shared_output: bool = False):
        self.job = job
        self._place = tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)
        self._folder = Path(self._place.name)
        self._output = None if shared_output else (self._folder / "output.txt").open("wb")
        self._process = start(job, self._folder, self._output)
        self._deadline = time.monotonic() + LIMIT

    @property
    def ended(self) -> bool:
        """Whether the process has ended; ends it when its time is up."""
        if self._process.poll() is None and time.monotonic() > self._deadline:
            self._process.kill()
            self._process.wait()
        return self._process.poll() is not None

    def wait(self) -> Result:
        """Wait for the end."""
        try:
            self._process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        except KeyboardInterrupt:
            self._interrupt()
            raise
        return self.result()

    def _interrupt(self) -> None:
        """Let pytest come to an end if it is there yet; Python's own start cannot be asked."""
        try:
            if self._read("progress.jsonl") and os.name == "posix":
                self._process.send_signal(signal.SIGINT)
                self._process.wait(2)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self._process.kill()
            self._process.wait()

    def result(self) -> Result:
        """What the process left behind."""
        if self._output:
            self._output.close()
        return Result(
            self.job,
            self._process.returncode,
            self._read("output.txt"),
            [json.loads(line) for line in self._read("progress.jsonl").splitlines()],
            self._read("stacks.txt"),
        )

    def close(self) -> None:
        """Leave nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._output:
            self._output.close()
        self._place.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _read(self, name: str) -> str:
        file = self._folder / name
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def _environment(folder: Path) -> dict[str, str]:
    # plugins that happen to be installed (random order, coverage) would change what is seen
    return {"DOJO_REPORT": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def _cold(job: Job, folder: Path, output) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "pytest_timeout", *job.arguments],
        cwd=job.kata.root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:replace", **_environment(folder)}
        if output
        else {**os.environ, **_environment(folder)},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        # Ctrl-C goes to this process alone, which then ends the other
        **({"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}),
    )


def _warm(job: Job, folder: Path, output) -> "_Fork":
    pid = os.fork()
    if pid:
        return _Fork(pid)
    code = 3
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.update(_environment(folder))
        os.chdir(job.kata.root)
        import pytest
        import pytest_timeout

        code = int(pytest.main(job.arguments, plugins=[pytest_timeout]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class _Fork:
    """As much of subprocess.Popen as is used here, for a forked child."""

    def __init__(self, pid: int):
        self.pid, self.returncode = pid, None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float = LIMIT) -> int | None:
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("pytest", timeout)
            time.sleep(STEP)
        return self.returncode

    def kill(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            os.kill(self.pid, signal.SIGKILL)
