"""What the kitchen screen was promised: after each tap it can read how things stand on the rail."""

import json

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS

# what a screen that takes a success at its word does next (RFC 9110, sections 15.3.2 to 15.3.7)
AT_ITS_WORD = {
    201: "the screen looks for what was made",
    202: "the screen waits for it to be done",
    203: "the screen takes it for what somebody on the way made of it",
    204: "the screen reads no further",
    205: "the screen reads no further",
    206: "the screen waits for the other parts",
}


@pytest.fixture
def config():
    """A bell that is not heard."""
    return {"BELL": lambda table: None}


def hang(client, *tables):
    """Hang a ticket for each of these tables; they get the numbers 1, 2, …."""
    for table in tables:
        client.post("/rail", data={"table": table, "dish": "stew"})


def read(response, done, promised):
    """Read JSON as the screen does, which takes a status at its word."""
    said = f"a success, and JSON with {promised}"
    status = response.status_code
    seen = f"{status}, and {AT_ITS_WORD.get(status)}"
    promise(status not in AT_ITS_WORD, done, said, seen, response, STATUS)
    return expect(response, done).status(range(200, 300), promised=said).json(promised=said)


def read_object(response, done, **fields):
    """Read an object and find these fields in it."""
    wanted = {name: f"{name}: {json.dumps(value)}" for name, value in fields.items()}
    got = read(response, done, ", ".join(wanted.values()))
    for name, words in wanted.items():
        seen = got.get(name) if isinstance(got, dict) else got
        seen_words = f"{name}: {json.dumps(seen)}"
        promise(seen_words == words, done, words, seen_words, response)


def read_empty(response, done):
    """Read an array and find nothing in it."""
    got = read(response, done, "an empty array")
    promise(got == [], done, "an empty array", json.dumps(got), response)


ORDERS = {
    "oldest first": [1, 2, 3, 4],
    "newest first": [5, 4, 3, 2],
    "as the dishes get ready": [3, 1, 5, 2],
}


@pytest.mark.parametrize("numbers", ORDERS.values(), ids=ORDERS.keys())
def test_the_screen_reads_how_many_tickets_are_left(client, numbers):
    hang(client, 4, 2, 4, 7, 2)
    for left, number in zip((4, 3, 2, 1), numbers, strict=True):
        done = f"{left + 1} tickets hung on the rail, and a cook tapped ticket {number}."
        read_object(client.delete(f"/rail/{number}"), done, number=number, left=left)


def test_the_last_ticket_leaves_a_rail_with_none_left(client):
    hang(client, 4, 2)
    client.delete("/rail/1")
    done = "One ticket hung on the rail, and a cook tapped it."
    read_object(client.delete("/rail/2"), done, number=2, left=0)


CLEARED = {
    "one of its tickets": ([7, 2, 2], 7, [1], 2),
    "several of its tickets": ([2, 7, 4, 7, 2], 7, [2, 4], 3),
    "all that hang there": ([12, 12], 12, [1, 2], 0),
    "none, others hang there": ([2, 4], 7, [], 2),
    "none, nothing hangs there": ([], 7, [], 0),
}


@pytest.mark.parametrize("case", CLEARED)
def test_the_screen_reads_which_tickets_a_table_took_along(client, case):
    tables, table, taken, left = CLEARED[case]
    hang(client, *tables)
    done = f"{len(tables)} tickets hung on the rail, and table {table} was cleared."
    read_object(client.delete(f"/rail/tables/{table}"), done, taken=taken, left=left)


def test_a_rail_without_tickets_can_be_read_as_well(client):
    read_empty(client.get("/rail"), "The screen read the rail before the first ticket.")
    hang(client, 4)
    done = "A ticket of table 4 hung on the rail, and the screen asked for those of table 2."
    read_empty(client.get("/rail?table=2"), done)
    client.delete("/rail/1")
    read_empty(client.get("/rail"), "The screen read the rail after the last ticket.")


WIRE = {
    "a ticket that is done": ("DELETE", "/rail/3", {"number": 3, "left": 2}),
    "a table that is cleared": ("DELETE", "/rail/tables/4", {"taken": [1, 3], "left": 1}),
    "a table without tickets": ("GET", "/rail?table=7", None),
}


@pytest.mark.parametrize("what", WIRE)
def test_what_the_screen_reads_comes_over_the_wire(client, server, what):
    method, address, fields = WIRE[what]
    hang(client, 4, 2, 4)
    done = f"Three tickets hung on the rail; {method} {address} was sent over a wire."
    response = server.guest().request(method, address)
    if fields is None:
        read_empty(response, done)
    else:
        read_object(response, done, **fields)
    promise(response.complete, done, "the answer comes whole", "it breaks off", response)
