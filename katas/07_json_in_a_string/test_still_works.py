"""What the waiters use every day: the board, and the form for the next order."""

from dojo.suite import expect
from dojo.suite import promise


def test_the_board_is_a_web_page_with_the_open_orders(client):
    response = client.get("/")
    done = "A waiter opened the board."
    expect(response, done).status(200).media_type("text/html")
    expect(response, done).says("Ann", "pea soup", "no onions")


def test_after_an_order_the_waiter_is_back_at_the_board(client):
    response = client.post("/orders", data={"table": 7, "guest": "Carl", "dish": "stew"})
    done = "A waiter sent the form with an order of Carl."
    expect(response, done).redirect("/")
    expect(client.get("/"), f"{done} Then the board was opened.").says("Carl", "stew")


def test_the_board_shows_what_was_typed_as_text(client):
    words = '<img src=x onerror=alert(1)> & "Otto"'
    client.post("/orders", data={"table": 7, "guest": words, "dish": words, "note": words})
    response = client.get("/")
    done = f"A waiter typed {words} as name, dish and note."
    page = expect(response, done).status(200).page()
    seen = page.text.count(words)
    promise(seen == 3, done, "these letters three times on the board", f"{seen} times", response)


def test_an_order_that_nobody_took_is_not_found(client):
    response = client.get("/api/orders/4711")
    done = "The kitchen screen asked for order 4711. There is no such order."
    expect(response, done).status(404)
