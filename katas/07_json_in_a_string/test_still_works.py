"""What the pass relies on: the board and the taking of orders."""

from dojo.suite import expect
from dojo.suite import promise


def take(client, **order):
    """Take an order at the pass."""
    return client.post("/orders", data={"table": 7, "dish": "stew", "note": "", **order})


def test_the_board_is_a_web_page_that_names_the_guests(client):
    take(client, guest="Bertha", dish="apple pie", note="with cream")
    done = "The board was opened after Bertha had ordered."
    response = client.get("/")
    page = expect(response, done).status(200).page()
    expect(response, done).says("Bertha", "apple pie", "with cream")
    promise(bool(page.forms), done, "the form for the next order", "no form", response)


def test_the_board_shows_what_was_typed_as_text(client):
    words = '<img src=x onerror=alert(1)> & "Otto"'
    take(client, guest=words, dish=words, note=words)
    done = f"The board was opened after a guest had signed as {words}."
    response = client.get("/")
    page = expect(response, done).status(200).page()
    promise(not page.soup.find_all("img"), done, "these letters on the board", "markup", response)
    seen = page.text.count(words)
    promise(seen >= 3, done, "guest, dish and note with these letters", f"{seen} of 3", response)


def test_taking_an_order_leads_back_to_the_board(client):
    expect(take(client, guest="Carl"), "An order was sent with the form.").redirect("/")


def test_an_order_that_was_never_taken_is_not_found(client):
    done = "The kitchen screen asked for order 4711, which nobody took."
    expect(client.get("/api/orders/4711"), done).status(404)
