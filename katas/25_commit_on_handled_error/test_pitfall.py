"""What the waiters were promised: coins are moved as a whole, or stay where they are."""

import sqlite3
from contextlib import closing
from contextlib import suppress
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import promise

TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE jars (name TEXT PRIMARY KEY, coins INTEGER NOT NULL CHECK (coins >= 0));
CREATE TABLE payouts (
    receipt TEXT PRIMARY KEY, name TEXT NOT NULL, coins INTEGER NOT NULL
);
"""
JARS = {"Ada": 30, "Bo": 9, "Çelik 花": 4, "Dot": 0}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC", "WITH")


class Cashbox:
    """A cashbox that is short of notes, or breaks, when a test wants it.

    While it counts, it has a look at what the file says.
    """

    def __init__(self, path):
        self.path, self.fault, self.found = path, None, []

    def pay_out(self, name, coins):
        self.found.append(read(self.path, patience=0))
        if isinstance(self.fault, BaseException):
            raise self.fault
        return None if self.fault else "receipt 1"


class Disk:
    """Can break: from then on every statement fails that writes, until it is whole again."""

    def __init__(self):
        self.left, self.failed = None, False

    def break_at(self, number):
        """Break at the statement that is the n-th one to write, counted from now."""
        self.left = number

    def mend(self):
        self.left = None

    def write(self, statement):
        if self.left is not None and statement.lstrip()[:6].upper().startswith(WRITES):
            self.left -= 1
            if self.left <= 0:
                self.failed = True
                raise sqlite3.OperationalError("disk I/O error")


@pytest.fixture
def cashbox(path):
    return Cashbox(path)


@pytest.fixture
def disk(path, monkeypatch):
    """The disk below what the app opens with sqlite3.connect."""
    disk, connect, kept = Disk(), sqlite3.connect, []

    class Cursor(sqlite3.Cursor):
        def execute(self, statement, *parameters):
            disk.write(statement)
            return super().execute(statement, *parameters)

        def executemany(self, statement, *parameters):
            disk.write(statement)
            return super().executemany(statement, *parameters)

    def watched(*args, factory=sqlite3.Connection, **options):
        if len(args) == 1:
            options.setdefault("timeout", 0.1)  # seconds; nothing has to wait for a lock here

        class Connection(factory):
            def cursor(self, factory=Cursor):
                return super().cursor(factory)

            def execute(self, *what):
                return self.cursor().execute(*what)

            def executemany(self, *what):
                return self.cursor().executemany(*what)

        connection = connect(*args, factory=Connection, **options)
        kept.append(connection)  # open until somebody closes it; a log may hold an error for long
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    monkeypatch.setattr(sqlite3.dbapi2, "connect", watched)
    yield disk
    kept.clear()


@pytest.fixture
def path(tmp_path):
    """A file with four jars."""
    path = tmp_path / "jars.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(TABLES)
        db.executemany("INSERT INTO jars VALUES (?, ?)", JARS.items())
    return path


@pytest.fixture
def config(path, cashbox, disk):
    return {"JARS": str(path), "CASHBOX": cashbox}


def read(path, patience=1):
    """What is in the file, in words; waits so many seconds for a lock."""
    try:
        with closing(sqlite3.connect(path, timeout=patience)) as db:
            jars = db.execute("SELECT name, coins FROM jars ORDER BY name").fetchall()
            paid = db.execute("SELECT name, coins FROM payouts ORDER BY receipt").fetchall()
    except sqlite3.OperationalError:
        return LOCKED
    return in_words(jars, paid)


def in_words(jars, paid=()):
    """The jars, and who was paid out."""
    rows = ", ".join(f"{name} {coins}" for name, coins in sorted(jars))
    return f"{rows}; paid out: {', '.join(f'{name} {coins}' for name, coins in paid) or 'nobody'}"


LOCKED = "a file that is locked"
AS_BEFORE = in_words(JARS.items())
ONE_MOVED = in_words({**JARS, "Ada": 29, "Bo": 10}.items())


def post(app, to, form):
    """Send a form; gives back nothing when the server stops the request before it is answered."""
    try:
        return app.test_client().post(to, data=form, buffered=True)
    except SystemExit:
        return None


def send_and_go_on(app, path, done, to, form):
    """Send a form that comes to nothing, then one that does not, then the first again.

    The file says so each time. Gives back the first answer.
    """
    one = ("/transfers", {"giver": "Ada", "taker": "Bo", "coins": 1})
    then = [(done, AS_BEFORE), (f"{done} Then Ada gave 1 coin to Bo.", ONE_MOVED)]
    then.append((f"{then[1][0]} Then the same went wrong again.", ONE_MOVED))
    answers, found = [], []

    def one_after_the_other():
        for place, data in ((to, form), one, (to, form)):
            answers.append(post(app, place, data))
            found.append(read(path))

    with suppress(Exception):  # an app that raises has not answered
        at_once(one_after_the_other)
    for number, (what, due) in enumerate(then):
        promise(len(found) > number, what, "an answer", "none")
        if number == 1:
            expect(answers[1], what).redirect("/")
        promise(found[number] == due, what, due, found[number], answers[number])
    return answers[0]


NOT_THERE = {
    "the second of two": {"giver": "Ada", "taker": ["Bo", "Zed"], "coins": 3},
    "the last of three": {"giver": "Ada", "taker": ["Çelik 花", "Dot", "Zoë 花"], "coins": 1},
    "the one who gives": {"giver": "Zed", "taker": "Bo", "coins": 3},
    "the one who gives to two": {"giver": "ada", "taker": ["Bo", "Dot"], "coins": 2},
}


@pytest.mark.parametrize("who", NOT_THERE)
def test_a_transfer_with_a_jar_that_is_not_there_moves_nothing(app, path, who):
    done = f"Coins were shared, and {who} has no jar."
    response = send_and_go_on(app, path, done, "/transfers", NOT_THERE[who])
    expect(response, done).status(404)


SHORT = {
    "30 coins, of which 16 each were for two": {
        "giver": "Ada",
        "taker": ["Bo", "Dot"],
        "coins": 16,
    },
    "4 coins, of which 500 were for Ada": {"giver": "Çelik 花", "taker": "Ada", "coins": 500},
    "no coins, of which 1 was for Bo": {"giver": "Dot", "taker": "Bo", "coins": 1},
}


@pytest.mark.parametrize("what", SHORT)
def test_a_transfer_out_of_a_jar_that_is_short_moves_nothing(app, path, what):
    done = f"Somebody shared {what}."
    response = send_and_go_on(app, path, done, "/transfers", SHORT[what])
    expect(response, done).redirect("/")
    asked = parse_qs(urlsplit(response.headers["Location"]).query)
    due = {"short": [SHORT[what]["giver"]]}
    promise(asked == due, done, f"a redirect with {due}", f"{asked}", response, "Location")


def check_what_the_cashbox_found(cashbox, done):
    """While a payout is under way, the file is as it was before."""
    done = f"{done} While it counted, the office read the file."
    for found, due in zip(cashbox.found, [AS_BEFORE, ONE_MOVED], strict=False):
        promise(found == due, done, due, found)


@pytest.mark.parametrize("name", ["Ada", "Çelik 花"])
def test_a_payout_for_which_notes_are_short_leaves_the_jar(app, path, cashbox, name):
    cashbox.fault = "short of notes"
    done = f"{name} wanted to be paid out, and the cashbox was short of notes."
    response = send_and_go_on(app, path, done, "/payouts", {"name": name})
    expect(response, done).status(503)
    check_what_the_cashbox_found(cashbox, done)


BREAKS = {
    "broke (a stuck drawer)": OSError("stuck"),
    "broke (a missing key)": KeyError("notes"),
    "broke (its own database)": sqlite3.IntegrityError("its own"),
    "was stopped by the server": SystemExit("this takes too long"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_payout_that_breaks_off_at_the_cashbox_leaves_the_jar(app, path, cashbox, what):
    cashbox.fault = BREAKS[what]
    done = f"Bo wanted to be paid out, and the cashbox {what}."
    response = send_and_go_on(app, path, done, "/payouts", {"name": "Bo"})
    if isinstance(cashbox.fault, Exception):  # the others end the request without an answer
        expect(response, done).status(500)
    check_what_the_cashbox_found(cashbox, done)


TO_TWO = {"giver": "Ada", "taker": ["Bo", "Dot"], "coins": 2}
WRITTEN = {
    "second statement of a transfer": ("/transfers", {**TO_TWO, "taker": "Bo"}, 2),
    "second statement of a transfer to two": ("/transfers", TO_TWO, 2),
    "third statement of a transfer to two": ("/transfers", TO_TWO, 3),
    "second statement of a payout": ("/payouts", {"name": "Bo"}, 2),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_disk_that_breaks_halfway_moves_nothing(app, path, disk, what):
    to, form, number = WRITTEN[what]
    disk.break_at(number)
    response = post(app, to, form)
    disk.mend()
    if disk.failed:  # some apps need fewer statements
        done = f"The disk broke when it should write the {what}."
        seen = read(path)
        promise(seen == AS_BEFORE, done, AS_BEFORE, seen, response)
        expect(response, done).status(500)
        send_and_go_on(
            app, path, f"{done} Then Zed was to be paid out.", "/payouts", {"name": "Zed"}
        )
