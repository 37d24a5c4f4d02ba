"""What the office relies on: the menu, whole and row by row, and what HEAD tells about a file."""

import csv
import io

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

MENU = [("pea soup, green", 9), ('"Surprise"', 14), ("crème brûlée", 7), ("味噌汁", 5)]


class Books:
    """Books that count how many of their rows were read and not yet sent."""

    def __init__(self):
        self.rows, self.sent, self.most_waiting = MENU, 0, 0

    def menu(self):
        for read, row in enumerate(self.rows, 1):
            self.most_waiting = max(self.most_waiting, read - self.sent)
            yield row

    def orders(self):
        yield 1, 4, "pea soup", 9

    def guest_book(self):
        yield "Berta", 5, "As always."


@pytest.fixture
def books():
    return Books()


@pytest.fixture
def config(books):
    return {"BOOKS": books}


def test_the_menu_comes_as_a_file_and_nobody_is_asked_for_a_name(client):
    done = "The menu was asked for, by nobody in particular."
    response = client.get("/menu.csv")
    expect(response, done).status(200).media_type("text/csv")
    text = response.get_data().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    wanted = [["dish", "price"], *([dish, str(price)] for dish, price in MENU)]
    promise(lines == wanted, done, f"the lines {wanted}", short(repr(lines), 120), response)


def test_the_menu_goes_out_while_it_is_read(client, books):
    books.rows = [(f"dish no. {number}", number) for number in range(300)]
    done = "A menu with 300 rows was asked for and read piece by piece."
    response = client.get("/menu.csv")
    expect(response, done).status(200)
    text = b""
    for piece in response.iter_encoded():
        seen = f"{books.most_waiting} waited, with {books.sent} of 300 sent"
        kept = books.most_waiting <= 20
        promise(kept, done, "at most 20 rows wait to be sent", seen, response)
        text += piece
        books.sent = text.count(b"no. ")
    promise(books.sent == 300, done, "300 rows", f"{books.sent} rows", response)


@pytest.mark.parametrize("path", ["/menu.csv", "/orders.csv?who=Ida", "/guestbook.csv?who=Ida"])
def test_whoever_asks_for_the_head_alone_learns_that_it_is_a_csv_file(client, path):
    done = f"HEAD was sent to {path}."
    expect(client.head(path), done).status(200).media_type("text/csv").empty()
