"""What the office was promised: the buttons on the page of a dish do what they say."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import STATUS

NO_DISH = {
    "with an empty name": {"name": "", "price": "9"},
    "with a price in words": {"name": "eel", "price": "cheap"},
    "with an empty price": {"name": "eel", "price": ""},
    "with a price below 0": {"name": "eel", "price": "-1"},
}


class Browser:
    """The browser in the office: what it says about itself with each request."""

    HEADERS = {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Origin": "http://localhost",
        "Referer": "http://localhost/",
        "Sec-Fetch-Dest": "document",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "same-origin",
        "Sec-Fetch-User": "?1",
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    }

    def __init__(self, client):
        self.client = client

    def get(self, target):
        return self.client.get(target, headers=self.HEADERS)

    def post(self, target, **sent):
        return self.client.post(target, headers=self.HEADERS, **sent)


@pytest.fixture
def browser(client):
    """The browser in the office; the kitchen's program is `client`."""
    return Browser(client)


def read(client):
    """The menu as the kitchen reads it."""
    done = "The kitchen asked for all dishes."
    return expect(client.get("/dishes"), done).status(200).json()


def difference(before, after):
    """What became of the menu, in a few words."""
    now, found = {dish["number"]: dish for dish in after}, []
    for dish in before:
        was = f"{dish['name']} for {dish['price']}"
        if dish["number"] not in now:
            found.append(f"{was} is off the menu")
        elif (new := now[dish["number"]]) != dish:
            found.append(f"{was} is now {new.get('name')} for {new.get('price')}")
    if more := len(now.keys() - {dish["number"] for dish in before}):
        found.append(f"{more} more on the menu")
    return "; ".join(found) or "the menu as it was"


def open_page(browser, number, label):
    """The form on a dish's page with a button of this label, and the button."""
    done = f"The page of dish {number} was opened, to press {label!r}."
    response = browser.get(f"/dishes/{number}")
    for form in expect(response, done).status(200).page().forms:
        if (button := form.button(label)) is not None:
            return form, button
    return promise(False, done, f"a button {label!r}", "no such button", response)


def press(browser, number, label, due, **typed):
    """Press a button as a browser does, and look at the menu."""
    before = read(browser.client)
    form, button = open_page(browser, number, label)
    done = f"The {label} button of dish {number} was pressed in a browser."
    response = form.submit(browser, button, **typed)
    after = read(browser.client)
    seen = difference(before, after)
    if form.method(button) == "GET" and after != before:
        promised = "GET changes nothing on the menu"
        promise(False, f"{done} It sent GET.", promised, seen, response, REQUEST)
    mark = REQUEST if form.method(button) == "GET" else STATUS
    promise(after == due, done, difference(before, due), seen, response, mark)


def add(client, name, price):
    """Put a dish on the menu and return it."""
    client.post("/dishes", data={"name": name, "price": price})
    return read(client)[-1]


def test_the_remove_button_really_removes_the_dish(client, browser):
    add(client, "Käse & 豆腐", 14)
    twin = add(client, "smoked eel", 24)
    for number in (twin["number"], 3, 1):
        press(browser, number, "remove", [d for d in read(client) if d["number"] != number])


@pytest.mark.parametrize("name", ["pea soup", "Käse & 豆腐", 'the "good" <stew>', "_method=DELETE"])
def test_the_change_button_really_changes_the_dish(client, browser, name):
    twin = add(client, "stew", 21)
    for number, price in ((twin["number"], 30), (2, 0), (2, 19)):
        new = {"number": number, "name": name, "price": price}
        due = [new if dish["number"] == number else dish for dish in read(client)]
        press(browser, number, "change", due, name=name, price=price)


@pytest.mark.parametrize("label", ["remove", "change"])
def test_whoever_presses_a_button_sees_the_menu_next(browser, label):
    form, button = open_page(browser, 3, label)
    done = f"The {label} button of dish 3 was pressed in a browser."
    response = form.submit(browser, button, name="eel in jelly", price=20)
    expect(response, done).redirect("/", promised="the menu comes next, a redirect to /")
    menu = expect(browser.get("/"), f"{done} The menu came next.").status(200)
    menu.never_says("smoked eel")
    if label == "change":
        menu.says("eel in jelly")


@pytest.mark.parametrize("why", NO_DISH)
def test_the_change_button_refuses_what_is_no_dish(client, browser, why):
    before = read(client)
    form, button = open_page(browser, 2, "change")
    done = f"The change button of dish 2 was pressed for a dish {why}."
    response = form.submit(browser, button, **NO_DISH[why])
    expect(response, done).status(400)
    after = read(client)
    seen = difference(before, after)
    promise(after == before, done, "nothing changes on the menu", seen, response)
