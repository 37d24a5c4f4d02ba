"""What the counter relies on: vouchers that are right, refusals that cost nothing, a tidy file."""

import sqlite3
import threading
from contextlib import closing
from contextlib import suppress
from itertools import count

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import MeetingPoint
from dojo.suite import promise

TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE vouchers (code TEXT PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE bookings (
    number INTEGER PRIMARY KEY, code TEXT NOT NULL, amount INTEGER NOT NULL, slip TEXT NOT NULL
);
INSERT INTO vouchers VALUES ('rose 5', 60), ('Zoë-1', 0);
INSERT INTO bookings (code, amount, slip) VALUES ('rose 5', 80, 'c17'), ('rose 5', -20, 'p9');
"""
AT_MOST = 3  # connections that may stay open


class Devices:
    """A card reader and a slip printer; each slip says what was done."""

    def __init__(self):
        self.slips, self.fault = [], None

    def charge(self, card, amount):
        return self._slip(f"card {card}: {amount}")

    def print_slip(self, code, amount):
        return self._slip(f"{code}: {amount}")

    def _slip(self, text):
        fault, self.fault = self.fault, None
        if isinstance(fault, Exception):
            raise fault
        if fault == "refused":
            return None
        self.slips.append(text)
        return text


@pytest.fixture
def devices():
    return Devices()


@pytest.fixture
def path(tmp_path):
    """A file with two vouchers."""
    path = tmp_path / "vouchers.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(TABLES)
    return path


class StillOpen(dict):
    """Open connections by number; at the gate, when there is one, new ones wait for each other."""

    gate = None


@pytest.fixture
def still_open(path, monkeypatch):
    """The connections that were opened with sqlite3.connect and whose close() was not called."""
    still_open, numbers, connect = StillOpen(), count(1), sqlite3.connect

    def counted(*args, factory=sqlite3.Connection, **options):
        if len(args) == 1:
            options.setdefault("timeout", 0.1)  # seconds; nothing has to wait for a lock here

        class Connection(factory):
            number = next(numbers)

            def close(self):
                super().close()
                still_open.pop(self.number, None)

        connection = still_open[Connection.number] = connect(*args, factory=Connection, **options)
        if still_open.gate:
            still_open.gate.wait()
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        return connection

    monkeypatch.setattr(sqlite3, "connect", counted)
    monkeypatch.setattr(sqlite3.dbapi2, "connect", counted)
    return still_open


@pytest.fixture
def config(path, devices, still_open):
    return {"VOUCHERS": str(path), "CARD_READER": devices, "PRINTER": devices}


def office(path):
    """What the office reads in the file: each voucher's balance and its bookings."""
    with closing(sqlite3.connect(path, timeout=1)) as db:
        rows = db.execute("SELECT code, amount FROM bookings ORDER BY number").fetchall()
        found = db.execute("SELECT code, balance FROM vouchers").fetchall()
    return {code: (total, [what for where, what in rows if where == code]) for code, total in found}


def post(client, to, form):
    """Send a form as a server would let it in: read to its end, and closed."""
    return client.post(to, data=form, buffered=True)


def in_turn(done, *requests):
    """Send requests one after another, on one thread, and give back their answers."""
    answers = []

    def ask():
        for request in requests:
            answers.append(request())

    with suppress(Exception):  # an app that raises has not answered
        at_once(ask)
    sent, answered = len(requests), len(answers)
    promise(answered == sent, done, f"answers: {sent}", f"answers: {answered}")
    return answers


def test_a_voucher_tells_its_balance_and_its_bookings(client, path):
    done = "Somebody looked at a voucher."
    response = client.get("/vouchers/rose 5")
    expect(response, done).status(200).json({"balance": 60})
    rows = [{"amount": 80, "slip": "c17"}, {"amount": -20, "slip": "p9"}]
    expect(client.get("/vouchers/rose 5/bookings"), done).status(200).json(rows)
    done = "Somebody looked at a voucher that was sold and never filled."
    expect(client.get("/vouchers/Zoë-1"), done).status(200).json({"balance": 0})
    expect(client.get("/vouchers/Zoë-1/bookings"), done).status(200).json([])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO vouchers VALUES ('new one', 15)")
    done = "The office sold a voucher, and somebody looked at it."
    expect(client.get("/vouchers/new one"), done).status(200).json({"balance": 15})


def test_top_ups_and_payments_are_booked_whole(client, devices, path):
    steps = [
        ("/vouchers/rose 5/topups", {"amount": 25, "card": "12 34"}, 25, "card 12 34: 25"),
        ("/vouchers/rose 5/payments", {"amount": 84}, -84, "rose 5: 84"),
        ("/vouchers/Zoë-1/topups", {"amount": 3, "card": "5"}, 3, "card 5: 3"),
        ("/vouchers/Zoë-1/payments", {"amount": 3}, -3, "Zoë-1: 3"),
    ]
    due = {"rose 5": [80, -20], "Zoë-1": []}
    for number, (to, form, amount, slip) in enumerate(steps, start=1):
        code = to.split("/")[2]
        done = f"A form was sent to {to}: {form}."
        response = client.post(to, data=form)
        seen = office(path)[code]  # before the answer's last byte, and before it is closed
        expect(response, done).status(201).json({"amount": amount, "slip": slip})
        slips = devices.slips[number - 1 :]
        promise(slips == [slip], done, f"one slip: {slip}", f"slips: {slips}", response)
        due[code].append(amount)
        said = (sum(due[code]), due[code])
        promise(seen == said, done, f"balance and bookings {said}", f"{seen}", response)
        done, left = f"{done} Then its balance was asked for.", {"balance": sum(due[code])}
        expect(client.get(f"/vouchers/{code}"), done).status(200).json(left)


REFUSALS = {
    "a payment of more than there is": ("/vouchers/rose 5/payments", {"amount": 61}, "", 409),
    "a payment of nothing": ("/vouchers/rose 5/payments", {"amount": 0}, "", 400),
    "a payment of less than nothing": ("/vouchers/rose 5/payments", {"amount": -5}, "", 400),
    "a payment without an amount": ("/vouchers/rose 5/payments", {}, "", 400),
    "a payment with no voucher of ours": ("/vouchers/never/payments", {"amount": 5}, "", 404),
    "a payment that jams the printer": ("/vouchers/rose 5/payments", {"amount": 5}, "jam", 500),
    "a top-up of half a thing": ("/vouchers/Zoë-1/topups", {"amount": "2.5", "card": 1}, "", 400),
    "a top-up of no voucher of ours": ("/vouchers/x/topups", {"amount": 5, "card": 1}, "", 404),
    "a top-up by a refused card": ("/vouchers/Zoë-1/topups", {"amount": 5}, "refused", 409),
    "a top-up that breaks the reader": ("/vouchers/Zoë-1/topups", {"amount": 5}, "jam", 500),
}


def test_what_comes_to_nothing_leaves_nothing_behind(client, devices, path):
    payments = []
    for what, (to, form, fault, status) in REFUSALS.items():
        slips, found = [], []

        def come_to_nothing(to=to, form=form, fault=fault, slips=slips, found=found):
            devices.slips.clear()
            devices.fault = OSError("jam") if fault == "jam" else fault
            response = post(client, to, form)
            devices.fault = None
            slips.extend(devices.slips)
            found.append(office(path))
            return response

        def pay_one():
            return post(client, "/vouchers/rose 5/payments", {"amount": 1})

        done = f"Somebody sent {what}."
        response, *answers = in_turn(done, come_to_nothing, pay_one, pay_one)
        expect(response, done).status(status)
        promise(not slips, done, "no card charged, no slip printed", f"{slips}", response)
        due = {"rose 5": (60 - len(payments), [80, -20, *payments]), "Zoë-1": (0, [])}
        promise(found == [due], done, f"balances and bookings {due}", f"{found[0]}", response)
        done = f"{done} Then 1 was paid with rose 5, and 1 more."
        for answer in answers:
            expect(answer, done).status(201)
        payments += [-1, -1]
        due = {"rose 5": (60 - len(payments), [80, -20, *payments]), "Zoë-1": (0, [])}
        seen = office(path)
        promise(seen == due, done, f"balances and bookings {due}", f"{seen}", answers[-1])


LOOK, LOST = ("GET", "/vouchers/rose 5", {}, None), ("GET", "/favicon.ico", {}, None)
TOP_UP = ("POST", "/vouchers/rose 5/topups", {"data": {"amount": 5, "card": 1}})
PAY = ("POST", "/vouchers/rose 5/payments", {"data": {"amount": 5}})
CUT_SHORT = {"data": {"amount": 5}, "environ_overrides": {"CONTENT_LENGTH": "500"}}

ENDINGS = {
    "looked at a balance, all at once": LOOK,
    "looked at a balance": LOOK,
    "looked at bookings, head only": ("HEAD", "/vouchers/rose 5/bookings", {}, None),
    "topped up": (*TOP_UP, None),
    "paid": (*PAY, None),
    "asked for an address that is not there": LOST,
    "looked at a voucher that is not ours": ("GET", "/vouchers/never", {}, None),
    "were refused a top-up": (*TOP_UP, "refused"),
    "broke the reader": (*TOP_UP, "jam"),
    "broke the reader; the server saw the crash": (*TOP_UP, "jam"),
    "jammed the printer; the server saw the crash": (*PAY, "jam"),
    "hung up in the middle of a form": (*PAY[:2], CUT_SHORT, None),
}


def test_a_quiet_house_has_few_connections_open(app, devices, still_open):
    for what, (method, to, sent, fault) in ENDINGS.items():
        app.config["PROPAGATE_EXCEPTIONS"] = "the server" in what

        def come_and_go(method=method, to=to, sent=sent, fault=fault):
            devices.fault = OSError("jam") if fault == "jam" else fault
            with suppress(OSError):
                app.test_client().open(to, method=method, buffered=True, **sent)

        done = f"Guests came and went; the last {AT_MOST + 1} of them {what}."
        if "at once" in what:
            still_open.gate = MeetingPoint(AT_MOST + 1)
            at_once(*[come_and_go] * (AT_MOST + 1))
            still_open.gate = None
        else:
            for _ in range(AT_MOST + 1):
                in_turn(done, come_and_go)
        said, seen = f"at most {AT_MOST} connections open", f"{len(still_open)} open"
        promise(len(still_open) <= AT_MOST, done, said, seen)


def test_the_guests_of_a_threaded_server_are_all_served(app, live, path, still_open):
    over = threading.Semaphore(0)

    def watched(environ, start_response):
        try:
            with closing(app(environ, start_response)) as body:
                yield from body
        finally:
            over.release()

    server = live(watched)
    done = "Guests came to a threaded server; every second one hung up in the middle of a form."
    head = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": "500"}
    for amount in range(1, 6):
        server.guest().start("POST", "/vouchers/Zo%C3%AB-1/topups", head, b"amount=7").close()
        promise(over.acquire(timeout=2), done, "each request comes to an end", "one did not")
        form = {"amount": amount, "card": 1}
        response = server.guest().post("/vouchers/rose%205/topups", form)
        expect(response, done).status(201)
        promise(over.acquire(timeout=2), done, "each request comes to an end", "one did not")
    due = {"rose 5": (75, [80, -20, 1, 2, 3, 4, 5]), "Zoë-1": (0, [])}
    seen = office(path)
    promise(seen == due, done, f"balances and bookings {due}", f"{seen}", response)
    said, seen = f"at most {AT_MOST} connections open", f"{len(still_open)} open"
    promise(len(still_open) <= AT_MOST, done, said, seen, response)
