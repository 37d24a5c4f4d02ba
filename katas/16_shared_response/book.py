"""Stands in for the stamp book in the office, which keeps the cards and the list of rewards."""

import secrets
import threading
import time

REWARDS = {5: "a biscuit", 10: "a coffee", 25: "a slice of plum tart"}


class Book:
    """Knows every card and its stamps."""

    def __init__(self, seconds=0.2):
        self._seconds = seconds
        self._cards = {}
        self._lock = threading.Lock()

    def new(self):
        """Make a new card, without a stamp, and return it: a text nobody can guess."""
        card = secrets.token_hex(4)
        self._cards[card] = 0
        return card

    def stamp(self, card):
        """Put one more stamp on a card."""
        with self._lock:
            self._cards[card] += 1

    def stamps(self, card):
        """How many stamps are on a card; None when it is not in the book."""
        return self._cards.get(card)

    def rewards(self):
        """What stamps are good for, as pairs of a number and a text. This takes a moment."""
        time.sleep(self._seconds)
        return list(REWARDS.items())
