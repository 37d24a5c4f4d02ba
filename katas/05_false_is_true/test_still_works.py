"""What guests and cooks do every day, with words that already work."""

import pytest

from dojo.suite import expect

SOUP = {"number": 1, "name": "pea soup", "price": 9}
CAKE = {"number": 2, "name": "nut cake", "price": 7}
TROUT = {"number": 3, "name": "trout", "price": 19}
STEW = {"number": 4, "name": "stew", "price": 14}  # is out
CIDER = {"number": 1, "name": "cider", "price": 4}
ELDERFLOWER = {"number": 2, "name": "elderflower", "price": 3}


def test_without_a_wish_guests_see_what_they_can_order(client):
    done = "A guest asked for dishes and drinks, without a wish."
    expect(client.get("/dishes"), done).status(200).json([SOUP, CAKE, TROUT])
    expect(client.get("/drinks"), done).status(200).json([CIDER, ELDERFLOWER])


@pytest.mark.parametrize("word", ["true", "TRUE", "1", "yes", "On"])
def test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts(client, word):
    response = client.get(f"/dishes?nuts={word}")
    done = f"A guest asked for dishes with nuts={word}."
    expect(response, done).status(200).json([CAKE])


def test_a_guest_sees_what_costs_as_much_or_less(client):
    response = client.get("/dishes?vegetarian=true&max_price=7")
    done = "A guest asked for vegetarian dishes that cost 7 at most."
    expect(response, done).status(200).json([CAKE])


def test_a_dish_that_is_switched_on_is_on_the_menu(client):
    response = client.post("/dishes/4", data={"available": "on"})
    done = "A cook switched the stew on."
    expect(response, done).status(204)
    expect(client.get("/dishes"), done).status(200).json([SOUP, CAKE, TROUT, STEW])


def test_a_switch_without_a_dish_or_without_a_word_is_refused(client):
    done = "A cook switched dish 99 on, which does not exist."
    expect(client.post("/dishes/99", data={"available": "on"}), done).status(404)
    done = "A cook's phone sent the switch of the trout without a field."
    expect(client.post("/dishes/3"), done).status(400)
