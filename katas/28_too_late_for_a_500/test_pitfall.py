"""What the importer was promised: whatever fails, it never takes half a night for a whole one."""

import json

import pytest

from dojo.suite import expect
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import short
from dojo.suite import STATUS

NIGHT = "2026-03-07"
FIELDS = {"takings": ("receipt", "cents"), "tips": ("waiter", "cents")}
ROWS = {
    "takings": [(number, 100 + number) for number in range(120)],
    "tips": [("花子" if cents % 3 else "Otto", cents) for cents in range(120)],
}
FAILED = range(500, 600)


class Book:
    """An open book whose line may break at a row (counted from 1), and stays broken then."""

    def __init__(self, rows, breaks_at):
        self.rows, self.breaks_at, self.number = iter(rows), breaks_at, 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.rows is None:
            raise ValueError("the book is closed")
        if self.number == self.breaks_at:
            raise OSError(f"the line broke at row {self.number}")
        self.number += 1
        return next(self.rows)

    def close(self):
        self.rows = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Ledger:
    """A ledger with the books of one night, at the end of a line that a test can break."""

    def __init__(self):
        self.is_silent, self.breaks_at = False, None

    def nights(self):
        return [NIGHT]

    def takings(self, night):
        return self._open(night, ROWS["takings"])

    def tips(self, night):
        return self._open(night, ROWS["tips"])

    def _open(self, night, rows):
        if night != NIGHT:
            raise FileNotFoundError(f"no book of {night}")
        if self.is_silent:
            raise OSError("nobody answers")
        return Book(rows, self.breaks_at)


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def config(ledger):
    return {"LEDGER": ledger}


def fetch(server, file, done, night=NIGHT):
    """Fetch a file as the importer does, over a connection of its own."""
    try:
        return server.guest().get(f"/nights/{night}/{file}")
    except NoAnswer as error:
        promise(False, done, "an answer", str(error))


def check_failed(response, done):
    """The status tells the importer to come again later."""
    kept, seen = response.status_code in FAILED, str(response.status_code)
    if not response.complete:
        seen += ", and a transfer that was cut off"
    elif response.status_code == 200:
        seen += ", and a file that the importer takes for whole"
    promise(kept, done, "a status of 5xx", seen, response, STATUS)


def check_mended(server, ledger, file):
    """An hour later, when the line is good again, the whole file can be had."""
    ledger.is_silent, ledger.breaks_at = False, None
    done = f"The {file} were fetched once more, when the line was good again."
    response = fetch(server, file, done)
    expect(response, done).status(200)
    promise(response.complete, done, "a whole file", "a transfer that was cut off", response)
    rows = [dict(zip(FIELDS[file], row, strict=True)) for row in ROWS[file]]
    try:
        got = [json.loads(line) for line in response.text.splitlines()]
    except ValueError:
        got = short(response.text)
    wanted = [{"file": file, "night": NIGHT}, *rows]
    seen = short(f"{len(got)} lines: {got}", 120)
    promise(got == wanted, done, "the first line and 120 rows", seen, response)


def test_a_book_that_cannot_be_opened_is_a_5xx(server, ledger):
    for file in FIELDS:
        ledger.is_silent = True
        done = f"The {file} were fetched while nobody answered in the cellar."
        check_failed(fetch(server, file, done), done)
        check_mended(server, ledger, file)
        ledger.is_silent = True
        done = f"The {file} were fetched again, and this time nobody answered in the cellar."
        check_failed(fetch(server, file, done), done)


def test_a_book_whose_first_row_cannot_be_read_is_a_5xx(server, ledger):
    for file in FIELDS:
        ledger.breaks_at = 1
        done = f"The {file} were fetched. The book was opened, its first row could not be read."
        check_failed(fetch(server, file, done), done)
        check_mended(server, ledger, file)
        ledger.breaks_at = 1
        done = f"The {file} were fetched again, and this time the first row could not be read."
        check_failed(fetch(server, file, done), done)


def test_a_night_without_a_book_is_not_found(server):
    for file, night in (("takings", "2026-03-08"), ("tips", "1987-12-31")):
        done = f"The {file} of {night} were fetched, a night of which there is no book."
        expect(fetch(server, file, done, night), done).status(404)


BREAKS = {"at its second row": 2, "at row 90": 90, "after its last row": 121}


def test_a_file_that_breaks_off_is_never_taken_for_a_whole_one(server, ledger):
    for where, ledger.breaks_at in BREAKS.items():
        for file in FIELDS:
            done = f"The {file} were fetched. The line to the cellar broke {where}."
            response = fetch(server, file, done)
            visible = response.status_code in FAILED or not response.complete
            said = "a transfer that is cut off, or a status of 5xx"
            lines = len(response.text.splitlines())
            seen = f"{response.status_code}, and {lines} lines that end in order: booked"
            promise(visible, done, said, seen, response)
