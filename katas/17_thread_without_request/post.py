"""Stands in for the post office. It is far away: a line to it takes a moment to be put through."""

import time
from contextlib import contextmanager


class PostOffice:
    """Takes mails over a line, and knows what was handed over.

    Any thread of the app may ask for a line, also while others have one. Other processes cannot.
    """

    def __init__(self, seconds=1):
        self.seconds = seconds
        self.taken = []

    @contextmanager
    def connect(self):
        """A line to the post office, to be used in a `with`."""
        time.sleep(self.seconds)
        yield Line(self.taken)

    def delivered(self):
        """The mails that were handed over, oldest first."""
        return list(self.taken)


class Line:
    """Mails can be handed over as long as the `with` lasts."""

    def __init__(self, taken):
        self.taken = taken

    def send(self, sender, to, text):
        """Hand over a mail."""
        self.taken.append({"from": sender, "to": to, "text": text})
