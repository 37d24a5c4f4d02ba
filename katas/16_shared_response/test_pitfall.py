"""What every guest was promised: an answer speaks of the guest's own card, or of none."""

import threading
from functools import partial
from itertools import islice

import pytest
from flask import request_finished

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import MeetingPoint
from dojo.suite import promise
from dojo.suite import ReadingClient

ADDRESSES = {"/": "text/html", "/rewards": "application/json", "/rewards.csv": "text/csv"}
RENEWAL = {"path=/", "httponly", "samesite=lax", "max-age=31536000"}
RENEWED = "the card for a year, with Path=/, HttpOnly, SameSite=Lax, Max-Age=31536000"
REWARDS = [(7, "un café"), (15, "a 団子"), (30, "a lunch")]


class Book:
    """A stamp book for several guests at once."""

    def __init__(self):
        self.cards, self.lock = {}, threading.Lock()

    def new(self):
        with self.lock:
            card = f"card-{len(self.cards) + 1}"
            self.cards[card] = 0
            return card

    def stamp(self, card):
        with self.lock:
            self.cards[card] += 1

    def stamps(self, card):
        return self.cards.get(card)

    def rewards(self):
        return list(REWARDS)


class Counter:
    """Holds answers up, as a full counter does: after the view, and before they are sent."""

    def __init__(self, app):
        self.meeting = None
        app.after_request(self.after_the_view)
        request_finished.connect(self.before_it_is_sent, app)

    def after_the_view(self, response):
        self.before_it_is_sent()
        return response

    def before_it_is_sent(self, *args, **kwargs):
        if self.meeting:
            self.meeting.wait()

    def together(self, *requests):
        """Send requests at the same time."""
        self.meeting = MeetingPoint(len(requests))
        try:
            return at_once(*requests)
        finally:
            self.meeting = None


def as_a_phone(app):
    """A client that reads each answer to its end, unless it says `buffered=False`."""
    return ReadingClient(app, app.response_class)


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def config(book):
    return {"BOOK": book}


@pytest.fixture
def counter(app):
    return Counter(app)


@pytest.fixture
def phone(app, book):
    """Call it with a number of stamps for a phone with a card, or without one for a new phone."""

    def make(stamps=None):
        made = as_a_phone(app)
        if stamps is not None:
            made.card = book.new()
            book.cards[made.card] = stamps
            made.set_cookie("card", made.card)
        return made

    return make


def speaks_of(response, done, card=None, stamps=None):
    """The answer hands out this card with this many stamps, and no other; or none at all."""
    lines = response.headers.getlist("Set-Cookie")
    pairs = [line.split(";")[0].partition("=") for line in lines]
    seen = [value.strip() for name, _, value in pairs if name.strip() == "card"]
    due = [card] if card else []
    said = f"one Set-Cookie for card: {card}" if card else "no Set-Cookie for card"
    shown = ", ".join(value or "empty" for value in seen)
    shown = f"Set-Cookie for card: {shown}" if seen else "no Set-Cookie for card"
    promise(seen == due, done, said, shown, response, "Set-Cookie")
    if card:
        (line,) = (line for line in lines if line.partition("=")[0].strip() == "card")
        named = {part.strip().lower() for part in line.split(";")}
        promise(named >= RENEWAL, done, RENEWED, line, response, "Set-Cookie")
    seen, due = response.headers.getlist("X-Stamps"), [str(stamps)] if card else []
    said = f"X-Stamps: {stamps}" if card else "no X-Stamps"
    shown = f"X-Stamps: {', '.join(seen)}" if seen else "no X-Stamps"
    promise(seen == due, done, said, shown, response, "X-Stamps")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_without_a_card_is_not_given_somebody_elses(phone, book, address):
    for stamps in (4, 9):
        ida = phone(stamps)
        ida.get(address)
        newcomer = phone()
        done = f"Ida's phone, with a card, asked for {address}, and then a phone without one."
        response = newcomer.get(address)
        expect(response, done).status(200).media_type(ADDRESSES[address])
        speaks_of(response, done)
        done = "A phone without a card had looked round, after Ida, and had its first coffee."
        response = newcomer.post("/stamps")
        expect(response, done).status(201)
        card = max(book.cards, key=lambda card: int(card[5:]))
        speaks_of(response, done, card, 1)
        kept = book.cards[ida.card]
        promise(kept == stamps, done, f"Ida still has {stamps} stamps", f"she has {kept}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_guest_who_looks_again_is_shown_one_card(phone, address):
    ida, jon = phone(0), phone(9)
    turns = [("Ida", ida, 0), ("Jon", jon, 9), ("Ida", ida, 0), ("Ida", ida, 0), ("Jon", jon, 9)]
    for number, (name, who, stamps) in enumerate(turns, 1):
        done = f"Ida and Jon asked for {address} by turns. This is answer {number}, to {name}."
        response = who.get(address)
        expect(response, done).status(200).media_type(ADDRESSES[address])
        speaks_of(response, done, who.card, stamps)


def test_each_coffee_goes_on_the_card_of_the_guest_who_had_it(phone):
    ida, jon = phone(0), phone(9)
    turns = [("Ida", ida, 1), ("Jon", jon, 10), ("Jon", jon, 11), ("Ida", ida, 2), ("Jon", jon, 12)]
    for number, (name, who, stamps) in enumerate(turns, 1):
        done = f"Ida and Jon had coffees by turns. This is answer {number}, to {name}."
        response = who.post("/stamps")
        expect(response, done).status(200).media_type("text/plain")
        speaks_of(response, done, who.card, stamps)


def test_only_a_card_that_was_made_is_answered_with_201(phone):
    first, ida = phone(), phone(4)
    done = "A phone without a card had its first coffee."
    expect(first.post("/stamps"), done).status(201)
    expect(first.post("/stamps"), f"{done} Then it had its second.").status(200)
    expect(ida.post("/stamps"), f"{done} Then Ida, who has a card, had one.").status(200)
    expect(phone().post("/stamps"), f"{done} Then another phone had its first.").status(201)
    expect(ida.post("/stamps"), "Ida, who has a card, had one more.").status(200)


def read_at_once(client, address):
    """Two guests read an answer: one begins, the other reads all of it, the first reads on."""
    begun, read = threading.Event(), threading.Event()

    def slowly():
        with client.get(address, buffered=False) as response:
            pieces = response.iter_encoded()
            text = b"".join(islice(pieces, 2))
            begun.set()
            read.wait(0.5)
            return (text + b"".join(pieces)).decode()

    def quickly():
        begun.wait(0.5)
        text = client.get(address).get_data(as_text=True)
        read.set()
        return text

    return at_once(slowly, quickly)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_first_guest_reads_every_guest_reads(phone, make_app, address):
    first = phone().get(address).get_data(as_text=True)
    said = f"the same {len(first.encode())} bytes"

    def check_the_same(client, done):
        response = client.get(address)
        seen = response.get_data(as_text=True)
        promise(seen == first, done, said, f"{len(seen.encode())} bytes", response)

    for who, name in [(phone(), "another phone"), (phone(4), "Ida's phone"), (phone(9), "Jon's")]:
        check_the_same(who, f"{address} was asked for, and then again by {name}.")
        for other in ADDRESSES:
            phone().get(other)
    check_the_same(phone(), f"{address} was asked for after everything else had been.")
    client = as_a_phone(make_app())
    expect(client.head(address), f"HEAD {address} came first of all.").status(200).empty()
    done = f"{address} was asked for with HEAD, then by two guests at once. This is for the"
    for text, who in zip(read_at_once(client, address), ("slow one", "quick one"), strict=True):
        promise(text == first, f"{done} {who}.", said, f"{len(text.encode())} bytes")
    check_the_same(client, f"{address} was asked for by two guests at once, and then again.")
    client = as_a_phone(make_app())
    with client.get(address, buffered=False) as response:
        list(islice(response.iter_encoded(), 2))
    done = f"A guest asked for {address} and hung up before the end. Then another asked for it."
    check_the_same(client, done)


@pytest.mark.parametrize("address", [*ADDRESSES, "/stamps"])
def test_guests_who_come_at_the_same_time_are_told_of_their_own_card(phone, counter, address):
    method, more = ("POST", 1) if address == "/stamps" else ("GET", 0)
    ida, jon, zoe, new = phone(4), phone(9), phone(1), phone()

    def together(one, other):
        calls = [partial(who.open, address, method=method) for who in (one, other)]
        return counter.together(*calls)

    done = f"Ida and Jon sent {method} {address} at the same time. This is for"
    to_ida, to_jon = together(ida, jon)
    speaks_of(to_ida, f"{done} Ida.", ida.card, 4 + more)
    speaks_of(to_jon, f"{done} Jon.", jon.card, 9 + more)
    done = f"Zoë and a phone without a card sent {method} {address} at the same time. This is for"
    to_zoe, to_new = together(zoe, new)
    speaks_of(to_zoe, f"{done} Zoë.", zoe.card, 1 + more)
    speaks_of(to_new, f"{done} the phone without.", "card-4" if more else None, more)
    expect(to_zoe, f"{done} Zoë.").status(200)
    expect(to_new, f"{done} the phone without.").status(201 if more else 200)
    if more:
        phones = phone(), phone()
        done = "Two phones without a card had their first coffee at the same time."
        for response, who in zip(together(*phones), phones, strict=True):
            who.card = getattr(who.get_cookie("card"), "value", None)
            expect(response, done).status(201)
            speaks_of(response, f"{done} This is for one of them.", who.card, 1)
        seen = [who.card for who in phones]
        promise(sorted(seen) == ["card-5", "card-6"], done, "a card for each", f"{seen}")
