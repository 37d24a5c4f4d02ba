"""What the pass relies on: the board and the taking of orders."""

from dojo.promise import expect


def take(client, **order):
    """Take an order at the pass."""
    return client.post("/orders", data={"table": 7, "dish": "stew", "note": "", **order})


def test_the_board_is_a_web_page_that_names_the_guests(client):
    take(client, guest="Bertha", dish="apple pie")
    response = client.get("/")
    page = expect(response, "The board was opened after Bertha had ordered.").status(200).page()
    expect(response, "The board was opened after Bertha had ordered.").says("Bertha", "apple pie")
    assert page.forms, "The board was opened.\nPromised: the form for the next order.\nSeen: none."


def test_taking_an_order_leads_back_to_the_board(client):
    expect(take(client, guest="Carl"), "An order was sent with the form.").redirect("/")


def test_an_order_that_was_never_taken_is_not_found(client):
    done = "The kitchen screen asked for order 4711, which nobody took."
    expect(client.get("/api/orders/4711"), done).status(404)
