"""What every guest was promised: nobody waits for the mailer, and its errors harm nobody."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(mailer):
    return {"MAILER": mailer}


PAYMENT = {"card": "1234", "mail": "ida@example.org"}


def test_who_pays_does_not_wait_for_the_mailer(site, mailer):
    mailer.begin_to_be_busy()
    response = site.post("/orders/7", data=PAYMENT)
    done = "Ida paid for order 7 while the mailer was busy."
    expect(response, done).redirect("/orders/7")


def test_who_wants_a_receipt_again_does_not_wait_for_the_mailer(site, mailer):
    site.post("/orders/7", data=PAYMENT)
    mailer.begin_to_be_busy()
    response = site.post("/orders/7/receipt", data=PAYMENT)
    done = "Ida asked for her receipt again while the mailer was busy."
    expect(response, done).redirect("/orders/7")


def test_the_next_guest_does_not_wait_for_the_mailer(site, mailer):
    mailer.begin_to_be_busy()
    site.post("/orders/7", data=PAYMENT)
    response = site.get("/orders/9")
    done = "Ida paid for order 7 while the mailer was busy. Then Jon opened the page of order 9."
    expect(response, done).status(200).says("fish pie")


def test_nobody_waits_while_many_receipts_wait(site, mailer):
    mailer.begin_to_be_busy()
    site.post("/orders/7", data=PAYMENT)
    for _ in range(20):
        site.post("/orders/7/receipt", data=PAYMENT)
    mailer.be_free()
    sent = len(mailer.calls(21))
    done = "While the mailer was busy, 21 receipts were asked for."
    promise(sent == 21, done, "21 mails", f"{sent} mails")


def test_a_mailer_that_fails_harms_no_answer_and_no_later_receipt(site, mailer):
    mailer.fail_next_time()
    response = site.post("/orders/7", data=PAYMENT)
    done = "Ida paid for order 7, and the mailer failed with her receipt."
    expect(response, done).redirect("/orders/7")
    mailer.calls(1)
    site.post("/orders/4", data={"card": "1234", "mail": "jon@example.org"})
    receivers = [to for to, *_ in mailer.calls(2)]
    due = ["ida@example.org", "jon@example.org"]
    promise(receivers == due, f"{done} Then Jon paid.", f"calls for {due}", f"for {receivers}")


def test_the_page_of_the_next_order_knows_the_address(site):
    site.post("/orders/7", data=PAYMENT)
    response = site.get("/orders/9")
    done = "Ida paid for order 7. Then she opened the page of order 9."
    expect(response, done).status(200).says('value="ida@example.org"')
