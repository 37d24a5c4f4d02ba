"""What guests do on the pages of the app: they sign in, give tips, and change their PIN."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

HOME = "https://tips.blueplate.example/"


@pytest.fixture
def hanna(visitor):
    """Hanna at her browser. She has signed in, and the page with her tips is open."""
    return signed_in(visitor(HOME))


def signed_in(person, name="hanna", pin="2704"):
    person.open(HOME)
    person.send("/sign-in", name=name, pin=pin)
    return person


def test_hanna_gives_a_tip_with_the_form_of_the_page(hanna):
    hanna.send("/tips", to="zoe", amount=5)
    page = hanna.open(HOME)
    done = "Hanna signed in and gave 5 to Zoe."
    promise("5 for zoe" in page, done, "5 for zoe on her page", "no such tip")


def test_hanna_changes_her_pin_with_the_form_of_the_page(hanna, visitor):
    hanna.send("/pin", new="4711")
    page = signed_in(visitor(HOME), pin="4711").open(HOME)
    done = "Hanna changed her PIN to 4711. Then she signed in with it in another browser."
    promise("Tips from hanna" in page, done, "the page with her tips", "another page")


def test_the_forms_work_in_a_browser_without_sec_fetch_headers(visitor):
    hanna = signed_in(visitor(HOME, metadata=False))
    hanna.send("/tips", to="zoe", amount=5)
    page = hanna.open(HOME)
    done = "Hanna gave 5 to Zoe. Her browser is old and sends no Sec-Fetch headers."
    promise("5 for zoe" in page, done, "5 for zoe on her page", "no such tip")


def test_the_forms_work_in_two_tabs(hanna):
    tab = hanna.another_tab()
    tab.open(HOME)
    hanna.send("/tips", to="zoe", amount=5)
    tab.send("/tips", to="karim", amount=6)
    page = hanna.open(HOME)
    done = (
        "Hanna opened the page in two tabs. She gave 5 to Zoe in one and 6 to Karim in the other."
    )
    promise(
        "5 for zoe" in page and "6 for karim" in page, done, "both tips on her page", "not both"
    )


def test_without_a_sign_in_there_is_no_tip_and_no_new_pin(client):
    done = "Somebody who had not signed in sent POST to"
    response = client.post("/tips", data={"to": "zoe", "amount": 5}, base_url=HOME)
    expect(response, f"{done} /tips.").status(range(400, 500))
    response = client.post("/pin", data={"new": "4711"}, base_url=HOME)
    expect(response, f"{done} /pin.").status(range(400, 500))


def test_a_wrong_pin_does_not_sign_in(visitor):
    page = signed_in(visitor(HOME), pin="0000").open(HOME)
    done = "Somebody signed in as Hanna with a wrong PIN."
    promise("Tips from hanna" not in page, done, "the form to sign in", "her tips")
