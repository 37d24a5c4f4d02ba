"""Stands in for the computer that knows the cards of the regulars."""

import secrets

CARDS = {
    "1207": {"name": "Ann", "language": "fr", "text": "large"},
    "0831": {"name": "Otto", "language": "en", "text": "large"},
    "2020": {"name": "花子", "language": "ja", "text": "normal"},
}


class Cards:
    """Gives out tokens for cards, and tells whose a token is."""

    def __init__(self):
        self._given = {}

    def token(self, number):
        """A new token for the card with this number; None when there is no such card.

        A token is made of letters, digits, `-` and `_`.
        """
        if number not in CARDS:
            return None
        token = secrets.token_urlsafe(12)
        self._given[token] = CARDS[number]
        return token

    def guest(self, token):
        """The `name`, `language` and `text` of the guest with this token; None for any other."""
        return self._given.get(token)
