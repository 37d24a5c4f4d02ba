"""Ends what does not end by itself: tests that hang, threads that stay. Never under a debugger."""

import faulthandler
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_timeout

from dojo.http.patience import is_debugged
from dojo.kata.frames import Frame
from dojo.kata.frames import is_learners
from dojo.suite.fixtures import limit_of
from dojo.suite.fixtures import PROCESSES

# Seconds after a test's limit. pytest-timeout ends a test with a signal; where it cannot (there is
# no such signal, or the app catches all) the watchdog does; where no Python runs any more, C does.
WATCHDOG, LAST_RESORT = 1.0, 2.5
FRESH = 1.0  # seconds for which C's alarm need not be set anew, which takes a while
GOODBYE = 1.0  # seconds that threads of the app get to end after the last test
EXECUTORS = "concurrent.futures.thread"  # whose threads end by themselves


def is_watched_by_a_person(config) -> bool:
    """Whether somebody may be looking at a stopped program: then nothing is ended."""
    asked = config.getoption("usepdb", False) or config.getoption("trace", False)
    return bool(asked) or pytest_timeout.is_debugging() or is_debugged()


class Watchdog:
    """Ends the process when a test goes on after its limit, and lets the judge say so first."""

    def __init__(self, config, bite: Callable[[str, list[Frame]], None], last_words):
        """`bite` is called with what a test's line is, `last_words` is a file for C's traceback."""
        self._config, self._bite, self._last_words = config, bite, last_words
        self._watched: tuple[float, float, list[Path]] | None = None  # due, limit, places
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._until: float | None = None  # when the thread looks again; None: when it is told to
        self._armed = (0.0, 0.0)  # since when C waits, and for a test with which limit

    def watch(self, item, places: list[Path]) -> None:
        """Begin to watch a test."""
        limit = limit_of(item)
        if not limit or is_watched_by_a_person(self._config):
            return
        now, by_signal = time.monotonic(), hasattr(signal, "SIGALRM")
        with self._change:
            self._watched = now + limit + WATCHDOG * by_signal, limit, places
            if self._thread is None:  # one for all tests: a thread for each is slow to start
                self._thread = threading.Thread(target=self._look, daemon=True)
                self._thread.start()
            elif self._until is None or self._watched[0] < self._until:
                self._change.notify()
        since, armed_for = self._armed
        if now - since > FRESH or limit != armed_for:
            faulthandler.dump_traceback_later(limit + LAST_RESORT, exit=True, file=self._last_words)
            self._armed = now, limit

    def rest(self) -> None:
        """Watch nothing: the tests are over, or a person looks at one."""
        self.test_is_over()
        faulthandler.cancel_dump_traceback_later()
        self.is_disarmed()

    def is_disarmed(self) -> None:
        """C's alarm is off: set it for the next test."""
        self._armed = 0.0, 0.0

    def test_is_over(self) -> None:
        """Watch nothing until the next test begins, which is soon."""
        with self._change:
            self._watched = None

    def _look(self) -> None:
        with self._change:
            while True:
                self._until = self._watched[0] if self._watched else None
                left = self._until - time.monotonic() if self._watched else None
                if left is None or left > 0:
                    self._change.wait(left)
                elif not is_watched_by_a_person(self._config):
                    break
                else:
                    self._watched = None
            _, limit, places = self._watched
        frames = frames_now(threading.main_thread(), places)
        self._bite(f"no answer within {limit:g} s", frames)


def frames_now(thread: threading.Thread, places: list[Path]) -> list[Frame]:
    """The innermost line of the learner's that a thread is at; empty when it is in none."""
    frame = sys._current_frames().get(thread.ident)
    while frame is not None:
        code = frame.f_code
        if is_learners(code.co_filename, places):
            name = Path(code.co_filename).name
            return [Frame(name, frame.f_lineno, code.co_name, _source(frame))]
        frame = frame.f_back
    return []


def lasting_threads() -> list[threading.Thread]:
    """Threads that would keep the process from ending; those of executors end by themselves."""
    return [
        thread
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
        and not thread.daemon
        and getattr(getattr(thread, "_target", None), "__module__", "") != EXECUTORS
    ]


def pytest_itemcollected(item) -> None:
    """Give a test that starts processes time for it."""
    if "worker" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.timeout(limit_of(item) + PROCESSES))


def _source(frame) -> str:
    try:
        lines = Path(frame.f_code.co_filename).read_text(encoding="utf-8").splitlines()
        return lines[frame.f_lineno - 1].strip()
    except (OSError, ValueError, IndexError):
        return ""
