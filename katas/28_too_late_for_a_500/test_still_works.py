"""What the importer relies on: whole files, row by row, and a ledger with no book left open."""

import json

import pytest

from dojo.suite import expect
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import short

NIGHT = "2026-03-07"
FILES = {"takings": ("receipt", "cents"), "tips": ("waiter", "cents")}
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
        if self.number == 2:
            at_row_two, self.ledger.at_row_two = self.ledger.at_row_two, list
            at_row_two()
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
        self.at_row_two = list  # called when the next second row is read

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


def test_a_night_that_is_listed_arrives_as_two_whole_files(client, server):
    done = "The importer asked for the nights."
    expect(client.get("/nights"), done).status(200).json([NIGHT])
    for file in FILES:
        done = f"The {file} of {NIGHT} were fetched."
        response = fetch(server, f"/nights/{NIGHT}/{file}", done)
        check_whole_file(response, done, file, ROWS[file])


def test_a_night_without_a_row_is_a_file_of_one_line(server, ledger):
    ledger.rows = {"takings": [], "tips": []}
    for file in FILES:
        done = f"The {file} of a night were fetched on which there were none."
        check_whole_file(fetch(server, f"/nights/{NIGHT}/{file}", done), done, file, [])


def test_a_line_that_falls_silent_later_harms_no_file(server, ledger):
    ledger.is_silent_later = True
    for file in FILES:
        ledger.books.clear()
        done = f"The {file} were fetched. Nobody answered any more once the book had been opened."
        response = fetch(server, f"/nights/{NIGHT}/{file}", done)
        if response.status_code not in range(500, 600):
            promised = "a whole file, or a status of 5xx"
            check_whole_file(response, done, file, ROWS[file], promised)


def test_a_file_goes_out_while_its_book_is_read(client, ledger):
    ledger.rows = {file: rows * 3 for file, rows in ROWS.items()}
    for file in FILES:
        done = f"A file with 360 rows, {file}, was fetched and read piece by piece."
        ledger.read, ledger.sent, text = 0, 0, b""
        with client.get(f"/nights/{NIGHT}/{file}") as response:
            expect(response, done).status(200)
            for piece in response.iter_encoded():
                kept = ledger.most_waiting <= 50
                seen = f"{ledger.most_waiting} waited, with {ledger.sent} of 360 sent"
                promise(kept, done, "at most 50 rows wait to be sent", seen, response)
                text += piece
                ledger.sent = text.count(b"cents")
        promise(ledger.sent == 360, done, "360 rows", f"{ledger.sent} rows", response)


def read_to_its_end(client, path):
    with client.get(path) as response:
        response.get_data()


def left_at_its_first_line(client, path):
    client.get(path).close()


def left_in_the_middle(client, path):
    with client.get(path) as response:
        for number, _ in enumerate(response.iter_encoded()):
            if number == 7:
                break


def asked_for_with_head(client, path):
    client.head(path).close()


ENDS = [read_to_its_end, left_at_its_first_line, left_in_the_middle, asked_for_with_head]


def check_books(ledger, done):
    """Every book that was opened has been closed."""
    opened, still = len(ledger.books), sum(book.is_open for book in ledger.books)
    promise(not still, done, "no book stays open", f"{still} of {opened} still open")


def test_no_book_stays_open_when_the_answer_has_ended(client, server, ledger):
    for end in ENDS:
        for file in FILES:
            end(client, f"/nights/{NIGHT}/{file}")
            check_books(ledger, f"The {file} of {NIGHT} were {end.__name__.replace('_', ' ')}.")
    for ledger.breaks_at in (1, 9):
        for file in FILES:
            done = f"The {file} were fetched, and row {ledger.breaks_at} could not be read."
            fetch(server, f"/nights/{NIGHT}/{file}", done)
            check_books(ledger, done)


def test_files_that_are_on_their_way_together_leave_each_other_alone(server, ledger):
    ledger.rows = {file: rows[:5] for file, rows in ROWS.items()}
    for file in FILES:
        done = f"The {file} were fetched, and while their book was read, both files."
        within = []

        def fetch_both(within=within, done=done):
            within.extend(fetch(server, f"/nights/{NIGHT}/{each}", done) for each in FILES)

        ledger.at_row_two = fetch_both
        around = fetch(server, f"/nights/{NIGHT}/{file}", done)
        for each, response in zip([file, *FILES], [around, *within], strict=False):
            check_whole_file(response, done, each, ledger.rows[each])
        check_books(ledger, done)
