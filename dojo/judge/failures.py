"""Takes a failed test apart while its exception is still there."""

import re
import traceback
from pathlib import Path

import pytest_timeout

from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.promise import BrokenPromise
from dojo.http.wire import NoAnswer
from dojo.kata.frames import learner_frames
from dojo.kata.loading import CannotStart
from dojo.stand_ins.interleave import Stuck
from dojo.verdict.exchanges import lines_of
from dojo.verdict.outcome import Failure

# Flask logs each crash; a log line of pytest's begins with its level and its place
LOGGED_CRASH = r"(?m)^ERROR .*Exception on .*\n(?:(?![A-Z]+ +\S+:\S+:\d+ ).*\n?)*"
MOST_PRINTED = 20_000  # characters of each channel that are kept
STARTS = (CannotStart, NoAnswer, Stuck)  # the app did not get that far


def take_apart(excinfo, test: Path, places: list[Path], limit: float) -> Failure:
    """The Failure that an exception stands for.

    `test` is the suite's file, `places` are the learner's files and folders, `limit` is the test's
    limit in seconds.
    """
    error = excinfo.value
    lines = [line for file, line in _passed_through(error) if file == str(test)]
    where = f"{test.name}:{lines[-1]}" if lines else test.name
    if isinstance(error, CannotStart):
        return Failure(error.where, error=error.what, frames=error.frames)
    failure = Failure(where)
    exchange, mark = told_exchange(error), ""
    hung = is_timeout(error)
    if isinstance(error, BrokenPromise):
        failure.done, failure.promised, failure.seen = error.done, error.promised, error.seen
        mark = error.mark
    elif hung:
        failure.error = f"no answer within {limit:g} s"
        failure.frames = learner_frames(error, *places)[-1:]
    elif isinstance(error, AssertionError):
        failure.done = str(error).partition("\nassert ")[0]
    else:
        failure.frames = learner_frames(error, *places)
        failure.error = excinfo.exconly().splitlines()[-1]
        failure.on_assertion = False
    if exchange is not None:
        failure.exchange = lines_of(exchange, mark)
        if exchange.crash is not None and not hung:
            failure.frames = learner_frames(exchange.crash, *places)
            failure.error = f"{type(exchange.crash).__name__}: {exchange.crash}"
    return failure


def told_exchange(error: BaseException) -> Exchange | None:
    """The exchange that a failure shows: a broken promise names its own, else it is the latest."""
    return error.exchange if isinstance(error, BrokenPromise) else recorder.last


def shown_exchange(error: BaseException):
    """The Exchange that a broken promise is about, and the mark of its line; else (None, "")."""
    if isinstance(error, BrokenPromise) and error.exchange is not None:
        return error.exchange, error.mark
    return None, ""


def printed_in(report) -> tuple[str, int]:
    """What the app printed or logged during a test, and how many lines that was.

    It is without the traceback that is shown anyway. Of megabytes the end is kept: each line is
    looked at for each failing test.
    """
    parts, lines = [], 0
    for text in (report.capstdout, report.capstderr, report.caplog):
        end = re.sub(LOGGED_CRASH, "", text[-MOST_PRINTED:])
        if end.strip():
            parts.append(end)
            lines += text[:-MOST_PRINTED].count("\n")
            lines += sum(bool(line.strip()) for line in end.splitlines())
    return "\n".join(parts), lines


def is_on_a_line(entry) -> bool:
    """Whether an entry of pytest's traceback is on a line; not all instructions of Python are."""
    try:
        return entry.lineno >= 0
    except TypeError:  # it subtracts one from None
        return False


def is_timeout(error: BaseException) -> bool:
    """Whether pytest-timeout ended the test: its own code raised the failure."""
    return any(file == pytest_timeout.__file__ for file, _ in _passed_through(error))


def _passed_through(error: BaseException) -> list[tuple[str, int]]:
    """The files and lines of a traceback; pytest's own entries look each file up on disk."""
    return [(f.f_code.co_filename, line) for f, line in traceback.walk_tb(error.__traceback__)]
