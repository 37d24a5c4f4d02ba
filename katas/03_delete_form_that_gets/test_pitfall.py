"""The buttons on the page of a dish do what they say, in a browser without JavaScript."""

import pytest

from dojo.suite import expect

SOUP = {"number": 1, "name": "pea soup", "price": 9}
STEW = {"number": 2, "name": "stew", "price": 21}
EEL = {"number": 3, "name": "smoked eel", "price": 24}
TART = {"number": 4, "name": "plum tart", "price": 8}


def test_the_remove_button_takes_a_dish_off_the_menu(browser, client):
    browser.get("/dishes/3")
    response = browser.click("remove")
    done = "Marie opened the page of dish 3 in a browser and pressed remove."
    expect(response, done).status(range(200, 300)).never_says("smoked eel")
    expect(client.get("/dishes"), done).json([SOUP, STEW, TART])


def test_the_change_button_changes_a_dish(browser, client):
    browser.get("/dishes/1")
    response = browser.click("change", name="leek soup", price=12)
    done = "Marie opened the page of dish 1 in a browser, wrote leek soup, 12, and pressed change."
    leek_soup = {"number": 1, "name": "leek soup", "price": 12}
    expect(response, done).status(range(200, 300)).never_says("pea soup")
    expect(client.get("/dishes"), done).json([leek_soup, STEW, EEL, TART])


@pytest.mark.parametrize("button", ["remove", "change"])
def test_the_menu_comes_next(browser, button):
    browser.get("/dishes/2")
    response = browser.click(button)
    done = f"Marie opened the page of dish 2 in a browser and pressed {button}."
    expect(response, done).status(200).says("pea soup", "plum tart", promised="the menu")
