"""What the kitchen relies on: tickets hang until they are taken off, and the bell rings once."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

NOTHING_FOLLOWS = (204, 205)  # RFC 9110, sections 15.3.5 and 15.3.6


@pytest.fixture
def rung():
    """The tables that the bell rang for."""
    return []


@pytest.fixture
def config(rung):
    """A bell that is a list."""
    return {"BELL": rung.append}


def hang(client, table, dish):
    """Hang a ticket."""
    return client.post("/rail", data={"table": table, "dish": dish})


def on_the_rail(client, done):
    """The numbers of the tickets on a rail that is not empty."""
    return [ticket["number"] for ticket in expect(client.get("/rail"), done).json()]


def test_a_ticket_hangs_as_it_was_written(client):
    tickets = [
        {"number": 1, "table": 4, "dish": "crème brûlée & 豆腐"},
        {"number": 2, "table": 12, "dish": 'the "small" stew'},
        {"number": 3, "table": 4, "dish": "fish pie"},
    ]
    for ticket in tickets:
        done = f"A ticket was hung for table {ticket['table']}: {ticket['dish']}."
        expect(hang(client, ticket["table"], ticket["dish"]), done).status(201).json(ticket)
    done = "Three tickets were hung, two of them for table 4."
    expect(client.get("/rail"), done).status(range(200, 300)).json(tickets)
    at_four = [tickets[0], tickets[2]]
    expect(client.get("/rail?table=4"), done).status(range(200, 300)).json(at_four)


def test_a_ticket_without_a_table_or_a_dish_is_refused(client):
    for fields in ({"table": 4}, {"dish": "stew"}, {}):
        done = f"A ticket was written with the fields {list(fields)}."
        expect(client.post("/rail", data=fields), done).status(400)


def test_a_ticket_that_is_done_is_off_the_rail_and_no_other(client):
    for table in (4, 2, 4, 7, 7):
        hang(client, table, "stew")
    done = "Tickets 1 to 5 hung on the rail, and a cook tapped ticket 2."
    client.delete("/rail/2")
    seen = on_the_rail(client, done)
    promise(seen == [1, 3, 4, 5], done, "1, 3, 4 and 5 hang there", f"{seen} hang there")
    done = "Ticket 2 was off the rail, and a cook tapped it once more."
    again = client.delete("/rail/2")
    got = expect(again, done).status(404).json()
    seen = got.get("left") if isinstance(got, dict) else got
    promise(seen == 4, done, "left: 4", f"left: {seen}", again)
    done = "Tickets 1, 3, 4 and 5 hung on the rail, and table 7 was cleared."
    client.delete("/rail/tables/7")
    seen = on_the_rail(client, done)
    promise(seen == [1, 3], done, "1 and 3 hang there", f"{seen} hang there")
    number = hang(client, 7, "stew").get_json()["number"]
    promise(number == 6, "A sixth ticket was hung.", "it is number 6", f"number {number}")


def test_the_bell_rings_once_and_the_button_gets_no_more_than_a_head(client, server, rung):
    hang(client, 4, "stew")
    hang(client, 12, "fish pie")
    button = server.guest()
    done = "Table 12's ticket hung on the rail, and the button was pressed for it."
    response = button.post("/rail/2/bell")
    expect(response, done).status(204)
    nothing_follows(response, done)
    promise(rung == [12], done, "one ring, for table 12", f"rung for: {rung}", response)
    done = "The button was pressed for ticket 3, which nobody had hung."
    expect(button.post("/rail/3/bell"), done).status(404)
    promise(rung == [12], done, "no bell", f"rung for: {rung}")


def nothing_follows(response, done):
    """Nothing came over the wire after a head that ends the answer."""
    if response.status_code in NOTHING_FOLLOWS:
        said = f"a {response.status_code} ends with its head"
        promise(not response.raw, done, said, f"{len(response.raw)} bytes after it", response)


TAPS = {
    "a ticket that is done": ("DELETE", "/rail/1"),
    "a table that is cleared": ("DELETE", "/rail/tables/4"),
    "a look at a table without tickets": ("GET", "/rail?table=9"),
}


@pytest.mark.parametrize("what", TAPS)
def test_what_a_status_rules_out_is_not_sent(client, server, what):
    hang(client, 4, "stew")
    hang(client, 4, "fish pie")
    method, address = TAPS[what]
    done = f"The screen, on a wire, sent {method} {address}."
    nothing_follows(server.guest().request(method, address), done)
