"""What call centre and house rely on: answers, bookings, and one call for each fault."""

from urllib.error import HTTPError
from urllib.error import URLError

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short

INSIDE = "shelf 9 behind the boiler"
BROKEN = (500, 502)
ALLERGENS = "/dishes/apple%20pie/allergens"


class NotFound(Exception):
    """An error of somebody else's library, which looks much like one of ours."""

    code = status = status_code = 404
    name, description, response = "Not Found", INSIDE, None

    def __str__(self):
        return f"404 Not Found: {INSIDE}"

    def __call__(self, *args):
        return []

    get_headers = get_body = get_response = __call__


class Numbered(Exception):
    """An error with a code that is none of HTTP's."""

    def __init__(self, code):
        super().__init__(INSIDE)
        self.code = code


def raising(kind, *args):
    """A supplier or texter that raises such an error whenever it is called."""

    def call(text):
        raise kind(*args)

    return call


def answered(status):
    """What urllib raises for an answer with this status."""
    return raising(HTTPError, "https://sheets.example", status, INSIDE, None, None)


FAULTS = {
    "a ValueError": raising(ValueError, INSIDE),
    "a KeyError": raising(KeyError, INSIDE),
    "an IndexError": raising(IndexError, INSIDE),
    "a FileNotFoundError": raising(FileNotFoundError, 2, INSIDE),
    "a PermissionError": raising(PermissionError, 13, INSIDE),
    "a URLError": raising(URLError, INSIDE),
    "a ConnectionRefusedError": raising(ConnectionRefusedError, 111, INSIDE),
    "an Exception": raising(Exception, INSIDE),
}

CARRIERS = {
    "an HTTPError with code 404": answered(404),
    "an HTTPError with code 403": answered(403),
    "an HTTPError with code 503": answered(503),
    "an HTTPError with code 302": answered(302),
    "an error with code 200": raising(Numbered, 200),
    "an error with code '405'": raising(Numbered, "405"),
    "an error with code None": raising(Numbered, None),
    "an error much like a 404": raising(NotFound, INSIDE),
}

NONSENSE = {
    "an object without allergens": lambda ingredient: {"ingredient": ingredient},
    "a text": lambda ingredient: "no allergens",
    "nothing": lambda ingredient: None,
}

NAMES = ("ValueError", "KeyError", "IndexError", "FileNotFoundError", "PermissionError")
NAMES += ("ConnectionRefusedError", "URLError", "HTTPError", "Numbered", "NotFound", "Traceback")


class House:
    """The three that the app works with; supplier and texter can be made to fail."""

    def __init__(self):
        self.sheets = {"flour": ["gluten"], "butter": ["milk"], "apples": ["sulphites", "milk"]}
        self.texts, self.calls = [], []
        self.mend()

    def mend(self):
        self.supplier = lambda ingredient: {"allergens": self.sheets.get(ingredient, [])}
        self.texter = self.texts.append


@pytest.fixture
def house():
    return House()


@pytest.fixture
def config(house):
    return {
        "SUPPLIER": lambda ingredient: house.supplier(ingredient),
        "TEXTER": lambda text: house.texter(text),
        "PAGER": house.calls.append,
    }


def book(client, **fields):
    """Send a booking."""
    return client.post("/bookings/", data={"name": "Ida", "day": "Friday", "guests": 2, **fields})


def called_once(house, done, response, method, path):
    """The pager was called once since the last look, about this request."""
    calls, house.calls[:] = [str(call) for call in house.calls], []
    kept = len(calls) == 1 and method in calls[0] and path in calls[0]
    seen = f"{len(calls)} calls: {short(' | '.join(calls))}" if calls else "no call"
    promise(kept, done, f"one call, with {method} and {path} in it", seen, response, REQUEST)


def check_supplier(client, house, trouble):
    """Each look at allergens is answered with 500 or 502 and calls somebody once."""
    for method in ("GET", "HEAD", "GET"):
        done = f"{method} was sent for what is in the stew, and the supplier's computer {trouble}."
        response = client.open("/dishes/stew/allergens", method=method)
        expect(response, done).status(*BROKEN)
        called_once(house, done, response, method, "/dishes/stew/allergens")


def check_texter(client, house, trouble):
    """A booking is answered with 500, calls somebody once and is not in the book."""
    done = f"A table was booked, and the text message {trouble}."
    response = book(client)
    expect(response, done).status(500)
    called_once(house, done, response, "POST", "/bookings/")
    house.mend()
    done += " Then the bookings of Friday were looked at."
    response = client.get("/bookings/?day=Friday")
    expect(response, done).status(200).json([])
    promise(house.calls == [], done, "nobody is called", f"called: {house.calls}", response)


def test_the_call_centre_books_tables_and_looks_up_allergens(client, house):
    dishes = expect(client.get("/dishes/"), "The dishes were looked at.").status(200).json()
    kept = isinstance(dishes, list) and {"apple pie", "stew"} <= set(dishes)
    promise(kept, "The dishes were looked at.", "apple pie and stew among them", f"{dishes}")
    pie = {"dish": "apple pie", "allergens": ["gluten", "milk", "sulphites"]}
    done = "Somebody asked what is in the apple pie."
    expect(client.get(ALLERGENS), done).status(200).json(pie)
    for name, day, guests in (("Zoë", "Friday", 20), ("Otto", "Sunday", 7), ("Ida", "Friday", 4)):
        done = f"{name} booked for {guests} on {day}."
        booking = {"name": name, "day": day, "guests": guests}
        expect(book(client, **booking), done).status(201).json(booking)
    friday = [{"name": "Zoë", "day": "Friday", "guests": 20}]
    friday.append({"name": "Ida", "day": "Friday", "guests": 4})
    done = "The bookings of Friday were looked at."
    expect(client.get("/bookings/?day=Friday"), done).status(200).json(friday)
    seen = f"{len(house.texts)} messages"
    promise(len(house.texts) == 3, "Three tables were booked.", "three text messages", seen)
    seen = f"called: {house.calls}"
    promise(house.calls == [], "All went well.", "nobody is called", seen)


def test_an_address_without_its_slash_leads_to_the_one_with_it(client, house):
    for method, path in (("GET", "/dishes"), ("HEAD", "/dishes"), ("POST", "/bookings")):
        done = f"{method} was sent to {path}, without the slash."
        response = client.open(path, method=method)
        target = expect(response, done).status(308).header("Location").response.location
        promise(target.endswith(f"{path}/"), done, f"a redirect to {path}/", target, response)
    promise(house.calls == [], done, "nobody is called", f"called: {house.calls}")


@pytest.mark.parametrize("what", [*FAULTS, *NONSENSE])
def test_somebody_is_called_once_for_a_fault_of_the_house(client, house, what):
    house.supplier = FAULTS.get(what) or NONSENSE[what]
    check_supplier(client, house, f"{'raised' if what in FAULTS else 'sent'} {what}")
    house.texter = FAULTS.get(what) or raising(TimeoutError)
    check_texter(client, house, f"raised {what if what in FAULTS else 'a TimeoutError'}")


@pytest.mark.parametrize("what", CARRIERS)
def test_a_fault_that_carries_a_number_is_a_fault_all_the_same(client, house, what):
    house.supplier = house.texter = CARRIERS[what]
    check_supplier(client, house, f"raised {what}")
    check_texter(client, house, f"raised {what}")


def test_the_screen_is_told_of_a_fault_and_nothing_about_it(client, house):
    for what, fault in {**FAULTS, **CARRIERS}.items():
        house.supplier = house.texter = fault
        for response, who in (
            (client.get("/dishes/stew/allergens"), "The supplier's computer"),
            (book(client), "The text message"),
        ):
            done = f"{who} raised {what}."
            got = expect(response, done).status(*BROKEN).json()
            error = got.get("error") if isinstance(got, dict) else None
            kept = isinstance(error, str) and bool(error.strip())
            promise(kept, done, "an object with an error, a text", short(str(got)), response)
            said = "nothing about the fault itself"
            expect(response, done).never_says(INSIDE, *NAMES, promised=said)
            for name, value in response.headers:
                kept = not any(word in value for word in (INSIDE, *NAMES))
                promise(kept, done, said, short(f"{name}: {value}"), response, name)
