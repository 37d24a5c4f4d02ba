"""The menu comes from the cache, and everybody who has a basket sees what is in it."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

pytestmark = pytest.mark.usefixtures("shared_cache")  # all clients ask the cache, not the app


def test_a_dish_is_in_the_basket_at_once(client):
    client.get("/basket")
    client.post("/basket", data={"dish": "truffles"})
    response = client.get("/basket")
    done = "Ann opened her basket, put truffles into it, and looked again."
    expect(response, done).status(200)
    dishes = response.json["dishes"]
    promise(dishes == ["truffles"], done, "truffles in it", f"{dishes}", response)


def test_guests_who_have_ordered_see_their_own_dishes(client, guest):
    client.post("/basket", data={"dish": "truffles"})
    guest.post("/basket", data={"dish": "pea soup"})
    client.get("/basket")
    response = guest.get("/basket")
    done = "Ann ordered truffles, Bob ordered pea soup. Then both looked into their baskets."
    expect(response, done).status(200)
    dishes = response.json["dishes"]
    promise(dishes == ["pea soup"], done, "pea soup", f"{dishes}", response)


def test_a_dish_that_is_not_on_the_menu_is_refused(client):
    response = client.post("/basket", data={"dish": "gold"})
    expect(response, "Somebody ordered gold, which is not on the menu.").status(400)


def check_menu(response, shared_cache, done):
    """The menu was read, and the app was asked for it once."""
    expect(response, done).status(200).json({"pea soup": 6, "truffles": 24})
    times = shared_cache.asked.count("GET /menu")
    said = "the cache asks the app for the menu once"
    promise(times == 1, done, said, f"{times} times", response, REQUEST)


def test_the_app_is_asked_for_the_menu_once(client, guest, shared_cache):
    client.get("/menu")
    client.get("/menu")
    response = guest.get("/menu")
    check_menu(response, shared_cache, "Ann read the menu twice, then Bob read it.")


def test_also_for_guests_with_baskets_the_app_is_asked_once(client, guest, shared_cache):
    for phone, dish in ((client, "truffles"), (guest, "pea soup")):
        phone.post("/basket", data={"dish": dish})
        phone.set_cookie("table", "7")
        response = phone.get("/menu")
    done = "Ann put truffles into her basket and read the menu. Bob did the same with pea soup."
    check_menu(response, shared_cache, done)
