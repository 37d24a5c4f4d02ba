"""What shops and office rely on: lists, orders, and a signature where nothing is done to a body."""

import csv
import gzip
import hmac
import zlib

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

KEY = "9e0c4fd2a7b81563"
STAMP = "# The Blue Plate. Prices are without tax."
PRICES = {"Pflaumenmus": 6, "いちごジャム": 12, "O'Hara's fudge": 8, "salt": 1}

TAKES_GZIP = ["gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.5, *;q=0.1", "GZIP", "*"]
TAKES_NO_GZIP = [None, "", "identity", "br", "gzip;q=0", "identity, gzip;q=0.0", "gzip;q=0, *"]


class Office:
    """An office that knows what things cost, unless it is closed."""

    def __init__(self):
        self.is_open = True

    def prices(self):
        if not self.is_open:
            raise ConnectionError("the office does not answer")
        return dict(PRICES)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def config(office):
    return {"KEY": KEY, "PRICES": office.prices}


def ask(client, target, takes=None, method="GET", **options):
    """Send a request whose Accept-Encoding is this, or that has none."""
    headers = {} if takes is None else {"Accept-Encoding": takes}
    return client.open(target, method=method, headers=headers, **options)


def rows_of(response, done):
    """The rows of the table, without its last line, which is the stamp."""
    expect(response, done).status(200).media_type("text/csv")
    lines = response.get_data(as_text=True).splitlines()
    seen = short(lines[-1]) if lines else "an empty body"
    promise(lines[-1:] == [STAMP], done, "the stamp as the last line", seen, response)
    return list(csv.reader(lines[:-1]))


@pytest.mark.parametrize("takes", TAKES_NO_GZIP)
def test_shops_that_take_no_gzip_read_their_lists(client, takes):
    done = f"A shop asked for /prices, with Accept-Encoding: {takes}."
    response = ask(client, "/prices", takes)
    expect(response, done).status(200).no_header("Content-Encoding").json(PRICES)
    expect(response, done).listed("Vary", "Accept-Encoding").header("Price-Signature")
    due = hmac.new(KEY.encode(), response.get_data(), "sha256").hexdigest()
    seen = response.headers.getlist("Price-Signature")
    said = "Price-Signature fits the body, under the key of the office"
    promise(seen == [due], done, said, "it does not", response, "Price-Signature")
    done = f"A shop asked for /prices.csv, with Accept-Encoding: {takes}."
    response = ask(client, "/prices.csv", takes)
    expect(response, done).no_header("Content-Encoding").listed("Vary", "Accept-Encoding")
    due = [["article", "price"], *([article, str(price)] for article, price in PRICES.items())]
    seen = rows_of(response, done)
    promise(seen == due, done, "each article and its price", short(str(seen)), response)


@pytest.mark.parametrize("takes", TAKES_GZIP)
def test_shops_that_take_gzip_get_it(client, takes):
    done = f"A shop asked for /prices, with Accept-Encoding: {takes}."
    response = ask(client, "/prices", takes)
    expect(response, done).status(200).header("Content-Encoding", "gzip")
    expect(response, done).media_type("application/json").listed("Vary", "Accept-Encoding")
    try:
        response.set_data(gzip.decompress(response.get_data()))
    except (OSError, EOFError, zlib.error) as error:
        promise(False, done, "a body that can be unpacked", str(error), response)
    expect(response, done).json(PRICES)
    for address, status in {"/prices": 200, "/prices.csv": 200, "/preise": 404}.items():
        done = f"A shop sent HEAD to {address}, with Accept-Encoding: {takes}."
        expect(ask(client, address, takes, "HEAD"), done).status(status).empty()


REFUSED = {
    "for something that is not sold": {"article": "swan", "count": "2"},
    "for nothing": {"count": "2"},
    "without a number": {"article": "salt"},
    "for no piece": {"article": "salt", "count": "0"},
    "for less than none": {"article": "salt", "count": "-2"},
    "for half a piece": {"article": "salt", "count": "0.5"},
}


def test_orders_are_taken_once_and_cancelled_once(client, office):
    office.is_open = False
    done = "A shop sent an order, and the office did not answer."
    fields = {"article": "salt", "count": "7"}
    expect(client.post("/orders", data=fields), done).status(500)
    office.is_open = True
    for number, (article, price) in enumerate(PRICES.items(), start=1):
        done = f"A shop ordered 7 x {article}; it was order {number}."
        response = client.post("/orders", data={"article": article, "count": "7"})
        expect(response, done).status(201).media_type("text/plain")
        due = [f"Order {number}: 7 x {article}, {7 * price}", STAMP]
        seen = response.get_data(as_text=True)
        promise(seen.splitlines() == due, done, " / ".join(due), short(seen), response)
        for what, form in REFUSED.items():
            done = f"A shop sent an order {what}."
            expect(client.post("/orders", data=form), done).status(400)
    for takes in ("gzip", None):
        done = "A shop cancelled an order."
        number = 1 if takes else 2
        response = ask(client, f"/orders/{number}", takes, "DELETE")
        expect(response, done).status(204).empty().no_header("Content-Encoding")
        done = "A shop cancelled an order that had been cancelled."
        expect(ask(client, f"/orders/{number}", takes, "DELETE"), done).status(404)
    number = len(PRICES) + 1
    done = f"Two orders were cancelled. Then a shop ordered 7 x salt; it was order {number}."
    response = client.post("/orders", data=fields)
    expect(response, done).status(201).says(f"Order {number}: 7 x salt, 7\n")


def test_what_goes_wrong_is_said_in_plain_text(client, office):
    office.is_open = False
    for status, method, address in [
        (404, "GET", "/prices/salt"),
        (405, "DELETE", "/prices"),
        (500, "GET", "/prices"),
    ]:
        done = f"A shop that takes no gzip sent {method} to {address}."
        response = ask(client, address, method=method)
        expect(response, done).status(status).media_type("text/plain")
        expect(response, done).no_header("Content-Encoding")
        if status == 405:
            expect(response, done).listed("Allow", "GET")
        lines = response.get_data(as_text=True).splitlines()
        kept = len(lines) > 1 and lines[-1] == STAMP and lines[:-1].count(STAMP) == 0
        said = "what is wrong, and the stamp as the last line"
        promise(kept, done, said, short(" / ".join(lines)), response)
