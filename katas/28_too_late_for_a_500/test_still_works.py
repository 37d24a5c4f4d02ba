"""What the importer relies on: a list of nights, and whole files, row by row."""

import json

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import Reader
from dojo.suite import whole


def test_the_nights_are_listed(client):
    response = client.get("/nights")
    done = "The importer asked for the nights."
    nights = [f"2026-11-{day}" for day in range(19, 24)]
    expect(response, done).status(200).json(nights)


def check_file(response, done, night, rows):
    """The file is whole, and has these rows."""
    whole(response, done)
    expect(response, done).status(200).media_type("application/x-ndjson")
    due = [{"file": "takings", "night": night}]
    due += [{"receipt": receipt, "cents": cents} for receipt, cents in rows]
    got = [json.loads(each) for each in response.text.splitlines()]
    promise(got == due, done, f"{due}", f"{got}", response)


def test_a_good_night_arrives_whole(line, beside):
    response = line.get("/nights/2026-11-20/takings")
    done = "The takings were fetched of a good night."
    check_file(response, done, "2026-11-20", beside("ledger").TAKINGS)


def test_a_night_without_takings_is_a_file_of_one_line(line):
    response = line.get("/nights/2026-11-19/takings")
    done = "The takings were fetched of a night on which the house was closed."
    check_file(response, done, "2026-11-19", [])


class LongLedger:
    """A ledger with 300 rows, which counts those that were read."""

    def __init__(self, book):
        self.book, self.read = book, 0

    def rows(self):
        for receipt in range(300):
            self.read += 1
            yield receipt, 100

    def takings(self, night):
        return self.book(self.rows(), True)


def test_the_first_rows_go_out_before_the_last_are_read(make_app, beside):
    ledger = LongLedger(beside("ledger").Book)
    done = "The importer fetched a file of 300 rows."
    client = make_app({"LEDGER": ledger}).test_client()
    with Reader(client, "/nights/2026-11-20/takings", done) as reader:
        reader.read_to("receipt")
        seen = f"{ledger.read} rows were read before the first one arrived"
        promise(ledger.read < 300, done, "rows arrive while the book is read", seen)
