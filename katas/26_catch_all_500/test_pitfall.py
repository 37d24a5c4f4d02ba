"""What was promised about mistakes: they are answered as what they are, and nobody is called."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

NOT_THERE = {
    "an icon": ("GET", "/favicon.ico"),
    "the front door": ("GET", "/"),
    "a dish without a question": ("GET", "/dishes/stew"),
    "another question": ("GET", "/dishes/stew/allergen"),
    "another script": ("GET", "/dishes/花子/Käse"),
    "a booking by number": ("DELETE", "/bookings/1"),
    "a form in the wrong place": ("POST", "/booking/"),
    "the head of nothing": ("HEAD", "/tables"),
}

NOT_SERVED = {
    "changing the dishes": ("POST", "/dishes/", {"GET", "HEAD"}),
    "deleting the book": ("DELETE", "/bookings/", {"GET", "HEAD", "POST"}),
    "replacing the book": ("PUT", "/bookings/", {"GET", "HEAD", "POST"}),
    "correcting allergens": ("PATCH", "/dishes/stew/allergens", {"GET", "HEAD"}),
}

FULL = {"name": "Ida", "day": "Friday", "guests": "2"}

REFUSED = {
    "a dish that there is not": ("GET", "/dishes/swan/allergens", {}, 404),
    "the head of such a dish": ("HEAD", "/dishes/Stew/allergens", {}, 404),
    "bookings of no day": ("GET", "/bookings/", {}, 400),
    "the head of no day": ("HEAD", "/bookings/?date=Friday", {}, 400),
    "no name": ("POST", "/bookings/", {"day": "Sunday", "guests": "2"}, 400),
    "no day": ("POST", "/bookings/", {"name": "Ida", "guests": "2"}, 400),
    "no number": ("POST", "/bookings/", {"name": "Ida", "day": "Sunday"}, 400),
    "no fields": ("POST", "/bookings/?name=Ida&day=Sunday&guests=2", {}, 400),
    "a number in words": ("POST", "/bookings/", {**FULL, "day": "Sunday", "guests": "two"}, 400),
    "nobody": ("POST", "/bookings/", {**FULL, "day": "Sunday", "guests": "0"}, 400),
    "a full day": ("POST", "/bookings/", FULL, 409),
    "far too many": ("POST", "/bookings/", {**FULL, "day": "Sunday", "guests": "25"}, 409),
}


class House:
    """The three that the app works with; a supplier may be slow."""

    def __init__(self):
        self.is_slow, self.texts, self.calls = False, [], []

    def supplier(self, ingredient):
        if self.is_slow:
            raise TimeoutError("no answer within 5 seconds")
        return {"ingredient": ingredient, "allergens": ["celery"]}


@pytest.fixture
def house():
    return House()


@pytest.fixture
def config(house):
    return {"SUPPLIER": house.supplier, "TEXTER": house.texts.append, "PAGER": house.calls.append}


@pytest.fixture
def friday(client, house):
    """All seats but one of Friday are taken. Returns the bookings of Friday."""
    party = {"name": "Zoë", "day": "Friday", "guests": 23}
    client.post("/bookings/", data=party)
    house.texts.clear()
    return [party]


@pytest.mark.parametrize(("method", "path"), NOT_THERE.values(), ids=NOT_THERE.keys())
def test_an_address_that_the_house_does_not_have_is_not_found(client, method, path):
    done = f"{method} was sent to {path}, where there is nothing."
    expect(client.open(path, method=method), done).status(404)


@pytest.mark.parametrize(("method", "path", "methods"), NOT_SERVED.values(), ids=NOT_SERVED.keys())
def test_a_method_that_an_address_does_not_have_is_not_allowed(client, method, path, methods):
    done = f"{method} was sent to {path}, which has {', '.join(sorted(methods))}."
    response = client.open(path, method=method)
    expect(response, done).status(405).listed("Allow", *methods)
    allowed = {name.strip() for name in response.headers["Allow"].split(",")}
    seen = f"Allow: {', '.join(sorted(allowed))}"
    promise(method not in allowed, done, f"Allow without {method}", seen, response, "Allow")


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_done_is_refused_and_changes_nothing(client, house, friday, what):
    method, path, data, status = REFUSED[what]
    done = f"{method} was sent to {path.partition('?')[0]}: {what}."
    expect(client.open(path, method=method, data=data), done).status(status)
    promise(house.texts == [], done, "no text message", f"{house.texts}")
    done = f"The bookings were looked at after a mistake: {what}."
    expect(client.get("/bookings/?day=Friday"), done).status(200).json(friday)
    expect(client.get("/bookings/?day=Sunday"), done).status(200).json([])


def test_a_slow_supplier_is_worth_another_try(client, house):
    house.is_slow = True
    for method in ("GET", "HEAD", "GET"):
        done = f"{method} was sent for what is in the stew, and the supplier took too long."
        response = client.open("/dishes/stew/allergens", method=method)
        expect(response, done).status(503).header("Retry-After", "30")
        promise(
            house.calls == [], done, "nobody is called", f"called: {house.calls}", response, REQUEST
        )
    house.is_slow = False
    done = "The supplier was in time again."
    stew = {"dish": "stew", "allergens": ["celery"]}
    expect(client.get("/dishes/stew/allergens"), done).status(200).json(stew)


def test_nobody_is_called_for_a_mistake_at_the_screen(client, house, friday):
    house.calls.clear()
    mistakes = [(method, path, {}) for method, path in NOT_THERE.values()]
    mistakes += [(method, path, {}) for method, path, _ in NOT_SERVED.values()]
    mistakes += [(method, path, data) for method, path, data, _ in REFUSED.values()]
    for method, path, data in mistakes:
        response = client.open(path, method=method, data=data)
        done = f"{method} was sent to {path}, by mistake."
        seen = f"called: {house.calls}"
        promise(house.calls == [], done, "nobody is called", seen, response, REQUEST)
