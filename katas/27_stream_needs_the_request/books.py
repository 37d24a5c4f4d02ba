"""The books of the house: they lie in the cellar, and are read there row by row."""

MENU = [("pea soup", 9), ("fish pie", 16), ("apple pie", 11)]

ORDERS = [
    (1, 4, "pea soup", 9),
    (2, 7, "fish pie", 16),
    (3, 4, "apple pie", 11),
    (4, 2, "fish pie", 16),
    (5, 4, "coffee", 3),
]

GUEST_BOOK = [
    ("Berta", 5, "As always."),
    ("Monsieur Petit", 4, "La soupe, parfaite; le vin, moins."),
    ("花子", 5, "ごちそうさまでした"),
]


class Books:
    """Each method gives one row after the other, oldest first.

    A row is read when it is asked for, not before.
    """

    def menu(self):
        """Rows of dish and price."""
        yield from MENU

    def orders(self):
        """Rows of number, table, dish and price."""
        yield from ORDERS

    def guest_book(self):
        """Rows of guest, stars and words."""
        yield from GUEST_BOOK
