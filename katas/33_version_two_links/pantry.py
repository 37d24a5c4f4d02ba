"""Keeps the dishes of the catalogue, and what guests said about them."""

DISHES = [
    ("pea soup", "starter", 7),
    ("herring", "starter", 9),
    ("trout", "main", 19),
    ("stew", "main", 14),
    ("dumplings", "main", 12),
    ("plum tart", "dessert", 6),
    ("nut cake", "dessert", 7),
]


class Pantry:
    """Dishes by number, from 1, and the reviews of each, oldest first."""

    def __init__(self, dishes=DISHES):
        self._dishes, self._reviews = [], []
        for dish in dishes:
            self.add(*dish)

    def add(self, name, course, price):
        """Keep one more dish; gives its number."""
        self._dishes.append({"name": name, "course": course, "price": price})
        self._reviews.append([])
        return len(self._dishes)

    def dish(self, number):
        """Name, course and price; None when there is no such dish."""
        return self._dishes[number - 1] if 0 < number <= len(self._dishes) else None

    def numbers(self, course=None):
        """The numbers of the dishes of a course, or of all, in order."""
        kept = enumerate(self._dishes, start=1)
        return [number for number, dish in kept if course in (None, dish["course"])]

    def review(self, number, words):
        """Keep what somebody said about a dish."""
        self._reviews[number - 1].append({"words": words})

    def reviews(self, number):
        """What was said about a dish, oldest first."""
        return list(self._reviews[number - 1])
