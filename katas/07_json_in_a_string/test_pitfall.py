"""What the kitchen screen was promised: JSON, whatever guests are called."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

ANN = {"number": 1, "table": 4, "guest": "Ann", "dishes": ["pea soup"], "note": "no onions"}

AS_GUESTS_SAY_IT = {
    "an apostrophe": "Siobhán O'Hara",
    "a backslash": "table\\terrace",
    "two lines": "first the soup\r\nthen the fish",
    "a tab": "soup\tfirst",
    "blanks at both ends": "  as always  ",
    "markup": "<img src=x onerror=alert(1)>",
    "other scripts": "Zoe\u0308 & 花子 🍲",
    "something like JSON": '", "table": 99, "x": "',
    "a brace and a percent sign": "{guest} 100%s",
    "nothing": "",
}


def take(client, number, **order):
    """Take order `number` at table 7; returns what the kitchen was promised to see of it."""
    client.post("/orders", data={"table": 7, **order})
    return {"number": number, "table": 7, **order, "dishes": order["dish"]}


def same_order(got, order, done, response):
    """Promise that an order from the API is the one that was taken, field by field."""
    promise(isinstance(got, dict), done, "an object for each order", short(repr(got)), response)
    for field in ANN:
        seen = f"{field} is {got[field]!r}" if field in got else f"no {field}"
        kept = field in got and got[field] == order[field]
        promise(kept, done, f"{field} is {order[field]!r}", seen, response)
    fields = ", ".join(sorted(got))
    promise(set(got) == set(ANN), done, "the five fields of an order", fields, response)


def same_orders(got, orders, done, response):
    """Promise that the API's list holds these orders, oldest first."""
    promise(isinstance(got, list), done, "a JSON array", short(repr(got)), response)
    numbers = [order.get("number") if isinstance(order, dict) else order for order in got]
    wanted = [order["number"] for order in orders]
    promise(numbers == wanted, done, f"the orders {wanted}", short(repr(numbers)), response)
    for seen, order in zip(got, orders, strict=True):
        same_order(seen, order, done, response)


def test_the_kitchen_screen_gets_json(client):
    done = "The kitchen screen asked for order 1."
    response = client.get("/api/orders/1")
    got = expect(response, done).status(200).json()
    same_order(got, ANN, done, response)


def test_the_list_of_orders_is_json_as_well(client):
    orders = [ANN]
    for number in range(2, 12):
        guest = f"Guest {number}"
        orders.append(take(client, number, guest=guest, dish=["stew", "pie"], note="quickly"))
    done = "Ten more orders were taken, then the kitchen screen asked for all."
    response = client.get("/api/orders")
    same_orders(expect(response, done).status(200).json(), orders, done, response)


def test_a_guest_with_quotation_marks_in_the_name_reaches_the_kitchen(client):
    guest = 'Hanna "Hanni" Wolf'
    order = take(client, 2, guest=guest, dish=["stew"], note="")
    done = f"The kitchen screen asked for the order of {guest}."
    response = client.get("/api/orders/2")
    same_order(expect(response, done).status(200).json(), order, done, response)


@pytest.mark.parametrize("words", AS_GUESTS_SAY_IT.values(), ids=AS_GUESTS_SAY_IT.keys())
def test_an_order_reaches_the_kitchen_as_it_was_taken(client, words):
    order = take(client, 2, guest=words, dish=["stew", words], note=words)
    done = f"The kitchen screen asked for an order with the words {words!r}."
    response = client.get("/api/orders/2")
    same_order(expect(response, done).status(200).json(), order, done, response)


@pytest.mark.parametrize("words", AS_GUESTS_SAY_IT.values(), ids=AS_GUESTS_SAY_IT.keys())
def test_all_orders_reach_the_kitchen_as_they_were_taken(client, words):
    order = take(client, 2, guest=words, dish=["stew", words], note=words)
    done = f"The kitchen screen asked for all orders, one with the words {words!r}."
    response = client.get("/api/orders")
    same_orders(expect(response, done).status(200).json(), [ANN, order], done, response)
