"""Times belong into the book in UTC.

Tempting because it is good advice for moments that have passed, and all the JSON is right. But the page
reads the same book. There Ann's table is booked for 18:00.

Fails:
- test_the_page_shows_the_time_in_paris
- test_the_page_shows_it_after_a_program_has_asked
"""

from datetime import datetime
from datetime import UTC

from flask import abort
from flask import Flask
from flask import render_template_string

# What the guests said, in UTC.
BOOK = {
    1: {"guest": "Ann", "seats": 2, "at": datetime(2026, 1, 15, 18, 0, tzinfo=UTC)},
    2: {"guest": "Bob", "seats": 4, "at": datetime(2026, 7, 15, 17, 0, tzinfo=UTC)},
    3: {"guest": "Mia", "seats": 3, "at": datetime(2026, 10, 26, 19, 30, tzinfo=UTC)},
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
