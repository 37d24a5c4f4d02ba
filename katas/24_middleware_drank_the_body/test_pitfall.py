"""What was promised of each report: the view gets it, and the bell hears it."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

FORM, JSON, TEXT = "application/x-www-form-urlencoded", "application/json", "text/plain"


@pytest.fixture
def bell():
    """The paths for which the bell was rung."""
    return []


@pytest.fixture
def config(bell):
    return {"BOOK": lambda method, path, body: None, "BELL": bell.append}


def test_a_thermometer_is_answered_while_it_holds_its_connection_open(line):
    response = line.post("/readings", b"store=fish&celsius=-18", FORM)
    done = "The fish store reported -18 over a real connection."
    expect(response, done).status(204)


REPORTS = {
    "a form": ("POST", "/readings", FORM, b"store=fish&celsius=-18"),
    "JSON": ("PUT", "/stores/fish", JSON, b'{"celsius": -18}'),
    "a log": ("POST", "/logs", TEXT, b"fish;-20;06:00\nfish;-18;07:00\n"),
}


@pytest.mark.parametrize("what", REPORTS)
def test_the_view_gets_what_was_reported(client, what):
    method, path, media_type, body = REPORTS[what]
    response = client.open(path, method=method, data=body, content_type=media_type)
    done = f"The fish store reported -18, with {what}."
    expect(response, done).status(204)
    response = client.get("/stores")
    done = f"{done} Then the stores were shown."
    expect(response, done).json({"dairy": None, "fish": -18, "meat": None})


ALARMS = {
    "a form": ("POST", "/readings", FORM, b"store=fish&celsius=9&note=ALARM"),
    "a report for an unknown address": ("POST", "/reports", TEXT, b"ALARM"),
}


@pytest.mark.parametrize("what", ALARMS)
def test_the_bell_hears_an_alarm(client, bell, what):
    method, path, media_type, body = ALARMS[what]
    response = client.open(path, method=method, data=body, content_type=media_type)
    done = f"A thermometer sent {what}, with ALARM in it."
    seen = f"rung for: {', '.join(bell) or 'nothing'}"
    promise(bell == [path], done, f"the bell rings once, for {path}", seen, response, REQUEST)
