"""The kitchen screen gets JSON, whatever the waiters typed."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

ANN = {"number": 1, "table": 4, "guest": "Ann", "dishes": ["pea soup"], "note": "no onions"}


def test_the_kitchen_screen_gets_json(client):
    response = client.get("/api/orders/1")
    done = "The kitchen screen asked for order 1."
    expect(response, done).status(200).json(ANN)


def test_the_kitchen_screen_gets_a_list_of_orders_as_json(client):
    response = client.get("/api/orders")
    done = "The kitchen screen asked for all orders."
    expect(response, done).status(200).json([ANN])


TYPED = {
    "with quotation marks": 'Otto "the Fork" Berg',
    "with a backslash": "AC\\DC",
    "in two lines": "Otto\r\nBerg",
    "with a tab": "Otto\tBerg",
    "with a line break from a word processor": "Otto\vBerg",
}


@pytest.mark.parametrize("how", TYPED)
def test_the_kitchen_screen_gets_what_the_waiter_typed(client, how):
    typed = TYPED[how]
    form = {"table": 2, "guest": typed, "dish": ["stew", typed], "note": typed}
    client.post("/orders", data=form)
    response = client.get("/api/orders/2")
    done = f"A waiter typed a name, a dish and a note {how}. The kitchen screen asked for them."
    order = {"number": 2, "table": 2, "guest": typed, "dishes": ["stew", typed], "note": typed}
    got = response.get_json(force=True, silent=True)  # whatever the header says
    promise(got == order, done, "all three as they were typed", short(response.text), response)


def test_one_name_with_quotation_marks_does_not_break_the_list(client):
    guest = 'Otto "the Fork" Berg'
    client.post("/orders", data={"table": 2, "guest": guest, "dish": "stew"})
    response = client.get("/api/orders")
    done = f"A waiter took an order of {guest}. The kitchen screen asked for all orders."
    otto = {"number": 2, "table": 2, "guest": guest, "dishes": ["stew"], "note": ""}
    got = response.get_json(force=True, silent=True)
    promise(got == [ANN, otto], done, "both orders", short(response.text), response)
