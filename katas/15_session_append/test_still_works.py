"""What guests rely on: a basket for each browser, which the kitchen gets when it is ordered."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

SOUP = {"dish": "soup", "quantity": 1, "note": ""}
WITH_SOUP = {"dishes": [SOUP], "total": 6}
EMPTY = {"dishes": [], "total": 0}


@pytest.fixture
def orders():
    """What the kitchen got."""
    return []


@pytest.fixture
def config(orders):
    return {"KITCHEN": orders.append}


def test_a_dish_that_was_put_in_is_in_the_basket(client):
    response = client.post("/basket", data={"dish": "soup"})
    expect(response, "Ann put in a soup.").status(200).json(WITH_SOUP)
    response = client.get("/basket")
    expect(response, "Ann put in a soup. Then she looked.").status(200).json(WITH_SOUP)


def test_each_browser_has_its_own_basket(client, guest):
    client.post("/basket", data={"dish": "soup"})
    response = guest.get("/basket")
    expect(response, "Ann put in a soup. Then Jon looked.").status(200).json(EMPTY)


def test_a_basket_is_still_there_when_the_app_starts_again(client, make_app):
    client.post("/basket", data={"dish": "soup"})
    client.application = make_app()
    response = client.get("/basket")
    done = "Ann put in a soup. The app stopped and started. Then she looked."
    expect(response, done).status(200).json(WITH_SOUP)


def test_the_kitchen_gets_what_is_ordered(client, orders):
    client.post("/basket", data={"dish": "soup"})
    response = client.post("/order")
    done = "Ann put in a soup and ordered."
    expect(response, done).status(200).json(EMPTY)
    promise(orders == [[SOUP]], done, f"the kitchen gets {[SOUP]}", f"it got {orders}", response)
    response = client.post("/order")
    expect(response, f"{done} Then she ordered again.").status(409)


REFUSED = {
    "put in a dish that is not on the menu": ("POST", "/basket", {"dish": "swan"}, 400),
    "changed the quantity to 0": ("PUT", "/basket/soup/quantity", {"quantity": "0"}, 400),
    "wrote a note on a dish that is not in the basket": ("PUT", "/basket/stew/note", {}, 404),
    "took out a dish that is not in the basket": ("DELETE", "/basket/stew", {}, 404),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_change_that_is_refused_changes_nothing(client, what):
    method, address, data, status = REFUSED[what]
    client.post("/basket", data={"dish": "soup"})
    response = client.open(address, method=method, data=data)
    expect(response, f"Ann put in a soup. Then she {what}.").status(status)
    response = client.get("/basket")
    expect(response, f"Ann {what}. Then she looked.").status(200).json(WITH_SOUP)
