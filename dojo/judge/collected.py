"""A process that has read the suites of katas and forks for each run: all is there but the app.

It is itself a fork of a warm process. pytest has started in it, has collected, and waits before the
first test. It is asked over a socket; each asker hears the number of its fork, and its exit code.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from dojo.judge.processes import Fork
from dojo.judge.processes import fork
from dojo.judge.processes import Job
from dojo.judge.processes import kill_group
from dojo.judge.processes import LIMIT
from dojo.judge.processes import start_warm
from dojo.kata.catalogue import Kata

COLLECTING = 10.0  # seconds for the suites to be read; somebody's own test may hang there
FOR_EACH = 0.1  # seconds more for each kata
KILLED = -int(signal.SIGKILL)  # the exit code of a fork of which nobody could tell


class Collected:
    """The asker's side: the suites of katas, read once, with options that all runs share."""

    def __init__(self, katas: list[Kata], options: tuple[str, ...] = ()):
        self._katas, self._options = katas, options
        self.patience = COLLECTING + FOR_EACH * len(katas)  # seconds
        self._place = TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, open(os.devnull, "wb") as nowhere:
            self._process = fork(lambda: self._collect(theirs), Path(self._place.name), nowhere)

    def start(self, job: Job, folder: Path, output) -> "AskedFork | Fork":
        """Run the job as `start_warm` does, which is asked where the suites cannot be read."""
        streams = [output.fileno(), output.fileno()] if output else [1, 2]
        asked = {
            "kata": str(job.kata.folder),
            "app": str(job.app) if job.app else None,
            "no_replay": not job.replay,
            "folder": str(folder),
            "says": ["utf-8", "replace"] if output else [sys.stdout.encoding, sys.stdout.errors],
        }
        ours, theirs = socket.socketpair()
        with theirs:
            message = [json.dumps(asked).encode()], [*streams, theirs.fileno()]
            with suppress(OSError):
                socket.send_fds(self._socket, *message)
        started = AskedFork(ours, self.patience)
        if started.pid:
            return started
        if started.is_late:  # nobody need wait for it again
            self._socket.close()
        return start_warm(job, folder, output)

    def _collect(self, asked: socket.socket) -> int:
        self._socket.close()
        os.chdir(self._katas[0].root)
        import pytest  # a warm process has it; who only asks has no need of it

        from dojo.judge.waiting import Waiting

        folders = [str(kata.folder) for kata in self._katas[1:]]
        words = [*Job(self._katas[0], options=self._options).arguments, *folders]
        return int(pytest.main(words, plugins=[Waiting(asked)]))

    def close(self) -> None:
        """End it; forks that still run are the business of those who asked for them."""
        self._socket.close()
        self._process.kill()
        self._process.wait()
        self._place.cleanup()


class LastCollected:
    """The suites of the kata that was run last: of somebody who works on one kata after another."""

    def __init__(self):
        self._collected: Collected | None = None
        self._has: tuple | None = None  # what it was made of

    def start(self, job: Job, folder: Path, output) -> "AskedFork | Fork":
        """Run the job as `start_warm` does; its suites are read anew when they have changed."""
        return self.ready_for(job)(job, folder, output)

    def ready_for(self, job: Job) -> Callable:
        """What starts this job, also in a fork of this process."""
        if not self.fits(job):
            self.close()
            self._has = _needed_by(job)
            self._collected = Collected([job.kata], job.options)
        return self._collected.start

    def fits(self, job: Job) -> bool:
        """Whether it has what this job needs: its kata as it lies there now, and its options."""
        return self._has == _needed_by(job)

    def close(self) -> None:
        """Leave no process behind."""
        if self._collected:
            self._collected.close()
            self._collected = self._has = None


class AskedFork:
    """As much of subprocess.Popen as is used here, for a fork that another process made for us."""

    def __init__(self, told: socket.socket, patience: float):
        """Waits until there is a fork, for so many seconds at most."""
        self._told, self._words = told, b""
        self.returncode: int | None = None
        told.settimeout(patience)
        pid = self._line()
        self.pid, self.is_late = int(pid or 0), pid is None  # 0 when there is no fork
        told.settimeout(0)
        if not self.pid:
            told.close()

    def _line(self) -> bytes | None:
        """The next line; empty at the end, None when it did not come yet."""
        try:
            while b"\n" not in self._words:
                if not (piece := self._told.recv(64)):
                    return b""
                self._words += piece
        except (BlockingIOError, TimeoutError):
            return None
        except ConnectionError:
            return b""
        line, _, self._words = self._words.partition(b"\n")
        return line

    def fileno(self) -> int:
        """The number of the socket that tells of its end."""
        return self._told.fileno()

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        if self.returncode is None and (line := self._line()) is not None:
            self.returncode = int(line or KILLED)
            self._told.close()
        return self.returncode

    def wait(self, timeout: float = LIMIT) -> int:
        """Wait for the end. Raises subprocess.TimeoutExpired."""
        if self.poll() is None:
            select.select([self._told], [], [], timeout)
        if self.poll() is None:
            raise subprocess.TimeoutExpired("pytest", timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, when it still runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it and what it has started."""
        if self.poll() is None:
            kill_group(self.pid)  # which is there before we hear of it


def _needed_by(job: Job) -> tuple:
    return job.kata, job.options, _files_of(job.kata)


def _files_of(kata: Kata) -> list[tuple[str, int, int]]:
    """What is read with a kata's suites: all its files but the app, each with its time and size."""
    settings = [kata.folder.parent / "conftest.py", kata.root / "pyproject.toml"]
    found = [file for file in settings if file.is_file()]
    for folder in (kata.folder, *(p for p in kata.folder.rglob("*") if p.is_dir())):
        if folder.name != "__pycache__":
            found += [file for file in folder.iterdir() if file != kata.app and file.is_file()]
    return [(str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(found)]
