"""Stands in for the post office of the Blue Plate, which brings letters to the staff."""


class PostOffice:
    """Keeps each letter that was sent, as a pair of name and text, oldest first."""

    def __init__(self):
        self.letters = []

    def send(self, name, text):
        """Bring a letter to somebody on the staff."""
        self.letters.append((name, text))
        print(f"A letter for {name}: {text}")
