"""Stands in for the books of the Blue Plate, which lie with the accountant."""

PEOPLE = {
    "berta": ("5150", "manager"),
    "hanna": ("2704", "cook"),
    "otto": ("1931", "waiter"),
}


class Books:
    """Who works here, what was taken today, and what is done about it in the evening.

    The accountant sends a bill for each look at the telephones or the takings.
    """

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
        """Hand today's takings to the accountant and begin again at nothing."""
        print("The day is closed.")
        self.taken.clear()

    def print_payslips(self):
        """Print everybody's payslip for the month."""
        print("The payslips are printed.")
