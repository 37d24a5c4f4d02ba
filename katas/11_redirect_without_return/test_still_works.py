"""What the staff and the managers rely on: they get in, and the evening gets done."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

PEOPLE = {"mara": ("1618", "manager"), "Zoë": ("0042", "waiter"), "花子": ("7", "cook")}
TELEPHONES = [("Zoë", "0171 4711"), ("花子", "0160 0815")]
TAKINGS = [("beer garden", 2718), ("cellar", 31415)]

STRANGERS = {
    "a wrong PIN": {"name": "mara", "pin": "1619"},
    "somebody else's PIN": {"name": "mara", "pin": "0042"},
    "a name and no PIN": {"name": "mara"},
    "a name that is not in the books": {"name": "otto", "pin": "1931"},
    "nothing": {},
}


class Books:
    """Books that note what they are told to do."""

    def __init__(self):
        self.deeds = []

    def role_of(self, name, pin):
        known_pin, role = PEOPLE.get(name, (None, None))
        return role if pin == known_pin else None

    def telephones(self):
        return list(TELEPHONES)

    def takings(self):
        return list(TAKINGS)

    def close_day(self):
        self.deeds.append("the day was closed")

    def print_payslips(self):
        self.deeds.append("payslips were printed")


@pytest.fixture
def books():
    return Books()


@pytest.fixture
def config(books):
    return {"BOOKS": books, "SECRET_KEY": "a41d9c07e6b25f38"}


def sign_in(client, name):
    """Sign in, as somebody whom the books know."""
    return client.post("/sign-in", data={"name": name, "pin": PEOPLE[name][0]})


@pytest.mark.parametrize("name", PEOPLE)
def test_the_staff_sign_in_on_the_page_and_find_the_telephones(client, name):
    done = "The page for signing in was opened."
    response = client.get("/sign-in")
    page = expect(response, done).status(200).page()
    promise(bool(page.forms), done, "a form for signing in", "no form", response)
    done = f"{name} filled in the form and signed in."
    response = page.forms[0].submit(client, name=name, pin=PEOPLE[name][0])
    expect(response, done).redirect("/office/")
    done = f"{name} signed in and went to the desk."
    expect(client.get("/office/"), done).status(200).says(*TELEPHONES[0], *TELEPHONES[1])
    expect(client.head("/office/"), done).status(200).empty()


@pytest.mark.parametrize("what", STRANGERS)
def test_whom_the_books_do_not_know_is_not_let_in(client, what):
    done = f"Somebody signed in with {what}."
    expect(client.post("/sign-in", data=STRANGERS[what]), done).status(403)


def test_a_manager_reads_the_takings_and_does_what_the_evening_asks_for(client, books):
    sign_in(client, "mara")
    done = "Mara, manager, signed in and opened the takings."
    response = client.get("/office/takings")
    page = expect(response, done).status(200).page()
    expect(response, done).says("beer garden", "2718", "cellar", "31415", "34133")
    expect(client.head("/office/takings"), done).status(200).empty()
    promise(not books.deeds, done, "nothing happens", " and ".join(books.deeds), response)
    for address, deed in {
        "/office/closing": "the day was closed",
        "/office/payslips": "payslips were printed",
    }.items():
        form = next((form for form in page.forms if form.target() == address), None)
        promise(form is not None, done, f"a form that leads to {address}", "no such form", response)
        books.deeds.clear()
        pressed = f"Mara, manager, pressed the button of the form to {address}."
        answer = form.submit(client)
        expect(answer, pressed).redirect("/office/takings")
        seen = " and ".join(books.deeds) or "nothing happened"
        promise(books.deeds == [deed], pressed, f"{deed}, once", seen, answer)


def test_who_knocked_in_vain_can_still_sign_in(client, books):
    client.get("/office/takings")
    client.post("/office/closing")
    sign_in(client, "Zoë")
    client.get("/office/takings")
    expect(client.post("/sign-out"), "Zoë signed out.").redirect("/sign-in")
    books.deeds.clear()
    sign_in(client, "mara")
    done = "Others had knocked in vain. Then Mara, manager, signed in with the same browser."
    expect(client.get("/office/takings"), done).status(200).says("beer garden")
    expect(client.post("/office/closing"), done).redirect("/office/takings")
    seen = " and ".join(books.deeds) or "nothing happened"
    promise(books.deeds == ["the day was closed"], done, "the day was closed, once", seen)
