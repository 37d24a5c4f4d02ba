"""The book says which clock it means: its times have their zone from the start."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import abort
from flask import Flask
from flask import render_template_string

PARIS = ZoneInfo("Europe/Paris")

# What the guests said.
BOOK = {
    1: {"guest": "Ann", "seats": 2, "at": datetime(2026, 1, 15, 19, 0, tzinfo=PARIS)},
    2: {"guest": "Bob", "seats": 4, "at": datetime(2026, 7, 15, 19, 0, tzinfo=PARIS)},
    3: {"guest": "Mia", "seats": 3, "at": datetime(2026, 10, 26, 20, 30, tzinfo=PARIS)},
}

PAGE = """<!doctype html>
<title>Bookings</title>
<ul>
{% for booking in book.values() %}
  <li>{{ booking.at.strftime("%d.%m.%Y, %H:%M") }}: {{ booking.guest }}, {{ booking.seats }}</li>
{% endfor %}
</ul>
"""


def as_data(booking):
    """The booking as other programs get it."""
    return {**booking, "at": booking["at"].isoformat()}


def create_app(config=None):
    """Make the app."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})

    @app.get("/")
    def page():
        return render_template_string(PAGE, book=BOOK)

    @app.get("/bookings")
    def all_bookings():
        return [as_data(booking) for booking in BOOK.values()]

    @app.get("/bookings/<int:number>")
    def one_booking(number):
        return as_data(BOOK.get(number) or abort(404))

    return app
