"""Stands in for the office, which says what the shops pay."""


def prices():
    """What one jar or one pie costs, by article."""
    return {
        "plum jam": 4,
        "apricot jam": 5,
        "pickled pears": 6,
        "mustard with honey": 3,
        "goose rillettes": 9,
        "frozen fish pie": 11,
        "plum cake in a glass": 7,
        "apple chutney": 5,
        "beetroot relish": 4,
        "candied orange peel": 8,
    }
