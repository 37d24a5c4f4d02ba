"""What guests were promised: a change to the basket is still there when they look again."""

import pytest

from dojo.suite import expect


@pytest.fixture
def app(make_app, meanwhile):
    return meanwhile.before_views(make_app())


def test_a_second_dish_is_still_in_the_basket(client):
    client.post("/basket", data={"dish": "stew"})
    client.post("/basket", data={"dish": "bread"})
    response = client.get("/basket")
    stew, bread = (dict(dish=dish, quantity=1, note="") for dish in ("stew", "bread"))
    done = "Ann put in a stew, then a bread. Then she looked."
    expect(response, done).status(200).json({"dishes": [stew, bread], "total": 17})


def basket(quantity=1, note="no onions"):
    line = {"dish": "soup", "quantity": quantity, "note": note}
    return {"dishes": [line], "total": 6 * quantity}


CHANGES = {
    "put in a second soup": ("POST", "/basket", {"dish": "soup"}, basket(2)),
    "asked for three soups": ("PUT", "/basket/soup/quantity", {"quantity": "3"}, basket(3)),
    "changed the note": ("PUT", "/basket/soup/note", {"note": "no nuts"}, basket(1, "no nuts")),
    "took the soup out": ("DELETE", "/basket/soup", {}, {"dishes": [], "total": 0}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_still_there_at_the_next_look(client, change):
    method, address, data, changed = CHANGES[change]
    client.post("/basket", data={"dish": "soup"})
    client.put("/basket/soup/note", data={"note": "no onions"})
    response = client.open(address, method=method, data=data)
    done = f"Ann had a soup without onions in the basket. She {change}."
    expect(response, done).status(200).json(changed)
    response = client.get("/basket")
    expect(response, f"{done} Then she looked.").status(200).json(changed)


def test_a_look_does_not_bring_back_an_old_basket(client, meanwhile):
    client.post("/basket", data={"dish": "soup"})
    fill = meanwhile("the way to the view", lambda: client.post("/basket", data={"dish": "soup"}))
    client.get("/basket")
    done = "The page looked at a basket with one soup. Meanwhile Ann put in a second soup."
    expect(fill(), done).status(200).json(basket(2, ""))
    response = client.get("/basket")
    expect(response, f"{done} Then she looked.").status(200).json(basket(2, ""))
