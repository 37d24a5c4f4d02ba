"""What the window and the help desk rely on: orders, whole streams, and a log that tells enough."""

import json

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short


@pytest.fixture
def log():
    """What the help desk can read: method, path, status, length and body of each request."""
    return []


@pytest.fixture
def config(log):
    return {"KITCHEN": Kitchen(), "LOG": lambda *line: log.append(line)}


def test_an_order_is_on_the_page(line):
    response = line.post("/orders", b"dish=pea+soup", "application/x-www-form-urlencoded")
    done = "A guest ordered a pea soup."
    expect(response, done).status(201)
    response = line.get("/")
    expect(response, f"{done} Then the page was opened.").status(200).says("1: pea soup")


def test_a_page_is_logged_with_its_text(line, log):
    response = line.get("/")
    done = "A guest opened the page."
    due = ("GET", "/", 200, len(response.data), response.text[:200])
    promise(log == [due], done, f"in the log: {due}", f"{log}", response)


REQUESTS = {"the ticker": "/ticker", "the list of plates": "/plates.json", "a swan": "/swan"}


@pytest.mark.parametrize("what", REQUESTS)
def test_each_request_is_in_the_log_once(line, log, what):
    response = line.get(REQUESTS[what])
    done = f"A guest asked for {what}."
    due = [("GET", REQUESTS[what], response.status_code)]
    seen = [each[:3] for each in log]
    promise(seen == due, done, f"in the log: {due}", f"{seen}", response)


class Kitchen:
    """A kitchen that is done for today."""

    def plates(self):
        yield from [{"number": 41, "dish": "trout"}, {"number": 42, "dish": "plum tart"}]

    follow = plates


def test_the_ticker_arrives_whole(line):
    response = line.get("/ticker")
    done = "A guest asked for the ticker, to its end."
    expect(response, done).status(200).media_type("text/event-stream")
    events = [event.removeprefix("data:") for event in response.text.split("\n\n") if event]
    seen = [json.loads(event) for event in events]
    promise(seen == list(Kitchen().plates()), done, "both plates", short(f"{seen}"), response)


def test_the_list_of_plates_arrives_whole(line):
    response = line.get("/plates.json")
    done = "A guest asked for the list of plates."
    expect(response, done).status(200).json(list(Kitchen().plates()))
