"""A device may leave out the slash at the end, and its order is taken all the same."""

from dojo.suite import expect

TILL = {"Authorization": "Bearer till-1"}
STEW = {"table": 4, "dish": "stew"}
SOUP = {"table": 7, "dish": "pea soup"}


def test_an_order_without_the_slash_is_taken(client):
    response = client.post("/orders", json=STEW, headers=TILL)
    done = "A till sent an order to /orders, without the slash."
    expect(response, done).status(201)


def test_the_kitchen_reads_an_order_that_came_without_the_slash(client):
    client.post("/orders", json=STEW, headers=TILL)
    response = client.get("/orders/", headers=TILL)
    done = "A till sent an order to /orders, and the kitchen read /orders/."
    expect(response, done).status(200).json([STEW])


def test_the_orders_can_be_read_without_the_slash(client):
    client.post("/orders/", json=STEW, headers=TILL)
    response = client.get("/orders", headers=TILL)
    done = "A till sent an order to /orders/, and the kitchen read /orders, without the slash."
    expect(response, done).status(200).json([STEW])


def test_orders_to_both_addresses_are_in_one_list(client):
    done = "One till sent an order to /orders/, and another one to /orders."
    expect(client.post("/orders/", json=STEW, headers=TILL), done).status(201)
    response = client.post("/orders", json=SOUP, headers=TILL)
    expect(response, done).status(201).json({"number": 2})
    for address in ("/orders", "/orders/"):
        expect(client.get(address, headers=TILL), done).status(200).json([STEW, SOUP])


def test_an_order_without_the_token_is_refused_without_the_slash(client):
    response = client.post("/orders", json=STEW)
    done = "Somebody without a token sent an order to /orders, without the slash."
    expect(response, done).status(401)
