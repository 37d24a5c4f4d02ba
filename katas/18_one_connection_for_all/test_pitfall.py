"""What every guest was promised: no other request takes part in a booking."""

from contextlib import suppress

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(beside, tmp_path, disk, meanwhile):
    """The app's own vouchers and devices; at the devices and at the disk it can be slow."""
    devices = beside("devices")
    path = beside("voucher_file").fill(tmp_path / "vouchers.db")
    reader = meanwhile.put("card reader", devices.CardReader(seconds=0))
    printer = meanwhile.put("printer", devices.SlipPrinter(seconds=0))
    return {"VOUCHERS": path, "CARD_READER": reader, "PRINTER": printer}


def test_a_payment_does_not_book_a_refused_top_up(client, guest, make_app, meanwhile):
    path, form = "/vouchers/tuna-2/payments", {"amount": 5}
    stranger = meanwhile("card reader", lambda: guest.post(path, data=form))
    response = client.post("/vouchers/rosy-7/topups", data={"amount": 50, "card": "empty"})
    done = "While the card reader refused a top-up of rosy-7, somebody paid 5 with tuna-2."
    expect(response, done).status(409)
    expect(stranger(), done).status(201)
    check_books(make_app, done, tuna=[-5])


def check_books(make_app, done, rosy=(), tuna=()):
    """The office, with another app, finds these new bookings, and balances that are their sums."""
    office = make_app().test_client()
    for code, booked in {"rosy-7": [30, *rosy], "tuna-2": [100, *tuna]}.items():
        response = office.get(f"/vouchers/{code}/bookings")
        expect(response, done).status(200)
        found = [booking["amount"] for booking in response.json]
        promise(found == booked, done, f"{code}: booked {booked}", f"{code}: {found}", response)
        expect(office.get(f"/vouchers/{code}"), done).status(200).json({"balance": sum(booked)})


def test_a_wrong_address_takes_nothing_off_a_voucher(client, guest, meanwhile):
    meanwhile("card reader", lambda: guest.get("/favicon.ico"))
    response = client.post("/vouchers/rosy-7/topups", data={"amount": 50, "card": "4711"})
    done = "While the card reader worked on a top-up of 50, somebody asked for a wrong address."
    expect(response, done).status(201)
    expect(client.get("/vouchers/rosy-7"), done).status(200).json({"balance": 80})


REFUSED = {
    "a payment with an unknown voucher, while a slip is printed": ("printer", "unknown", 5, 404),
    "a payment of -5, while another payment is written": ("disk", "tuna-2", -5, 400),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_request_undoes_no_booking(client, guest, make_app, meanwhile, what):
    place, code, amount, status = REFUSED[what]
    path, form = f"/vouchers/{code}/payments", {"amount": amount}
    stranger = meanwhile(place, lambda: guest.post(path, data=form))
    response = client.post("/vouchers/rosy-7/payments", data={"amount": 20})
    done = f"Somebody sent {what}."
    expect(response, done).status(201)
    expect(stranger(), done).status(status)
    check_books(make_app, done, rosy=[-20])


def test_a_refused_top_up_is_never_on_the_voucher(client, guest, meanwhile):
    stranger = meanwhile("card reader", lambda: guest.get("/vouchers/rosy-7"))
    response = client.post("/vouchers/rosy-7/topups", data={"amount": 50, "card": "empty"})
    done = "While the card reader refused a top-up of 50, somebody looked at the voucher."
    expect(response, done).status(409)
    expect(stranger(), done).status(200).json({"balance": 30})


def test_a_voucher_pays_once_at_two_counters(client, guest, make_app, meanwhile):
    path, form = "/vouchers/rosy-7/payments", {"amount": 20}
    stranger = meanwhile("printer", lambda: guest.post(path, data=form))
    statuses = {client.post(path, data=form).status_code, stranger().status_code}
    done = "Somebody paid 20 with rosy-7 at two counters at the same time. There is 30 on it."
    promise(statuses == {201, 409}, done, "the statuses 201 and 409", f"{statuses}")
    check_books(make_app, done, rosy=[-20])
    response = client.post("/vouchers/tuna-2/payments", data={"amount": 5})
    expect(response, f"{done} Then 5 with tuna-2.").json({"amount": -5, "slip": "p2"})


def test_a_crash_in_debug_mode_is_not_booked_later(app, client, make_app):
    app.config["PROPAGATE_EXCEPTIONS"] = True  # as debug mode does
    with suppress(OSError):
        client.post("/vouchers/rosy-7/topups", data={"amount": 50, "card": "bent"})
    app.config["PROPAGATE_EXCEPTIONS"] = False
    done = "After a top-up of rosy-7 that crashed in debug mode, somebody paid 5 with tuna-2."
    response = client.post("/vouchers/tuna-2/payments", data={"amount": 5})
    expect(response, done).status(201)
    check_books(make_app, done, tuna=[-5])
