"""What the waiters rely on: an order is answered, and is in the list."""

import pytest

from dojo.suite import expect


async def print_at_once(text):
    """A printer that is never slow."""


@pytest.fixture
def config():
    return {"PRINTER": print_at_once}


def test_an_order_is_taken(client):
    response = client.post("/orders", data={"dish": "pea soup"})
    done = "A waiter ordered a pea soup."
    order = expect(response, done).status(201).json()
    assert order["dish"] == "pea soup"


def test_orders_are_listed_in_the_order_they_came(client):
    for dish in ("pea soup", "fish pie"):
        client.post("/orders", data={"dish": dish})
    response = client.get("/orders")
    orders = expect(response, "Two guests ordered, then somebody looked at the list.").json()
    assert [(order["number"], order["dish"]) for order in orders] == [
        (1, "pea soup"),
        (2, "fish pie"),
    ]


def test_an_order_without_a_dish_is_refused(client):
    response = client.post("/orders", data={"dish": ""})
    expect(response, "Somebody sent an order without a dish.").status(400)


def test_an_order_that_nobody_gave_is_not_found(client):
    expect(client.get("/orders/1"), "Somebody asked for an order of nobody.").status(404)
