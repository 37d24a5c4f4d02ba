"""What the kitchen screen was promised: it can read each answer that has something to say."""

import pytest

from dojo.suite import expect

# The successes that allow a whole body (RFC 9110, section 15.3)
WITH_A_BODY = (200, 201, 202, 203)
SAID = "a success that allows a body"


def test_the_screen_reads_an_empty_rail(client):
    response = client.get("/rail")
    done = "The screen read the rail. No tickets hung there."
    expect(response, done).status(*WITH_A_BODY, promised=SAID).json([])


def hang(client, *tables):
    """Hang a ticket for each of these tables. They get the numbers 1, 2, …."""
    for table in tables:
        client.post("/rail", data={"table": table, "dish": "stew"})


def test_the_screen_reads_how_many_tickets_are_left(client):
    hang(client, 4, 2)
    response = client.delete("/rail/1")
    done = "Two tickets hung on the rail. A cook tapped ticket 1."
    expect(response, done).status(*WITH_A_BODY, promised=SAID).json({"number": 1, "left": 1})


def test_the_screen_reads_that_no_ticket_is_left(client):
    hang(client, 4)
    response = client.delete("/rail/1")
    done = "One ticket hung on the rail. A cook tapped it."
    expect(response, done).status(*WITH_A_BODY, promised=SAID).json({"number": 1, "left": 0})


CLEARED = {
    "two of three tickets": ([4, 2, 4], {"taken": [1, 3], "left": 1}),
    "all tickets": ([4, 4], {"taken": [1, 2], "left": 0}),
    "no ticket": ([2], {"taken": [], "left": 1}),
}


@pytest.mark.parametrize("what", CLEARED)
def test_the_screen_reads_what_was_taken_off_for_a_table(client, what):
    tables, read = CLEARED[what]
    hang(client, *tables)
    response = client.delete("/rail/tables/4")
    done = f"A cook cleared table 4, which has {what}."
    expect(response, done).status(*WITH_A_BODY, promised=SAID).json(read)
