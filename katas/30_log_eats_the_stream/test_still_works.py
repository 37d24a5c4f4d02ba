"""What the window relies on: orders, streams that are complete, and a log that tells enough."""

import json
from functools import partial

import pytest
from werkzeug.test import TestResponse

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

PLATES = [
    {"number": 41, "dish": "Grüne Soße"},
    {"number": 42, "dish": 'trout, "blue"'},
    {"number": 43, "dish": "花子's plum tart"},
]
STREAMS = {"the ticker": "/ticker", "the list of plates": "/plates.json"}


class Kitchen:
    """A kitchen that has finished everything."""

    def __init__(self):
        self.finished = list(PLATES)

    def plates(self):
        yield from self.finished

    follow = plates


class Papers:
    """A folder with one paper, which cannot be opened any more."""

    def open(self, name):
        if name == "old.pdf":
            raise OSError("the disk is broken")


@pytest.fixture
def kitchen():
    return Kitchen()


@pytest.fixture
def log():
    """What the help desk can read, as tuples of method, path, status, length and body."""
    return []


@pytest.fixture
def config(kitchen, log):
    return {"KITCHEN": kitchen, "PAPERS": Papers(), "LOG": lambda *line: log.append(line)}


@pytest.fixture
def client(app):
    """A guest to whom the app is as to a server, which closes each response that it has sent."""
    client = app.test_client_class(app, TestResponse)  # not made of the app's own responses
    client.open = partial(client.open, buffered=True)
    return client


def order(client, dish):
    """Order a dish; returns what was answered."""
    response = client.post("/orders", data={"dish": dish})
    return expect(response, f"A guest ordered {dish}.").status(201).json()


def another(pin):
    """A PIN that is not this one."""
    return f"{(int(pin) + 1) % 10**6:06}"


def test_a_guest_orders_and_collects_with_the_pin(client):
    for number, dish in enumerate(("pea soup", "<b>Crêpe</b> & 花子"), start=1):
        done = f"A guest ordered {dish} and looked at the order."
        due = {"number": number, "dish": dish, "status": "ordered"}
        pin = order(client, dish)["pin"]
        expect(client.get(f"/orders/{number}"), done).status(200).json(due)
        done = f"A guest ordered {dish} and wanted to collect it with a wrong PIN."
        response = client.post(f"/orders/{number}/collect", data={"pin": another(pin)})
        expect(response, done).status(403)
        expect(client.get(f"/orders/{number}"), done).status(200).json(due)
        done = f"A guest ordered {dish} and collected it with the PIN."
        response = client.post(f"/orders/{number}/collect", data={"pin": pin})
        expect(response, done).status(200).json({**due, "status": "collected"})
        page = expect(client.get("/"), f"{done} The page was opened.").status(200).page()
        row = f"{number}: {dish} (collected)"
        promise(row in page.text, done, f"on the page: {row}", short(page.text))
    done = "A guest asked for order 77, which nobody placed."
    expect(client.get("/orders/77"), done).status(404)
    expect(client.post("/orders/77/collect", data={"pin": "000000"}), done).status(404)
    expect(client.post("/orders", data={"dish": ""}), "A guest ordered no dish.").status(400)


@pytest.mark.parametrize("what", STREAMS)
@pytest.mark.parametrize("number", [3, 1, 0])
def test_what_is_sent_in_pieces_is_complete(client, kitchen, log, what, number):
    del kitchen.finished[number:]
    done = f"The kitchen has finished {number} plates. A guest asked for {what}, to its end."
    response = client.get(STREAMS[what])
    if what == "the ticker":
        expect(response, done).status(200).media_type("text/event-stream")
        events = response.get_data(as_text=True).split("\n\n")
        seen = [json.loads(event.removeprefix("data:")) for event in events if event]
    else:
        seen = expect(response, done).status(200).json()
    promised = f"the plates {[plate['number'] for plate in kitchen.finished]}"
    promise(seen == kitchen.finished, done, promised, short(f"{seen}"), response)
    seen = [line[:3] for line in log]
    kept = seen == [("GET", STREAMS[what], 200)]
    promise(kept, done, f"in the log, once: GET {STREAMS[what]} 200", f"{seen}", response)


def test_an_answer_in_one_piece_is_logged_with_its_body(client, log):
    for dish in ("Grüne Soße", "花子's plum tart", "trout & chips", "pea soup " * 20):
        order(client, dish)
    for method, path, status in (
        ("GET", "/", 200),
        ("GET", "/?page=2", 200),
        ("GET", "/orders/1", 200),
        ("GET", "/orders/2", 200),
        ("GET", "/orders/4", 200),
        ("GET", "/orders/77", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/papers/nothing.pdf", 404),
        ("GET", "/static/nothing.css", 404),
        ("DELETE", "/orders/1", 405),
        ("POST", "/ticker", 405),
        ("POST", "/orders/3/collect", 403),
        ("GET", "/papers/old.pdf", 500),
    ):
        log.clear()
        response = client.open(path, method=method)
        done = f"There came {method} {path}."
        expect(response, done).status(status)
        due = (method, path.partition("?")[0], status, len(response.data))
        seen = [line[:4] for line in log]
        promise(seen == [due], done, f"in the log, once: {due}", short(f"{seen}", 120), response)
        body, begins = log[0][4], response.text[:200]
        kept = body == begins or (status >= 400 and (body is None or begins.startswith(body)))
        promised = f"in the log, for the body: {short(begins)!r}"
        promise(kept, done, promised, short(repr(body), 80), response)
    for method in ("HEAD", "OPTIONS"):
        log.clear()
        client.open("/orders/1", method=method)
        kept = [line[:3] for line in log] == [(method, "/orders/1", 200)]
        promise(kept, f"There came {method} /orders/1.", "in the log, once", short(f"{log}", 120))


def test_no_pin_gets_into_the_log(client, log):
    ordered = client.post("/orders", data={"dish": "pea soup"})
    answer = expect(ordered, "A guest ordered pea soup.").status(201).json()
    number, pin = answer["number"], answer["pin"]
    wrong = another(pin)
    client.post(f"/orders/{number}/collect", data={"pin": wrong})
    collected = client.post(f"/orders/{number}/collect", data={"pin": pin})
    client.post(f"/orders/{number}/collect", data={"pin": pin})
    client.get("/")
    client.get(f"/orders/{number}")
    done = "A guest ordered, typed a wrong PIN, and collected with the right one."
    for line in log:
        kept = pin not in str(line) and wrong not in str(line)
        promise(kept, done, "no PIN in the log", short(f"{line}", 120), ordered)
    kept = len(log) == 6 and log[0][:3] == ("POST", "/orders", 201) and log[0][4] is None
    promised = "in the log: each of six requests, and None for the body with the PIN"
    promise(kept, done, promised, short(f"{len(log)} lines, the first {log[:1]}", 120), ordered)
    kept, promised = log[2][4] == collected.text, f"in the log, for the body: {collected.text!r}"
    promise(kept, done, promised, short(repr(log[2][4]), 80), collected)
