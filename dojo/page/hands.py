"""The page's side of the runner: asks for runs and errands, and hands their news on."""

import itertools
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dojo.judge.processes import CAN_FORK
from dojo.page.runner import serve_from_queue
from dojo.page.runner import STOP

GOODBYE = 5.0  # seconds for the runner to end


class Hands:
    """Lets a process of its own do what is asked; where there is no fork, a thread starts others.

    `told` is called with the news of each, in a thread that is not the asker's.
    """

    def __init__(self, root: Path, told: Callable[[dict], None], can_fork: bool = CAN_FORK):
        self._root, self._told, self._can_fork = root, told, can_fork
        self._numbers = itertools.count(1)
        self._asking = threading.Lock()
        self._open: set[int] = set()  # what was asked for and is not over
        self._process: subprocess.Popen | None = None
        self._queue: queue.SimpleQueue | None = None
        self._thread: threading.Thread | None = None
        self._is_over = False

    def ask(self, what: str, kata: str, after: Callable[[int], None], **words) -> None:
        """Ask for a run or an errand. `after` gets its number before there is news of it."""
        with self._asking:
            if self._is_over:
                return
            number = next(self._numbers)
            self._open.add(number)
            after(number)
            self._send({"number": number, "what": what, "kata": kata, "words": words})

    def stop(self, number: int) -> None:
        """Let something end that nobody wants any more; there is no news of it."""
        with self._asking:
            if number in self._open:
                self._open.discard(number)
                self._send({"number": number, "what": STOP})

    def close(self) -> None:
        """End, and leave no process behind."""
        with self._asking:
            self._is_over = True
            if self._queue:
                self._queue.put(None)
            if self._process:
                with suppress(OSError):  # it has ended before
                    self._process.stdin.close()
        if self._process:
            try:
                self._process.wait(GOODBYE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._thread:
            self._thread.join(GOODBYE)

    def _send(self, request: dict) -> None:
        if not self._can_fork:
            if self._queue is None:
                self._queue = queue.SimpleQueue()
                self._begin(serve_from_queue, self._root, self._queue, self._heard)
            self._queue.put(request)
            return
        if self._process is None or self._process.poll() is not None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            # Ctrl-C goes to the page alone, which then closes this one's standard input
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dojo.page.runner"],
                cwd=self._root,
                process_group=0,
                **pipes,
            )
            self._begin(self._listen, self._process)
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended; `_listen` says so

    def _begin(self, work: Callable, *words) -> None:
        self._thread = threading.Thread(target=work, args=words, daemon=True)
        self._thread.start()

    def _listen(self, process: subprocess.Popen) -> None:
        with process.stdout:
            for line in process.stdout:
                self._heard(json.loads(line))
        code = process.wait()
        with self._asking:
            lost, self._open = self._open, set()
        if not self._is_over:
            said = f"the process that runs the katas has ended (exit code {code})"
            for number in lost:
                self._told({"number": number, "what": "ended", "answer": {"trouble": said}})

    def _heard(self, news: dict) -> None:
        if news["number"] not in self._open:
            return
        if news["what"] == "ended":
            self._open.discard(news["number"])
        self._told(news)
