"""What the kitchen does every day: tickets come and go, and the bell rings."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

STEW = {"number": 1, "table": 4, "dish": "stew"}
PIE = {"number": 2, "table": 2, "dish": "fish pie"}


def test_a_ticket_is_hung(client):
    response = client.post("/rail", data={"table": 4, "dish": "stew"})
    expect(response, "A waiter hung a ticket.").status(201).json(STEW)
    done = "A waiter hung a ticket. The screen read the rail."
    expect(client.get("/rail"), done).status(200).json([STEW])


def test_a_ticket_without_a_dish_is_refused(client):
    response = client.post("/rail", data={"table": 4})
    expect(response, "A waiter hung a ticket without a dish.").status(400)


@pytest.mark.parametrize("path", ["/rail/1", "/rail/tables/4"])
def test_what_is_taken_off_no_longer_hangs_there(client, path):
    client.post("/rail", data={"table": 4, "dish": "stew"})
    client.post("/rail", data={"table": 2, "dish": "fish pie"})
    client.delete(path)
    done = f"Two tickets hung on the rail. A cook sent DELETE to {path}."
    expect(client.get("/rail"), done).status(200).json([PIE])


def test_a_ticket_that_is_not_there_is_not_found(client):
    response = client.delete("/rail/1")
    expect(response, "A cook tapped a ticket that is not there.").status(404)


def test_the_bell_rings_and_its_answer_has_no_body(make_app):
    rung = []
    button = make_app({"BELL": rung.append}).test_client()
    button.post("/rail", data={"table": 4, "dish": "stew"})
    response = button.post("/rail/1/bell")
    done = "The button was pressed for ticket 1."
    expect(response, done).status(204).empty()
    promise(rung == [4], done, "one ring, for table 4", f"rings for the tables {rung}")
