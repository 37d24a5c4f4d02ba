"""What the kitchen relies on, and the office where it does not remove or change anything."""

from urllib.parse import urlencode

import pytest

from dojo.suite import expect
from dojo.suite import parse_page
from dojo.suite import promise
from dojo.suite import REQUEST

FORM = "application/x-www-form-urlencoded"

OPENING = [
    {"number": 1, "name": "pea soup", "price": 9},
    {"number": 2, "name": "stew", "price": 21},
    {"number": 3, "name": "smoked eel", "price": 24},
    {"number": 4, "name": "plum tart", "price": 8},
]

NO_DISH = {
    "without a name": {"price": "9"},
    "with an empty name": {"name": "", "price": "9"},
    "without a price": {"name": "eel"},
    "with a price in words": {"name": "eel", "price": "cheap"},
    "with a price below 0": {"name": "eel", "price": "-1"},
}

KITCHEN = {"Accept": "*/*", "User-Agent": "KitchenScreen/4.1"}

LOOKS = {
    "GET": ("GET", {}),
    "HEAD": ("HEAD", {}),
    "OPTIONS": ("OPTIONS", {}),
    "GET that claims to be DELETE": ("GET", {"X-HTTP-Method-Override": "DELETE"}),
    "GET that claims to be PUT": ("GET", {"X-HTTP-Method-Override": "PUT"}),
    "HEAD that claims to be POST": ("HEAD", {"X-HTTP-Method-Override": "POST"}),
}

WORDS = [
    [("_method", "DELETE")],
    [("_method", "delete")],
    [("_method", "PUT"), ("name", "air"), ("price", "1")],
    [("_method", "POST"), ("name", "air"), ("price", "1")],
    [("method", "DELETE")],
    [("action", "delete"), ("do", "remove"), ("remove", "1")],
    [("name", "air"), ("price", "1")],
]


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
    return expect(client.get("/dishes", headers=KITCHEN), done).status(200).json()


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


def unchanged(client, due, done, response):
    """The menu is what it was."""
    after = read(client)
    seen = difference(due, after)
    promise(after == due, done, "nothing changes on the menu", seen, response, REQUEST)


@pytest.mark.parametrize("name", ["leek soup", "Käse & 豆腐", "<b>fish</b>", "stew"])
def test_a_dish_is_added_with_the_form_on_the_menu(client, browser, name):
    opened = "The menu was opened."
    response = browser.get("/")
    page = expect(response, opened).status(200).page()
    for dish in OPENING:
        path = f"/dishes/{dish['number']}"
        promise(path in page.links, opened, f"a link to {path}", f"links: {page.links}", response)
        promise(dish["name"] in page.text, opened, dish["name"], page.text, response)
    form = next((form for form in page.forms if "name" in dict(form.fields())), None)
    promise(form is not None, opened, "a form for one more dish", "no such form", response)
    done = f"{name} was added with the form on the menu, for 12."
    expect(form.submit(browser, name=name, price=12), done).redirect("/")
    due = [*OPENING, {"number": 5, "name": name, "price": 12}]
    expect(client.get("/dishes", headers=KITCHEN), done).status(200).json(due)
    response = browser.get("/dishes/5")
    page = expect(response, f"The page of {name} was opened.").status(200).page()
    promise(name in page.text, done, f"a page about {name}", page.text, response)


@pytest.mark.parametrize("name", ["leek soup", "Käse & 豆腐", "stew"])
def test_the_kitchen_screen_changes_a_dish(client, name):
    done = f"The kitchen changed dish 1 to {name} for 0, with PUT."
    response = client.put("/dishes/1", headers=KITCHEN, data={"name": name, "price": "0"})
    changed = {"number": 1, "name": name, "price": 0}
    expect(response, done).status(200).json(changed)
    expect(client.get("/dishes", headers=KITCHEN), done).json([changed, *OPENING[1:]])


def test_the_kitchen_screen_removes_a_dish(client):
    done = "The kitchen took dish 3 off the menu, with DELETE."
    expect(client.delete("/dishes/3", headers=KITCHEN), done).status(204).empty()
    expect(client.get("/dishes", headers=KITCHEN), done).json([*OPENING[:2], OPENING[3]])
    expect(client.get("/dishes/3"), "The page of dish 3 was opened after that.").status(404)


@pytest.mark.parametrize("why", NO_DISH)
def test_what_is_no_dish_is_refused(client, why):
    for method, path in (("POST", "/dishes"), ("PUT", "/dishes/2")):
        done = f"A dish {why} was sent to {path} with {method}."
        response = client.open(path, method=method, headers=KITCHEN, data=NO_DISH[why])
        expect(response, done).status(400)
        unchanged(client, OPENING, done, response)
    for method in ("GET", "PUT", "DELETE"):
        done = f"{method} was sent to /dishes/4711, which is not on the menu."
        sent = {"name": "eel", "price": "9"} if method == "PUT" else {}
        response = client.open("/dishes/4711", method=method, headers=KITCHEN, data=sent)
        expect(response, done).status(404)
        unchanged(client, OPENING, done, response)


@pytest.mark.parametrize("label", ["change", "remove"])
def test_a_button_for_a_dish_that_is_gone_finds_nothing(client, browser, label):
    opened = "The page of dish 3 was opened."
    response = browser.get("/dishes/3")
    forms = expect(response, opened).status(200).page().forms
    form = next((form for form in forms if form.button(label)), None)
    promise(form is not None, opened, f"a button {label!r}", "no such button", response)
    expect(
        client.delete("/dishes/3", headers=KITCHEN), "The kitchen took dish 3 off the menu."
    ).status(204)
    done = f"The button {label!r} was pressed on a page of dish 3 that was left open."
    response = form.submit(browser, form.button(label), name="eel in jelly", price=20)
    expect(response, done).status(404)
    unchanged(client, [*OPENING[:2], OPENING[3]], done, response)


@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_the_menu_never_changes_it(client, look):
    method, headers = LOOKS[look]
    addresses = [("/dishes/2", words) for words in WORDS]
    for path in ("/", "/dishes/3"):
        for form in parse_page(client.get(path)).forms:
            addresses += [(form.target(b), form.fields(b, name="air")) for b in form.buttons]
    for address, fields in addresses:
        sent = urlencode(fields)
        target = f"{address}{'&' if '?' in address else '?'}{sent}" if sent else address
        response = client.open(target, method=method, headers=headers)
        unchanged(client, OPENING, f"{target} was looked at: {look}.", response)
        response = client.open(
            address, method=method, headers=headers, data=sent, content_type=FORM
        )
        done = f"{address} was looked at: {look}, with fields in the body."
        unchanged(client, OPENING, done, response)
