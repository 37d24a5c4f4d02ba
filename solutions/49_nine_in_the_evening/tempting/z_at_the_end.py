"""The clients want a Z, so I put one behind it.

Tempting because now no client complains. But Z is not a decoration. It says UTC, as GMT did before, and
the guests come one or two hours late.

Fails:
- test_a_booking_in_winter_is_one_hour_ahead_of_utc
- test_a_booking_in_summer_is_two_hours_ahead_of_utc
- test_summer_time_ends_before_the_month_does
- test_the_list_names_the_same_moments
- test_a_server_in_another_zone_names_the_same_moments
"""

from datetime import datetime

from flask import abort
from flask import Flask
from flask import render_template_string

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


def as_data(booking):
    """The booking as other programs get it."""
    return {**booking, "at": booking["at"].isoformat() + "Z"}


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
