"""What the kitchen's program sends, and what the office only looks at."""

import pytest

from dojo.suite import crawl
from dojo.suite import expect

SOUP = {"number": 1, "name": "pea soup", "price": 9}
STEW = {"number": 2, "name": "stew", "price": 21}
EEL = {"number": 3, "name": "smoked eel", "price": 24}
TART = {"number": 4, "name": "plum tart", "price": 8}


def test_the_kitchen_removes_a_dish(client):
    response = client.delete("/dishes/3")
    done = "The kitchen sent DELETE to /dishes/3."
    expect(response, done).status(204).empty()
    expect(client.get("/dishes"), done).status(200).json([SOUP, STEW, TART])


def test_the_kitchen_changes_a_dish(client):
    response = client.put("/dishes/1", data={"name": "leek soup", "price": 12})
    done = "The kitchen sent PUT to /dishes/1, with leek soup for 12."
    leek_soup = {"number": 1, "name": "leek soup", "price": 12}
    expect(response, done).status(200).json(leek_soup)
    expect(client.get("/dishes"), done).status(200).json([leek_soup, STEW, EEL, TART])


REFUSED = {
    "a price below 0": ("/dishes/1", {"name": "leek soup", "price": -1}, 400),
    "a dish that is not there": ("/dishes/9", {"name": "leek soup", "price": 12}, 404),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_kitchen_is_told_what_is_wrong(client, what):
    address, fields, status = REFUSED[what]
    response = client.put(address, data=fields)
    done = f"The kitchen sent PUT to {address}, with {what}."
    expect(response, done).status(status)


def test_the_menu_leads_to_the_page_of_a_dish(browser):
    browser.get("/")
    response = browser.click("plum tart")
    done = "Marie opened the menu in a browser and clicked on plum tart."
    expect(response, done).status(200).says("plum tart", "8")


LOOKS = {
    "with _method=DELETE in the address": lambda client: client.get("/dishes/3?_method=DELETE"),
    "with the header X-HTTP-Method-Override": lambda client: client.get(
        "/dishes/3", headers={"X-HTTP-Method-Override": "DELETE"}
    ),
    "to each address to which the pages lead": crawl,
}


@pytest.mark.parametrize("look", LOOKS)
def test_get_does_not_change_the_menu(client, look):
    LOOKS[look](client)
    done = f"A program sent GET {look}."
    response = client.get("/dishes")
    expect(response, done).json([SOUP, STEW, EEL, TART], promised="the menu as it was")
