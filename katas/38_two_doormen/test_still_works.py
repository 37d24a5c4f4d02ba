"""What the staff and the guests do, through both proxies."""

import pytest

from dojo.suite import expect
from dojo.suite import ProxiedGuest


@pytest.fixture
def otto(app):
    return ProxiedGuest(app, "203.0.113.9")


def test_otto_signs_in_with_his_pin(otto):
    response = otto.post("/sign-in", data={"name": "otto", "pin": "1931"})
    done = "Otto sent his PIN."
    expect(response, done).status(200).says("Good evening, otto.")


def test_a_wrong_pin_is_refused(otto):
    response = otto.post("/sign-in", data={"name": "otto", "pin": "0000"})
    expect(response, "Otto sent a wrong PIN.").status(403)


def test_after_three_wrong_pins_a_right_one_is_too_late(otto):
    for _ in range(3):
        otto.post("/sign-in", data={"name": "otto", "pin": "0000"})
    response = otto.post("/sign-in", data={"name": "otto", "pin": "1931"})
    expect(response, "Otto sent three wrong PINs and then his right one.").status(429)


def test_a_right_pin_in_time_begins_the_count_anew(otto):
    for pin in ("0000", "0000", "1931", "0000", "0000"):
        otto.post("/sign-in", data={"name": "otto", "pin": pin})
    response = otto.post("/sign-in", data={"name": "otto", "pin": "1931"})
    done = "Otto sent two wrong PINs and his right one, and then the same once more."
    expect(response, done).status(200)


def test_an_invitation_says_what_it_is_for(otto):
    response = otto.get("/tables/7/invitation")
    done = "Otto asked for the invitation to table 7."
    expect(response, done).status(200).media_type("text/plain").says("a dinner for Ann")


@pytest.mark.parametrize("address", ["/tables/8", "/tables/8/invitation"])
def test_a_table_without_a_party_is_not_found(otto, address):
    expect(otto.get(address), f"Otto asked for {address}. There is no such party.").status(404)
