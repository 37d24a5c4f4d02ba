"""Stands in for the book of tips. It is long, and each question to it takes a moment."""

import time

LINES_ON_A_PAGE = 2
NIGHTS = {
    ("ann", "2026-10"): [("Thursday", 31), ("Friday", 44), ("Saturday", 52)],
    ("bob", "2026-10"): [("Friday", 38), ("Sunday", 17)],
    ("carla", "2026-10"): [("Saturday", 12)],
}


class TipBook:
    """What everybody here was tipped, night by night."""

    def __init__(self, seconds=0.1):
        self.seconds = seconds
        self._lines = {key: list(nights) for key, nights in NIGHTS.items()}

    def page(self, name, month, number):
        """The lines on a page of somebody's month, oldest first; pages count from 1."""
        time.sleep(self.seconds)
        start = (number - 1) * LINES_ON_A_PAGE
        found = self._lines.get((name, month), [])[max(0, start) : max(0, start + LINES_ON_A_PAGE)]
        return [{"text": text, "amount": amount} for text, amount in found]

    def shares(self, month):
        """What everybody was tipped in a month, as pairs of name and sum."""
        time.sleep(self.seconds)
        found = {name: lines for (name, when), lines in self._lines.items() if when == month}
        return [(name, sum(amount for _, amount in lines)) for name, lines in found.items()]

    def correct(self, name, month, text, amount):
        """Add a line at the end of somebody's month."""
        self._lines.setdefault((name, month), []).append((text, amount))
