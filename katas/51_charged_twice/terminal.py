"""Stands in for the card terminal, in its test mode. A charge takes a while."""

import time


class Terminal:
    """Charges the card that a guest has put in, and keeps a list of what it charged.

    As in the test mode of real terminals, one amount fails: the first charge of 13 finds no line to
    the bank.
    """

    def __init__(self, seconds=0.5):
        self.seconds, self.charges = seconds, []
        self._failing = {13}

    def charge(self, amount):
        """Charge this amount; give back the number of the receipt. Raises ConnectionError."""
        time.sleep(self.seconds)
        if amount in self._failing:
            self._failing.remove(amount)
            raise ConnectionError("no line to the bank; nothing was charged")
        receipt = f"r{len(self.charges) + 1}"
        self.charges.append({"receipt": receipt, "amount": amount})
        return receipt
