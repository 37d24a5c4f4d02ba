"""What offices rely on: a basket for each browser, and a code for each lunch in it."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


def test_lunches_that_were_put_in_are_in_the_basket(client):
    response = client.post("/basket", data={"dish": "soup", "quantity": 11})
    expect(response, "Ann put in eleven soups.").status(201).json({"soup": 11})
    response = client.post("/basket", data={"dish": "bread"})
    done = "Ann put in eleven soups. Then she put in one bread."
    expect(response, done).status(201).json({"soup": 11, "bread": 1})
    response = client.get("/basket")
    expect(response, f"{done} Then she looked.").status(200).json({"soup": 11, "bread": 1})


def test_each_browser_has_its_own_basket(client, guest):
    client.post("/basket", data={"dish": "soup"})
    guest.post("/basket", data={"dish": "stew"})
    done = "Ann put in a soup, and Jon put in a stew."
    expect(client.get("/basket"), f"{done} Ann looked.").status(200).json({"soup": 1})
    expect(guest.get("/basket"), f"{done} Jon looked.").status(200).json({"stew": 1})


def test_each_lunch_has_a_code_that_stays(client):
    client.post("/basket", data={"dish": "soup", "quantity": 2})
    first = expect(client.get("/codes"), "Ann ordered two soups.").status(200).json()
    client.post("/basket", data={"dish": "bread"})
    response = client.get("/codes")
    done = "Ann put in two soups and read the codes. Then she put in a bread and read them again."
    lunches = expect(response, done).status(200).json()
    kept = [lunch for lunch in lunches if lunch["dish"] == "soup"]
    promise(kept == first, done, f"the soups have {first}", f"{kept}", response)
    codes = {lunch["code"] for lunch in lunches}
    promise(len(codes) == 3, done, "three codes", f"{len(codes)}", response)


REFUSED = {
    "a dish that is not on the menu": {"dish": "swan"},
    "no soups": {"dish": "soup", "quantity": 0},
    "101 soups at a time": {"dish": "soup", "quantity": 101},
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_order_changes_nothing(client, what):
    client.post("/basket", data={"dish": "stew"})
    response = client.post("/basket", data=REFUSED[what])
    expect(response, f"Ann ordered {what}.").status(400)
    response = client.get("/basket")
    done = f"Ann put in a stew and ordered {what}. Then she looked."
    expect(response, done).status(200).json({"stew": 1})
