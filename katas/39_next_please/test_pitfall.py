"""Whatever link leads to the sign-in page, the browser is on a page of this app afterwards."""

from urllib.parse import urlencode

import pytest

from dojo.suite import promise


def sign_in(browser, wanted):
    """Open the sign-in page with this `next`. Otto sends its form, if the app shows one."""
    page = browser.get("/sign-in?" + urlencode({"next": wanted}))
    return browser.click("sign in", name="otto", pin="1931") if page.status_code == 200 else page


def test_two_slashes_do_not_lead_to_another_site(browser):
    response = sign_in(browser, "//evil.example/")
    done = "Otto signed in at /sign-in?next=//evil.example/."
    kept, seen = browser.address.host == "localhost", f"the browser is sent to {browser.address}"
    promise(kept, done, "a page of this app", seen, response, "Location")


def check_at_home(browser, wanted):
    response = sign_in(browser, wanted)
    done = f"Otto signed in. The value of next was {wanted!r}."
    kept, seen = browser.address.host == "localhost", f"the browser is sent to {browser.address}"
    promise(kept, done, "a page of this app", seen, response, "Location")


SLASHES = {"four slashes": "////evil.example/", "a tab between two slashes": "/\t/evil.example/"}


@pytest.mark.parametrize("what", SLASHES)
def test_other_ways_to_write_two_slashes_do_not_lead_to_another_site(browser, what):
    check_at_home(browser, SLASHES[what])


NAMES = {
    "before an @": "//localhost@evil.example/",
    "at the front of another name": "//localhost.evil.example/",
}


@pytest.mark.parametrize("where", NAMES)
def test_the_name_of_this_app_in_it_does_not_lead_to_another_site(browser, where):
    check_at_home(browser, NAMES[where])
