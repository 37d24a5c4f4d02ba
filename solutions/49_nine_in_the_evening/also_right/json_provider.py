"""A provider of JSON that knows what the times in this app mean: one place for all views."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import abort
from flask import Flask
from flask import render_template_string
from flask.json.provider import DefaultJSONProvider

PARIS = ZoneInfo("Europe/Paris")

# What the guests said: the time that a clock in Paris shows.
BOOK = {
    1: {"guest": "Ann", "seats": 2, "at": datetime(2026, 1, 15, 19, 0)},
    2: {"guest": "Bob", "seats": 4, "at": datetime(2026, 7, 15, 19, 0)},
    3: {"guest": "Mia", "seats": 3, "at": datetime(2026, 10, 26, 20, 30)},
}

PAGE = """<!doctype html>
<title>Bookings</title>
<ul>
{% for booking in book.values() %}
  <li>{{ booking.at.strftime("%d.%m.%Y, %H:%M") }}: {{ booking.guest }}, {{ booking.seats }}</li>
{% endfor %}
</ul>
"""


class TimesOfParis(DefaultJSONProvider):
    """Writes a time without a zone as one in Paris."""

    @staticmethod
    def default(value):
        if isinstance(value, datetime):
            return value.replace(tzinfo=value.tzinfo or PARIS).isoformat()
        return DefaultJSONProvider.default(value)


def create_app(config=None):
    """Make the app."""
    app = Flask(__name__)
    app.json = TimesOfParis(app)
    app.config.from_mapping(config or {})

    @app.get("/")
    def page():
        return render_template_string(PAGE, book=BOOK)

    @app.get("/bookings")
    def all_bookings():
        return list(BOOK.values())

    @app.get("/bookings/<int:number>")
    def one_booking(number):
        return BOOK.get(number) or abort(404)

    return app
