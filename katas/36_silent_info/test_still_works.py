"""What the office relies on: answers, and a log with warnings but without details."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


def test_a_switch_gets_its_answer(log):
    response = log.post("/doors", {"freezer": "fish", "state": "open"})
    done = "The door of the fish freezer was opened."
    expect(response, done).status(201).json({"freezer": "fish", "door": "open"})


WARNINGS = {
    "that it is too warm": "ice cream is too warm",
    "that its battery is low": "sensor of ice cream: battery is low",
}


@pytest.mark.parametrize("what", WARNINGS)
def test_a_warning_is_in_the_log_once(log, what):
    response = log.post("/checks", {"freezer": "ice cream"})
    done = f"The ice cream freezer was checked, and the log had to say {what}."
    expect(response, done).status(201)
    times = log.times(WARNINGS[what])
    promise(times == 1, done, f"in the log, once: {WARNINGS[what]}", f"{times} times", response)


def test_nobody_is_warned_of_a_freezer_that_is_well(log):
    response = log.post("/doors", {"freezer": "bread", "state": "closed"})
    done = "The door of the bread freezer was closed."
    expect(response, done).status(201)
    promise("WARNING" not in log.text, done, "no warning", log.text, response)


def test_details_for_developers_are_not_in_the_log(log):
    response = log.post("/checks", {"freezer": "ice cream"})
    done = "The ice cream freezer was checked."
    expect(response, done).status(201)
    seen = [words for words in ("about to check", "calling the sensor") if words in log.text]
    promise(not seen, done, "no DEBUG line in the log", f"in the log: {seen}", response)


REFUSED = {
    "a freezer that is not there": ("/checks", {"freezer": "attic"}, 404),
    "a door that is neither open nor closed": ("/doors", {"freezer": "fish", "state": "ajar"}, 400),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused(log, what):
    address, form, status = REFUSED[what]
    done = f"The app was told of {what}."
    expect(log.post(address, form), done).status(status)
