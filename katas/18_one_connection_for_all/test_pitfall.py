"""What every guest was promised: a booking is whole or not there, whatever strangers do."""

import sqlite3
import threading
from contextlib import closing
from contextlib import suppress
from functools import partial

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS
from dojo.suite import Stuck

TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE vouchers (code TEXT PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE bookings (
    number INTEGER PRIMARY KEY, code TEXT NOT NULL, amount INTEGER NOT NULL, slip TEXT NOT NULL
);
"""
SUMS = """
SELECT code, balance, (SELECT sum(amount) FROM bookings WHERE bookings.code = vouchers.code)
FROM vouchers;
"""
START = {"leaf": 70, "nut 12": 25, "Öl 9": 8}

# A right fix may let a stranger wait for the request that is held up. So long and so often it is
# looked whether he does: on a busy machine, who looks gets as little time to run as he.
LOOK, LOOKS = 0.005, 15
PATIENCE = 2.0  # seconds until a request counts as never answered

READER, PRINTER, DISK = "the card reader", "the slip printer", "the disk"


class Stranger:
    """Somebody whose requests begin while somebody else's request is held up."""

    def __init__(self, *requests):
        self.requests, self.answers = requests, []
        self.beat = threading.Semaphore(0)
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        self.beat.release()
        with suppress(Exception):  # an app that raises has not answered
            for request in self.requests:
                self.answers.append(request())
                self.beat.release()

    def begin(self):
        """Begin, and come back when all is answered, or when a request seems to have to wait."""
        if self.thread.ident is None:
            self.thread.start()
            self.beat.acquire(timeout=PATIENCE)
            all(any(self.beat.acquire(timeout=LOOK) for _ in range(LOOKS)) for _ in self.requests)

    def end(self, done):
        """Wait for the last answer, and give back all."""
        self.begin()
        self.thread.join(PATIENCE)
        sent, answered = len(self.requests), len(self.answers)
        promise(answered == sent, done, f"{sent} answers to strangers", f"{answered} of them")
        return self.answers


class Office:
    """Looks into the file while the app is at work, and notes what does not add up there."""

    def __init__(self, path):
        self.path, self.connect, self.odd = path, sqlite3.connect, []

    def look(self):
        locked = sqlite3.OperationalError  # which an app may do while it is at work
        with suppress(locked), closing(self.connect(self.path, timeout=0)) as db:
            for code, balance, total in db.execute(SUMS):
                if balance != total:
                    self.odd.append(f"{code}: balance {balance}, bookings of {total}")


class Counter:
    """The two devices on the counter; they and the disk take their time when a test wants it."""

    def __init__(self, office):
        self.slips, self.fault, self.place, self.stranger = [], None, None, None
        self.office = office

    def meanwhile(self, place, *requests):
        """Let a stranger's requests begin when the next request is busy at this place."""
        self.place, self.stranger = place, Stranger(*requests)
        return self.stranger

    def busy(self, place):
        self.office.look()
        if place == self.place:
            self.place = None
            self.stranger.begin()

    def charge(self, card, amount):
        return self._work(READER, f"card {card} charged {amount}")

    def print_slip(self, code, amount):
        return self._work(PRINTER, f"{amount} off {code}")

    def _work(self, place, slip):
        fault, self.fault = self.fault, None
        self.busy(place)
        if isinstance(fault, Exception):
            raise fault
        if fault == "refused":
            return None
        self.slips.append(slip)
        return f"slip {len(self.slips)}"


@pytest.fixture
def path(tmp_path):
    """A file with three vouchers."""
    path = tmp_path / "vouchers.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(TABLES)
        db.executemany("INSERT INTO vouchers VALUES (?, ?)", START.items())
        first = "INSERT INTO bookings (code, amount, slip) VALUES (?, ?, 'first')"
        db.executemany(first, START.items())
    return path


@pytest.fixture
def counter(monkeypatch, path):
    """The counter; what the app writes with sqlite3 can be held up there as well."""
    counter, connect, kept = Counter(Office(path)), sqlite3.connect, []

    class Cursor(sqlite3.Cursor):
        def execute(self, statement, *parameters):
            writes = statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE", "REPLAC")
            if writes:
                counter.office.look()
            result = super().execute(statement, *parameters)
            if writes:
                counter.busy(DISK)
            return result

    def slow_disk(*args, factory=sqlite3.Connection, **options):
        if len(args) == 1:
            options.setdefault("timeout", 1.0)  # seconds; nothing has to wait that long here

        class Connection(factory):
            def cursor(self, factory=Cursor):
                return super().cursor(factory)

            def execute(self, *what):
                return self.cursor().execute(*what)

        connection = connect(*args, factory=Connection, **options)
        kept.append(connection)  # open until somebody closes it; a log may hold a crash for long
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        return connection

    monkeypatch.setattr(sqlite3, "connect", slow_disk)
    monkeypatch.setattr(sqlite3.dbapi2, "connect", slow_disk)
    yield counter
    kept.clear()


@pytest.fixture
def config(path, counter):
    return {"VOUCHERS": str(path), "CARD_READER": counter, "PRINTER": counter}


def ask(client, method, to, form=None):
    """Send a request as a server would let it in: read to its end, and closed."""
    return client.open(to, method=method, data=form, buffered=True)


def top_up(client, code, amount):
    return ask(client, "POST", f"/vouchers/{code}/topups", {"amount": amount, "card": "4711"})


def pay(client, code, amount):
    return ask(client, "POST", f"/vouchers/{code}/payments", {"amount": amount})


def check_books(counter, done, response, **booked):
    """The office finds these bookings after the first one, and each balance is their sum."""
    odd = counter.office.odd
    said = "each balance is the sum of its bookings, in the file"
    promise(not odd, f"{done} The office looked meanwhile.", said, "; ".join(odd[:1]), response)
    with closing(sqlite3.connect(counter.office.path, timeout=1)) as db:
        balances = dict(db.execute("SELECT code, balance FROM vouchers"))
        rows = db.execute("SELECT code, amount FROM bookings ORDER BY number").fetchall()
    for code, start in START.items():
        due = [start, *sorted(booked.get(code, []))]
        found = [amount for where, amount in rows if where == code]
        found[1:] = sorted(found[1:])  # who comes first is nobody's promise
        said = f"{code}: booked {due}, balance {sum(due)}"
        seen = f"{code}: booked {found}, balance {balances.get(code)}"
        promise(said == seen, done, said, seen, response)


HELD_UP = {
    "a top-up at the card reader": (READER, partial(top_up, code="leaf", amount=50), 50),
    "a payment at the slip printer": (PRINTER, partial(pay, code="leaf", amount=30), -30),
    "a top-up at the disk": (DISK, partial(top_up, code="leaf", amount=20), 20),
    "a payment at the disk": (DISK, partial(pay, code="leaf", amount=70), -70),
}

REFUSED = [
    ("GET", "/favicon.ico", {}, 404),
    ("GET", "/vouchers/never-sold", {}, 404),
    ("GET", "/vouchers/never-sold/bookings", {}, 404),
    ("POST", "/vouchers/never-sold/topups", {"amount": 5, "card": "1"}, 404),
    ("POST", "/vouchers/leaf/payments", {"amount": "a lot"}, 400),
    ("POST", "/vouchers/nut 12/topups", {"amount": 0, "card": "1"}, 400),
    ("DELETE", "/vouchers/leaf", {}, 405),
]


@pytest.mark.parametrize("what", HELD_UP)
def test_a_stranger_who_is_refused_takes_nothing_away(app, counter, what):
    place, send, amount = HELD_UP[what]
    client = app.test_client()
    requests = [partial(ask, client, method, to, form) for method, to, form, _ in REFUSED]
    stranger = counter.meanwhile(place, *requests)
    response = send(app.test_client())
    done = f"Strangers were refused this and that during {what}."
    for answer, (method, to, _, status) in zip(stranger.end(done), REFUSED, strict=True):
        expect(answer, f"{done} One had sent {method} {to}.").status(status)
    expect(response, done).status(201)
    check_books(counter, done, response, leaf=[amount])


COME_TO_NOTHING = {
    "a top-up whose card was refused": (READER, partial(top_up, code="nut 12"), "refused"),
    "a top-up during which the reader broke": (READER, partial(top_up, code="nut 12"), OSError()),
    "a payment whose slip got stuck": (PRINTER, partial(pay, code="nut 12"), OSError("paper")),
}


@pytest.mark.parametrize("what", COME_TO_NOTHING)
def test_a_balance_never_shows_what_is_not_booked(app, counter, what):
    place, send, counter.fault = COME_TO_NOTHING[what]
    looker = app.test_client()
    stranger = counter.meanwhile(place, lambda: ask(looker, "GET", "/vouchers/nut 12"))
    response = send(app.test_client(), amount=10)
    done = f"Of a voucher with 25 on it, the balance was asked for during {what}."
    (answer,) = stranger.end(done)
    expect(answer, done).status(200).json({"balance": 25})
    check_books(counter, done, response)


def test_a_stranger_who_pays_does_not_book_what_is_refused(app, counter):
    counter.fault = "refused"
    stranger = counter.meanwhile(READER, lambda: pay(app.test_client(), "leaf", 30))
    response = top_up(app.test_client(), "Öl 9", 500)
    done = "Somebody paid 30 with leaf while a card was refused that was to put 500 on Öl 9."
    (answer,) = stranger.end(done)
    expect(answer, done).status(201)
    expect(response, done).status(409)
    check_books(counter, done, response, leaf=[-30])


AT_TWO_COUNTERS = {
    "two payments": (PRINTER, pay, pay, [-20]),
    "two top-ups": (READER, top_up, top_up, [20, 20]),
}


@pytest.mark.parametrize("what", AT_TWO_COUNTERS)
def test_one_voucher_at_two_counters_adds_up(app, counter, what):
    place, first, second, booked = AT_TWO_COUNTERS[what]
    stranger = counter.meanwhile(place, lambda: second(app.test_client(), "nut 12", 20))
    response = first(app.test_client(), "nut 12", 20)
    done = f"A voucher with 25 on it had {what} of 20 at two counters at the same time."
    (answer,) = stranger.end(done)
    statuses = sorted([response.status_code, answer.status_code])
    said = [201, 201] if len(booked) == 2 else [201, 409]
    promise(statuses == said, done, f"the statuses {said}", f"{statuses}")
    slips = len(counter.slips)
    promise(slips == len(booked), done, f"slips: {len(booked)}", f"slips: {slips}")
    check_books(counter, done, response, **{"nut 12": booked})


CRASHES = {
    "a payment whose slip got stuck": lambda client: pay(client, "leaf", 30),
    "a top-up during which the reader broke": lambda client: top_up(client, "leaf", 30),
}


@pytest.mark.parametrize("what", CRASHES)
def test_a_crash_is_not_booked_by_whoever_comes_next(app, counter, what):
    app.config["PROPAGATE_EXCEPTIONS"] = True  # the crash is the server's to answer

    def one_after_the_other():
        counter.fault = OSError("no paper, no line")
        with suppress(OSError):
            CRASHES[what](app.test_client())
        return top_up(app.test_client(), "nut 12", 5)

    done = f"After {what}, a crash that was the server's to answer, somebody put 5 on nut 12."
    response = None
    with suppress(Stuck, sqlite3.Error):
        (response,) = at_once(one_after_the_other)
    promise(response is not None, done, "status 201", "no answer", mark=STATUS)
    expect(response, done).status(201)
    check_books(counter, done, response, **{"nut 12": [5]})
