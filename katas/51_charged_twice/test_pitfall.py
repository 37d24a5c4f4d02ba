"""A till may send a payment again, and the guest pays once."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS

BILL = {"Idempotency-Key": "bill-7"}


def test_a_second_try_gets_the_first_receipt(client):
    client.post("/payments", json={"amount": 40}, headers={"Idempotency-Key": "bill-7"})
    response = client.post("/payments", json={"amount": 40}, headers={"Idempotency-Key": "bill-7"})
    done = "A till sent a payment, and sent it again with the same key."
    expect(response, done).status(201).json({"receipt": "r1"})


def test_a_second_try_after_a_lost_answer_charges_nothing(client, guest):
    client.post("/payments", json={"amount": 40}, headers=BILL)
    guest.post("/payments", json={"amount": 40}, headers=BILL)
    done = "A till sent a payment, and the answer got lost. It sent the same again."
    expect(client.get("/payments"), done).json([{"receipt": "r1", "amount": 40}])


def test_another_amount_with_the_same_key_is_refused(client):
    client.post("/payments", json={"amount": 40}, headers=BILL)
    response = client.post("/payments", json={"amount": 45}, headers=BILL)
    done = "A till sent a payment of 40. Then it sent one of 45 with the same key."
    expect(response, done).status(422)
    expect(client.get("/payments"), done).json([{"receipt": "r1", "amount": 40}])


def send(till):
    return till.post("/payments", json={"amount": 40}, headers=BILL)


@pytest.fixture
def two_tries(client, guest, meanwhile):
    """The answers to two tries with one key; the second comes while the terminal is at work."""
    second = meanwhile("terminal", lambda: send(guest))
    return send(client), second()


TWO_TRIES = "While a payment was being charged, the till sent it again with the same key."


def test_two_tries_at_the_same_time_charge_once(client, two_tries):
    charges = client.get("/payments")
    expect(charges, TWO_TRIES).json([{"receipt": "r1", "amount": 40}])


def test_two_tries_at_the_same_time_are_one_payment_or_told_to_wait(client, two_tries):
    for response in reversed(two_tries):
        kept = response.status_code == 409 or response.json == {"receipt": "r1"}
        seen = f"{response.status_code} and {response.text}"
        promise(kept, TWO_TRIES, "the receipt r1, or 409", seen, response, STATUS)
    response = send(client)
    expect(response, f"{TWO_TRIES} Then it sent it once more.").status(201).json({"receipt": "r1"})


@pytest.fixture
def config(beside, meanwhile):
    """The app's own terminal; while it charges a card, somebody else may come."""
    return {"TERMINAL": meanwhile.put("terminal", beside("terminal").Terminal(seconds=0))}
