"""The staff use the board, and strangers do not."""

import pytest

from dojo.suite import expect

AWAY = (302, 303, 401, 403)  # sent to /login, "who are you?" or "not you"


def test_everybody_reads_the_help(client):
    response = client.get("/help")
    done = "A stranger, who had not signed in, opened /help."
    expect(response, done).status(200).says("How to get in")


def test_a_badge_opens_the_board(client):
    client.post("/badge", data={"badge": "0023"})
    response = client.get("/")
    done = "Otto held his badge to the terminal and opened the board."
    expect(response, done).status(200).says("Frying oil")
    expect(client.get("/login-history"), done).status(200).says("otto")


def test_an_unknown_badge_is_refused(client):
    response = client.post("/badge", data={"badge": "0024"})
    done = "Somebody held an unknown badge to the terminal."
    expect(response, done).status(403)


def test_the_staff_pin_up_a_notice(client):
    client.post("/badge", data={"badge": "0023"})
    client.post("/notices", data={"title": "Soup", "text": "Less salt, please."})
    done = "Otto signed in with his badge, pinned up a notice and opened it."
    expect(client.get("/notices/Soup"), done).status(200).says("Less salt, please.")


PRIVATE = {
    "the board": "/",
    "the list of who was here": "/login-history",
    "a notice": "/notices/Frying%20oil",
    "a notice with the title board.css": "/notices/board.css",
}


@pytest.mark.parametrize("what", PRIVATE)
def test_a_stranger_does_not_read_what_is_private(client, guest, what):
    client.post("/badge", data={"badge": "0023"})
    client.post("/notices", data={"title": "board.css", "text": "Make it blue."})
    response = guest.get(PRIVATE[what])
    done = f"A stranger, who had not signed in, opened {what}."
    expect(response, done).status(*AWAY, promised="a redirect to /login, 401 or 403")


def test_a_stranger_does_not_pin_up_a_notice(client, guest):
    guest.post("/notices", data={"title": "Free beer", "text": "At my place."})
    client.post("/badge", data={"badge": "0023"})
    done = "A stranger sent POST to /notices. Then Otto signed in and opened the board."
    expect(client.get("/"), done).status(200).never_says("Free beer")
