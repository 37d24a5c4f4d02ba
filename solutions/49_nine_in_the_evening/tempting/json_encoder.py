"""Flask has app.json_encoder for this: I give it an encoder of my own.

Tempting because most older answers say so. But Flask 2.3 has removed it. An attribute with that name is
one that nobody reads, and Flask does not complain.

Fails:
- test_a_booking_in_winter_is_one_hour_ahead_of_utc
- test_a_booking_in_summer_is_two_hours_ahead_of_utc
- test_summer_time_ends_before_the_month_does
- test_the_list_names_the_same_moments
- test_a_server_in_another_zone_names_the_same_moments
"""

from datetime import datetime
from json import JSONEncoder
from zoneinfo import ZoneInfo

from flask import abort
from flask import Flask
from flask import render_template_string

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


class TimesOfParis(JSONEncoder):
    """Writes a time without a zone as one in Paris."""

    def default(self, value):
        if isinstance(value, datetime):
            return value.replace(tzinfo=PARIS).isoformat()
        return super().default(value)


def create_app(config=None):
    """Make the app."""
    app = Flask(__name__)
    app.json_encoder = TimesOfParis
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
