"""Everybody can sign in, and nobody meets a crash where nothing is."""

import pytest

from dojo.suite import expect

AWAY = (302, 303, 401, 403)  # sent to /login, "who are you?" or "not you"


def test_a_stranger_opens_the_page_for_signing_in(client):
    response = client.get("/login")
    done = "A stranger, who had not signed in, opened /login."
    expect(response, done).status(200).says("sign in")


def test_otto_signs_in_with_his_pin(browser):
    browser.get("/login")
    response = browser.send("/login", name="otto", pin="1931")
    done = "Otto opened /login in a browser, filled in the form and sent it."
    expect(response, done).status(200).says("Frying oil")


def test_a_stranger_gets_the_style_sheet(client):
    response = client.get("/static/board.css")
    done = "A stranger opened /help, and the browser asked for the page's style sheet."
    expect(response, done).status(200).media_type("text/css")


MISTAKES = {
    "an address that is not there": ("GET", "/menu", 404),
    "a method that the address does not have": ("PUT", "/help", 405),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_the_staff_are_told_of_a_mistake(client, what):
    method, address, status = MISTAKES[what]
    client.post("/badge", data={"badge": "0017"})
    response = client.open(address, method=method)
    done = f"Hanna signed in with her badge and sent {method} to {address}."
    expect(response, done).status(status)


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_of_a_stranger_is_not_a_crash(client, what):
    method, address, status = MISTAKES[what]
    response = client.open(address, method=method)
    done = f"A stranger, who had not signed in, sent {method} to {address}."
    promised = f"{status}, a redirect to /login, 401 or 403"
    expect(response, done).status(status, *AWAY, promised=promised)
