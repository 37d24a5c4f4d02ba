"""What guests were promised: nobody waits for the mailer, and nobody suffers when it fails."""

import threading
from dataclasses import replace
from functools import partial
from itertools import cycle
from itertools import islice
from urllib.parse import urlencode

import pytest

from dojo.suite import at_once
from dojo.suite import BrokenPromise
from dojo.suite import expect
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import STATUS
from dojo.suite import Stuck

PATIENCE = 1.5  # seconds; what was promised within one second has come by then
MANY = 100  # receipts that wait, beside those of the guests who paid
OVER_THE_WIRE = 10  # of these; the others are asked for within the process, which is faster
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

ORDERS = {
    41: [("mussels", 96), ("bread", 23)],
    42: [("goulash & dumplings", 118)],
    43: [("plum tart", 45), ("cocoa", 36), ("mint tea", 27)],
    44: [("oyster soup", 87)],
    45: [("bread", 23), ("ham", 41)],
    46: [("goulash & dumplings", 118), ("cocoa", 36)],
    49: [("nightcap", 52)],
}
MAILS = [
    "ida@example.org",
    "jon@example.org",
    "花子@example.org",
    "o'hara+take-away@example.org",
    "Ida@example.org",
    "ida@example.com",
]
TOTALS = {number: sum(price for _, price in dishes) for number, dishes in ORDERS.items()}


class Cards:
    """A card company that refuses one card."""

    def charge(self, card, amount):
        return card != "refused"


class Mailer:
    """A mailer that can be kept busy, that cannot reach some, and that notes each mail.

    When it is busy and asked by the thread that the server is waiting for, no answer can come
    before it is done: it takes note of that and returns, so that a test need not wait to see it.
    """

    def __init__(self):
        self.free, self.cannot_reach = threading.Event(), set()
        self.free.set()
        self.server_waits_for = None
        self.held_up_an_answer = False
        self._mails, self._changed = [], threading.Condition()

    def send(self, to, subject, text):
        if not self.free.is_set() and threading.get_ident() == self.server_waits_for:
            self.held_up_an_answer = True
        else:
            self.free.wait(3 * PATIENCE)
        if to in self.cannot_reach:
            raise ConnectionError("no answer from the post office")
        with self._changed:
            self._mails.append((to, f"{subject}\n{text}"))
            self._changed.notify_all()

    def sent(self, number):
        """The mails, as soon as there are so many, or when it has taken too long."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._mails) >= number, PATIENCE)
            return list(self._mails)


@pytest.fixture
def mailer():
    return Mailer()


@pytest.fixture
def config(mailer):
    return {"ORDERS": ORDERS, "CARDS": Cards(), "MAILER": mailer}


@pytest.fixture
def guest(app, live, mailer):
    """A guest of the site, whose one process serves one guest after another."""

    def watched(environ, start_response):
        mailer.server_waits_for = threading.get_ident()
        try:
            return app(environ, start_response)
        finally:
            mailer.server_waits_for = None

    yield live(watched, threaded=False).guest()
    mailer.free.set()


def ask(guest, mailer, done, target, **form):
    """Open a page or send a form, and read the answer, as long as its headers say that it is."""
    request = ("POST", target, FORM, urlencode(form).encode()) if form else ("GET", target)
    said = "the whole answer within a second"
    with guest.start(*request, patience=PATIENCE) as conversation:
        asked = replace(conversation.exchange)  # what was there before the mailer was done
        try:
            response = conversation.head()
            response.set_data(b"".join(iter(conversation.piece, b"")))
        except NoAnswer as error:
            raise BrokenPromise(done, said, str(error), conversation.exchange) from error
    if mailer.held_up_an_answer:
        raise BrokenPromise(done, said, "no answer until the mailer was done", asked)
    return response


def pay(guest, mailer, done, number, mail):
    response = ask(guest, mailer, done, f"/orders/{number}", card="1234", mail=mail)
    expect(response, done).redirect(f"/orders/{number}")


def ask_for_receipt(guest, mailer, done, number, mail):
    response = ask(guest, mailer, done, f"/orders/{number}/receipt", mail=mail)
    expect(response, done).redirect(f"/orders/{number}")


def check_receipts(guest, mailer, done, *due):
    """These receipts go out without any further request, each of them once, and no others."""
    mailer.free.set()
    wanted = sorted(to for to, _ in due)
    seen = sorted(to for to, _ in mailer.sent(len(due)))
    said = f"mails to {', '.join(wanted)}"
    promise(seen == wanted, done, said, ", ".join(seen) or "no mail", mark=STATUS)
    last = "last@example.org"
    pay(guest, mailer, f"{done} Then the last guest paid.", 49, last)
    mails = mailer.sent(len(due) + 1)
    again = sorted(to for to, _ in mails)
    done = f"{done} Then the last guest paid."
    kept = again == sorted([*wanted, last])
    promise(kept, done, f"one more mail, to {last}", ", ".join(again), mark=STATUS)
    for to, number in due:
        words = [str(number), str(TOTALS[number]), *(dish for dish, _ in ORDERS[number])]
        texts = [text for receiver, text in mails if receiver == to]
        kept = any(all(word in text for word in words) for text in texts)
        said = f"the mail to {to} names {', '.join(words)}"
        promise(kept, done, said, " / ".join(texts), mark=STATUS)


def test_whoever_pays_has_the_answer_while_the_mailer_is_busy(guest, mailer):
    mailer.free.clear()
    done = "Ida paid while the mailer was busy."
    pay(guest, mailer, done, 41, "ida@example.org")
    check_receipts(guest, mailer, done, ("ida@example.org", 41))


def test_whoever_wants_the_receipt_again_has_the_answer_while_the_mailer_is_busy(guest, mailer):
    pay(guest, mailer, "Ida paid.", 42, "ida@example.org")
    promise(len(mailer.sent(1)) == 1, "Ida paid.", "a receipt", "no mail", mark=STATUS)
    mailer.free.clear()
    done = "Ida wanted her receipt again, at work, while the mailer was busy."
    ask_for_receipt(guest, mailer, done, 42, "ida@work.example")
    check_receipts(guest, mailer, done, ("ida@example.org", 42), ("ida@work.example", 42))


def ask_within(app, done, more):
    """Ask for receipts again; each response is closed, as by a server that has sent it."""
    client = app.test_client()
    for to, number in more:
        target, form = f"/orders/{number}/receipt", {"mail": to}
        response = client.post(target, data=form, buffered=True)
        expect(response, done).redirect(f"/orders/{number}")


def test_other_guests_are_served_while_the_mailer_is_busy(guest, app, mailer):
    mailer.free.clear()
    party = dict(zip(MAILS, ORDERS, strict=False))
    done = f"{len(party)} guests paid at once, while the mailer was busy. One of them was"
    calls = (partial(pay, guest, mailer, f"{done} {to}.", n, to) for to, n in party.items())
    at_once(*calls)
    done = f"{len(party)} guests paid while the mailer was busy."
    then = f"{done} Then the next one opened a page."
    expect(ask(guest, mailer, then, "/orders/49"), then).status(200).says(str(TOTALS[49]))
    numbers = islice(cycle(party.values()), MANY)
    more = [(f"again-{index}@example.org", number) for index, number in enumerate(numbers, 1)]
    for index, (to, number) in enumerate(more[:OVER_THE_WIRE]):
        waiting = f"The mailer was busy, and {len(party) + index} receipts were waiting."
        ask_for_receipt(guest, mailer, f"{waiting} One more was asked for.", number, to)
    done = f"While the mailer was busy, receipts were asked for, until {len(party) + MANY} waited."
    try:
        at_once(partial(ask_within, app, done, more[OVER_THE_WIRE:]))
    except Stuck as error:
        said, seen = "each answer within a second", "no answer to one of them"
        raise BrokenPromise(done, said, seen, mark=STATUS) from error
    done = f"{len(party) + MANY} receipts were to go out. They waited for the mailer."
    check_receipts(guest, mailer, done, *party.items(), *more)


def test_a_mailer_that_fails_harms_neither_the_answer_nor_the_next_receipt(guest, mailer):
    mailer.cannot_reach = {"ida@example.org", "ida@work.example"}
    done = "Ida paid, and the mailer failed with her receipt."
    pay(guest, mailer, done, 41, "ida@example.org")
    done = "Ida wanted her receipt again, and the mailer failed again."
    ask_for_receipt(guest, mailer, done, 41, "ida@work.example")
    done = "The mailer had failed twice. Then Jon and Zoë paid."
    pay(guest, mailer, done, 43, "jon@example.org")
    pay(guest, mailer, done, 44, "zoe@example.org")
    check_receipts(guest, mailer, done, ("jon@example.org", 43), ("zoe@example.org", 44))


def check_address(client, number, mail, done):
    """The page of an order has a form in which this address is filled in."""
    done = f"{done} Order {number} was opened."
    page = expect(client.get(f"/orders/{number}"), done).status(200).page()
    found = [dict(form.fields()).get("mail") for form in page.forms]
    said = f"{mail} is filled in" if mail else "no address is filled in"
    promise(found == [mail], done, said, ", ".join(map(repr, found)) or "no form")


def test_the_page_of_the_next_order_knows_the_address_that_was_paid_with(app, client):
    for number, mail in {41: "ida@example.org", 43: "o'hara+ida@example.org"}.items():
        form = {"card": "1234", "mail": mail}
        done = f"Order {number} was paid with the address {mail}."
        expect(client.post(f"/orders/{number}", data=form), done).redirect(f"/orders/{number}")
        for other in (number, 42, 44):
            check_address(client, other, mail, done)
    check_address(app.test_client(), 42, "", f"{done} In another browser:")
    form = {"card": "refused", "mail": "jon@example.org"}
    done = f"After that, a card was refused, with the address {form['mail']}."
    expect(client.post("/orders/42", data=form), done).status(402)
    check_address(client, 42, mail, done)
    done = "After that, the receipt was sent again, to ida@work.example."
    response = client.post("/orders/43/receipt", data={"mail": "ida@work.example"})
    expect(response, done).redirect("/orders/43")
    for other in (43, 44):
        check_address(client, other, mail, done)
