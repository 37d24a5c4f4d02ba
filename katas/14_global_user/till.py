"""Stands in for the till. It is indoors, the tablets are outside: each question takes a moment."""

import time

PRICES = {"pea soup": 6, "trout": 19, "stew": 14, "nut cake": 7, "tap water": 0}


class Till:
    """Knows the prices, keeps the bills, and passes each dish on to the kitchen."""

    def __init__(self, seconds=0.1):
        self.seconds = seconds
        self.bills = {}

    def price(self, dish):
        """The price of a dish; None when it is not on the menu."""
        time.sleep(self.seconds)
        return PRICES.get(dish)

    def ring_up(self, guest, dish, without, price):
        """Put a dish on a guest's bill, with what the kitchen has to leave out."""
        time.sleep(self.seconds)
        line = {"dish": dish, "without": without, "price": price}
        self.bills.setdefault(guest, []).append(line)

    def bill(self, guest):
        """What was rung up for a guest, oldest first."""
        time.sleep(self.seconds)
        return list(self.bills.get(guest, []))
