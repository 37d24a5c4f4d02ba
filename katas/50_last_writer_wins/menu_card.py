"""Stands in for the menu card in the window. A painter writes it by hand, which takes a while."""

import time
from typing import NamedTuple


class Dish(NamedTuple):
    """What the card says of a dish, and how often that was written."""

    text: str
    version: int


class MenuCard:
    """The dishes by their numbers, as they are on the card now."""

    def __init__(self, seconds=0.5):
        self.seconds = seconds
        self.dishes = {1: Dish("Pea supe, 7.00", 1), 2: Dish("Stew, 9.00", 1)}

    def write(self, number, text):
        """Write a new text for a dish; when it is on the card, the dish has its next version."""
        time.sleep(self.seconds)
        self.dishes[number] = Dish(text, self.dishes[number].version + 1)
