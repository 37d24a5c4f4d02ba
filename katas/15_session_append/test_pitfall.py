"""What guests were promised: what they did to their basket is still done when they look again."""

from copy import deepcopy
from urllib.parse import quote

import pytest

from dojo.suite import expect
from dojo.suite import promise

MENU = {"plum tart": 5, "豆腐": 8, "bread": 3, "Käsespätzle": 11, "fish & chips": 13}

LONG = """no nuts, no celery, no cheese on top, and the sauce in a cup of its own, please; the bread
in thick slices, and not yet buttered; whoever brings it may ring twice, for the bell upstairs is
hard to hear, and take the stairs at the back, since the lift is out of order this week. If there is
no dill left, parsley will do. If there is no parsley, leave the green out altogether. My colleague
at the next desk pays; she has the change in an envelope with your name on it."""

NOTES = {
    "an apostrophe and quotation marks": 'Jon\'s, "as always"',
    "other scripts": "辛くない, crème, 🌶",
    "like JSON": '{"note": []}',
    "two lines with blanks around": "  hot\r\nwith spoon  ",
    "many words": " ".join(LONG.split()),
}


@pytest.fixture
def orders():
    """What the kitchen got."""
    return []


@pytest.fixture
def config(orders):
    def kitchen(dishes):
        orders.append(deepcopy(dishes))

    return {"MENU": MENU, "KITCHEN": kitchen, "SECRET_KEY": "1b98f3c07ae5d264"}


class Guest:
    """Somebody with a browser, who remembers what was done and what has to be in the basket."""

    def __init__(self, make_app):
        self._make_app, self.answer = make_app, None
        self.client = make_app().test_client()
        self.lines, self.done = [], []

    def put_in(self, dish):
        self.answer = self.client.post("/basket", data={"dish": dish})
        if (line := self._line(dish)) is None:
            self.lines.append({"dish": dish, "quantity": 1, "note": ""})
        else:
            line["quantity"] += 1
        self.done.append(f"{dish} in")

    def change_quantity(self, dish, quantity):
        address = f"/basket/{quote(dish)}/quantity"
        self.answer = self.client.put(address, data={"quantity": str(quantity)})
        self._line(dish)["quantity"] = quantity
        self.done.append(f"{quantity} × {dish}")

    def change_note(self, dish, note):
        fields = {} if note is None else {"note": note}
        self.answer = self.client.put(f"/basket/{quote(dish)}/note", data=fields)
        self._line(dish)["note"] = note or ""
        self.done.append(f"note on {dish}: {note!r}" if note else f"no note on {dish}")

    def take_out(self, dish):
        self.answer = self.client.delete(f"/basket/{quote(dish)}")
        self.lines.remove(self._line(dish))
        self.done.append(f"{dish} out")

    def check(self):
        """The answer tells what has to be in the basket, and so does each later look at it."""
        done = f"A guest did this: {'; '.join(self.done[-4:])}."
        self._shows(self.answer, done)
        self._shows(self.client.get("/basket"), f"{done} Then the basket was asked for.")
        self._shows(self.client.get("/basket"), f"{done} Then the basket was asked for, twice.")

    def check_gone(self, dish):
        """What was taken out has no quantity and no note, and cannot be taken out."""
        address = f"/basket/{quote(dish)}"
        done = f"A guest did this: {'; '.join(self.done[-4:])}. Then"
        response = self.client.put(f"{address}/quantity", data={"quantity": "2"})
        expect(response, f"{done} the quantity of {dish} was changed.").status(404)
        response = self.client.put(f"{address}/note", data={"note": "mild"})
        expect(response, f"{done} the note on {dish} was changed.").status(404)
        expect(self.client.delete(address), f"{done} {dish} was taken out again.").status(404)

    def check_order(self, orders):
        """After a new start the kitchen gets what has to be in the basket, which is empty then."""
        done = f"A guest did this: {'; '.join(self.done[-4:])}. Then the app was started anew"
        self.client.application = self._make_app()
        self._shows(self.client.get("/basket"), f"{done}, and the basket was asked for.")
        response = self.client.post("/order")
        done = f"{done}, and the basket was ordered."
        expect(response, done).status(200)
        got = " and ".join(in_words(dishes) for dishes in orders)
        promised = f"the kitchen gets {in_words(self.lines)}"
        promise(orders == [self.lines], done, promised, f"it got {got}", response)
        self.lines, self.answer = [], response
        self.done.append("ordered")
        self.check()

    def _line(self, dish):
        return next((line for line in self.lines if line["dish"] == dish), None)

    def _shows(self, response, done):
        total = sum(MENU[line["dish"]] * line["quantity"] for line in self.lines)
        got = expect(response, done).status(200).json()
        kept = got == {"dishes": self.lines, "total": total}
        dishes, sum_ = (got.get("dishes"), got.get("total")) if isinstance(got, dict) else (got, "")
        promised = f"{in_words(self.lines)}; together {total}"
        promise(kept, done, promised, f"{in_words(dishes)}; together {sum_}", response)


def in_words(dishes):
    """What is in a basket, in the words of the house; something else as it is."""
    if dishes == []:
        return "nothing"
    try:
        said = [(line["quantity"], line["dish"], line["note"]) for line in dishes]
    except (KeyError, TypeError):
        return repr(dishes)
    return ", ".join(f"{n} {dish}{f' ({note!r})' if note else ''}" for n, dish, note in said)


@pytest.fixture
def guest(make_app):
    return Guest(make_app)


@pytest.mark.parametrize("looking", [True, False], ids=["looking each time", "looking last"])
def test_every_dish_that_was_put_in_is_still_there(guest, orders, looking):
    for dish in ("plum tart", "豆腐", "bread", "fish & chips", "Käsespätzle"):
        guest.put_in(dish)
        if looking:
            guest.check()
    guest.check_order(orders)
    guest.put_in("bread")
    guest.put_in("Käsespätzle")
    guest.check()


@pytest.mark.parametrize("way", ["putting in again", "saying how many"])
def test_a_quantity_stays_as_the_guest_has_changed_it(guest, orders, way):
    for dish in ("bread", "豆腐"):
        guest.put_in(dish)
    guest.change_note("豆腐", "mild")
    if way == "putting in again":
        for dish in ("豆腐", "bread", "bread", "豆腐", "bread"):
            guest.put_in(dish)
            guest.check()
    else:
        for dish, quantity in (("豆腐", 3), ("bread", 1200), ("豆腐", 2), ("bread", 1)):
            guest.change_quantity(dish, quantity)
            guest.check()
        guest.put_in("豆腐")
        guest.check()
    guest.check_order(orders)


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_stays_as_the_guest_has_changed_it(guest, orders, note):
    for dish in ("plum tart", "fish & chips"):
        guest.put_in(dish)
    guest.change_note("fish & chips", "no onions")
    guest.check()
    for dish, words in (
        ("fish & chips", note),
        ("plum tart", f"{note}!"),
        ("fish & chips", None),
        ("plum tart", f"{note}?"),
        ("fish & chips", f"{note}?"),
        ("plum tart", ""),
    ):
        guest.change_note(dish, words)
        guest.check()
    guest.check_order(orders)
    guest.put_in("fish & chips")
    guest.check()


def test_a_dish_that_was_taken_out_stays_out(guest, orders):
    for dish in ("Käsespätzle", "bread", "豆腐"):
        guest.put_in(dish)
    guest.change_note("豆腐", "mild")
    for dish in ("bread", "Käsespätzle"):
        guest.take_out(dish)
        guest.check_gone(dish)
        guest.check()
    guest.put_in("bread")
    guest.check()
    for dish in ("豆腐", "bread"):
        guest.take_out(dish)
        guest.check()
    guest.put_in("豆腐")
    guest.check_order(orders)
