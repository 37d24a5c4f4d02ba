"""What guests rely on: an order is paid once, and a receipt goes out for it."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(mailer):
    return {"MAILER": mailer}


def test_the_page_of_an_order_says_what_it_costs(client):
    response = client.get("/orders/7")
    done = "A guest opened the page of order 7."
    expect(response, done).status(200).says("trout", "stew", "cider", "41")


PAYMENT = {"card": "1234", "mail": "ida@example.org"}


def test_an_order_is_paid_once(guest):
    done = "Ida paid for order 7."
    expect(guest.post("/orders/7", data=PAYMENT), done).redirect("/orders/7")
    expect(guest.get("/orders/7"), done).status(200).says("It is paid.")
    expect(guest.post("/orders/7", data=PAYMENT), "Then she paid again.").status(409)


def test_a_receipt_goes_out_for_a_payment(guest, mailer):
    guest.post("/orders/7", data=PAYMENT)
    receipt = ("ida@example.org", "Receipt for order 7", "trout: 19\nstew: 14\ncider: 8\npaid: 41")
    done = "Ida paid for order 7."
    promise(mailer.calls(1) == [receipt], done, f"the mail {receipt}", f"{mailer.calls(1)}")


def test_a_receipt_goes_out_again_to_another_address(guest, mailer):
    guest.post("/orders/7", data=PAYMENT)
    response = guest.post("/orders/7/receipt", data={"mail": "ida@work.example"})
    done = "Ida paid for order 7. Then she asked for the receipt again, at work."
    expect(response, done).redirect("/orders/7")
    receivers = {to for to, *_ in mailer.calls(2)}
    due = {"ida@example.org", "ida@work.example"}
    promise(receivers == due, done, f"mails to {due}", f"mails to {receivers}")


def test_nobody_sees_the_address_of_another_guest(app):
    app.test_client().post("/orders/7", data=PAYMENT)
    response = app.test_client().get("/orders/9")
    done = "Ida paid for order 7. Then Jon opened the page of order 9 in his own browser."
    expect(response, done).status(200).never_says("ida@example.org")


REFUSED = {
    "a payment with a card that is refused": ("/orders/7", {**PAYMENT, "card": "gold"}, 402),
    "a payment without an address": ("/orders/7", {"card": "1234"}, 400),
    "a payment for an unknown order": ("/orders/77", PAYMENT, 404),
    "the wish for a receipt before the payment": ("/orders/7/receipt", PAYMENT, 409),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_sends_no_mail(guest, mailer, what):
    address, form, status = REFUSED[what]
    expect(guest.post(address, data=form), f"A guest sent {what}.").status(status)
    guest.post("/orders/4", data={"card": "1234", "mail": "jon@example.org"})
    receivers = [to for to, *_ in mailer.calls(1)]
    done = f"A guest sent {what}. Then Jon paid for order 4."
    promise(receivers == ["jon@example.org"], done, "one mail, to Jon", f"mails to {receivers}")
