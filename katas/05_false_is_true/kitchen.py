"""Stands in for the kitchen's list: what is cooked and poured tonight, and what is out."""

DISHES = [
    {"number": 1, "name": "pea soup", "price": 9, "vegetarian": True, "nuts": False},
    {"number": 2, "name": "nut cake", "price": 7, "vegetarian": True, "nuts": True},
    {"number": 3, "name": "trout", "price": 19, "vegetarian": False, "nuts": False},
    {"number": 4, "name": "stew", "price": 14, "vegetarian": False, "nuts": False},
]

DRINKS = [
    {"number": 1, "name": "cider", "price": 4, "alcohol": True, "available": True},
    {"number": 2, "name": "elderflower", "price": 3, "alcohol": False, "available": True},
    {"number": 3, "name": "plum brandy", "price": 6, "alcohol": True, "available": False},
]


class Kitchen:
    """Knows dishes and drinks, in the order of the menu, and which dishes are out."""

    def __init__(self):
        self._out = {4}

    def dishes(self):
        """All dishes, each with `available`, which is True or False as `nuts` is."""
        return [{**dish, "available": dish["number"] not in self._out} for dish in DISHES]

    def drinks(self):
        """All drinks."""
        return [dict(drink) for drink in DRINKS]

    def mark(self, number, available):
        """Note that a dish can be ordered, True, or that it is out, False."""
        if available:
            self._out.discard(number)
        else:
            self._out.add(number)
