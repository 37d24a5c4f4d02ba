"""What guests and cooks were promised: a no is a no, on every phone and in every field."""

from urllib.parse import urlencode

import pytest

from dojo.suite import expect
from dojo.suite import promise

NO = ["false", "False", "0", "no", "NO", "oFf"]

NEITHER = {
    "another language": "ja",
    "another script": "нет",
    "one letter of yes": "y",
    "one letter of false": "f",
    "a number": "2",
    "a number below zero": "-1",
    "a longer zero": "00",
    "nothing in JSON": "null",
    "nothing in Python": "None",
    "both": "true,false",
    "a longer yes": "yesterday",
    "a longer no": "nothing",
}

DISH = ("number", "name", "price", "vegetarian", "nuts")
DISHES = [
    (31, "leek tart", 11, True, False),
    (32, "almond trout", 18, False, True),
    (34, "chestnut soup", 8, True, True),
    (35, "mutton", 16, False, False),
    (37, "dumplings", 9, True, False),
    (38, "pesto eel", 20, False, True),
]

DRINK = ("number", "name", "price", "alcohol", "available")
DRINKS = [
    (41, "stout", 5, True, True),
    (42, "ayran", 3, False, True),
    (44, "mead", 6, True, False),
    (45, "cordial", 4, False, False),
]

ORDERABLE = ["leek tart", "almond trout", "chestnut soup", "mutton"]

EMPTY = {
    "nuts": ("/dishes", {"nuts": ""}, ORDERABLE),
    "vegetarian": ("/dishes", {"vegetarian": ""}, ORDERABLE),
    "available": ("/dishes", {"available": ""}, ORDERABLE),
    "everything": ("/dishes", {"vegetarian": "", "nuts": "", "available": ""}, ORDERABLE),
    "nuts beside a wish": ("/dishes", {"vegetarian": "true", "nuts": ""}, ORDERABLE[::2]),
    "alcohol": ("/drinks", {"alcohol": ""}, ["stout", "ayran"]),
    "available, of drinks": ("/drinks", {"available": ""}, ["stout", "ayran"]),
    "available beside a wish": ("/drinks", {"alcohol": "true", "available": ""}, ["stout"]),
}


class Kitchen:
    """A kitchen with a list of its own, which notes what it is told."""

    def __init__(self):
        self.told, self.out = [], {37, 38}

    def dishes(self):
        dishes = [dict(zip(DISH, row, strict=True)) for row in DISHES]
        return [{**dish, "available": dish["number"] not in self.out} for dish in dishes]

    def drinks(self):
        return [dict(zip(DRINK, row, strict=True)) for row in DRINKS]

    def mark(self, number, available):
        self.told.append((number, available))
        (self.out.discard if available else self.out.add)(number)


@pytest.fixture
def kitchen():
    return Kitchen()


@pytest.fixture
def config(kitchen):
    return {"KITCHEN": kitchen}


def found(client, address, *names, **wishes):
    """A search finds what has these names, in this order."""
    asked = " and ".join(f"{field}={word}" for field, word in wishes.items())
    done = f"A phone asked for {address} with {asked or 'no wish'}."
    response = client.get(f"{address}?{urlencode(wishes)}")
    got = expect(response, done).status(200).json()
    try:
        seen = [offer["name"] for offer in got]
    except (TypeError, KeyError):
        seen = [f"{got}"]
    promised = ", ".join(names) or "an empty list"
    promise(seen == list(names), done, promised, ", ".join(seen) or "an empty list", response)


def words(told):
    """What the kitchen was told, for people."""
    said = {True: "can be ordered", False: "is out"}
    return ", ".join(f"dish {number} {said.get(word, word)}" for number, word in told) or "nothing"


def refused(client, address, **wishes):
    """A search is answered 400."""
    asked = " and ".join(f"{field}={word}" for field, word in wishes.items())
    response = client.get(f"{address}?{urlencode(wishes)}")
    expect(response, f"A phone asked for {address} with {asked}.").status(400)


@pytest.mark.parametrize("no", NO)
def test_no_is_no_when_dishes_are_searched(client, no):
    found(client, "/dishes", "leek tart", "mutton", nuts=no)
    found(client, "/dishes", "almond trout", "mutton", vegetarian=no)
    found(client, "/dishes", "dumplings", "pesto eel", available=no)
    found(client, "/dishes", "leek tart", vegetarian="true", nuts=no, max_price="any")
    found(client, "/dishes", "pesto eel", vegetarian=no, nuts="true", available=no)
    found(client, "/dishes", vegetarian=no, nuts=no, max_price="15")


@pytest.mark.parametrize("no", NO)
def test_no_is_no_when_drinks_are_searched(client, no):
    found(client, "/drinks", "ayran", alcohol=no)
    found(client, "/drinks", "mead", "cordial", available=no)
    found(client, "/drinks", "mead", alcohol="true", available=no)


@pytest.mark.parametrize(("address", "wishes", "names"), EMPTY.values(), ids=EMPTY.keys())
def test_an_empty_field_is_no_wish(client, address, wishes, names):
    found(client, address, *names, **wishes)


@pytest.mark.parametrize("word", NEITHER.values(), ids=NEITHER.keys())
def test_a_search_with_a_word_that_is_neither_yes_nor_no_is_refused(client, word):
    for field in ("nuts", "vegetarian", "available"):
        refused(client, "/dishes", **{field: word})
    for field in ("alcohol", "available"):
        refused(client, "/drinks", **{field: word})
    refused(client, "/dishes", nuts="false", vegetarian=word, max_price="12")


@pytest.mark.parametrize("no", NO)
def test_a_dish_that_is_switched_off_is_out(client, kitchen, no):
    found(client, "/dishes", *ORDERABLE)
    done = f"A cook switched the mutton off, with available={no}."
    expect(client.post("/dishes/35", data={"available": no}), done).status(204)
    promised, seen = "the kitchen is told: dish 35 is out", words(kitchen.told)
    promise(kitchen.told == [(35, False)], done, promised, seen)
    found(client, "/dishes", "leek tart", "almond trout", "chestnut soup")


@pytest.mark.parametrize("word", ["", *NEITHER.values()], ids=["nothing", *NEITHER.keys()])
def test_a_switch_that_says_neither_on_nor_off_is_refused(client, kitchen, word):
    done = f"A cook's switch for the mutton was sent with available={word}."
    response = client.post("/dishes/35", data={"available": word})
    told = words(kitchen.told)
    promise(not kitchen.told, done, "the kitchen is told nothing", told, response)
    expect(response, done).status(400)
