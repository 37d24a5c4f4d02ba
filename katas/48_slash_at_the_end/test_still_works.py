"""What devices rely on that send the slash, and the other pages."""

from dojo.suite import expect

TILL = {"Authorization": "Bearer till-1"}
STEW = {"table": 4, "dish": "stew"}


def test_an_order_with_the_slash_is_taken(client):
    response = client.post("/orders/", json=STEW, headers=TILL)
    done = "A till sent an order to /orders/."
    expect(response, done).status(201).json({"number": 1})


def test_the_kitchen_reads_the_orders_with_the_slash(client):
    client.post("/orders/", json=STEW, headers=TILL)
    response = client.get("/orders/", headers=TILL)
    done = "A till sent an order to /orders/, and the kitchen read /orders/."
    expect(response, done).status(200).json([STEW])


def test_without_the_token_nobody_reads_or_orders(client):
    done = "Somebody without a token came to /orders/."
    expect(client.post("/orders/", json=STEW), done).status(401)
    expect(client.get("/orders/"), done).status(401)


def test_a_dish_that_there_is_not_cannot_be_ordered(client):
    response = client.post("/orders/", json={"table": 4, "dish": "lobster"}, headers=TILL)
    done = "A till sent an order for lobster, which is not on the menu."
    expect(response, done).status(422)


def test_the_other_pages_are_where_they_were(client):
    done = "A guest went to /, to /menu/ and to /nothing."
    expect(client.get("/"), done).status(200).says("What there is today")
    expect(client.get("/menu/"), done).status(200).json(["pea soup", "stew", "plum tart"])
    expect(client.get("/nothing"), done).status(404)
