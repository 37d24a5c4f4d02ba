"""What waiters see on the page, and what is in the JSON besides the time."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

pytestmark = pytest.mark.usefixtures("server_zone")  # the server has UTC, as most servers have


def test_the_page_shows_the_time_in_paris(client):
    response = client.get("/")
    done = "A waiter opened the page with the bookings."
    expect(response, done).status(200).says("15.01.2026, 19:00: Ann", "15.07.2026, 19:00: Bob")


def test_the_page_shows_it_after_a_program_has_asked(client):
    for number in (1, 2, 3):
        client.get(f"/bookings/{number}")
    client.get("/bookings")
    response = client.get("/")
    done = "A program asked for all bookings, and then a waiter opened the page."
    expect(response, done).status(200).says("15.07.2026, 19:00: Bob", "26.10.2026, 20:30: Mia")


def test_a_booking_has_its_guest_and_its_seats(client):
    response = client.get("/bookings/2")
    done = "A program asked for booking 2."
    booking = expect(response, done).status(200).json()
    kept = (booking["guest"], booking["seats"]) == ("Bob", 4)
    promise(kept, done, "Bob, 4 seats", f"{booking}", response)


def test_the_list_has_all_guests(client):
    response = client.get("/bookings")
    done = "A program asked for all bookings."
    guests = [booking["guest"] for booking in expect(response, done).status(200).json()]
    promise(guests == ["Ann", "Bob", "Mia"], done, "Ann, Bob, Mia", f"{guests}", response)


def test_a_booking_that_is_not_there_is_not_found(client):
    response = client.get("/bookings/9")
    done = "A program asked for booking 9, which is not there."
    expect(response, done).status(404)
