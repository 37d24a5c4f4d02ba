"""What the kitchen was promised: for each order that is taken, a slip comes out of the printer."""

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(printer):
    return {"PRINTER": printer}


def test_the_slip_of_an_order_is_printed(client, printer):
    client.post("/orders", data={"dish": "pea soup"})
    slips = printer.slips(1)
    done = "A waiter ordered a pea soup."
    promise(slips == ["pea soup"], done, "a slip: pea soup", f"slips: {slips}")


def test_the_order_is_marked_as_printed(client, printer):
    client.post("/orders", data={"dish": "pea soup"})
    printer.slips(1)
    response = printer.later(lambda: client.get("/orders/1"), lambda found: found.json["printed"])
    done = "A waiter ordered a pea soup. Later, somebody looked at order 1."
    order = expect(response, done).status(200).json()
    promise(order["printed"], done, '"printed": true', '"printed": false', response)


def test_each_of_three_orders_has_one_slip(client, printer):
    dishes = ["apple pie", "fish pie", "pea soup"]
    for dish in dishes:
        client.post("/orders", data={"dish": dish})
    slips = sorted(printer.slips(3))
    done = "Three guests ordered, one after the other."
    promise(slips == dishes, done, f"slips: {dishes}", f"slips: {slips}")


def test_two_guests_order_at_the_same_moment(app, printer):
    def order(dish):
        return lambda: app.test_client().post("/orders", data={"dish": dish})

    at_once(order("fish pie"), order("pea soup"))
    slips = sorted(printer.slips(2))
    done = "Two guests ordered at the same moment."
    promise(slips == ["fish pie", "pea soup"], done, "two slips", f"slips: {slips}")
