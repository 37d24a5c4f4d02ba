"""Stands in for the list of who works at the Blue Plate. It is short and quickly read."""

PINS = {"ann": "1111", "bob": "2222", "carla": "3333"}
ROLES = {"ann": "waiter", "bob": "waiter", "carla": "manager"}


class Staff:
    """Who works here, and as what."""

    def knows(self, name, pin):
        """Whether this is the PIN of somebody who works here."""
        return name in ROLES and PINS[name] == pin

    def role(self, name):
        """`waiter` or `manager`; None for whoever does not work here, or has left."""
        return ROLES.get(name)
