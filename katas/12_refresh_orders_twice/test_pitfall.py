"""The page that thanks a guest can be reloaded, and nothing more comes of it."""

import re

import pytest

from dojo.suite import Browser
from dojo.suite import parse_page
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short


@pytest.fixture
def counter(beside):
    return beside("counter").Counter()


@pytest.fixture
def config(counter):
    return {"COUNTER": counter}


def test_a_reload_takes_no_second_order(browser, counter):
    browser.get("/")
    browser.send("/orders", guest="Ann", dish="stew", portions=3)
    response = browser.reload()
    done = "Ann ordered 3 stews in a browser, and then she reloaded the page that thanked her."
    one = counter.order(2) is None
    promise(one, done, "1 order at the counter", "2 orders", response, REQUEST)


def test_a_reload_does_not_send_the_form(browser):
    browser.get("/")
    response = browser.send("/orders", guest="Ann", dish="stew", portions=3)
    method, address, _ = browser.last
    done = "Ann ordered 3 stews in a browser. She is about to reload the page."
    seen = f"{method} {address}"
    promise(method == "GET", done, "the browser will send GET", seen, response, REQUEST)


def check_thanks(response, done):
    """The page names Ann's order: number 1, Ann, stew, 3 portions."""
    text = parse_page(response).text
    kept = {"1", "Ann", "stew", "3"} <= set(re.findall(r"\w+", text))
    promise(kept, done, "a page that names 1, Ann, stew, 3", short(text, 100), response)


def test_the_page_names_the_order_after_each_reload(browser):
    browser.get("/")
    browser.send("/orders", guest="Ann", dish="stew", portions=3)
    for times in ("once", "twice"):
        done = f"Ann ordered 3 stews in a browser and reloaded the page {times}."
        check_thanks(browser.reload(), done)


def test_each_guest_keeps_a_page_of_their_own(client, guest):
    ann, bob = Browser(client), Browser(guest)
    ann.get("/")
    ann.send("/orders", guest="Ann", dish="stew", portions=3)
    bob.get("/")
    bob.send("/orders", guest="Bob", dish="apple pie", portions=2)
    done = "Ann ordered 3 stews, and then Bob ordered 2 apple pies. Ann reloaded her page."
    check_thanks(ann.reload(), done)
