"""The ledger of the house: a book for each night, in the cellar, at the end of a bad line."""

TAKINGS = [(4711, 3800), (4712, 1450), (4713, 6220), (4714, 900)]
NIGHTS = {
    "2026-11-19": "empty",  # the house was closed
    "2026-11-20": "good",
    "2026-11-21": "breaks",  # the third row cannot be read
    "2026-11-22": "silent",  # the book cannot be opened
    "2026-11-23": "torn",  # the book can be opened, and its first row cannot be read
}


class Book:
    """An open book: an iterator over its rows, which can be used with `with`.

    A row is read when it is asked for, and `next()` raises OSError when that fails. Whoever has
    opened a book closes it; closing it once more does no harm.
    """

    def __init__(self, rows, good):
        self._rows, self._good = iter(rows if good else rows[:2]), good

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self._rows, None)
        if row is None and not self._good:
            raise OSError("the line to the cellar is broken")
        if row is None:
            raise StopIteration
        return row

    def close(self):
        """Put the book back."""
        self._rows = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Ledger:
    """Gives out books. Of a night that is not in `nights()` there is none."""

    def nights(self):
        """The nights of which there are books."""
        return sorted(NIGHTS)

    def takings(self, night):
        """Open the book with the takings: rows of receipt and cents.

        Raises FileNotFoundError when there is no such book, OSError when it cannot be opened.
        """
        if night not in NIGHTS:
            raise FileNotFoundError(f"no book of {night}")
        if NIGHTS[night] == "silent":
            raise OSError("nobody answers in the cellar")
        rows = TAKINGS if NIGHTS[night] in ("good", "breaks") else []
        return Book(rows, NIGHTS[night] in ("good", "empty"))
