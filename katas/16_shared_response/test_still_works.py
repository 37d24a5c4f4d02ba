"""What the counter relies on: cards, stamps, and a book that is not asked again and again."""

from unittest.mock import Mock

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def book(beside):
    """The book, which notes how often it was asked."""
    return Mock(wraps=beside("book").Book(seconds=0))


@pytest.fixture
def config(book):
    return {"BOOK": book}


def test_the_page_is_for_everybody(client):
    response = client.get("/")
    done = "A phone without a card asked for the page."
    expect(response, done).status(200).says("A stamp for each coffee").no_header("Set-Cookie")


def test_the_first_coffee_brings_a_card(client):
    response = client.post("/stamps")
    done = "Ann had her first coffee."
    expect(response, done).status(201).media_type("text/plain").header("X-Stamps", "1")
    response = client.get("/")
    expect(response, f"{done} Then she looked at the page.").status(200).header("X-Stamps", "1")


def test_a_wrong_address_renews_the_card_too(client):
    client.post("/stamps")
    response = client.get("/menu")
    done = "Ann, who has a card, asked for a wrong address."
    expect(response, done).status(404).header("X-Stamps", "1").header("Set-Cookie")


def test_the_rewards_are_there_as_json(client):
    response = client.get("/rewards")
    rewards = [(5, "a biscuit"), (10, "a coffee"), (25, "a slice of plum tart")]
    due = [{"stamps": stamps, "reward": reward} for stamps, reward in rewards]
    expect(response, "Somebody asked for the rewards.").status(200).json(due)


def test_the_rewards_are_there_as_csv(client):
    response = client.get("/rewards.csv")
    done = "The accountant asked for the rewards."
    expect(response, done).status(200).media_type("text/csv").says("stamps,reward\n5,a biscuit\n")


@pytest.mark.parametrize("address", ["/rewards", "/rewards.csv"])
def test_the_book_is_asked_once_for_a_list(client, guest, book, address):
    for phone in (client, guest, client):
        phone.get(address).get_data()
    asked = book.rewards.call_count
    done = f"Two phones asked for {address} three times."
    promise(asked <= 1, done, "the book is asked once at most", f"asked {asked} times")
