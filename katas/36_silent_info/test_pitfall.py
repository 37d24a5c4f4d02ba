"""What the office was promised: what happens at night is in the log, once, with its level."""

import re
import time
from collections import Counter
from dataclasses import dataclass

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import recorder
from dojo.suite import REQUEST
from dojo.suite import short

START = ("INFO", "watching 4 freezers")
LEVELS = re.compile(r"\b(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
EVENING = pytest.StashKey()


@dataclass
class Event:
    """Something that happened to a freezer, and the lines that are due for it, with levels."""

    done: str
    address: str
    form: dict
    app_lines: list = ()
    thermometer_lines: list = ()
    status: int = 201
    response: object = None

    @property
    def lines(self):
        return [*self.app_lines, *self.thermometer_lines]


def events():
    """One evening; a line that is due twice in it is due for two events."""
    return [
        Event(
            "The fish freezer was checked.",
            "/checks",
            {"freezer": "fish"},
            [("INFO", "fish: -21.4 degrees")],
            [("INFO", "sensor of fish: battery at 80 %")],
        ),
        Event(
            "The door of the meat freezer was opened.",
            "/doors",
            {"freezer": "meat", "state": "open"},
            [("INFO", "meat: door open")],
        ),
        Event(
            "The door of the meat freezer was opened, and the switch told of it twice.",
            "/doors",
            {"freezer": "meat", "state": "open"},
            [("INFO", "meat: door open")],
        ),
        Event(
            "The meat freezer was checked.",
            "/checks",
            {"freezer": "meat"},
            [("INFO", "meat: -17.9 degrees")],
            [("INFO", "sensor of meat: battery at 63 %")],
        ),
        Event(
            "The ice cream freezer was checked, which is too warm.",
            "/checks",
            {"freezer": "ice cream"},
            [("INFO", "ice cream: -12.4 degrees"), ("WARNING", "ice cream is too warm")],
            [
                ("INFO", "sensor of ice cream: battery at 19 %"),
                ("WARNING", "sensor of ice cream: battery is low"),
            ],
        ),
        Event(
            "The door of the bread freezer was closed.",
            "/doors",
            {"freezer": "bread", "state": "closed"},
            [("INFO", "bread: door closed")],
        ),
        Event(
            "A door was opened of a freezer that there is not.",
            "/doors",
            {"freezer": "cellar", "state": "open"},
            [("WARNING", "there is no freezer 'cellar'")],
            status=404,
        ),
    ]


class Evening:
    """The events of one evening and the log of the process that was told of them."""

    def __init__(self, worker):
        self.events, guest = events(), worker.guest()
        for event in self.events:
            event.response = guest.post(event.address, event.form)
        due = [START, *(line for event in self.events for line in event.lines)]
        self.due = Counter(message for _, message in due)
        for _ in range(60):  # some ways to write a log are a moment behind
            self.log = COLOUR.sub("", worker.stderr).splitlines()
            if all(len(self.lines(message)) >= times for message, times in self.due.items()):
                break
            time.sleep(0.01)

    def lines(self, message):
        """The lines of the log that hold this message."""
        return [line for line in self.log if message in line]


@pytest.fixture
def evening(request, worker):
    """One evening in a process of its own, without debug mode; the tests share its log."""
    stash = request.node.getparent(pytest.Module).stash
    if EVENING not in stash:
        stash[EVENING] = Evening(worker(FLASK_DEBUG=None))
    return stash[EVENING]


def check_count(evening, message, done, response=None):
    """Promise that a message is in the log once for each time that it was due."""
    lines, due = evening.lines(message), evening.due[message]
    seen = f"{len(lines)} times" if lines else "not in the log"
    promised = f"in the log, {'once' if due == 1 else f'{due} times'}: {message}"
    promise(len(lines) == due, done, promised, seen, response, REQUEST)


def check_level(evening, level, message, done, response=None):
    """Promise that a message, as often as it is in the log, stands there beside its level."""
    for line in evening.lines(message):
        kept = set(LEVELS.findall(line)) == {level}
        promise(kept, done, f"{level} in the line: {message}", short(line, 120), response, REQUEST)


def test_what_happens_to_a_freezer_is_in_the_log_once(evening):
    for event in evening.events:
        expect(event.response, event.done).status(event.status)
        for _, message in event.app_lines:
            check_count(evening, message, event.done, event.response)


def test_what_the_thermometer_reports_is_in_the_log_once(evening):
    for event in evening.events:
        expect(event.response, event.done).status(event.status)
        for _, message in event.thermometer_lines:
            check_count(evening, message, event.done, event.response)


def test_the_start_of_the_app_is_in_the_log_once(evening):
    recorder.clear()
    check_count(evening, START[1], "The app was started.")


def test_every_line_of_the_log_tells_its_level(evening):
    for event in evening.events:
        for level, message in event.lines:
            check_level(evening, level, message, event.done, event.response)
    recorder.clear()
    check_level(evening, *START, "The app was started.")
