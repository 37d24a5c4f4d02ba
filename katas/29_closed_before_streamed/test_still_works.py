"""What guests at the tables rely on, and that questions leave no connection open."""

import sqlite3

import pytest

from dojo.suite import expect
from dojo.suite import load_module
from dojo.suite import promise

ENTRIES = [
    ("goulash, hot", "celery"),
    ("crème brûlée", "milk"),
    ("crème brûlée", "eggs"),
    ("花巻", "wheat"),
    ("bread & butter", "milk"),
    ("bread & butter", "wheat"),
]


@pytest.fixture
def opened():
    """The connections that were opened, each with whether it has been closed."""
    return []


@pytest.fixture
def config(kata_folder, tmp_path, opened):
    class Connection(sqlite3.Connection):
        is_open = True

        def close(self):
            super().close()
            self.is_open = False

    class Register(load_module(kata_folder, kata_folder / "register.py").Register):
        def connect(self):
            opened.append(sqlite3.connect(self.path, factory=Connection))
            opened[-1].execute("pragma synchronous = off")
            return opened[-1]

    return {"REGISTER": Register(ENTRIES, tmp_path)}


def check_closed(done, opened, response):
    """No connection is open any more."""
    response.get_data()
    response.close()
    left = sum(connection.is_open for connection in opened)
    promise(left == 0, done, "no connection is open", f"{left} open", response)


def test_guests_see_which_dishes_are_in_the_register(client, opened):
    done = "The list of dishes was asked for."
    response = client.get("/dishes")
    expect(response, done).status(200).json(sorted({dish for dish, _ in ENTRIES}))
    check_closed(done, opened, response)


@pytest.mark.parametrize("dish", ["crème brûlée", "花巻", "goulash, hot", "swan"])
def test_guests_see_what_is_in_a_dish(client, opened, dish):
    found = sorted(allergen for name, allergen in ENTRIES if name == dish)
    response = client.get(f"/dishes/{dish}")
    if found:
        answer = expect(response, f"A guest asked for {dish}.").status(200)
        answer.json({"dish": dish, "allergens": found})
    else:
        expect(response, f"A guest asked for {dish}, which is not in the register.").status(404)
    check_closed(f"A guest asked for {dish}.", opened, response)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/register.tsv", "text/tab-separated-values"),
        ("/register.jsonl", "application/jsonl"),
    ],
)
def test_the_head_of_an_export_can_be_asked_for_alone(client, path, kind):
    done = f"HEAD was sent to {path}."
    expect(client.head(path), done).status(200).media_type(kind).empty()
