"""What guests and tills rely on: the API has the dishes, and with many threads the pages come."""

import pytest

from dojo.suite import expect

DISHES = {"trout": 19, "stew": 14, "cider": 8}


def test_the_api_has_all_dishes_with_their_prices(client):
    response = client.get("/api/dishes")
    expect(response, "A till asked for all dishes.").status(200).json(DISHES)


def test_the_api_takes_a_new_dish(client):
    response = client.post("/api/dishes", data={"name": "gooseberry", "price": "6"})
    done = "The kitchen sent a new dish."
    expect(response, done).status(201).json({"name": "gooseberry", "price": 6})
    response = client.get("/api/dishes/gooseberry")
    done = "The kitchen sent a new dish. Then a till asked for it."
    expect(response, done).status(200).json({"name": "gooseberry", "price": 6})


REFUSED = {
    "a dish without a price": {"name": "gooseberry"},
    "a dish with a price in words": {"name": "gooseberry", "price": "six"},
    "a price without a dish": {"price": "6"},
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_api_refuses_half_a_dish(client, what):
    response = client.post("/api/dishes", data=REFUSED[what])
    expect(response, f"The kitchen sent {what}.").status(400)


def test_a_dish_that_is_not_there_is_not_found(client, server):
    response = client.get("/api/dishes/caviar")
    expect(response, "A till asked for caviar. There is none.").status(404)
    response = server.guest().get("/menu/caviar")
    done = "A guest opened the page of caviar. There is none. The server had many threads."
    expect(response, done).status(404)


def test_the_pages_come_when_there_are_many_threads(server):
    response = server.guest().get("/menu")
    done = "The server had many threads. A guest opened the menu."
    expect(response, done).status(200).media_type("text/html").says("trout", "19", "stew", "14")
    response = server.guest().get("/menu/stew")
    done = "The server had many threads. A guest opened the page of the stew."
    expect(response, done).status(200).media_type("text/html").says("stew", "14")
