"""What the staff do every day: they sign in, see their shifts and sign out."""

import pytest

from dojo.suite import expect

KEY = "6f0c3ab2815de94770f2c6d8139b5ea46f0c3ab2815de94770f2c6d8139b5ea4"
NEW_KEY = "1d94e5a07b3c62f8904ad1be6375c8f21d94e5a07b3c62f8904ad1be6375c8f2"
HANNA = {"name": "hanna", "pin": "2704"}


@pytest.fixture
def app(start):
    """One worker, started with the key of the office."""
    return start(FLASK_SECRET_KEY=KEY)


def test_staff_sign_in_and_see_their_shifts(client):
    response = client.post("/sign-in", data=HANNA)
    expect(response, "Hanna signed in.").redirect("/")
    response = client.get("/api/shifts")
    done = "Hanna signed in and asked for her shifts."
    shifts = ["Tuesday lunch", "Friday dinner"]
    expect(response, done).status(200).json({"name": "hanna", "shifts": shifts})


def test_staff_sign_in_with_the_form_of_the_page(client):
    form = expect(client.get("/"), "Hanna opened the page.").status(200).page("/").forms[0]
    done = "Hanna signed in with the form of the page and opened the page again."
    expect(form.submit(client, **HANNA), done).redirect("/")
    expect(client.get("/"), done).status(200).says("Tuesday lunch", "Friday dinner")


STRANGERS = {
    "a wrong PIN": {"name": "hanna", "pin": "2705"},
    "a name that is not on the list": {"name": "berta", "pin": "2704"},
}


@pytest.mark.parametrize("words", STRANGERS)
def test_who_is_not_known_to_the_office_does_not_get_in(client, words):
    done = f"Somebody signed in with {words}."
    expect(client.post("/sign-in", data=STRANGERS[words]), done).status(403)
    expect(client.get("/api/shifts"), f"{done} Then they asked for shifts.").status(403)


def test_who_signs_out_sees_no_shifts(client):
    client.post("/sign-in", data=HANNA)
    done = "Hanna signed in, signed out and asked for her shifts."
    expect(client.post("/sign-out"), done).redirect("/")
    expect(client.get("/api/shifts"), done).status(403)


def test_a_new_key_makes_everybody_sign_in_again(client, start):
    client.post("/sign-in", data=HANNA)
    client.application = start(FLASK_SECRET_KEY=NEW_KEY)
    response = client.get("/api/shifts")
    done = "Hanna signed in, the office changed the key, and she asked for her shifts."
    expect(response, done).status(403)
