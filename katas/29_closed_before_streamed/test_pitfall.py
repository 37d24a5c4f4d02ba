"""What readers of an export were promised: all of it, as it is read, and nothing left open."""

import json
import sqlite3
import threading
from functools import partial

import pytest

from dojo.suite import at_once
from dojo.suite import BODY
from dojo.suite import BrokenPromise
from dojo.suite import exchange_of
from dojo.suite import expect
from dojo.suite import load_module
from dojo.suite import MeetingPoint
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import recorder

ENTRIES = sorted(
    (f"{dish} nº {number}", allergen)
    for number in range(1, 9)
    for dish, allergen in [
        ("soup", "celery"),
        ("花巻", "goat's milk cheese"),
        ("tart", "goat's milk"),
        ("tart", "eggs"),
    ]
)
TABLE = ["dish\tallergen", *(f"{dish}\t{allergen}" for dish, allergen in ENTRIES)]
OBJECTS = [{"dish": dish, "allergen": allergen} for dish, allergen in ENTRIES]
MILK = [entry for entry in OBJECTS if entry["allergen"] == "goat's milk"]
AHEAD = 2  # entries that may have been taken out and not been sent yet
PATIENCE = 2.0  # seconds until a server has noticed that its reader left

EXPORTS = {
    "the table": ("/register.tsv", TABLE),
    "the objects": ("/register.jsonl", OBJECTS),
    "the objects with goat's milk": ("/register.jsonl?allergen=goat%27s%20milk", MILK),
}
EACH = pytest.mark.parametrize(("path", "due"), EXPORTS.values(), ids=EXPORTS)
WITH_NONE = {
    **{what: (ENTRIES, *export) for what, export in EXPORTS.items()},
    "the objects with lupin": (ENTRIES, "/register.jsonl?allergen=lupin", []),
    "an empty table": ([], "/register.tsv", TABLE[:1]),
}
EACH_AND_NONE = pytest.mark.parametrize(
    ("entries", "path", "due"), WITH_NONE.values(), ids=WITH_NONE
)
QUESTIONS = ["/dishes", "/dishes/tart%20n%C2%BA%203"]


class Watch:
    """How many connections are open, how many entries were taken out, and when to break."""

    def __init__(self):
        self.open = self.taken = 0
        self.breaks_at, self.answers = None, True
        self.changed = threading.Condition()

    def count(self, opened):
        with self.changed:
            self.open += opened
            self.changed.notify_all()

    def ask(self, query):
        if not self.answers and "entries" in query:
            raise sqlite3.OperationalError("database disk image is malformed")

    def take(self, rows):
        self.taken += len(rows)
        if self.breaks_at is not None and self.taken > self.breaks_at:
            raise ValueError("an entry that nobody can read")
        return rows

    def all_closed(self, patience):
        with self.changed:
            return self.changed.wait_for(lambda: self.open == 0, patience)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def entries():
    return ENTRIES


@pytest.fixture
def config(kata_folder, tmp_path, watch, entries):
    class Cursor(sqlite3.Cursor):
        def execute(self, query, *values):
            watch.ask(query)
            return super().execute(query, *values)

        def __next__(self):
            return watch.take([super().__next__()])[0]

        def fetchone(self):
            row = super().fetchone()
            return row and watch.take([row])[0]

        def fetchmany(self, size=1):
            return watch.take(super().fetchmany(size))

        def fetchall(self):
            return watch.take(super().fetchall())

    class Connection(sqlite3.Connection):
        is_open = True

        def cursor(self, factory=Cursor):
            return super().cursor(factory)

        def execute(self, *query):
            return self.cursor().execute(*query)

        def close(self):
            super().close()
            watch.count(-self.is_open)
            self.is_open = False

    class Register(load_module(kata_folder, kata_folder / "register.py").Register):
        def connect(self):
            connection = sqlite3.connect(self.path, factory=Connection)
            connection.execute("pragma synchronous = off")
            watch.count(1)
            return connection

    register = Register(entries[::-1], tmp_path)
    watch.taken = 0
    return {"REGISTER": register}


class Reader:
    """Reads an export of the test client line by line."""

    def __init__(self, client, path, done):
        self.done, self.response, self.text, self.pieces = done, None, "", iter(())
        self.response = self._whatever_breaks(lambda: client.get(path))
        expect(self.response, done).status(200)
        self.pieces = iter(self.response.response)

    def read(self, lines):
        """Read on until there are so many lines, or until the end; gives what there is."""
        while self.text.count("\n") < lines and self.read_a_piece():
            pass
        return self.text.splitlines()

    def read_a_piece(self):
        """Read what comes next, whatever its length; gives None at the end."""
        piece = self._whatever_breaks(lambda: next(self.pieces, None))
        if piece is not None:
            self.text += piece.decode() if isinstance(piece, bytes) else piece
        return piece

    def leave(self):
        """Read no further."""
        if self.response is not None:
            self.response.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.leave()

    def _whatever_breaks(self, act):
        try:
            return act()
        except Exception as error:
            exchange = exchange_of(self.response) if self.response else recorder.last
            count = self.text.count("\n")
            said = f"{count} line{'s' * (count != 1)}, and then it broke: {error}"
            raise BrokenPromise(self.done, "the whole export", said, exchange, BODY) from error


def check_complete(done, path, lines, due, response):
    """These are the lines of the export that were due."""
    try:
        seen = lines if path.endswith(".tsv") else [json.loads(line) for line in lines]
    except ValueError:
        seen = lines
    missing = len(due) - len(seen)
    said = f"{len(seen)} lines" if missing else "other lines: " + str(seen)[:60]
    promise(seen == due, done, f"the {len(due)} lines that were due", said, response)


def check_closed(done, watch, response=None, patience=0.0):
    kept = watch.all_closed(patience)
    promise(kept, done, "no connection is open any more", f"{watch.open} open", response)


@EACH_AND_NONE
def test_an_export_is_complete_over_the_wire(server, path, due):
    done = f"{path} was fetched from a server, twice."
    for _ in range(2):
        response = server.guest().get(path)
        expect(response, done).status(200)
        promise(response.complete, done, "the whole export", "it broke off", response)
        check_complete(done, path, response.text.splitlines(), due, response)


@EACH
def test_an_export_is_written_as_it_is_read(client, watch, path, due):
    done = f"{path} was read line by line."
    with Reader(client, path, done) as reader:
        lines = 0
        while reader.read_a_piece() is not None:
            ahead = watch.taken - max(lines + 1 - (due is TABLE), 0)
            said = f"{ahead} further entries were out before line {lines + 1} was sent"
            promise(ahead <= AHEAD, done, f"{AHEAD} further entries at most", said, reader.response)
            lines = reader.text.count("\n")
        check_complete(done, path, reader.text.splitlines(), due, reader.response)


def test_two_exports_at_a_time_do_not_disturb_each_other(app, watch):
    done = "Two exports took turns, with questions of guests in between."
    turn = MeetingPoint()

    def fetch(path, due):
        with Reader(app.test_client(), path, done) as reader:
            for number in range(len(TABLE)):
                turn.wait()
                reader.read(number)
                if number % 4 == 1:
                    question = app.test_client().get("/dishes/tart nº 3")
                    found = {"dish": "tart nº 3", "allergens": ["eggs", "goat's milk"]}
                    expect(question, done).status(200).json(found)
            check_complete(done, path, reader.read(999), due, reader.response)

    at_once(partial(fetch, "/register.tsv", TABLE), partial(fetch, "/register.jsonl", OBJECTS))
    check_closed(done, watch)


@EACH_AND_NONE
def test_an_export_that_was_read_leaves_no_connection_open(client, watch, path, due):
    done = f"{path} was read to its end."
    with Reader(client, path, done) as reader:
        check_complete(done, path, reader.read(999), due, reader.response)
    check_closed(done, watch, reader.response)
    head = client.head(path)
    head.get_data()
    head.close()
    check_closed(f"HEAD was sent to {path}.", watch, head)


@EACH
@pytest.mark.parametrize("lines", [0, 1, 3], ids=["no line", "one line", "three lines"])
def test_a_reader_who_leaves_leaves_no_connection_open(client, watch, path, due, lines):
    done = f"{path} was asked for, and the reader left after {lines} lines."
    with Reader(client, path, done) as reader:
        seen = reader.read(lines)
        kept = len(seen) >= lines
        promise(kept, done, f"{lines} lines", f"{len(seen)} lines", reader.response)
    check_closed(done, watch, reader.response)


@pytest.mark.parametrize("where", ["question", "first entry", "fifth entry"])
def test_an_export_that_breaks_leaves_no_connection_open(server, watch, where):
    paths = [path for path, _ in EXPORTS.values()]
    for path in paths if where == "fifth entry" else paths + QUESTIONS:
        watch.taken, watch.answers = 0, where != "question"
        watch.breaks_at = {"first entry": 0, "fifth entry": 4}.get(where)
        done = f"{path} was fetched from a server, and the register broke at the {where}."
        response = server.guest().get(path)
        enough = where == "question" or watch.taken > watch.breaks_at
        promise(enough, done, "the first entries", f"{watch.taken} entries taken", response)
        noticed = response.status_code >= 500 or not response.complete
        promise(noticed, done, "an export that breaks off", "one that looks complete", response)
        check_closed(done, watch, response, PATIENCE)


# a register that does not fit into what lies between a server and its reader
LONG = [(f"{number} " + "x" * 200_000, "nuts") for number in range(100, 150)]


@pytest.mark.parametrize("entries", [LONG], ids=["long entries"])
@pytest.mark.parametrize("path", ["/register.tsv", "/register.jsonl"])
def test_a_reader_who_hangs_up_leaves_no_connection_open(server, watch, path):
    done = f"A reader hung up in the middle of {path}."
    with server.guest().start("GET", path) as conversation:
        read, piece = 0, b" "
        try:
            expect(conversation.head(), done).status(200)
            while piece and read < 300_000:
                piece = conversation.piece()
                read += len(piece)
        except NoAnswer as error:
            raise BrokenPromise(done, "the export", str(error)) from error
    check_closed(done, watch, patience=PATIENCE)
