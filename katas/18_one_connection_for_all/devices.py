"""Stands in for what lies on the counter. Both devices take their time, and may raise anything."""

import itertools
import time


class CardReader:
    """Charges cards. A card that is called `empty` is refused."""

    def __init__(self, seconds=0.8):
        self.seconds, self.numbers = seconds, itertools.count(3)

    def charge(self, card, amount):
        """Charge a card; give back the number of the slip, or None when the card is refused."""
        time.sleep(self.seconds)
        return None if card == "empty" else f"c{next(self.numbers)}"


class SlipPrinter:
    """Prints a slip for each payment; with it the dish leaves the kitchen."""

    def __init__(self, seconds=0.8):
        self.seconds, self.numbers = seconds, itertools.count(1)

    def print_slip(self, code, amount):
        """Print what was taken off a voucher; give back the number of the slip."""
        time.sleep(self.seconds)
        return f"p{next(self.numbers)}"
