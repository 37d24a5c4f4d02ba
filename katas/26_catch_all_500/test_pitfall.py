"""What was promised about mistakes: each has its own status code, and the pager does not ring."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST


def test_a_wrong_address_is_not_found(client):
    response = client.get("/favicon.ico")
    expect(response, "A browser asked for an icon, which is not there.").status(404)


def test_a_wrong_method_is_not_allowed(client):
    response = client.delete("/bookings/")
    done = "Somebody sent DELETE to /bookings/."
    expect(response, done).status(405).listed("Allow", "GET", "POST")


NO_NAME = {"day": "Friday", "guests": 2}
TOO_MANY = {"name": "Ann", "day": "Friday", "guests": 25}
REFUSED = {
    "a question about an unknown dish": (404, "GET", "/dishes/strew/allergens", {}),
    "a booking without a name": (400, "POST", "/bookings/", NO_NAME),
    "a booking for more guests than seats": (409, "POST", "/bookings/", TOO_MANY),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_view_refuses_is_refused(client, what):
    status, method, path, form = REFUSED[what]
    response = client.open(path, method=method, data=form)
    expect(response, f"The call centre sent {what}.").status(status)


def slow(ingredient):
    """Stand in for a supplier that is too slow."""
    raise TimeoutError


def test_a_slow_supplier_is_worth_another_try(make_app):
    response = make_app({"SUPPLIER": slow}).test_client().get("/dishes/stew/allergens")
    done = "The call centre asked what is in the stew. The supplier was too slow."
    expect(response, done).status(503).header("Retry-After", "30")


MISTAKES = {
    "a wrong address": "/favicon.ico",
    "an unknown dish": "/dishes/strew/allergens",
    "the bookings of no day": "/bookings/",
}


@pytest.mark.parametrize("what", MISTAKES)
def test_the_pager_does_not_ring_for_a_mistake(make_app, what):
    calls = []
    response = make_app({"PAGER": calls.append}).test_client().get(MISTAKES[what])
    done = f"The call centre asked for {what}."
    promise(calls == [], done, "the pager does not ring", f"calls: {calls}", response, REQUEST)


def test_the_pager_does_not_ring_for_a_slow_supplier(make_app):
    calls = []
    app = make_app({"SUPPLIER": slow, "PAGER": calls.append})
    response = app.test_client().get("/dishes/stew/allergens")
    done = "The call centre asked what is in the stew. The supplier was too slow."
    promise(calls == [], done, "the pager does not ring", f"calls: {calls}", response, REQUEST)
