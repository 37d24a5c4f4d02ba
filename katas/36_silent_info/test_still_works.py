"""What the office relies on: right answers, warnings when they are due, and a log that is short."""

import re
import time

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short

EVENING = pytest.StashKey()

FISH = {"freezer": "fish"}
ICE = {"freezer": "ice cream"}
BREAD = {"freezer": "bread"}
ATTIC = {"freezer": "attic"}

CHECKS = [
    (FISH, {"freezer": "fish", "degrees": -21.4, "too_warm": False}),
    (FISH, {"freezer": "fish", "degrees": -21.3, "too_warm": False}),
    (ICE, {"freezer": "ice cream", "degrees": -12.4, "too_warm": True}),
    (ICE, {"freezer": "ice cream", "degrees": -12.3, "too_warm": True}),
]
WARNINGS = {
    "ice cream is too warm": 2,
    "sensor of ice cream: battery is low": 2,
    "there is no freezer 'attic'": 2,
}
COLOUR = re.compile(r"\x1b\[[\d;]*m")
ALARMS = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b")
DETAILS = ["about to check", "calling the sensor", "the switch of"]


class Evening:
    """Some requests to a process of its own, and what is in its log then."""

    def __init__(self, worker):
        guest = worker.guest()
        self.checks = [guest.post("/checks", form) for form, _ in CHECKS]
        self.door = guest.post("/doors", {**FISH, "state": "open"})
        self.ajar = guest.post("/doors", {"freezer": "meat", "state": "ajar"})
        guest.post("/checks", ATTIC)
        self.attic = guest.post("/checks", ATTIC)
        self.bread = guest.post("/checks", BREAD)
        for _ in range(60):  # some ways to write a log are a moment behind
            self.log = COLOUR.sub("", worker.stderr)
            if "OSError: the sensor of bread" in self.log:
                break
            time.sleep(0.01)

    def check_count(self, words, due, done, response):
        """Promise how often the log says something."""
        promised, seen = f"{due} times in the log: {words}", self.log.count(words)
        promise(seen == due, done, promised, f"{seen} times", response, REQUEST)


@pytest.fixture
def evening(request, worker):
    """An evening in a process of its own, without debug mode; the tests share its log."""
    stash = request.node.getparent(pytest.Module).stash
    if EVENING not in stash:
        stash[EVENING] = Evening(worker(FLASK_DEBUG=None))
    return stash[EVENING]


def test_sensors_and_switches_get_their_answers(evening):
    for response, (form, answer) in zip(evening.checks, CHECKS, strict=True):
        done = f"The {form['freezer']} freezer was checked."
        expect(response, done).status(201).json(answer)
    done = "The door of the fish freezer was opened."
    expect(evening.door, done).status(201).json({"freezer": "fish", "door": "open"})


def test_what_cannot_be_is_refused(evening):
    expect(evening.attic, "A freezer was checked that there is not.").status(404)
    expect(evening.ajar, "A door was said to be ajar.").status(400)


def test_a_warning_is_in_the_log_once_for_each_time(evening):
    done = "The ice cream freezer was checked twice, and so was one that there is not."
    for words, due in WARNINGS.items():
        response = evening.attic if "attic" in words else evening.checks[-1]
        evening.check_count(words, due, done, response)


def test_nobody_is_warned_of_a_freezer_that_is_well(evening):
    done = "The fish freezer was checked, which is well, and its door was opened."
    for line in evening.log.splitlines():
        kept = "fish" not in line or not ALARMS.search(line)
        promise(kept, done, "no warning", short(line, 120), evening.checks[0], REQUEST)


def test_a_crash_leaves_its_traceback_in_the_log_once(evening):
    done = "The bread freezer was checked, whose sensor is dead."
    expect(evening.bread, done).status(500)
    evening.check_count("Traceback (most recent call last)", 1, done, evening.bread)
    evening.check_count("OSError: the sensor of bread does not answer", 1, done, evening.bread)


def test_details_for_developers_stay_out_of_the_log(evening):
    for words in DETAILS:
        done = "Freezers were checked, and doors were opened."
        evening.check_count(words, 0, done, evening.checks[0])
