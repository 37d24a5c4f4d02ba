"""Guests order, and each form that they fill in is an order."""

import pytest

from dojo.suite import Browser
from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def counter(beside):
    return beside("counter").Counter()


@pytest.fixture
def config(counter):
    return {"COUNTER": counter}


def test_the_page_shows_the_menu(client):
    response = client.get("/")
    done = "A guest opened the take-away page."
    expect(response, done).status(200).says("pea soup", "stew", "apple pie")


def test_a_guest_is_thanked_for_the_order(browser, counter):
    browser.get("/")
    response = browser.send("/orders", guest="Ann", dish="stew", portions=3)
    done = "Ann filled in the form for 3 stews and sent it."
    expect(response, done).status(200).says("Ann", "stew", "3")
    due = {"guest": "Ann", "dish": "stew", "portions": 3}
    promise(counter.order(1) == due, done, f"{due} at the counter", f"{counter.order(1)}", response)


def count(counter):
    """How many orders the counter has taken; they have the numbers 1, 2, 3 …"""
    return sum(counter.order(number) is not None for number in range(1, 10))


def test_the_same_order_again_is_a_second_order(browser, counter):
    for _ in range(2):
        browser.get("/")
        response = browser.send("/orders", guest="Ann", dish="stew", portions=3)
    done = "Ann filled in the form for 3 stews and sent it. Then she did all this again."
    promise(count(counter) == 2, done, "2 orders", f"{count(counter)}", response)


def test_forms_in_two_windows_are_two_orders(client, counter):
    one, other = Browser(client), Browser(client)
    one.get("/")
    other.get("/")
    one.send("/orders", guest="Ann", dish="stew", portions=3)
    response = other.send("/orders", guest="Ann", dish="pea soup", portions=1)
    done = "Ann opened the form in two windows. She ordered in one, and then in the other."
    promise(count(counter) == 2, done, "2 orders", f"{count(counter)}", response)


WRONG = {
    "no name": {"guest": " ", "dish": "stew", "portions": "3"},
    "too many portions": {"guest": "Ann", "dish": "stew", "portions": "21"},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_form_comes_back_as_it_was(browser, counter, what):
    browser.get("/")
    response = browser.send("/orders", **WRONG[what])
    done = f"A guest sent the form with {what}."
    page = expect(response, done).status(200, range(400, 500)).page()
    fields = dict(page.forms[0].fields()) if page.forms else {}
    kept = fields.get("portions") == WRONG[what]["portions"]
    promise(kept, done, "the form again, filled in", f"{fields}", response)
    promise(count(counter) == 0, done, "no order", f"{count(counter)}", response)
