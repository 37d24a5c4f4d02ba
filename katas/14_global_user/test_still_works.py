"""What the terrace relies on: greetings, orders, and a till that rings up what was ordered."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import ReadingClient

MENU = {"bread": 3, "mussels": 16, "plum tart": 5, "tap water": 0}


class Till:
    """A till that answers at once, as often as its line is good for."""

    def __init__(self):
        self.tickets, self.answers = [], 99

    def _listen(self):
        self.answers -= 1
        if self.answers < 0:
            raise ConnectionError("no answer from the till")

    def price(self, dish):
        self._listen()
        return MENU.get(dish)

    def ring_up(self, guest, dish, without, price):
        self._listen()
        self.tickets.append((guest, dish, without, price))

    def bill(self, guest):
        self._listen()
        fields = ("dish", "without", "price")
        return [dict(zip(fields, what, strict=True)) for who, *what in self.tickets if who == guest]


@pytest.fixture
def till():
    return Till()


@pytest.fixture
def config(till):
    return {"TILL": till}


@pytest.fixture
def client(app):
    """A tablet that reads each answer to its end."""
    return ReadingClient(app, app.response_class)


def test_a_guest_is_greeted_by_name_and_sees_the_bill(client, till):
    till.ring_up("Zoë O'Hara", "mussels", "cream", 16)
    till.ring_up("Zoë O'Hara", "bread", "", 3)
    till.ring_up("Jon", "bread", "salt", 3)
    bill = [
        {"dish": "mussels", "without": "cream", "price": 16},
        {"dish": "bread", "without": "", "price": 3},
    ]
    response = client.get("/welcome", query_string={"guest": "Zoë O'Hara"})
    done = "Zoë O'Hara opened the welcome screen."
    expect(response, done).status(200).json({"greeting": "Hello, Zoë O'Hara", "bill": bill})
    till.ring_up("Zoë O'Hara", "plum tart", "", 5)
    bill.append({"dish": "plum tart", "without": "", "price": 5})
    response = client.get("/welcome", query_string={"guest": "Zoë O'Hara"})
    done = "Zoë O'Hara opened the welcome screen again, after one more dish."
    expect(response, done).status(200).json({"greeting": "Hello, Zoë O'Hara", "bill": bill})


ORDERS = {
    "with a wish": {"dish": "mussels", "without": "cream & wine", "price": 16},
    "a dish that costs 0": {"dish": "tap water", "without": "ice", "price": 0},
}


@pytest.mark.parametrize("what", ORDERS)
def test_an_order_is_answered_and_rung_up_as_it_was_sent(client, till, what):
    order = {"guest": "Zoë O'Hara", **ORDERS[what]}
    sent = {name: order[name] for name in ("guest", "dish", "without")}
    rung_up = [(*sent.values(), order["price"])]
    for times in (1, 2):
        done = f"Zoë O'Hara ordered {order['dish']}{', and the same again' * (times - 1)}."
        response = client.post("/orders", data=sent)
        expect(response, done).status(201).json(order)
        kept = till.tickets == rung_up * times
        promise(kept, done, f"rung up: {rung_up * times}", f"{till.tickets}", response)


REFUSED = {
    "no guest is named": ({"dish": "bread"}, 400),
    "the guest's name is empty": ({"guest": "", "dish": "bread"}, 400),
    "no dish is named": ({"guest": "Ida"}, 400),
    "the dish is not on the menu": ({"guest": "Ida", "dish": "swan"}, 400),
    "the till is down": ({"guest": "Ida", "dish": "bread"}, 503),
    "the till is down after it told the price": ({"guest": "Ida", "dish": "bread"}, 503),
}


@pytest.mark.parametrize("why", REFUSED)
def test_an_order_that_cannot_be_taken_is_refused_and_costs_nothing(client, till, why):
    order, status = REFUSED[why]
    if status == 503:
        till.answers = 1 if "price" in why else 0
    done = f"An order was sent for which {why}."
    response = client.post("/orders", data=order)
    expect(response, done).status(status)
    promise(not till.tickets, done, "nothing is rung up", f"{till.tickets}", response)
