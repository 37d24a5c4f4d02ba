"""What the importer was promised: half a night never looks like a whole one."""

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS


def test_a_book_that_cannot_be_opened_is_a_5xx(line):
    response = line.get("/nights/2026-11-22/takings")
    done = "The takings were fetched while nobody answered in the cellar."
    expect(response, done).status(range(500, 600))


def test_a_book_whose_first_row_cannot_be_read_is_a_5xx(line):
    response = line.get("/nights/2026-11-23/takings")
    done = "The takings were fetched. The first row of the book could not be read."
    expect(response, done).status(range(500, 600))


def test_a_night_without_a_book_is_not_found(line):
    response = line.get("/nights/2026-11-24/takings")
    done = "The takings were fetched of a night without a book."
    expect(response, done).status(404)


def test_a_file_that_breaks_off_is_not_taken_for_a_whole_one(line):
    response = line.get("/nights/2026-11-21/takings")
    done = "The takings were fetched. The third row of the book could not be read."
    kept = response.status_code >= 500 or not response.complete
    seen = f"{response.status_code}, and a transfer with a regular end"
    promise(kept, done, "a transfer that is cut off, or 5xx", seen, response, STATUS)
