"""What the importer relies on: whole files, row by row, and a ledger with no book left open."""

import json

import pytest

from dojo.promise import expect
from dojo.promise import promise
from dojo.promise import short
from dojo.wire import NoAnswer

NIGHT = "2026-03-07"
FILES = {"takings": ("receipt", "cents"), "tips": ("waiter", "cents")}
EACH = pytest.mark.parametrize("file", FILES)

ROWS = {
    "takings": [(number, 100 + number) for number in range(120)],
    "tips": [('Zoë "Zo" Ek', 420), ("花子", 0), *(("Otto", cents) for cents in range(118))],
}


class Book:
    """An open book whose line may break at a row (counted from 1)."""

    def __init__(self, ledger, rows):
        self.ledger, self.rows, self.number, self.is_open = ledger, rows, 0, True
        ledger.books.append(self)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.is_open:
            raise ValueError("the book is closed")
        if self.number + 1 == self.ledger.breaks_at:
            raise OSError("the line is broken")
        if self.number == len(self.rows):
            raise StopIteration
        self.number += 1
        self.ledger.read += 1
        waiting = self.ledger.read - self.ledger.sent
        self.ledger.most_waiting = max(self.ledger.most_waiting, waiting)
        return self.rows[self.number - 1]

    def close(self):
        self.is_open = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Ledger:
    """A ledger that counts rows and open books."""

    def __init__(self):
        self.rows, self.books, self.breaks_at, self.is_silent_later = ROWS, [], None, False
        self.read, self.sent, self.most_waiting = 0, 0, 0

    def nights(self):
        return [NIGHT]

    def takings(self, night):
        return self._open("takings")

    def tips(self, night):
        return self._open("tips")

    def _open(self, file):
        if self.is_silent_later and self.books:
            raise OSError("nobody answers any more")
        return Book(self, self.rows[file])


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def config(ledger):
    return {"LEDGER": ledger}


def fetch(server, path, done):
    """Fetch a file as the importer does, over a connection of its own."""
    try:
        return server.guest().get(path)
    except NoAnswer as error:
        promise(False, done, "an answer", str(error))


def objects_in(text):
    """The objects in the lines of a file, or the text itself when they are none."""
    try:
        return [json.loads(line) for line in text.splitlines()]
    except ValueError:
        return short(text)


def check_whole_file(response, done, file, rows, promised="a whole file"):
    """It is a file with these rows, and its transfer has ended in order."""
    expect(response, done).status(200).media_type("application/x-ndjson")
    seen = "a transfer that was cut off"
    promise(response.complete, done, promised, seen, response)
    wanted = [{"file": file, "night": NIGHT}]
    wanted += [dict(zip(FILES[file], row, strict=True)) for row in rows]
    got = objects_in(response.text)
    said, seen = short(f"{len(wanted)} lines: {wanted}", 120), short(f"{len(got)}: {got}", 120)
    promise(got == wanted, done, said, seen, response)


@EACH
def test_a_whole_night_arrives_as_a_whole_file(server, file):
    done = f"The {file} of {NIGHT} were fetched."
    response = fetch(server, f"/nights/{NIGHT}/{file}", done)
    check_whole_file(response, done, file, ROWS[file])


@EACH
def test_a_night_without_a_row_is_a_file_of_one_line(server, ledger, file):
    ledger.rows = {"takings": [], "tips": []}
    done = f"The {file} of a night were fetched on which there were none."
    check_whole_file(fetch(server, f"/nights/{NIGHT}/{file}", done), done, file, [])


@EACH
def test_a_line_that_falls_silent_later_harms_no_file(server, ledger, file):
    ledger.is_silent_later = True
    done = f"The {file} were fetched. Nobody answered any more when the book had been opened once."
    response = fetch(server, f"/nights/{NIGHT}/{file}", done)
    if response.status_code not in range(500, 600):
        promised = "a whole file, or a status of 5xx"
        check_whole_file(response, done, file, ROWS[file], promised)


def test_the_importer_learns_of_which_nights_there_are_books(client):
    done = "The importer asked for the nights."
    expect(client.get("/nights"), done).status(200).json([NIGHT])


@EACH
def test_a_file_goes_out_while_its_book_is_read(client, ledger, file):
    done = f"A file with 120 rows, {file}, was fetched and read piece by piece."
    text = b""
    with client.get(f"/nights/{NIGHT}/{file}") as response:
        expect(response, done).status(200)
        for piece in response.iter_encoded():
            kept = ledger.most_waiting <= 50
            seen = f"{ledger.most_waiting} waited, with {ledger.sent} of 120 sent"
            promise(kept, done, "at most 50 rows wait to be sent", seen, response)
            text += piece
            ledger.sent = text.count(b"cents")
    promise(ledger.sent == 120, done, "120 rows", f"{ledger.sent} rows", response)


def read_to_its_end(client, server, path, ledger):
    fetch(server, path, "A file was fetched to its end.")


def left_at_its_first_line(client, server, path, ledger):
    client.get(path).close()


def left_in_the_middle(client, server, path, ledger):
    with client.get(path) as response:
        for number, _ in enumerate(response.iter_encoded()):
            if number == 7:
                break


def asked_for_with_head(client, server, path, ledger):
    client.head(path).close()


def broken_at_row_9(client, server, path, ledger):
    ledger.breaks_at = 9
    fetch(server, path, "A file was fetched that broke off.")


def broken_at_row_1(client, server, path, ledger):
    ledger.breaks_at = 1
    fetch(server, path, "A file was fetched whose first row could not be read.")


ENDS = [
    read_to_its_end,
    left_at_its_first_line,
    left_in_the_middle,
    asked_for_with_head,
    broken_at_row_9,
    broken_at_row_1,
]


@EACH
@pytest.mark.parametrize("end", ENDS, ids=[end.__name__.replace("_", " ") for end in ENDS])
def test_no_book_stays_open_however_the_answer_ends(client, server, ledger, file, end):
    end(client, server, f"/nights/{NIGHT}/{file}", ledger)
    done = f"The {file} of {NIGHT} were {end.__name__.replace('_', ' ')}."
    opened = len(ledger.books)
    still = sum(book.is_open for book in ledger.books)
    promise(not still, done, "no book stays open", f"{still} of {opened} still open")
