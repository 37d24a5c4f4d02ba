"""Behind a shared cache, everybody gets what is theirs."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

pytestmark = pytest.mark.usefixtures("shared_cache")  # all clients ask the cache, not the app


def test_two_new_guests_have_two_baskets(client, guest):
    done = "Ann opened her basket. Then Bob opened his. Both are new here."
    first = expect(client.get("/basket"), done).json()
    response = guest.get("/basket")
    two = expect(response, done).json()["basket"] != first["basket"]
    promise(two, done, "two baskets", "Bob has Ann's basket", response)


FIRST = {"table 7": {"table": "7"}, "no table": {}}


@pytest.mark.parametrize("what", FIRST)
def test_a_table_reads_its_own_special(client, guest, what):
    for name, value in FIRST[what].items():
        client.set_cookie(name, value)
    client.get("/special")
    guest.set_cookie("table", "8")
    response = guest.get("/special")
    done = f"Somebody at {what} asked for the special. Then somebody asked at table 8."
    expect(response, done).status(200).json({"table": "8", "special": "fish stew"})


HANNA, OTTO = ("hanna", "2704"), ("otto", "1931")


def test_otto_sees_his_own_tips(client, guest):
    client.get("/tips", auth=HANNA)
    response = guest.get("/tips", auth=OTTO)
    done = "Hanna looked at her tips. Then Otto looked at his."
    expect(response, done).status(200).json({"name": "otto", "tips": 55})


def test_who_says_no_pin_sees_no_tips(client, guest):
    client.get("/tips", auth=HANNA)
    response = guest.get("/tips")
    done = "Hanna looked at her tips. Then somebody looked who gave no name and no PIN."
    expect(response, done).status(401)


def test_a_stranger_who_is_refused_does_not_lock_hanna_out(client, guest):
    client.get("/tips")
    response = guest.get("/tips", auth=HANNA)
    done = "Somebody asked for tips without a PIN. Then Hanna asked for hers."
    expect(response, done).status(200).json({"name": "hanna", "tips": 127})
