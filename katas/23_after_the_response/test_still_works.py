"""What guests and the office rely on: paying once, a receipt for it, and none without paying."""

import threading
from functools import partial

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS

ORDERS = {
    31: [("mussels", 96), ("bread", 23)],
    32: [("goulash & dumplings", 118)],
    33: [("plum tart", 45), ("cocoa", 36), ("mint tea", 27)],
}


class Cards:
    """A card company that refuses one card and notes what it takes from the others."""

    def __init__(self):
        self.taken = []

    def charge(self, card, amount):
        if card == "refused":
            return False
        self.taken.append((card, amount))
        return True


class Mailer:
    """A mailer that notes each mail."""

    def __init__(self):
        self._mails, self._changed = [], threading.Condition()

    def send(self, to, subject, text):
        with self._changed:
            self._mails.append((to, f"{subject}\n{text}"))
            self._changed.notify_all()

    def sent(self, number):
        """The mails, as soon as there are so many, or when it has taken too long."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._mails) >= number, 1.5)
            return list(self._mails)


@pytest.fixture
def cards():
    return Cards()


@pytest.fixture
def mailer():
    return Mailer()


@pytest.fixture
def client(app):
    """A guest to whom the app is as to a server, which closes each response that it has sent."""
    client = app.test_client()
    client.open = partial(client.open, buffered=True)
    return client


@pytest.fixture
def config(cards, mailer):
    return {"ORDERS": ORDERS, "CARDS": cards, "MAILER": mailer}


def pay(client, number, card="1234", mail="ida@example.org"):
    return client.post(f"/orders/{number}", data={"card": card, "mail": mail})


def form_to(page, target, done):
    """The form on a page that is sent to this address."""
    found = [form for form in page.forms if form.target() == target]
    seen = f"forms to {[form.target() for form in page.forms]}"
    promise(bool(found), done, f"a form that is sent to {target}", seen)
    return found[0]


def test_an_order_is_paid_with_the_form_on_its_page_and_only_once(client, cards):
    done = "The page of order 33 was opened."
    response = client.get("/orders/33")
    page = expect(response, done).status(200).page()
    expect(response, done).says("plum tart", "cocoa", "mint tea", "108")
    form = form_to(page, "/orders/33", done)
    done = "The form on the page of order 33 was filled in and sent."
    response = form.submit(client, card="1234", mail="ida@example.org")
    expect(response, done).redirect("/orders/33")
    promise(cards.taken == [("1234", 108)], done, "108 taken from card 1234", f"{cards.taken}")
    page = expect(client.get("/orders/33"), done).status(200).page()
    form_to(page, "/orders/33/receipt", done)
    left = [form for form in page.forms if form.target() == "/orders/33"]
    promise(not left, "Order 33 was paid.", "no form to pay it", "a form to pay it")
    done = "Order 33 had been paid, and was paid again."
    expect(pay(client, 33, card="5678"), done).status(409)
    promise(len(cards.taken) == 1, done, "nothing more is taken", f"{cards.taken}")


def test_a_receipt_goes_out_after_paying_and_again_when_asked_for(client, mailer):
    pay(client, 32)
    expected = ["ida@example.org"]
    done = "Order 32 was paid."
    for to in ("jon@example.org", "ida@example.org"):
        kept = len(mailer.sent(len(expected))) == len(expected)
        promise(kept, done, "a receipt", "no mail", mark=STATUS)
        done = f"The receipt of order 32 was to be sent again, to {to}."
        page = expect(client.get("/orders/32"), "The page of order 32 was opened.").page()
        form = form_to(page, "/orders/32/receipt", "The page of order 32 was opened.")
        expect(form.submit(client, mail=to), done).redirect("/orders/32")
        expected.append(to)
    mails = mailer.sent(len(expected))
    seen = [to for to, _ in mails]
    promise(seen == expected, done, f"mails to {', '.join(expected)}", f"{', '.join(seen)}")
    for _, text in mails:
        kept = all(word in text for word in ("32", "goulash & dumplings", "118"))
        promise(kept, done, "order 32, goulash & dumplings, 118", repr(text))


REFUSED = {
    "with a card that is refused": ("/orders/31", {"card": "refused", "mail": "card@a.org"}, 402),
    "without an address": ("/orders/31", {"card": "1234"}, 400),
    "with an empty address": ("/orders/31", {"card": "1234", "mail": ""}, 400),
    "for an order that is not there": ("/orders/77", {"card": "1234", "mail": "order@a.org"}, 404),
    "for an order that is paid": ("/orders/32", {"card": "1234", "mail": "paid@a.org"}, 409),
    "for a receipt before paying": ("/orders/31/receipt", {"mail": "unpaid@a.org"}, 409),
    "for a receipt without an address": ("/orders/32/receipt", {}, 400),
    "for a receipt of no order": ("/orders/77/receipt", {"mail": "receipt@a.org"}, 404),
}


def test_what_is_refused_takes_no_money_and_sends_no_mail(client, cards, mailer):
    pay(client, 32)
    promise(len(mailer.sent(1)) == 1, "Order 32 was paid.", "a receipt", "no mail", mark=STATUS)
    for what, (target, form, status) in REFUSED.items():
        done = f"A form was sent {what}."
        expect(client.post(target, data=form), done).status(status)
        promise(len(cards.taken) == 1, done, "nothing is taken", f"{cards.taken}")
    pay(client, 33, mail="last@example.org")
    seen = [to for to, _ in mailer.sent(2)]
    done = f"{len(REFUSED)} forms were refused. Then the next guest paid."
    kept = seen == ["ida@example.org", "last@example.org"]
    promise(kept, done, "one mail, to last@example.org", f"mails to {', '.join(seen[1:])}")
