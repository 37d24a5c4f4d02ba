"""A request that only looks, GET or HEAD, changes nothing in the book."""

import pytest

from dojo.suite import crawl
from dojo.suite import expect

BOOK = [
    {"number": 1, "guest": "Ann Berg", "time": "19:00", "state": "expected"},
    {"number": 2, "guest": "Karim Haddad", "time": "18:30", "state": "seated"},
    {"number": 3, "guest": "Ida Lund", "time": "17:00", "state": "left"},
]


def test_a_link_preview_seats_nobody(client):
    client.head("/reservations/1/seat", headers={"User-Agent": "ChatPreview/2.1"})
    response = client.get("/api/reservations")
    done = "A chat program sent HEAD to /reservations/1/seat. Then the kitchen read the book."
    expect(response, done).status(200).json(BOOK, promised="Ann Berg is expected at 19:00")


LOOKS = {
    "GET to seat Ann Berg": ("GET", "/reservations/1/seat"),
    "HEAD to cancel Ann Berg": ("HEAD", "/reservations/1/cancel"),
    "GET to cancel Karim Haddad": ("GET", "/reservations/2/cancel"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_an_address_changes_nothing(client, look):
    method, address = LOOKS[look]
    client.open(address, method=method)
    done = f"Somebody sent {method} to {address}. Then the kitchen read the book."
    response = client.get("/api/reservations")
    expect(response, done).status(200).json(BOOK, promised="the book as it was")


def test_a_program_that_follows_all_links_changes_nothing(client):
    addresses = crawl(client)
    done = f"A program opened {len(addresses)} addresses: each one to which the pages lead."
    response = client.get("/api/reservations")
    expect(response, done).status(200).json(BOOK, promised="the book as it was")
