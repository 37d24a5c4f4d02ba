"""What the delivery page relies on: one basket for each browser, as long as it is open."""

from copy import deepcopy
from urllib.parse import quote

import pytest

from dojo.suite import expect
from dojo.suite import promise

MENU = {"plum tart": 5, "豆腐": 8, "bread": 3, "Käsespätzle": 11}
EMPTY = {"dishes": [], "total": 0}


@pytest.fixture
def orders():
    """What the kitchen got."""
    return []


@pytest.fixture
def config(orders):
    def kitchen(dishes):
        orders.append(deepcopy(dishes))

    return {"MENU": MENU, "KITCHEN": kitchen, "SECRET_KEY": "7c41e0b95d2f8a36"}


def put_in(client, dish):
    """Put a dish into the basket."""
    return client.post("/basket", data={"dish": dish})


def change(client, what, dish, value):
    """Change the quantity of a dish in the basket, or the note on it."""
    return client.put(f"/basket/{quote(dish)}/{what}", data={what: value})


def take_out(client, dish):
    """Take a dish out of the basket."""
    return client.delete(f"/basket/{quote(dish)}")


def with_one(dish, quantity=1, note=""):
    """A basket with one dish in it."""
    line = {"dish": dish, "quantity": quantity, "note": note}
    return {"dishes": [line], "total": MENU[dish] * quantity}


@pytest.mark.parametrize("dish", MENU)
def test_the_first_dish_is_put_in_and_ordered(client, orders, dish):
    done = f"A browser put in the {dish}, as the first dish."
    expect(put_in(client, dish), done).status(200).json(with_one(dish))
    asked = f"{done} Then it asked for the basket."
    expect(client.get("/basket"), asked).status(200).json(with_one(dish))
    ordered = f"{done} Then it ordered."
    response = client.post("/order")
    expect(response, ordered).status(200).json(EMPTY)
    due = [with_one(dish)["dishes"]]
    promise(orders == due, ordered, f"the kitchen gets {due}", f"it got {orders}", response)
    after = "A browser had ordered. Then it asked for the basket."
    expect(client.get("/basket"), after).status(200).json(EMPTY)
    again = "A browser had ordered. Then it ordered again, without putting anything in."
    expect(client.post("/order"), again).status(409)
    promise(orders == due, again, "the kitchen gets nothing", f"it got {orders[1:]}")
    anew = "A browser had ordered. Then it put in some bread."
    expect(put_in(client, "bread"), anew).status(200).json(with_one("bread"))


def test_every_browser_has_a_basket_of_its_own(app):
    ann, jon, eve = app.test_client(), app.test_client(), app.test_client()
    put_in(ann, "豆腐")
    done = "One browser put in the 豆腐. Then another one"
    expect(jon.get("/basket"), f"{done} asked for its basket.").status(200).json(EMPTY)
    response = put_in(jon, "bread")
    expect(response, f"{done} put in some bread.").status(200).json(with_one("bread"))
    done = "One browser put in the 豆腐, another one some bread. Then"
    expect(ann.get("/basket"), f"{done} the first asked.").status(200).json(with_one("豆腐"))
    expect(jon.get("/basket"), f"{done} the other asked.").status(200).json(with_one("bread"))
    expect(eve.get("/basket"), f"{done} a third asked.").status(200).json(EMPTY)
    expect(eve.post("/order"), f"{done} a third ordered.").status(409)


def test_looking_at_the_basket_sets_no_cookie(client):
    changes = {
        "done nothing yet": lambda: None,
        "put in some bread": lambda: put_in(client, "bread"),
        "put in the 豆腐": lambda: put_in(client, "豆腐"),
        "changed a quantity": lambda: change(client, "quantity", "豆腐", 2),
        "written a note": lambda: change(client, "note", "豆腐", "hot"),
        "taken out the bread": lambda: take_out(client, "bread"),
        "ordered": lambda: client.post("/order"),
    }
    for what, send in changes.items():
        send()
        for method in ("GET", "HEAD", "GET"):
            done = f"{method} /basket was sent by a browser that had {what}."
            response = client.open("/basket", method=method)
            expect(response, done).status(200)
            kept = not response.headers.getlist("Set-Cookie")
            promise(kept, done, "no cookie is set", "a cookie is set", response, "Set-Cookie")


def test_a_basket_is_forgotten_when_the_browser_is_closed(client):
    requests = {
        "put in the 豆腐": lambda: put_in(client, "豆腐"),
        "put in some bread": lambda: put_in(client, "bread"),
        "put in some more": lambda: put_in(client, "bread"),
        "changed a quantity": lambda: change(client, "quantity", "豆腐", 2),
        "wrote a note": lambda: change(client, "note", "豆腐", "hot"),
        "took out the bread": lambda: take_out(client, "bread"),
        "took out what was not in": lambda: take_out(client, "bread"),
        "asked for the basket": lambda: client.get("/basket"),
        "ordered": lambda: client.post("/order"),
        "put in bread for the next order": lambda: put_in(client, "bread"),
    }
    for what, send in requests.items():
        response = send()
        for line in response.headers.getlist("Set-Cookie"):
            pair, *attributes = [part.strip() for part in line.split(";")]
            lasting = [a for a in attributes if a.lower().startswith(("expires=", "max-age="))]
            deleted = pair.endswith("=") or "max-age=0" in line.lower()
            done = f"A browser {what}. It has to forget the basket when it is closed."
            promised, seen = "a cookie without Expires and Max-Age", "; ".join(lasting)
            promise(not lasting or deleted, done, promised, seen, response, "Set-Cookie")


def test_a_basket_is_still_there_when_the_app_was_started_anew(make_app):
    client = make_app().test_client()
    put_in(client, "豆腐")
    change(client, "note", "豆腐", "mild")
    for times in ("once", "twice"):
        client.application = make_app()
        done = f"The 豆腐 was put in, with a note. Then the app was started anew, {times}."
        expect(client.get("/basket"), done).status(200).json(with_one("豆腐", note="mild"))


FIELDS = {
    "a dish that is not on the menu": {"dish": "swan"},
    "a dish without a name": {"dish": ""},
    "no dish": {},
}
QUANTITIES = ["0", "-1", "two", "1.5", "²", "", None]
STRANGE = ["bread", "swan"]


@pytest.mark.parametrize("begun", [True, False], ids=["begun", "empty"])
def test_what_is_refused_changes_nothing(client, orders, begun):
    before = EMPTY
    if begun:
        put_in(client, "豆腐")
        change(client, "note", "豆腐", "mild")
        before = with_one("豆腐", note="mild")

    def check(response, status, done):
        expect(response, done).status(status)
        after = f"{done} Then the basket was asked for."
        expect(client.get("/basket"), after).status(200).json(before)

    for what, fields in FIELDS.items():
        check(client.post("/basket", data=fields), 400, f"Somebody wanted to put in {what}.")
    for dish in STRANGE:
        done = f"There is no {dish} in the basket, and its"
        address = f"/basket/{dish}"
        response = client.put(f"{address}/quantity", data={"quantity": "2"})
        check(response, 404, f"{done} quantity was changed.")
        check(client.put(f"{address}/note", data={"note": "x"}), 404, f"{done} note was changed.")
        check(client.delete(address), 404, f"There is no {dish} in the basket, to be taken out.")
    if begun:
        for quantity in QUANTITIES:
            fields = {} if quantity is None else {"quantity": quantity}
            response = client.put(f"/basket/{quote('豆腐')}/quantity", data=fields)
            check(response, 400, f"A quantity was changed, with the fields {fields}.")
    else:
        check(client.post("/order"), 409, "An empty basket was ordered.")
    promise(orders == [], "What was sent was refused.", "the kitchen gets nothing", f"{orders}")
    done = "A note on the bread was refused while there was none. Then some bread was put in."
    dishes = before["dishes"] + with_one("bread")["dishes"]
    after = {"dishes": dishes, "total": before["total"] + MENU["bread"]}
    expect(put_in(client, "bread"), done).status(200).json(after)
