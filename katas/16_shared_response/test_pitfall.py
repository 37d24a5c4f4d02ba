"""What every guest was promised: an answer speaks of this guest's card, or of none."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(beside):
    return {"BOOK": beside("book").Book(seconds=0)}


@pytest.fixture
def app(make_app, meanwhile):
    return meanwhile.before_answers(make_app())


def test_a_phone_without_a_card_is_not_given_one(client, guest):
    client.post("/stamps")
    client.get("/")
    response = guest.get("/")
    done = "Ann, who has a card, looked at the page. Then a phone without a card did."
    expect(response, done).status(200).no_header("Set-Cookie")


@pytest.mark.parametrize("address", ["/", "/rewards", "/rewards.csv"])
def test_a_phone_without_a_card_is_told_of_no_stamps(client, guest, address):
    client.post("/stamps")
    client.get(address)
    response = guest.get(address)
    done = f"Ann, who has a card, asked for {address}. Then a phone without a card did."
    expect(response, done).status(200).no_header("X-Stamps")


def test_a_guest_who_looks_again_is_given_one_card(client):
    client.post("/stamps")
    client.get("/")
    response = client.get("/")
    done = "Ann, who has a card, looked at the page twice."
    cards = response.headers.getlist("Set-Cookie")
    seen = f"{len(cards)} of them"
    promise(len(cards) == 1, done, "one Set-Cookie", seen, response, "Set-Cookie")


def test_a_second_coffee_is_answered_with_200(client):
    client.post("/stamps")
    response = client.post("/stamps")
    done = "Ann had a coffee and got a card. Then she had another coffee."
    expect(response, done).status(200).header("X-Stamps", "2")


def test_the_second_guest_reads_the_same_list(client, guest):
    first = client.get("/rewards.csv").text
    response = guest.get("/rewards.csv")
    done = "Two guests asked for /rewards.csv, one after the other."
    expect(response, done).status(200).says(first, promised="all of the list for both")


DEEDS = {"looked at the page": ("GET", "/", "1"), "had a coffee": ("POST", "/stamps", "2")}


@pytest.mark.parametrize("deed", DEEDS)
def test_two_guests_come_at_the_same_time(client, guest, meanwhile, deed):
    method, address, stamps = DEEDS[deed]
    for phone in (client, guest, guest):
        phone.post("/stamps")
    bob = meanwhile("the way out", lambda: guest.open(address, method=method))
    response = client.open(address, method=method)
    done = f"Ann has one stamp and Bob has two. At the same time, both {deed}."
    expect(response, f"{done} This is Ann's answer.").status(200).header("X-Stamps", stamps)
    expect(bob(), f"{done} This is Bob's answer.").header("X-Stamps", str(int(stamps) + 1))
