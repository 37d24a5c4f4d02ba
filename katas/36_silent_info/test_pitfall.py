"""What happens at night is in the log, once."""

from dojo.suite import expect
from dojo.suite import promise


def test_a_check_is_in_the_log_once(log):
    response = log.post("/checks", {"freezer": "fish"})
    done = "The fish freezer was checked."
    expect(response, done).status(201)
    times = log.times("fish: -21.4 degrees")
    promise(times == 1, done, "in the log, once: fish: -21.4 degrees", f"{times} times", response)


def test_an_open_door_is_in_the_log_once(log):
    response = log.post("/doors", {"freezer": "meat", "state": "open"})
    done = "The door of the meat freezer was opened."
    expect(response, done).status(201)
    times = log.times("meat: door open")
    promise(times == 1, done, "in the log, once: meat: door open", f"{times} times", response)


def test_what_the_thermometer_says_is_in_the_log_once(log):
    response = log.post("/checks", {"freezer": "meat"})
    done = "The meat freezer was checked."
    expect(response, done).status(201)
    words = "sensor of meat: battery at 63 %"
    times = log.times(words)
    promise(times == 1, done, f"in the log, once: {words}", f"{times} times", response)


def test_the_start_of_the_app_is_in_the_log_once(log):
    times = log.times("watching 4 freezers")
    done = "The app was started."
    promise(times == 1, done, "in the log, once: watching 4 freezers", f"{times} times")
