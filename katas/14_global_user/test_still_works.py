"""What the terrace relies on: greetings, orders, and bills with what was ordered."""

import pytest

from dojo.suite import expect


@pytest.fixture
def config(beside):
    return {"TILL": beside("till").Till(seconds=0)}


def test_a_guest_is_greeted_by_name(client):
    response = client.get("/welcome?guest=Ann")
    done = "Ann opened the welcome screen."
    expect(response, done).status(200).json({"greeting": "Hello, Ann", "bill": []})


def test_a_guest_who_gives_no_name_is_greeted_too(client):
    response = client.get("/welcome")
    done = "Somebody opened the welcome screen without a name."
    expect(response, done).status(200).json({"greeting": "Hello", "bill": []})


def test_an_order_is_answered_as_it_was_sent(client):
    order = {"guest": "Ann", "dish": "trout", "without": "nuts"}
    response = client.post("/orders", data=order)
    expect(response, "Ann ordered trout without nuts.").status(201).json({**order, "price": 19})


def test_an_order_is_on_the_bill_of_its_guest(client):
    client.post("/orders", data={"guest": "Ann", "dish": "trout", "without": "nuts"})
    client.post("/orders", data={"guest": "Bob", "dish": "stew", "without": ""})
    bill = [{"dish": "trout", "without": "nuts", "price": 19}]
    response = client.get("/welcome?guest=Ann")
    done = "Ann ordered, then Bob did. Then Ann opened the welcome screen."
    expect(response, done).status(200).json({"greeting": "Hello, Ann", "bill": bill})


REFUSED = {
    "an order without a guest": {"dish": "trout"},
    "an order with an empty name": {"guest": "", "dish": "trout"},
    "an order without a dish": {"guest": "Ann"},
    "an order for a dish that is not on the menu": {"guest": "Ann", "dish": "swan"},
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_order_that_says_too_little_is_refused(client, what):
    response = client.post("/orders", data=REFUSED[what])
    expect(response, f"Somebody sent {what}.").status(400)
    response = client.get("/welcome?guest=Ann")
    done = f"Somebody sent {what}. Then Ann opened the welcome screen."
    expect(response, done).status(200).json({"greeting": "Hello, Ann", "bill": []})
