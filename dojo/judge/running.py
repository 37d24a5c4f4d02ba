"""Runs a kata's suites in a process of their own and says what became of it."""

import json
import os
import re
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from dojo.judge.collected import AskedFork
from dojo.judge.collected import Collected
from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import Job
from dojo.judge.processes import LIMIT
from dojo.judge.processes import start_cold
from dojo.judge.processes import start_warm
from dojo.judge.processes import STEP
from dojo.judge.processes import warm_up
from dojo.judge.report import PYTEST_FAILED
from dojo.kata.catalogue import Kata
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import Run

MOMENT = 0.05  # seconds between looks at how long runs take whose end is told
WAITS = 1.0  # seconds after which a run is taken for one that waits
MOST_WAITING = 3  # runs that are taken so; else a slow machine would be given ever more to do
STACK_LINE = re.compile(r'File "(?P<file>.+)", line (?P<line>\d+) in ')


@dataclass
class Result:
    """How a run ended: the process's exit code, what it printed and what it reported."""

    job: Job
    exit_code: int
    text: str = ""
    words: list[dict] = field(default_factory=list)
    stacks: str = ""
    told: dict | None = None  # the verdict as data, and which test it shows

    @property
    def said_verdict(self) -> bool:
        """Whether the run came to an end of its own."""
        return bool(self.words) and self.words[-1]["word"] == "verdict"

    @property
    def entry(self) -> dict | None:
        """The verdict with the numbers behind it, as it stands in the journal."""
        runs = self.words[-1]["runs"] if self.words else None
        return runs[0] if runs else None

    @property
    def verdict(self) -> str:
        """The run's verdict; that of `what_happened` when it never came to one."""
        return self.entry["verdict"] if self.entry else what_happened(self).verdict


def judge(job: Job) -> Result:
    """Run a job in a cold process that prints to our standard output. Waits for its end.

    KeyboardInterrupt passes through after the process has been told and has ended.
    """
    with Running(job, start_cold, shared_output=True) as running:
        return running.wait()


def judge_all(jobs: Iterable[Job], at_once: int | None = None) -> Iterator[Result]:
    """Run jobs in warm processes, a few at once, and yield their results in the jobs' order.

    They are begun from both ends in turns: the first results are soon there, and the last katas,
    whose suites wait the longest, do not begin last.
    """
    if CAN_FORK:
        warm_up()
    jobs = list(jobs)
    starts = Starts(jobs)
    to_begin = list(range(len(jobs)))
    running: dict[int, Running] = {}  # by the job's place
    results: dict[int, Result] = {}
    # suites wait for each other's threads and processes as much as they compute
    at_once = at_once or (os.cpu_count() or 1) + 2
    try:
        for place in range(len(jobs)):
            while place not in results:
                while to_begin and _busy(running.values()) < at_once:
                    next_one = to_begin.pop(0 if len(to_begin) % 2 else -1)
                    running[next_one] = Running(jobs[next_one], starts.start)
                for one in [one for one in running if running[one].ended]:
                    with running.pop(one) as over:
                        results[one] = over.result()
                if place not in results:
                    rest(running.values())
            yield results.pop(place)
    finally:
        for left in running.values():
            left.close()
        starts.close()


def rest(running: Collection["Running"]) -> None:
    """Come back when one of these runs has ended, or after a moment."""
    if all(one.tells for one in running):
        select.select(running, [], [], MOMENT)
    else:
        time.sleep(STEP)


def _busy(running: Iterable["Running"]) -> int:
    """How many runs keep a core; a few that take long wait for something, and others may begin."""
    counted = sum(run.age < WAITS for run in running)
    return max(counted, len(running) - MOST_WAITING)


class Starts:
    """Starts jobs as fast as can be: where there are several, all suites are read once for all."""

    def __init__(self, jobs: list[Job]):
        self._katas: dict[tuple, dict[Kata, None]] = {}
        if CAN_FORK and len(jobs) > 1:
            for job in jobs:
                self._katas.setdefault(_shared(job), {})[job.kata] = None
        self._collected: dict[tuple, Collected] = {}

    def start(self, job: Job, folder: Path, output):
        """Start one of the jobs; gives its process."""
        key = _shared(job)
        if key in self._katas and key not in self._collected:
            self._collected[key] = Collected(list(self._katas[key]), job.options)
        if key in self._collected:
            return self._collected[key].start(job, folder, output)
        return (start_warm if CAN_FORK else start_cold)(job, folder, output)

    def close(self) -> None:
        """Leave no process behind."""
        for collected in self._collected.values():
            collected.close()


def _shared(job: Job) -> tuple:
    """What jobs have in common whose suites are read together."""
    return job.kata.root, job.options


def what_happened(result: Result) -> Run:
    """The verdict on a run that ended without one of its own: amber, or not judged.

    What pytest itself could not do, or what ended before a test was read, is not the app's fault.
    """
    run = Run(result.job.kata)
    began = result.words or result.stacks
    if not began or (result.words and result.words[-1]["word"] == PYTEST_FAILED):
        words = " ".join(result.job.options)
        tried = f"pytest did not run with these words: {words}" if words else "pytest did not run"
        run.fault = f"{tried} (exit code {result.exit_code}). What it said stands above."
        return run
    place, test = "app.py", "the start of the run"
    tests = [word["word"] for word in result.words if "::" in word["word"]]
    if tests:
        test = tests[-1].rpartition("::")[2].removeprefix("test_").replace("_", " ")
    folders = {_as_dumped(result.job.kata.folder), _as_dumped(result.job.app or "")}
    for match in STACK_LINE.finditer(result.stacks):
        file = Path(match["file"])
        if {str(file), str(file.parent)} & folders and not file.name.startswith("test_"):
            place = f"{file.name}:{match['line']}"
            break
    if result.stacks:
        said = f"nothing moved any more during: {test}"
    else:
        said = f"the process ended (exit code {result.exit_code}) during: {test}"
    run.trouble = Failure(place, error=said)
    return run


def _as_dumped(path: Path | str) -> str:
    """A path as faulthandler writes it, which knows ASCII only."""
    return str(path).encode("ascii", "backslashreplace").decode()


class Running:
    """A process on its way, with the folder in which it leaves its report."""

    def __init__(self, job: Job, start, shared_output: bool = False, limit: float = LIMIT):
        self.job = job
        self._place = tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)
        self._folder = Path(self._place.name)
        self._output = None if shared_output else (self._folder / "output.txt").open("wb")
        self._process = start(job, self._folder, self._output)
        self._began = time.monotonic()
        self._deadline = self._began + limit

    @property
    def tells(self) -> bool:
        """Whether `select` hears of its end."""
        return isinstance(self._process, AskedFork)

    def fileno(self) -> int:
        """The number of the socket that tells of its end."""
        return self._process.fileno()

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

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
            while not self.ended:
                rest([self])  # Popen.wait() with a limit looks every 50 ms only
        except KeyboardInterrupt:
            self.interrupt()
            raise
        return self.result()

    def interrupt(self, patience: float = 2.0) -> None:
        """Let pytest come to an end if it is there yet; Python's own start cannot be asked."""
        try:
            if self.read("progress.jsonl") and os.name == "posix":
                self._process.send_signal(signal.SIGINT)
                self._process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self._process.kill()
            self._process.wait()

    def result(self) -> Result:
        """What the process left behind."""
        if self._output:
            self._output.close()
        told = self.read("run.json")
        return Result(
            self.job,
            self._process.returncode,
            self.read("output.txt"),
            [json.loads(line) for line in self.read("progress.jsonl").splitlines()],
            self.read("stacks.txt"),
            json.loads(told) if told else None,
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

    def read(self, name: str) -> str:
        """A file that the process has left in its folder; empty when there is none."""
        file = self._folder / name
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
