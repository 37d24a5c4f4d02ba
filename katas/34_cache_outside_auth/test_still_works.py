"""What the staff do every day, and a book that is asked once."""

import pytest

from dojo.suite import Counted
from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST


def test_a_waiter_sees_their_own_tips(client):
    client.post("/sign-in", data={"name": "bob", "pin": "2222"})
    response = client.get("/tips?month=2026-10")
    done = "Bob signed in and asked for his tips of October."
    lines = [{"text": "Friday", "amount": 38}, {"text": "Sunday", "amount": 17}]
    own = {"name": "bob", "month": "2026-10", "page": 1, "lines": lines}
    expect(response, done).status(200).json(own)


def test_a_wrong_pin_opens_nothing(client):
    response = client.post("/sign-in", data={"name": "bob", "pin": "1111"})
    done = "Somebody signed in as Bob with a wrong PIN and asked for tips."
    expect(response, done).status(403)
    expect(client.get("/tips?month=2026-10"), done).status(401)


def test_who_signs_out_sees_no_tips(client):
    client.post("/sign-in", data={"name": "ann", "pin": "1111"})
    client.post("/sign-out")
    response = client.get("/tips?month=2026-10")
    expect(response, "Ann signed in, signed out, and asked for her tips.").status(401)


def test_a_correction_is_noted(client):
    client.post("/sign-in", data={"name": "ann", "pin": "1111"})
    response = client.post("/tips?month=2026-11", data={"text": "table 4", "amount": "9"})
    done = "Ann sent a correction for November."
    expect(response, done).redirect("/tips")


SLOW = {
    "ann": ("1111", "/tips?month=2026-10&page=2", "Saturday"),
    "carla": ("3333", "/shares/2026-10", "127"),
}


@pytest.mark.parametrize("name", SLOW)
def test_the_book_is_not_asked_the_same_again(client, book, name):
    pin, address, words = SLOW[name]
    client.post("/sign-in", data={"name": name, "pin": pin})
    client.get(address)
    response = client.get(address)
    done = f"{name.title()} asked for {address} twice."
    expect(response, done).status(200).says(words)
    times = book.times("page", "shares")
    promise(times == 1, done, "the book is asked once", f"{times} times", response, REQUEST)


@pytest.fixture
def book(beside):
    """The app's own tip book; it is not slow here, and its calls are counted."""
    return Counted(beside("tips").TipBook(seconds=0))


@pytest.fixture
def config(book):
    """The app's own staff list, and this book."""
    return {"TIPS": book}
