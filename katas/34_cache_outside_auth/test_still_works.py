"""What the house relies on: tips, shares, corrections, and a book that is left in peace."""

from collections import Counter

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

MAY, JUNE = "2031-05", "2031-06"
PINS = {"Mara": "0042", "Øyvind": "4711"}
LINES = {
    ("Mara", MAY): [("Mayday", 3), ("Sunday", 21), ("late & loud", 7)],
    ("Øyvind", MAY): [("Friday", 40)],
    ("Øyvind", JUNE): [("Whitsun", 15)],
}
A_PAGE = 2
SHARES = [{"name": "Mara", "sum": 31}, {"name": "Øyvind", "sum": 40}]


class Staff:
    """A list of two: a waiter and a manager."""

    def knows(self, name, pin):
        return name in PINS and PINS[name] == pin

    def role(self, name):
        return {"Mara": "waiter", "Øyvind": "manager"}.get(name)


class TipBook:
    """A book that counts the questions, and notes the corrections."""

    def __init__(self):
        self.asked, self.corrections = Counter(), []

    def page(self, name, month, number):
        self.asked[f"{name}, {month}, page {number}"] += 1
        lines = LINES.get((name, month), [])[(int(number) - 1) * A_PAGE : int(number) * A_PAGE]
        return [{"text": text, "amount": amount} for text, amount in lines]

    def shares(self, month):
        self.asked[f"shares, {month}"] += 1
        return [
            (name, sum(amount for _, amount in lines))
            for (name, when), lines in LINES.items()
            if when == month
        ]

    def correct(self, name, month, text, amount):
        self.corrections.append((name, month, text, amount))


@pytest.fixture
def book():
    return TipBook()


@pytest.fixture
def config(book):
    return {"STAFF": Staff(), "TIPS": book}


@pytest.fixture
def phone(app):
    """Call it with a name for a new phone or computer on which this person has signed in."""
    return lambda name, **more: sign_in(app.test_client(), name, **more)[0]


def sign_in(client, name, **more):
    """Somebody signs in with a browser. Returns the browser and the answer."""
    response = client.post("/sign-in", data={"name": name, "pin": PINS[name], **more})
    expect(response, f"{name} signed in.").status(204)
    return client, response


def lasts(response):
    """Whether an answer brings a cookie that outlives the browser."""
    lines = [line.lower() for line in response.headers.getlist("Set-Cookie")]
    return any("expires=" in line or "max-age=" in line for line in lines)


def tips(name, month, page, start=0):
    """What a page of somebody's month is to say; it begins with line `start`."""
    lines = LINES.get((name, month), [])[start : start + A_PAGE]
    found = [{"text": text, "amount": amount} for text, amount in lines]
    return {"name": name, "month": month, "page": page, "lines": found}


def test_whoever_signs_in_is_signed_in_for_as_long_as_was_wished(app, client):
    for wrong in ({"name": "Mara", "pin": "4711"}, {"name": "Otto", "pin": "0042"}, {}):
        done = f"Somebody signed in with {wrong or 'nothing'}."
        expect(client.post("/sign-in", data=wrong), done).status(403)
    phone, response = sign_in(app.test_client(), "Øyvind", keep="yes")
    done = "Øyvind signed in on his phone, with keep."
    seen = "a cookie that ends with the browser"
    promise(lasts(response), done, "a cookie that lasts", seen, response, "Set-Cookie")
    computer, response = sign_in(app.test_client(), "Øyvind")
    done = "Øyvind signed in on the computer at the pass, without keep."
    said, seen = "a cookie that ends with the browser", "a cookie that lasts"
    promise(not lasts(response), done, said, seen, response, "Set-Cookie")
    for address in (f"/tips?month={MAY}", f"/shares/{MAY}") * 2:
        done = f"He asked for {address} on the phone, then on the computer."
        expect(phone.get(address), done).status(200)
        response = computer.get(address)
        promise(not lasts(response), done, said, seen, response, "Set-Cookie")


TAKEN = [("Mara", "counted twice: 7 €", -7), ("Øyvind", "none", 0)]
REFUSED = {
    "one without a text": {"text": "", "amount": "9"},
    "one without an amount": {"text": "the tip of table 4"},
    "one with half an amount": {"text": "the tip of table 4", "amount": "4.5"},
    "one without a month": {"text": "the tip of table 4", "amount": "9"},
}


@pytest.mark.parametrize(("name", "text", "amount"), TAKEN, ids=["a waiter", "a manager"])
def test_a_correction_is_noted_for_whoever_sends_it(phone, book, name, text, amount):
    client = phone(name)
    expect(client.get("/tips"), f"{name} asked for /tips without a month.").status(400)
    for which, sent in REFUSED.items():
        month = {} if "month" in which else {"month": JUNE}
        done = f"{name} sent a correction, {which}."
        response = client.post("/tips", query_string=month, data=sent)
        expect(response, done).status(400)
        promise(not book.corrections, done, "nothing is noted", f"{book.corrections}", response)
    response = client.post(f"/tips?month={JUNE}", data={"text": text, "amount": amount})
    done, noted = f"{name} sent a correction: {text}, {amount}.", [(name, JUNE, text, amount)]
    promise(book.corrections == noted, done, f"noted: {noted}", f"{book.corrections}", response)
    expect(response, done).redirect("/tips")


AGAIN = {
    "a first page": {
        "Mara": (f"/tips?month={MAY}", tips("Mara", MAY, 1)),
        "Øyvind": (f"/shares/{MAY}", SHARES),
    },
    "a second page": {
        "Mara": (f"/tips?month={MAY}&page=2", tips("Mara", MAY, 2, start=2)),
        "Øyvind": (f"/shares/{MAY}?sort=sum", SHARES[::-1]),
    },
    "a page by no number": {"Mara": (f"/tips?month={MAY}&page=x", tips("Mara", MAY, 1))},
    "nothing": {
        "Mara": (f"/tips?month={JUNE}&page=3", tips("Mara", JUNE, 3)),
        "Øyvind": ("/shares/1999-01", []),
    },
}


def check_asked_once(book, done, response):
    """The book was asked no question twice."""
    times = max(book.asked.values(), default=0)
    said, seen = "the book is asked once", f"it was asked {times} times"
    promise(times <= 1, done, said, seen, response, REQUEST)


@pytest.mark.parametrize("what", AGAIN)
def test_the_book_is_not_asked_the_same_thing_again(phone, book, what):
    for name, (address, answer) in AGAIN[what].items():
        book.asked.clear()
        client, (path, _, query) = phone(name), address.partition("?")
        turned = "&".join(query.split("&")[::-1])
        for there in (address, f"{path}?{turned}", address):
            done = f"{name} asked for {there}."
            response = client.get(there)
            expect(response, done).status(200).json(answer)
            check_asked_once(book, f"{done} It was nothing new.", response)
        done = f"{name} sent HEAD to {address}."
        expect(client.head(address), done).status(200).empty()


DEVICES = {
    "on the computer after the phone": [{"keep": "yes"}, {}],
    "after signing out and in again": [{}],
}
QUESTIONS = {
    "Mara": [f"/tips?month={MAY}&page=1", f"/tips?month={MAY}&page=2"],
    "Øyvind": [f"/tips?month={JUNE}", f"/shares/{MAY}?sort=sum", f"/shares/{JUNE}"],
}


@pytest.mark.parametrize("how", DEVICES)
def test_another_device_of_the_same_person_is_no_other_question(app, book, how):
    browsers = [{name: app.test_client() for name in QUESTIONS} for _ in DEVICES[how]]
    for again in (False, True):
        for browser, more in zip(browsers, DEVICES[how], strict=True):
            for name, addresses in QUESTIONS.items():
                if again and "again" in how:
                    expect(browser[name].post("/sign-out"), f"{name} signed out.").status(204)
                if not again or "again" in how:
                    sign_in(browser[name], name, **more)
                for address in addresses:
                    response = browser[name].get(address)
                    done = f"{name} asked for {address}, and for all of it once more {how}."
                    expect(response, done).status(200)
                    check_asked_once(book, done, response)
