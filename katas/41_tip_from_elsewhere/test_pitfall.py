"""Hanna has signed in, and presses a button on a page somewhere else."""

import pytest

from dojo.suite import form_to
from dojo.suite import NO_REFERRER
from dojo.suite import promise
from dojo.suite import REQUEST

HOME = "https://tips.blueplate.example/"


@pytest.fixture
def hanna(visitor):
    """Hanna at her browser. She has signed in."""
    return signed_in(visitor(HOME))


def signed_in(person, name="hanna", pin="2704"):
    person.open(HOME)
    person.send("/sign-in", name=name, pin=pin)
    return person


@pytest.mark.parametrize("host", ["quiz.blueplate.example", "evil.example"])
def test_a_form_of_another_origin_gives_no_tip(hanna, host):
    page = form_to(f"{HOME}tips", to="mallory", amount=500)
    hanna.look_at(f"https://{host}/7", page)
    response = hanna.send("/tips")
    done = f"Hanna pressed a button at {host}. Its form gave a tip."
    promise("mallory" not in hanna.open(HOME), done, "no tip", "500 for mallory", response, REQUEST)


def test_a_form_of_the_quiz_that_hides_where_it_is_gives_no_tip(hanna):
    page = NO_REFERRER + form_to(f"{HOME}tips", to="mallory", amount=500)
    hanna.look_at("https://quiz.blueplate.example/7", page)
    response = hanna.send("/tips")
    done = "Hanna pressed a button at quiz.blueplate.example. Its form gave a tip, with no Referer."
    promise("mallory" not in hanna.open(HOME), done, "no tip", "500 for mallory", response, REQUEST)


def test_a_form_of_the_quiz_does_not_change_the_pin(hanna, visitor):
    hanna.look_at("https://quiz.blueplate.example/7", form_to(f"{HOME}pin", new="0000"))
    response = hanna.send("/pin")
    page = signed_in(visitor(HOME)).open(HOME)
    done = "Hanna pressed a button at quiz.blueplate.example. Its form changed her PIN."
    kept = "Tips from hanna" in page
    promise(kept, done, "the PIN that she had", "another PIN", response, REQUEST)


def test_what_stands_in_the_form_of_another_guest_gives_no_tip(hanna, visitor):
    fields = signed_in(visitor(HOME), "otto", "1931").fields("/tips")
    page = form_to(f"{HOME}tips", **{**fields, "to": "mallory", "amount": 500})
    hanna.look_at("https://quiz.blueplate.example/7", page)
    response = hanna.send("/tips")
    done = "The form at quiz.blueplate.example had all that stands in the form on Otto's page."
    promise("mallory" not in hanna.open(HOME), done, "no tip", "500 for mallory", response, REQUEST)


def test_a_form_of_a_host_with_a_similar_name_gives_no_tip(visitor):
    hanna = signed_in(visitor(HOME, metadata=False))
    page = form_to(f"{HOME}tips", to="mallory", amount=500)
    hanna.look_at("https://tips.blueplate.example.evil.example/", page)
    response = hanna.send("/tips")
    done = "Hanna pressed a button at tips.blueplate.example.evil.example, in an old browser."
    promise("mallory" not in hanna.open(HOME), done, "no tip", "500 for mallory", response, REQUEST)
