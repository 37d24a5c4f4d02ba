"""What the counter relies on: the first guest of the day finds everything as it should be."""

import csv
from itertools import islice

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import ReadingClient

REWARDS = [(3, "a biscuit"), (12, "a café crème"), (40, "a dinner & a 団子")]
RENEWAL = {"path=/", "httponly", "samesite=lax", "max-age=31536000"}
OTHERS = {
    ("HEAD", "/"): 200,
    ("OPTIONS", "/rewards"): range(200, 500),  # whatever it is, it speaks of the card
    ("GET", "/menu"): 404,
    ("PUT", "/stamps"): 405,
}
LISTS = ["/rewards", "/rewards.csv"]
PHONES = {"no card": None, "an empty card": "", "a card that is not in the book": "card-4711"}


class Book:
    """A stamp book that counts how often it is asked for the rewards."""

    def __init__(self, rewards=REWARDS):
        self.cards, self.asked, self._rewards = {}, 0, rewards

    def new(self):
        card = f"card-{len(self.cards) + 1}"
        self.cards[card] = 0
        return card

    def stamp(self, card):
        self.cards[card] += 1

    def stamps(self, card):
        return self.cards.get(card)

    def rewards(self):
        self.asked += 1
        return list(self._rewards)


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def config(book):
    return {"BOOK": book}


def as_a_phone(app):
    """A client that reads each answer to its end, unless it says `buffered=False`."""
    return ReadingClient(app, app.response_class)


@pytest.fixture
def client(app):
    return as_a_phone(app)


def put(client, card):
    """Put a card on the phone, if there is one."""
    if card is not None:
        client.set_cookie("card", card)


def cards_in(response):
    """The `Set-Cookie` lines for card."""
    lines = response.headers.getlist("Set-Cookie")
    return [line for line in lines if line.partition("=")[0].strip() == "card"]


def check_the_first_card(response, done):
    """The answer brings the first card of the book, with one stamp, and makes it last a year."""
    stamps = response.headers.getlist("X-Stamps")
    promise(stamps == ["1"], done, "one X-Stamps: 1", f"X-Stamps: {stamps}", response, "X-Stamps")
    lines = cards_in(response)
    named = [{part.strip().lower() for part in line.split(";")} for line in lines]
    kept = len(named) == 1 and named[0] >= RENEWAL | {"card=card-1"}
    promised = "one Set-Cookie: card=card-1, Path=/, HttpOnly, SameSite=Lax, Max-Age=31536000"
    promise(kept, done, promised, "; ".join(lines) or "none", response, "Set-Cookie")


def rows_of(response):
    """The rows of a CSV answer, those without anything left out."""
    text = response.get_data(as_text=True)
    return [row for row in csv.reader(text.splitlines()) if row]


@pytest.mark.parametrize("phone", PHONES.values(), ids=PHONES.keys())
def test_the_first_guest_finds_a_page_and_gets_a_card_with_the_first_coffee(client, book, phone):
    put(client, phone)
    done = "The first guest of the day, who has no card in the book, opened the page."
    response = client.get("/")
    page = expect(response, done).status(200).page("/")
    promise(bool(page.text), done, "a page that can be read", "an empty page", response)
    promise(not cards_in(response), done, "no card", f"{cards_in(response)}", response)
    expect(response, done).no_header("X-Stamps")
    done = "Then the same guest had a coffee."
    response = client.post("/stamps")
    expect(response, done).status(201).media_type("text/plain")
    check_the_first_card(response, done)
    promise(book.cards == {"card-1": 1}, done, "one card with one stamp", f"{book.cards}")
    promise(bool(response.get_data()), done, "a thank-you", "an empty body", response)


def test_whatever_a_phone_asks_for_its_card_lasts_a_year(app, client):
    check_the_first_card(client.post("/stamps"), "The first guest of the day had a coffee.")
    stranger = as_a_phone(app)
    for (method, address), status in OTHERS.items():
        done = f"A guest had had the first coffee. Then the same phone sent {method} {address}."
        response = client.open(address, method=method)
        expect(response, done).status(status)
        check_the_first_card(response, done)
        if method != "HEAD":
            done = f"After that guest another one, without a card, sent {method} {address}."
            response = stranger.open(address, method=method)
            expect(response, done).no_header("X-Stamps")
            promise(not cards_in(response), done, "no card", f"{cards_in(response)}", response)


def test_the_rewards_can_be_read_by_phones_and_by_spreadsheets(client):
    done = "The rewards were asked for, for the first time."
    due = [{"stamps": stamps, "reward": reward} for stamps, reward in REWARDS]
    expect(client.get("/rewards"), done).status(200).json(due)
    response = client.get("/rewards.csv")
    expect(response, done).status(200).media_type("text/csv")
    rows = [["stamps", "reward"], *([str(stamps), reward] for stamps, reward in REWARDS)]
    promise(rows_of(response) == rows, done, f"{rows}", f"{rows_of(response)}", response)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("rewards", [REWARDS, []], ids=["some rewards", "no rewards"])
def test_the_book_is_not_asked_for_the_rewards_again_and_again(make_app, address, rewards):
    book = Book(rewards)
    app = make_app({"BOOK": book})
    before = book.asked
    with as_a_phone(app).get(address, buffered=False) as response:
        list(islice(response.iter_encoded(), 2))
    for card, method in [
        (None, "GET"),
        (book.new(), "GET"),
        (None, "HEAD"),
        (book.new(), "GET"),
        ("card-4711", "GET"),
    ]:
        phone = as_a_phone(app)
        put(phone, card)
        response = phone.open(address, method=method)
        expect(response, f"{method} {address} was sent.").status(200)
    done = f"Six guests asked for {address}. The first one hung up, another one sent HEAD."
    seen = f"it was asked {book.asked - before} times"
    promised = "the book is asked for the rewards once"
    promise(book.asked - before <= 1, done, promised, seen, response)
