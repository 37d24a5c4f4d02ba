"""What the office was promised: files that know for whom they are, row by row, to their end."""

import csv
import io

import pytest

from dojo.suite import at_once
from dojo.suite import exchange_of
from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import recorder
from dojo.suite import short
from dojo.suite import STATUS

ORDERS, GUEST_BOOK = "/orders.csv", "/guestbook.csv"
BOTH = pytest.mark.parametrize("path", [ORDERS, GUEST_BOOK], ids=["orders", "guest book"])

COLUMNS = {
    ORDERS: ["number", "table", "dish", "price"],
    "en": ["guest", "stars", "words"],
    "fr": ["client", "étoiles", "mots"],
    "ja": ["お客様", "星", "感想"],
}


class Books:
    """Books that note which rows were read and how many waited, and that can be held up."""

    def __init__(self):
        self.hold_up = lambda: None
        self.is_wanted = lambda row: True
        self.read, self.wanted, self.sent, self.most_waiting = 0, 0, 0, 0
        self.order_rows = [
            (1, 4, "pea soup", 9),
            (2, 12, 'the "Surprise", large', 14),
            (3, 4, "味噌汁", 5),
            (4, 7, "crème brûlée", 7),
            (5, 12, "coffee", 3),
            (6, 4, "coffee", 3),
        ]
        self.guest_rows = [
            ("Berta", 5, "As always.\nAnd the cake!"),
            ("花子", 4, 'They said "soon", twice; it was'),
            ("Zoë", 5, "Merci, à bientôt"),
        ]

    def fill(self):
        """Make the books long."""
        self.order_rows = [(n, 4 + n % 3, f"stew no. {n}", 12) for n in range(300)]
        self.guest_rows = [("Berta", 5, f"visit no. {n}") for n in range(300)]

    def menu(self):
        yield "pea soup", 9

    def orders(self):
        yield from self._read(self.order_rows)

    def guest_book(self):
        yield from self._read(self.guest_rows)

    def _read(self, rows):
        for number, row in enumerate(rows):
            self.read += 1
            self.wanted += self.is_wanted(row)
            self.most_waiting = max(self.most_waiting, self.wanted - self.sent)
            if number < 2:
                self.hold_up()
            yield row


@pytest.fixture
def books():
    return Books()


@pytest.fixture
def config(books):
    return {"BOOKS": books}


@pytest.fixture
def app(make_app, books):
    """The app, held up like its books: before a view begins and when it has ended."""
    app = make_app()

    @app.before_request
    def before():
        books.hold_up()

    @app.after_request
    def after(response):
        books.hold_up()
        return response

    return app


def ask(client, path, done, method="GET", headers=(), **query):
    """Ask for a file. One that breaks off before there is a first piece of it has no status."""
    try:
        return client.open(path, method=method, query_string=query, headers=dict(headers))
    except Exception as error:
        recorder.last.crash = error
        seen = f"nothing: the file broke off ({type(error).__name__})"
        promise(False, done, "an answer", seen, mark=STATUS)


def pieces(response, done):
    """The pieces of a file as they come. A file that breaks off is a broken promise."""
    exchange = exchange_of(response)
    try:
        yield from response.iter_encoded()
    except Exception as error:
        exchange.crash = error
        lines = exchange.response_body.count(b"\n")
        seen = f"lines before it broke off: {lines} ({type(error).__name__})"
        promise(False, done, "the file, to its end", seen, response)


def lines_of(response, done):
    """The lines of a file that is read to its end, each with its fields."""
    with response:
        expect(response, done).status(200).media_type("text/csv")
        for name, value in response.headers:
            kept = max(map(ord, value), default=0) < 256
            said, seen = "header fields that a server can send", f"{name}: {value}"
            promise(kept, done, said, short(seen, 120), response, name)
        text = b"".join(pieces(response, done)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def check_file(response, done, columns, rows, who):
    """The file has these columns and rows, and is for this person."""
    lines = lines_of(response, done)
    rows = [[str(field) for field in row] for row in rows]
    wanted = [columns, *rows, ["for", who, str(len(rows))]]
    for number in range(max(len(wanted), len(lines))):
        due, got = (list_[number : number + 1] for list_ in (wanted, lines))
        said, seen = (f"line {number + 1} is {a[0]}" if a else "no more lines" for a in (due, got))
        promise(due == got, done, short(said, 120), short(seen, 120), response)


def check_either(response, done, path, books, who):
    """It is the whole order file or the whole guest book, for this person."""
    if path == ORDERS:
        check_file(response, done, COLUMNS[ORDERS], books.order_rows, who)
    else:
        check_file(response, done, COLUMNS["en"], books.guest_rows, who)


def refused(client, books, path, done, method, query):
    """The answer is 400, and nothing is read in the books."""
    books.read = 0
    with ask(client, path, done, method, **query) as response:
        expect(response, done).status(400)
        response.get_data()
    seen = f"{books.read} rows read"
    promise(not books.read, done, "no row of a book is read", seen, response)


ASKED_FOR = {
    "of a table": {"who": "Ida", "table": "4"},
    "of another table": {"who": "Jon", "table": "12"},
    "of a table without orders": {"who": "Jon", "table": "1"},
    "of a table with a name": {"who": "Ida", "table": "terrace"},
    "of all tables": {"who": "Ida"},
    "for a name in other letters": {"who": "花子", "table": "7"},
    "for a name with signs in it": {"who": 'Zoë, "the Pen"; {who} %s', "table": "4"},
}


@pytest.mark.parametrize("query", ASKED_FOR.values(), ids=ASKED_FOR.keys())
def test_the_orders_that_were_asked_for_are_in_the_file(client, books, query):
    who, table = query["who"], query.get("table")
    done = "The orders of table 7 were asked for by Berta."
    lines_of(ask(client, ORDERS, done, who="Berta", table="7"), done)
    which = f"table {table}" if table else "all tables"
    done = f"{done} Then those of {which} were asked for by {who}."
    rows = [row for row in books.order_rows if table in (None, str(row[1]))]
    check_file(ask(client, ORDERS, done, **query), done, COLUMNS[ORDERS], rows, who)


@pytest.mark.parametrize("lang", ["en", "fr", "ja", None])
def test_the_guest_book_speaks_the_language_that_was_asked_for(client, books, lang):
    query = {"lang": lang} if lang else {}
    done = "The guest book was asked for by Berta, with fr lang."
    lines_of(ask(client, GUEST_BOOK, done, who="Berta", lang="fr"), done)
    done = f"{done} Then it was asked for by 花子, with {lang or 'no'} lang."
    response = ask(client, GUEST_BOOK, done, who="花子", **query)
    check_file(response, done, COLUMNS[lang or "en"], books.guest_rows, "花子")


LONG = {
    "all orders": (ORDERS, {}, 300, lambda row: True),
    "the orders of a table": (ORDERS, {"table": "5"}, 100, lambda row: row[1] == 5),
    "the guest book": (GUEST_BOOK, {"lang": "fr"}, 300, lambda row: True),
}


@pytest.mark.parametrize("what", LONG)
def test_a_file_goes_out_while_its_book_is_read(client, books, what):
    path, query, rows, books.is_wanted = LONG[what]
    books.fill()
    done = f"A file with {rows} rows, {what}, was asked for and read piece by piece."
    text = b""
    with ask(client, path, done, who="Ida", **query) as response:
        for piece in pieces(response, done):
            seen = f"{books.most_waiting} waited, with {books.sent} of {rows} sent"
            kept = books.most_waiting <= 20
            promise(kept, done, "at most 20 rows wait to be sent", seen, response)
            text += piece
            books.sent = text.count(b"no. ")
    promise(books.sent == rows, done, f"{rows} rows", f"{books.sent} rows", response)


AT_ONCE = {
    "two order files": [(ORDERS, "Ida", {"table": "4"}), (ORDERS, "Jon", {"table": "12"})],
    "two files for one": [(ORDERS, "Ida", {"table": "4"}), (ORDERS, "Ida", {"table": "12"})],
    "two guest books": [(GUEST_BOOK, "花子", {"lang": "ja"}), (GUEST_BOOK, "Ida", {"lang": "fr"})],
    "two languages": [(GUEST_BOOK, "花子", {"lang": "en"}), (GUEST_BOOK, "花子", {"lang": "ja"})],
    "one of each": [(ORDERS, "Jon", {"table": "4"}), (GUEST_BOOK, "Ida", {"lang": "ja"})],
}


@pytest.mark.parametrize("what", AT_ONCE)
@pytest.mark.parametrize("browsers", ["one browser", "two browsers"])
def test_files_that_are_on_their_way_at_once_do_not_mix(app, books, meeting, what, browsers):
    headers = {}
    if browsers == "one browser":
        done = "The orders were asked for by Berta."
        with ask(app.test_client(), ORDERS, done, who="Berta") as first:
            kept = [cookie.split(";")[0] for cookie in first.headers.getlist("Set-Cookie")]
        headers = {"Cookie": "; ".join(kept)}

    def asking(path, who, query):
        done = f"From {browsers}, {what} were asked for at once. This one is for {who}."

        def get():
            client = app.test_client(use_cookies=False)
            response = ask(client, path, done, headers=headers, who=who, **query)
            if path == ORDERS:
                rows = [row for row in books.order_rows if str(row[1]) == query["table"]]
                check_file(response, done, COLUMNS[ORDERS], rows, who)
            else:
                check_file(response, done, COLUMNS[query["lang"]], books.guest_rows, who)

        return get

    books.hold_up = meeting.wait
    at_once(*(asking(*each) for each in AT_ONCE[what]))


@BOTH
@pytest.mark.parametrize("query", [{}, {"who": ""}], ids=["no name", "an empty name"])
def test_whom_nobody_has_named_gets_no_file(app, books, path, query):
    done = "Ida was given both files. Then another browser"
    for one in (ORDERS, GUEST_BOOK):
        lines_of(ask(app.test_client(), one, done, who="Ida"), done)
    for method in ("GET", "HEAD"):
        sent = f"{done} sent {method}, with no name."
        refused(app.test_client(), books, path, sent, method, query)


@pytest.mark.parametrize("lang", ["de", "tlh"])
def test_a_language_that_is_none_of_the_three_is_refused(app, books, lang):
    query = {"who": "Ida", "lang": lang}
    for method in ("GET", "HEAD"):
        client = app.test_client()
        done = f"{method} was sent for a guest book in the language {lang}, for Ida."
        refused(client, books, GUEST_BOOK, done, method, query)
        then = f"{done} Then the same browser asked for the orders, with no name."
        expect(ask(client, ORDERS, then), then).status(400)
        lines_of(ask(client, ORDERS, then, who="Jon"), "The orders were asked for by Jon.")
        refused(client, books, GUEST_BOOK, done, method, query)
        then = f"A file for Jon was given. {then}"
        check_either(ask(client, ORDERS, then), then, ORDERS, books, "Jon")


@pytest.mark.parametrize("end", ["read to its end", "left after its first line"])
@pytest.mark.parametrize(
    ("path", "next_path"),
    [(ORDERS, GUEST_BOOK), (GUEST_BOOK, ORDERS)],
    ids=["orders first", "guest book first"],
)
def test_whoever_has_been_named_once_need_not_be_named_again(client, books, path, next_path, end):
    for who in ("Ida", "花子"):
        done = f"A file for {who} was {end}."
        with ask(client, path, done, who=who) as first:
            coming = pieces(first, done)
            next(coming)
            if "end" in end:
                b"".join(coming)
        lines_of(ask(client, "/menu.csv", done, who="Jon"), "The menu was asked for, with a name.")
        done = f"{done} Then the same browser asked for"
        response = ask(client, next_path, f"{done} the other one.", who="")
        check_either(response, f"{done} the other one.", next_path, books, who)
        books.order_rows.append((len(books.order_rows) + 1, 7, "tea", 2))
        books.guest_rows.append(("Ali", 4, f"Greetings to {who}"))
        again = f"{done} it again, when one more row was in the book."
        check_either(ask(client, path, again), again, path, books, who)
