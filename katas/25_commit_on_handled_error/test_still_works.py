"""What the waiters rely on: jars that are right, payouts that are written down, a closed file."""

import sqlite3
import threading
from contextlib import closing
from contextlib import suppress
from itertools import count

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE jars (name TEXT PRIMARY KEY, coins INTEGER NOT NULL CHECK (coins >= 0));
CREATE TABLE payouts (
    receipt TEXT PRIMARY KEY, name TEXT NOT NULL, coins INTEGER NOT NULL
);
INSERT INTO jars VALUES ('Una', 50), ('Vic & Co', 3), ('Wu 花', 0);
"""


class Cashbox:
    """A cashbox that keeps a list; `fault` makes it fail, `meanwhile` is called as it counts."""

    def __init__(self):
        self.paid, self.fault, self.meanwhile = [], None, None

    def pay_out(self, name, coins):
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        if isinstance(self.fault, BaseException):
            raise self.fault
        if self.fault:
            return None
        self.paid.append((name, coins))
        return f"no. {len(self.paid)}"


@pytest.fixture
def cashbox():
    return Cashbox()


@pytest.fixture
def path(tmp_path):
    """A file with three jars."""
    path = tmp_path / "jars.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(TABLES)
    return path


@pytest.fixture
def still_open(path, monkeypatch):
    """The connections that were opened with sqlite3.connect and whose close() was not called."""
    still_open, numbers, connect = {}, count(1), sqlite3.connect

    def counted(*args, factory=sqlite3.Connection, **options):
        if len(args) == 1:
            options.setdefault("timeout", 0.1)  # seconds; nothing has to wait for a lock here

        class Connection(factory):
            number = next(numbers)

            def close(self):
                super().close()
                still_open.pop(self.number, None)

        connection = still_open[Connection.number] = connect(*args, factory=Connection, **options)
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        return connection

    monkeypatch.setattr(sqlite3, "connect", counted)
    monkeypatch.setattr(sqlite3.dbapi2, "connect", counted)
    return still_open


@pytest.fixture
def config(path, cashbox, still_open):
    return {"JARS": str(path), "CASHBOX": cashbox}


def jars(path):
    """How many coins are in which jar, by the file."""
    with closing(sqlite3.connect(path, timeout=1)) as db:
        return dict(db.execute("SELECT name, coins FROM jars"))


def payouts(path):
    """What the file says of payouts."""
    with closing(sqlite3.connect(path, timeout=1)) as db:
        return db.execute("SELECT receipt, name, coins FROM payouts ORDER BY receipt").fetchall()


def check_board(client, done, due):
    """The page has a table row for each jar: the name, and the coins."""
    page = expect(client.get("/"), done).status(200).page("/")
    rows = [[cell.get_text().strip() for cell in row(["th", "td"])] for row in page.soup("tr")]
    seen = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in due}
    promise(seen == due, done, f"{due}", f"{seen}")


def test_the_board_shows_every_jar_and_who_is_short(client, path):
    done = "A waiter opened the page."
    check_board(client, done, {"Una": "50", "Vic & Co": "3", "Wu 花": "0"})
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO jars VALUES ('Xu', 11)")
    done = "A new waiter got a jar, and opened the page."
    check_board(client, done, {"Una": "50", "Vic & Co": "3", "Wu 花": "0", "Xu": "11"})
    done = "Vic & Co, who has 3 coins, wanted to share 9, and the redirect was followed."
    response = client.post("/transfers", data={"giver": "Vic & Co", "taker": "Una", "coins": 9})
    where = expect(response, done).redirect("/").response.headers["Location"]
    texts = [expect(client.get(page), done).status(200).page("/").text for page in (where, "/")]
    told = texts[0].count("Vic & Co") > texts[1].count("Vic & Co")
    promise(told, done, "the page says that Vic & Co is short", short(texts[0]))


def test_a_transfer_moves_the_coins_and_nothing_else(client, path):
    steps = [
        ({"giver": "Una", "taker": "Wu 花", "coins": 7}, {"Una": 43, "Vic & Co": 3, "Wu 花": 7}),
        (
            {"giver": "Una", "taker": ["Wu 花", "Vic & Co"], "coins": 20},
            {"Una": 3, "Vic & Co": 23, "Wu 花": 27},
        ),
        (
            {"giver": "Vic & Co", "taker": ["", "Una"], "coins": 23},
            {"Una": 26, "Vic & Co": 0, "Wu 花": 27},
        ),
    ]
    for form, due in steps:
        done = f"A form was sent to /transfers: {form}."
        response = client.post("/transfers", data=form)
        expect(response, done).redirect("/")
        told = "short" not in response.headers["Location"]
        promise(told, done, "nobody is short", "a redirect with short", response, "Location")
        seen = jars(path)
        promise(seen == due, done, f"{due}", f"{seen}", response)
        check_board(client, done, {name: str(coins) for name, coins in due.items()})


def check_paid_out(path, cashbox, done, name, coins):
    """So much was paid out to somebody and written down, and the jar is empty."""
    for what, rows in (
        ("paid out", cashbox.paid),
        ("written down", [row[1:] for row in payouts(path)]),
    ):
        seen = sum(row[1] for row in rows if row[0] == name)
        promise(seen == coins, done, f"{coins} coins {what}", f"{seen} coins {what}")
    receipts = [row[0] for row in payouts(path) if row[1] == name and row[2]]
    due = [f"no. {number}" for number, row in enumerate(cashbox.paid, 1) if row == (name, coins)]
    promise(receipts == due, done, f"the receipt {due}", f"{receipts}")
    left = jars(path)[name]
    promise(left == 0, done, "an empty jar", f"{left} coins in it")


def test_a_payout_empties_the_jar_once_and_is_written_down(app, client, path, cashbox):
    response = client.post("/payouts", data={"name": "Vic & Co"})
    done = "Vic & Co was paid out."
    expect(response, done).redirect("/")
    check_paid_out(path, cashbox, done, "Vic & Co", 3)

    def ask():
        app.test_client().post("/payouts", data={"name": "Una"}, buffered=True)

    other = threading.Thread(target=ask, daemon=True)

    def ask_as_well():
        other.start()
        other.join(0.5)  # seconds; it may have to wait until the first is through

    cashbox.meanwhile = ask_as_well
    ask()
    other.join(3)
    done = "Una was paid out. While the cashbox counted, she asked once more."
    check_paid_out(path, cashbox, done, "Una", 50)


SHARE = {"giver": "Una", "taker": "Wu 花", "coins": "2"}
REFUSED = {
    "a transfer of no coins": ("/transfers", {**SHARE, "coins": "0"}, None, 400),
    "a transfer of less than none": ("/transfers", {**SHARE, "coins": "-4"}, None, 400),
    "a transfer of some coins": ("/transfers", {**SHARE, "coins": "some"}, None, 400),
    "a transfer to nobody": ("/transfers", {**SHARE, "taker": ["", ""]}, None, 400),
    "a transfer from nobody": ("/transfers", {"taker": "Una", "coins": 1}, None, 400),
    "a transfer to Yoyo": ("/transfers", {**SHARE, "taker": "Yoyo"}, None, 404),
    "a payout to nobody": ("/payouts", {}, None, 400),
    "a payout to Yoyo": ("/payouts", {"name": "Yoyo"}, None, 404),
    "a payout without notes": ("/payouts", {"name": "Una"}, "short", 503),
    "a payout by a broken cashbox": ("/payouts", {"name": "Una"}, OSError("stuck"), 500),
}


@pytest.mark.parametrize("statuses", [(400,), (404,), (500, 503)], ids=["400", "404", "5xx"])
def test_a_refusal_is_a_page_with_the_status_that_was_promised(client, cashbox, statuses):
    for what, (to, form, cashbox.fault, status) in REFUSED.items():
        if status in statuses:
            done = f"Somebody asked for {what}."
            response = client.post(to, data=form)
            page = expect(response, done).status(status).page("/")
            if status == 404:
                named = "Yoyo" in page.text
                promise(named, done, "a page that names Yoyo", page.text[:60], response)
            promise(not cashbox.paid, done, "nothing paid out", f"{cashbox.paid}", response)


ENDINGS = {
    "the page": ("GET", "/", {}, None),
    "an address that is not there": ("GET", "/favicon.ico", {}, None),
    "a transfer": ("POST", "/transfers", SHARE, None),
    "a transfer by somebody who is short": ("POST", "/transfers", {**SHARE, "coins": 99}, None),
    "a payout": ("POST", "/payouts", {"name": "Una"}, None),
    "a payout that the server stops": ("POST", "/payouts", {"name": "Una"}, SystemExit("too long")),
    **{what: ("POST", *case[:3]) for what, case in REFUSED.items()},
}


def test_no_connection_is_open_when_nobody_is_served(client, cashbox, still_open):
    for what, (method, to, form, fault) in ENDINGS.items():
        cashbox.fault = fault
        with suppress(SystemExit):
            client.open(to, method=method, data=form, buffered=True)
        done, seen = f"Somebody asked for {what}, and that is over.", f"{len(still_open)} open"
        promise(not still_open, done, "no connection to the file is open", seen)
