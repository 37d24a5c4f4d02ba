"""An answer is for the person who asks, and for what they ask."""

import pytest

from dojo.suite import expect


def test_a_stranger_does_not_see_the_shares_that_carla_saw(app, client):
    carla = app.test_client()
    carla.post("/sign-in", data={"name": "carla", "pin": "3333"})
    carla.get("/shares/2026-10")
    response = client.get("/shares/2026-10")
    done = "Carla, a manager, looked at the shares. Then somebody looked who is not signed in."
    expect(response, done).status(401)


PINS = {"ann": "1111", "bob": "2222", "carla": "3333"}


@pytest.fixture
def phone(app):
    """Call it with a name for a phone on which this person is signed in."""

    def signed_in(name):
        client = app.test_client()
        client.post("/sign-in", data={"name": name, "pin": PINS[name]})
        return client

    return signed_in


def test_a_waiter_does_not_see_the_shares_that_carla_saw(phone):
    phone("carla").get("/shares/2026-10")
    response = phone("bob").get("/shares/2026-10")
    done = "Carla, a manager, looked at the shares. Then Bob, a waiter, looked."
    expect(response, done).status(403)


def test_who_has_left_the_house_sees_nothing_more(phone, staff):
    carla = phone("carla")
    carla.get("/shares/2026-10")
    del staff.ROLES["carla"]
    response = carla.get("/shares/2026-10")
    done = "Carla looked at the shares, left the house, and looked again."
    expect(response, done).status(401)


SHOWN = {
    "ann": ("/tips?month=2026-10", "Thursday"),
    "carla": ("/shares/2026-10", "127"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_stranger_who_is_refused_does_not_lock_the_staff_out(client, phone, name):
    address, words = SHOWN[name]
    client.get(address)
    response = phone(name).get(address)
    done = f"Somebody who is not signed in asked for {address}. Then {name.title()} asked."
    expect(response, done).status(200).says(words)


BEFORE = {
    "somebody else": ("bob", "/tips?month=2026-10"),
    "another page": ("ann", "/tips?month=2026-10&page=2"),
    "another month": ("ann", "/tips?month=2026-09"),
}


@pytest.mark.parametrize("what", BEFORE)
def test_everybody_sees_their_own_tips_for_the_page_and_the_month(phone, what):
    name, address = BEFORE[what]
    phones = {name: phone(name) for name in PINS}
    phones[name].get(address)
    response = phones["ann"].get("/tips?month=2026-10")
    lines = [{"text": "Thursday", "amount": 31}, {"text": "Friday", "amount": 44}]
    done = f"After {what}, Ann asked for her tips of October."
    own = {"name": "ann", "month": "2026-10", "page": 1, "lines": lines}
    expect(response, done).status(200).json(own)


@pytest.mark.parametrize("before", ["a look at the page", "the same correction"])
def test_a_correction_is_noted_and_shown(phone, before):
    ann, carla, october = phone("ann"), phone("carla"), "/tips?month=2026-10"
    if before == "the same correction":
        ann.post(october, data={"text": "table 4", "amount": 9})
    ann.get(october)
    carla.get("/shares/2026-10")
    ann.post(october, data={"text": "table 4", "amount": 9})
    response = carla.get("/shares/2026-10")
    done = f"After {before}, Ann sent a correction of 9. Then Carla looked at the shares again."
    noted = 145 if before == "the same correction" else 136
    shares = [{"name": "ann", "sum": noted}, {"name": "bob", "sum": 55}]
    expect(response, done).status(200).json([*shares, {"name": "carla", "sum": 12}])


@pytest.fixture
def staff(beside):
    """The module that has the staff list."""
    return beside("staff")


@pytest.fixture
def config(beside, staff):
    """The app's own staff list and tip book; the book is not slow here."""
    return {"STAFF": staff.Staff(), "TIPS": beside("tips").TipBook(seconds=0)}
