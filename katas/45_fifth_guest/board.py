"""The board of the Blue Plate: it says which dishes are ready to be fetched, oldest first."""

import threading


class Board:
    """Any thread may put a dish on the board, and any thread may wait for the next one."""

    def __init__(self):
        self._dishes = []
        self._changed = threading.Condition()

    def put(self, dish):
        """Put a dish on the board; returns its number, beginning with 1."""
        with self._changed:
            self._dishes.append(dish)
            self._changed.notify_all()
            return len(self._dishes)

    def after(self, number, timeout=None):
        """List number and dish of all that came after this number.

        If there is none, wait for the next dish, for `timeout` seconds at most (None: for ever).
        """
        with self._changed:
            self._changed.wait_for(lambda: len(self._dishes) > number, timeout)
            return list(enumerate(self._dishes, 1))[number:]
