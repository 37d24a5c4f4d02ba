"""What the house relies on: the kitchen's screen, and a book without gaps."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST


@pytest.fixture
def book():
    """What was written down: method, path and body of each request."""
    return []


@pytest.fixture
def config(book):
    return {"BOOK": lambda *entry: book.append(entry), "BELL": lambda path: None}


def test_the_kitchen_sees_the_stores(client):
    response = client.get("/stores")
    done = "The kitchen looked at the stores before any report."
    expect(response, done).status(200).json({"dairy": None, "fish": None, "meat": None})


def test_a_report_without_a_body_is_refused(client):
    response = client.post("/readings")
    done = "A thermometer reported without a body."
    expect(response, done).status(400)


REQUESTS = {
    "a look": ("GET", "/stores", b""),
    "a form": ("POST", "/readings", b"celsius=%2B4&note=+&&store=fish"),
    "a log": ("POST", "/logs", b"fish;-18\r\n\xff"),
    "a report for an unknown address": ("POST", "/reports", b"fish: -18"),
}


@pytest.mark.parametrize("what", REQUESTS)
def test_each_request_is_in_the_book_as_it_was_sent(client, book, what):
    method, path, body = REQUESTS[what]
    kind = "application/x-www-form-urlencoded" if path == "/readings" else "text/plain"
    response = client.open(path, method=method, data=body, content_type=kind if body else None)
    done = f"There came {what}."
    seen = f"in the book: {book}"
    promise(book == [(method, path, body)], done, f"once {body!r}", seen, response, REQUEST)
