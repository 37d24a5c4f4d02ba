"""Staff sign in and come to the page that they wanted, or to the home page."""

from urllib.parse import urlencode

import pytest

from dojo.suite import expect
from dojo.suite import promise


def test_otto_comes_to_the_roster_after_he_has_signed_in(browser):
    browser.get("/roster")
    response = browser.click("sign in", name="otto", pin="1931")
    done = "Otto opened the roster, and signed in on the page that came."
    expect(response, done).status(200).says("mon", "Hanna, Otto")


def test_the_query_is_kept_during_the_sign_in(browser):
    browser.get("/roster?day=tue&who=Ann%20B")
    response = browser.click("sign in", name="otto", pin="1931")
    done = "Otto opened the roster of Ann B for tuesday, and signed in on the page that came."
    expect(response, done).status(200).says("tue", "Ann B").never_says("Otto")


def test_without_a_wish_otto_comes_to_the_home_page(browser):
    browser.get("/sign-in")
    response = browser.click("sign in", name="otto", pin="1931")
    done = "Otto opened the sign-in page and signed in."
    expect(response, done).status(200).says("Blue Plate")


def test_a_wrong_pin_does_not_open_the_roster(browser):
    browser.get("/sign-in")
    response = browser.click("sign in", name="otto", pin="0000")
    expect(response, "Somebody signed in as Otto with a wrong PIN.").status(403)
    response = browser.get("/roster")
    done = "Somebody signed in as Otto with a wrong PIN. Then they opened the roster."
    expect(response, done).never_says("Hanna")


WHOLE = {
    "a whole address": "https://evil.example/",
    "a whole address without slashes": "https:evil.example",
    "a whole address with the name of this app before an @": "http://localhost@evil.example/",
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_whole_address_does_not_lead_to_another_site(browser, what):
    page = browser.get("/sign-in?" + urlencode({"next": WHOLE[what]}))
    if page.status_code == 200:
        browser.click("sign in", name="otto", pin="1931")
    done = f"Otto signed in. The value of next was {WHOLE[what]}."
    kept, seen = browser.address.host == "localhost", f"the browser is sent to {browser.address}"
    promise(kept, done, "a page of this app", seen, browser.shown, "Location")
