"""Stands in for the jar on the counter, whose beans a machine counts when it fills the jar."""

from itertools import cycle

COUNTS = (4711, 1283, 8064, 2957, 6390, 5148)  # what the machine counts, one jar after another


class Jar:
    """A glass jar with a machine that fills it."""

    def __init__(self):
        self._counts = cycle(COUNTS)
        self.beans = None  # how many are in the jar that was filled last

    def fill(self):
        """Fill the jar anew and say how many beans it holds, 0 to 9999."""
        self.beans = next(self._counts)
        return self.beans
