"""A no is a no, in every field and in every spelling."""

import pytest

from dojo.suite import expect

SOUP = {"number": 1, "name": "pea soup", "price": 9}
CAKE = {"number": 2, "name": "nut cake", "price": 7}
TROUT = {"number": 3, "name": "trout", "price": 19}
STEW = {"number": 4, "name": "stew", "price": 14}  # is out
ELDERFLOWER = {"number": 2, "name": "elderflower", "price": 3}
BRANDY = {"number": 3, "name": "plum brandy", "price": 6}  # is out


def test_a_guest_who_says_no_to_nuts_sees_the_dishes_without_nuts(client):
    response = client.get("/dishes?nuts=false")
    done = "A guest asked for dishes with nuts=false."
    expect(response, done).status(200).json([SOUP, TROUT])


NO = {
    "no, for vegetarian": ("/dishes?vegetarian=no", [TROUT]),
    "0, for alcohol": ("/drinks?alcohol=0", [ELDERFLOWER]),
    "off, for available dishes": ("/dishes?available=off", [STEW]),
    "FALSE, for available drinks": ("/drinks?available=FALSE", [BRANDY]),
}


@pytest.mark.parametrize("no", NO)
def test_a_guest_who_says_no_sees_what_fits(client, no):
    address, found = NO[no]
    expect(client.get(address), f"A guest asked for {address}.").status(200).json(found)


def test_an_empty_field_in_a_search_counts_as_missing(client):
    response = client.get("/dishes?nuts=")
    done = "A guest asked for dishes with nuts= and nothing after it."
    expect(response, done).status(200).json([SOUP, CAKE, TROUT])


def test_a_dish_that_is_switched_off_is_not_on_the_menu(client):
    client.post("/dishes/3", data={"available": "off"})
    response = client.get("/dishes")
    done = "A cook switched the trout off. Then a guest asked for dishes."
    expect(response, done).status(200).json([SOUP, CAKE])


def test_an_empty_switch_is_refused(client):
    response = client.post("/dishes/3", data={"available": ""})
    done = "A cook's phone sent an empty field for the trout."
    expect(response, done).status(400)


def test_a_word_that_is_not_in_the_table_does_not_mean_yes(client):
    client.post("/dishes/4", data={"available": "later"})
    response = client.get("/dishes")
    done = "The stew is out. A cook sent available=later. Then a guest asked for dishes."
    expect(response, done).status(200).json([SOUP, CAKE, TROUT])
