"""What every guest was promised: a request is for the guest that it names, and for nobody else."""

import pytest

from dojo.suite import expect


@pytest.fixture
def config(beside, meanwhile):
    return {"TILL": meanwhile.put("the till", beside("till").Till(seconds=0))}


@pytest.fixture
def app(make_app, meanwhile):
    return meanwhile.before_views(make_app())


def test_a_request_without_a_name_is_for_nobody(client, guest):
    client.post("/orders", data={"guest": "Ann", "dish": "trout"})
    response = guest.get("/welcome")
    done = "Ann ordered trout. Then another tablet opened the welcome screen without a name."
    expect(response, done).status(200).json({"greeting": "Hello", "bill": []})


@pytest.mark.parametrize("tablet", ["the same tablet", "another tablet"])
def test_an_order_without_a_name_is_refused(client, guest, tablet):
    client.post("/orders", data={"guest": "Ann", "dish": "trout"})
    next_one = client if tablet == "the same tablet" else guest
    response = next_one.post("/orders", data={"dish": "stew"})
    done = f"Ann ordered trout. Then somebody ordered stew from {tablet} without a name."
    expect(response, done).status(400)


def test_a_wish_is_for_one_dish_only(client, guest):
    client.post("/orders", data={"guest": "Ann", "dish": "trout", "without": "nuts"})
    response = guest.post("/orders", data={"guest": "Bob", "dish": "nut cake"})
    done = "Ann ordered trout without nuts. Then Bob ordered nut cake from another tablet."
    served = {"guest": "Bob", "dish": "nut cake", "without": "", "price": 7}
    expect(response, done).status(201).json(served)


REFUSED = {
    "an order for a dish that is not on the menu": "/orders",
    "an order to a wrong address": "/order",
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_request_leaves_nothing_behind(client, guest, what):
    client.post(REFUSED[what], data={"guest": "Ann", "dish": "swan"})
    response = guest.get("/welcome")
    done = f"Ann sent {what}. Then another tablet opened the welcome screen without a name."
    expect(response, done).status(200).json({"greeting": "Hello", "bill": []})


@pytest.mark.parametrize("place", ["the till", "the way to the view"])
def test_two_guests_order_at_the_same_time(client, guest, meanwhile, place):
    stew = {"guest": "Bob", "dish": "stew"}
    bob = meanwhile(place, lambda: guest.post("/orders", data=stew))
    response = client.post("/orders", data={"guest": "Ann", "dish": "trout", "without": "nuts"})
    done = f"While Ann's order waited at {place}, Bob ordered stew."
    ordered = {"dish": "trout", "without": "nuts", "price": 19}
    expect(response, done).status(201).json({"guest": "Ann", **ordered})
    expect(bob(), done).status(201).json({**stew, "without": "", "price": 14})
    response = client.get("/welcome?guest=Ann")
    expect(response, done).status(200).json({"greeting": "Hello, Ann", "bill": [ordered]})


def test_a_guest_is_greeted_while_another_one_orders(client, guest, meanwhile):
    bob = meanwhile("the till", lambda: guest.get("/welcome?guest=Bob"))
    response = client.post("/orders", data={"guest": "Ann", "dish": "trout"})
    done = "While Ann's order waited at the till, Bob opened the welcome screen."
    ordered = {"guest": "Ann", "dish": "trout", "without": "", "price": 19}
    expect(response, done).status(201).json(ordered)
    expect(bob(), done).status(200).json({"greeting": "Hello, Bob", "bill": []})
