"""Stands in for what is outside of the checkout: what was ordered, the card company, the mailer."""

import time

ORDERS = {
    4: [("pea soup", 9), ("apple pie", 5)],
    7: [("trout", 19), ("stew", 14), ("cider", 8)],
    9: [("fish pie", 16)],
}


class Cards:
    """The card company."""

    def charge(self, card, amount):
        """Take the amount from a card. True when it was taken, False when the card is refused."""
        return card.replace(" ", "").isdigit()


class Mailer:
    """The line to the post office.

    It belongs to the process that serves the site. Any of its threads may use it, also several at
    once; another process cannot.
    """

    def __init__(self, seconds=2):
        self.seconds = seconds

    def send(self, to, subject, text):
        """Hand over one mail, which takes a while. Raises ConnectionError when nobody answers."""
        time.sleep(self.seconds)
        print(f"mailed to {to}: {subject}", flush=True)
