"""What phones and cooks rely on: the menu, a yes that is a yes, prices, and the switch."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

YES = ["true", "True", "1", "YES", "yes", "oN"]

PIE = {"number": 11, "name": "mushroom pie", "price": 12}
DUCK = {"number": 14, "name": "duck in walnuts", "price": 21}
BREAD = {"number": 12, "name": "hazelnut bread", "price": 5}
PIKE = {"number": 15, "name": "pike", "price": 17}
LENTILS = {"number": 17, "name": "lentils", "price": 8}

ALE = {"number": 21, "name": "ale", "price": 5}
JUICE = {"number": 22, "name": "quince juice", "price": 4}
PORTER = {"number": 24, "name": "porter", "price": 6}


class Kitchen:
    """A kitchen with a list of its own, which notes what it is told."""

    def __init__(self):
        self.told, self.out = [], {17}

    def dishes(self):
        kinds = [
            {**PIE, "vegetarian": True, "nuts": False},
            {**DUCK, "vegetarian": False, "nuts": True},
            {**BREAD, "vegetarian": True, "nuts": True},
            {**PIKE, "vegetarian": False, "nuts": False},
            {**LENTILS, "vegetarian": True, "nuts": False},
        ]
        return [{**dish, "available": dish["number"] not in self.out} for dish in kinds]

    def drinks(self):
        return [
            {**ALE, "alcohol": True, "available": True},
            {**JUICE, "alcohol": False, "available": True},
            {**PORTER, "alcohol": True, "available": False},
        ]

    def mark(self, number, available):
        self.told.append((number, available))
        (self.out.discard if available else self.out.add)(number)


@pytest.fixture
def kitchen():
    return Kitchen()


@pytest.fixture
def config(kitchen):
    return {"KITCHEN": kitchen}


def found(client, address, *offers):
    """A search finds these, in this order."""
    done = f"A phone asked for {address}."
    expect(client.get(address), done).status(200).json(list(offers))


def words(told):
    """What the kitchen was told, for people."""
    said = {True: "can be ordered", False: "is out"}
    return ", ".join(f"dish {number} {said.get(word, word)}" for number, word in told) or "nothing"


def test_without_a_wish_all_that_can_be_ordered_is_found(client):
    found(client, "/dishes", PIE, DUCK, BREAD, PIKE)
    found(client, "/drinks", ALE, JUICE)


@pytest.mark.parametrize("word", YES)
def test_yes_is_yes_in_every_spelling(client, kitchen, word):
    found(client, f"/dishes?nuts={word}", DUCK, BREAD)
    found(client, f"/dishes?vegetarian={word}&nuts={word}&available={word}", BREAD)
    found(client, f"/drinks?alcohol={word}", ALE)
    done = f"A cook switched the lentils on again, with available={word}."
    expect(client.post("/dishes/17", data={"available": word}), done).status(204)
    promised, seen = "the kitchen is told, once: dish 17 can be ordered", words(kitchen.told)
    promise(kitchen.told == [(17, True)], done, promised, seen)
    found(client, f"/dishes?vegetarian={word}", PIE, BREAD, LENTILS)


def test_a_price_is_a_limit_when_it_is_a_whole_number(client):
    found(client, "/dishes?max_price=12", PIE, BREAD)
    found(client, "/dishes?max_price=5", BREAD)
    found(client, "/drinks?max_price=4", JUICE)
    found(client, "/dishes?max_price=0")
    found(client, "/drinks?max_price=0")
    for price in ("any", "", "12.50", "%D0%B4%D0%B2%D0%B0"):
        found(client, f"/dishes?max_price={price}", PIE, DUCK, BREAD, PIKE)
        found(client, f"/drinks?max_price={price}", ALE, JUICE)


def test_a_switch_without_a_dish_or_without_a_word_is_refused(client, kitchen):
    done = "A cook switched dish 99, which there is not, to on."
    expect(client.post("/dishes/99", data={"available": "on"}), done).status(404)
    promise(not kitchen.told, done, "the kitchen is told nothing", words(kitchen.told))
    done = "A cook's switch for the pike was sent without the field available."
    expect(client.post("/dishes/15", data={}), done).status(400)
    promise(not kitchen.told, done, "the kitchen is told nothing", words(kitchen.told))
