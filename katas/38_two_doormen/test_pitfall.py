"""Two proxies stand before the app: each guest is counted alone, and links lead to the house."""

import pytest

from dojo.suite import expect
from dojo.suite import ProxiedGuest


@pytest.fixture
def otto(app):
    return ProxiedGuest(app, "203.0.113.9")


@pytest.fixture
def hanna(app):
    return ProxiedGuest(app, "198.51.100.4")


def test_an_invitation_leads_to_the_house(otto):
    response = otto.get("/tables/7/invitation")
    done = "Otto asked for the invitation to table 7, through both proxies."
    expect(response, done).status(200).says("https://blueplate.example/tables/7")


def test_three_wrong_pins_do_not_lock_out_another_guest(otto, hanna):
    for _ in range(3):
        otto.post("/sign-in", data={"name": "otto", "pin": "0000"})
    response = hanna.post("/sign-in", data={"name": "hanna", "pin": "2704"})
    done = "Otto sent three wrong PINs. Then Hanna sent her right one, from another address."
    expect(response, done).status(200)


INVENTED = {
    "an X-Forwarded-For header": {"X-Forwarded-For": "192.0.2.{}"},
    "other headers about proxies": {
        "X-Real-IP": "192.0.2.{}",
        "Forwarded": "for=192.0.2.{};proto=https;host=blueplate.example",
    },
}


@pytest.mark.parametrize("what", INVENTED)
def test_a_guest_who_invents_addresses_is_locked_out_alone(app, hanna, what):
    for number in range(4):
        guest = ProxiedGuest(app, "192.0.2.66")  # without the cookies of the try before
        headers = {name: value.format(number) for name, value in INVENTED[what].items()}
        form = {"name": "otto", "pin": f"000{number}"}
        response = guest.post("/sign-in", data=form, headers=headers)
    done = f"One guest sent four wrong PINs, each with a new address in {what}."
    expect(response, done).status(429)
    response = hanna.post("/sign-in", data={"name": "hanna", "pin": "2704"})
    expect(response, f"{done} Then Hanna sent her right one.").status(200)


def test_a_guest_who_invents_the_address_of_otto_does_not_lock_him_out(app, otto):
    stranger = ProxiedGuest(app, "192.0.2.66")
    for _ in range(3):
        form, headers = {"name": "otto", "pin": "0000"}, {"X-Forwarded-For": otto.address}
        stranger.post("/sign-in", data=form, headers=headers)
    response = otto.post("/sign-in", data={"name": "otto", "pin": "1931"})
    done = "A stranger sent three wrong PINs with the address of Otto. Then Otto sent his PIN."
    expect(response, done).status(200)


LIES = {
    "host and scheme": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
    "prefix and port": {"X-Forwarded-Prefix": "/evil, /evil", "X-Forwarded-Port": "666, 666"},
}


@pytest.mark.parametrize("what", LIES)
def test_what_a_guest_invents_is_not_in_the_invitation(otto, what):
    response = otto.get("/tables/7/invitation", headers=LIES[what])
    done = f"A guest asked for the invitation to table 7, with an invented {what}."
    expect(response, done).status(200).says("https://blueplate.example/tables/7")
