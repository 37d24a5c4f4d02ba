"""What the counter relies on: vouchers that are right, refusals that cost nothing, a tidy file."""

import pytest

from dojo.suite import each_on_a_thread
from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(beside, tmp_path, disk):
    """The app's own vouchers and devices, which do not take their time here."""
    devices = beside("devices")
    path = beside("voucher_file").fill(tmp_path / "vouchers.db")
    reader, printer = devices.CardReader(seconds=0), devices.SlipPrinter(seconds=0)
    return {"VOUCHERS": path, "CARD_READER": reader, "PRINTER": printer}


def test_a_voucher_tells_its_balance_and_its_bookings(client):
    done = "Somebody looked at a voucher."
    expect(client.get("/vouchers/rosy-7"), done).status(200).json({"balance": 30})
    response = client.get("/vouchers/rosy-7/bookings")
    expect(response, done).status(200).json([{"amount": 30, "slip": "c1"}])


def test_a_top_up_is_in_the_file(client, make_app):
    done = "Somebody put 50 on rosy-7."
    response = client.post("/vouchers/rosy-7/topups", data={"amount": 50, "card": "4711"})
    expect(response, done).status(201).json({"amount": 50, "slip": "c3"})
    done, office = f"{done} The office looked at it with another app.", make_app().test_client()
    expect(office.get("/vouchers/rosy-7"), done).status(200).json({"balance": 80})
    booked = [{"amount": 30, "slip": "c1"}, {"amount": 50, "slip": "c3"}]
    expect(office.get("/vouchers/rosy-7/bookings"), done).status(200).json(booked)


def test_a_payment_is_in_the_file(client, make_app):
    done = "Somebody paid 30 with rosy-7, which is all that was on it."
    response = client.post("/vouchers/rosy-7/payments", data={"amount": 30})
    expect(response, done).status(201).json({"amount": -30, "slip": "p1"})
    done, office = f"{done} The office looked at it with another app.", make_app().test_client()
    expect(office.get("/vouchers/rosy-7"), done).status(200).json({"balance": 0})
    booked = [{"amount": 30, "slip": "c1"}, {"amount": -30, "slip": "p1"}]
    expect(office.get("/vouchers/rosy-7/bookings"), done).status(200).json(booked)


REFUSED = {
    "a payment of more than there is": ("payments", {"amount": 31}, 409),
    "a top-up with a refused card": ("topups", {"amount": 50, "card": "empty"}, 409),
    "a top-up with a card that breaks the reader": ("topups", {"amount": 50, "card": "bent"}, 500),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_request_leaves_nothing_behind(client, make_app, what):
    path, form, status = REFUSED[what]
    response = client.post(f"/vouchers/rosy-7/{path}", data=form)
    expect(response, f"Somebody sent {what}.").status(status)
    done = f"After {what}, somebody paid 5 with tuna-2."
    response = client.post("/vouchers/tuna-2/payments", data={"amount": 5})
    expect(response, done).status(201).json({"amount": -5, "slip": "p1"})
    office = make_app().test_client()
    expect(office.get("/vouchers/rosy-7"), done).status(200).json({"balance": 30})
    booked = [{"amount": 30, "slip": "c1"}]
    expect(office.get("/vouchers/rosy-7/bookings"), done).status(200).json(booked)


@pytest.mark.parametrize("code", ["rosy-7", "unknown"])
def test_few_connections_stay_open(guest, disk, code):
    each_on_a_thread(*[lambda: guest.get(f"/vouchers/{code}")] * 8)
    done = f"Eight guests, one after another, looked at the voucher {code}."
    promise(disk.open <= 5, done, "at most 5 connections are open", f"{disk.open} are open")
