"""Each bill is paid, also when two look the same, or when the terminal fails at first."""

import pytest

from dojo.suite import expect


@pytest.fixture
def config(beside):
    return {"TERMINAL": beside("terminal").Terminal(seconds=0)}


def test_a_payment_is_charged_and_has_a_receipt(client):
    response = client.post("/payments", json={"amount": 40}, headers={"Idempotency-Key": "bill-7"})
    done = "A till sent a payment of 40."
    expect(response, done).status(201).json({"receipt": "r1"})
    expect(client.get("/payments"), done).status(200).json([{"receipt": "r1", "amount": 40}])


TWO_BILLS = {
    "two bills with keys of their own": ("bill-7", "bill-8"),
    "two bills without a key": (None, None),
}


@pytest.mark.parametrize("what", TWO_BILLS)
def test_two_bills_of_the_same_amount_are_charged_twice(client, what):
    for key in TWO_BILLS[what]:
        headers = {"Idempotency-Key": key} if key else {}
        response = client.post("/payments", json={"amount": 40}, headers=headers)
    done = f"A till sent {what}, each over 40."
    expect(response, done).status(201).json({"receipt": "r2"})


def test_a_payment_that_failed_can_be_tried_again(client):
    bill = {"Idempotency-Key": "bill-7"}
    response = client.post("/payments", json={"amount": 13}, headers=bill)
    expect(response, "A till sent a payment, and the terminal had no line.").status(503)
    response = client.post("/payments", json={"amount": 13}, headers=bill)
    done = "A payment failed: the terminal had no line. The till sent it again with the same key."
    expect(response, done).status(201).json({"receipt": "r1"})


def test_a_payment_of_nothing_is_refused(client):
    response = client.post("/payments", json={"amount": 0}, headers={"Idempotency-Key": "bill-7"})
    expect(response, "A till sent a payment of 0.").status(400)
