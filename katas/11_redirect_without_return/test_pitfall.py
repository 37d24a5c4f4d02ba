"""Whoever may not come in reads nothing and changes nothing."""

import pytest

from dojo.suite import expect

REFUSED = (302, 303, 401, 403)  # a redirect, "who are you?" or "not you"


def test_a_stranger_does_not_read_the_telephone_numbers(client):
    response = client.get("/office/")
    done = "A stranger, who had not signed in, asked for /office/."
    expect(response, done).status(*REFUSED, promised="a redirect, 401 or 403")
    expect(response, done).never_says("555 0123")


STAFF = {"otto": "1931", "berta": "5150"}


def sign_in(client, who):
    """Otto is a waiter, Berta a manager; a stranger does not sign in."""
    if who in STAFF:
        client.post("/sign-in", data={"name": who, "pin": STAFF[who]})


@pytest.mark.parametrize("who", ["a stranger", "otto"], ids=["a stranger", "Otto, a waiter"])
def test_the_takings_are_for_managers(client, who):
    sign_in(client, who)
    response = client.get("/office/takings")
    done = f"{who.capitalize()} asked for /office/takings."
    expect(response, done).status(*REFUSED, promised="a redirect, 401 or 403")
    expect(response, done).never_says("1093")


@pytest.mark.parametrize("who", ["a stranger", "otto"], ids=["a stranger", "Otto, a waiter"])
def test_only_managers_close_the_day(client, guest, who):
    sign_in(client, who)
    response = client.post("/office/closing")
    done = f"{who.capitalize()} sent POST to /office/closing."
    expect(response, done).status(*REFUSED, promised="a redirect, 401 or 403")
    sign_in(guest, "berta")
    response = guest.get("/office/takings")
    expect(response, f"{done} Then Berta looked.").says("In all: 1505")
