"""Stands in for the books of the Blue Plate."""

PEOPLE = {
    "berta": ("5150", "manager"),
    "hanna": ("2704", "cook"),
    "otto": ("1931", "waiter"),
}


class Books:
    """Who works here, and what was taken today."""

    def __init__(self):
        self.taken = [("terrace", 1093), ("bar", 412)]

    def role_of(self, name, pin):
        """The role of someone on the staff, such as "manager"; None for anybody else."""
        known_pin, role = PEOPLE.get(name, (None, None))
        return role if pin == known_pin else None

    def telephones(self):
        """The private numbers of all who work here, as pairs of name and number."""
        return [("Hanna", "555 0123"), ("Otto", "555 0188")]

    def takings(self):
        """What was taken since the last closing, as pairs of place and amount."""
        return list(self.taken)

    def close_day(self):
        """Begin again at nothing."""
        self.taken.clear()
