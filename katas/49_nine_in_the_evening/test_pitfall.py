"""The time of a booking means the same moment to every client."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import utc

pytestmark = pytest.mark.usefixtures("server_zone")  # the server has UTC, as most servers have


def test_a_booking_in_winter_is_one_hour_ahead_of_utc(client):
    response = client.get("/bookings/1")
    done = "A program asked for Ann's booking: 19:00 in Paris, in January."
    at = expect(response, done).status(200).json()["at"]
    promise(utc(at) == "2026-01-15 18:00 UTC", done, "2026-01-15 18:00 UTC", utc(at), response)


def test_a_booking_in_summer_is_two_hours_ahead_of_utc(client):
    response = client.get("/bookings/2")
    done = "A program asked for Bob's booking: 19:00 in Paris, in July."
    at = expect(response, done).status(200).json()["at"]
    promise(utc(at) == "2026-07-15 17:00 UTC", done, "2026-07-15 17:00 UTC", utc(at), response)


def test_summer_time_ends_before_the_month_does(client):
    response = client.get("/bookings/3")
    done = "A program asked for Mia's booking: 20:30 in Paris, on 26 October."
    at = expect(response, done).status(200).json()["at"]
    promise(utc(at) == "2026-10-26 19:30 UTC", done, "2026-10-26 19:30 UTC", utc(at), response)


MOMENTS = ["2026-01-15 18:00 UTC", "2026-07-15 17:00 UTC", "2026-10-26 19:30 UTC"]


def test_the_list_names_the_same_moments(client):
    response = client.get("/bookings")
    done = "A program asked for all bookings."
    seen = [utc(booking["at"]) for booking in expect(response, done).status(200).json()]
    promise(seen == MOMENTS, done, ", ".join(MOMENTS), ", ".join(seen), response)


def test_a_server_in_another_zone_names_the_same_moments(make_app, server_zone):
    server_zone("New York")
    response = make_app().test_client().get("/bookings")
    done = "The app was started on a machine in New York. A program asked for all bookings."
    seen = [utc(booking["at"]) for booking in expect(response, done).status(200).json()]
    promise(seen == MOMENTS, done, ", ".join(MOMENTS), ", ".join(seen), response)
