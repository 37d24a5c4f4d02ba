"""What works today: riders and pings get in, strangers do not, and the audit hears of all."""

import hmac

import pytest

from dojo.suite import expect
from dojo.suite import promise

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body, kind=JSON):
    """The headers of a report whose body Fleetfoot has signed."""
    signature = hmac.new(b"a secret of two houses", body, "sha256").hexdigest()
    return {"Content-Type": kind, "Fleetfoot-Signature": signature}


def test_a_signed_rider_is_on_the_board(client):
    body = b'{"delivery": 7, "rider": "Ada"}'
    response = client.post("/fleetfoot/riders", data=body, headers=signed(body))
    done = "Fleetfoot sent a signed rider."
    expect(response, done).status(204)
    expect(client.get("/board"), done).status(200).says("Ada")


def test_a_signed_rider_for_no_delivery_is_refused(client):
    body = b'{"delivery": 99, "rider": "Ada"}'
    response = client.post("/fleetfoot/riders", data=body, headers=signed(body))
    done = "Fleetfoot sent a signed rider for delivery 99, which does not exist."
    expect(response, done).status(400)


def test_a_signed_ping_is_accepted(client):
    response = client.post("/fleetfoot/ping", headers=signed(b""))
    done = "Fleetfoot sent a signed ping without a body."
    expect(response, done).status(204)


STATUS, RIDER = b"delivery=7&status=lost", b'{"delivery": 7, "rider": "Eve"}'
STRANGERS = {
    "a status without a signature": ("status", STATUS, {"Content-Type": FORM}),
    "a status with the signature of another": ("status", STATUS, signed(b"delivery=8", FORM)),
    "a rider without a signature": ("riders", RIDER, {"Content-Type": JSON}),
    "a rider with the signature of another": ("riders", RIDER, signed(b'{"delivery": 8}')),
}


@pytest.mark.parametrize("what", STRANGERS)
def test_a_stranger_is_refused(client, what):
    address, body, headers = STRANGERS[what]
    response = client.post(f"/fleetfoot/{address}", data=body, headers=headers)
    done = f"A stranger sent {what}."
    expect(response, done).status(401)
    expect(client.get("/board"), done).status(200).never_says("lost", "Eve")


@pytest.fixture
def notes():
    """What the audit was told: a path and the names of the fields for each report."""
    return []


@pytest.fixture
def config(notes):
    return {"AUDIT": lambda path, names: notes.append((path, list(names)))}


AUDITED = {
    "a signed status": (signed(STATUS, FORM), STATUS, ["delivery", "status"]),
    "a refused status": ({"Content-Type": FORM}, STATUS, ["delivery", "status"]),
    "a status in JSON": (signed(RIDER), RIDER, []),
}


@pytest.mark.parametrize("what", AUDITED)
def test_the_audit_is_told_of_each_report(client, notes, what):
    headers, body, names = AUDITED[what]
    response = client.post("/fleetfoot/status", data=body, headers=headers)
    done = f"The app got {what}."
    promise(notes == [("/fleetfoot/status", names)], done, f"{names}", f"{notes}", response)
