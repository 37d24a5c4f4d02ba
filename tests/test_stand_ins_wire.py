"""What stands in for clients and machines in the katas of the wire, against its standards."""

import os
import time
from datetime import datetime
from datetime import timedelta

import pytest

from dojo.stand_ins.server_zone import ServerZone
from dojo.stand_ins.server_zone import ZONES
from dojo.suite import utc

# RFC 3339, section 5.8, has the first three as examples of one format for one moment each.
NAMED = {
    "1985-04-12T23:20:50.52Z": "1985-04-12 23:20 UTC",
    "1996-12-19T16:39:57-08:00": "1996-12-20 00:39 UTC",
    "1937-01-01T12:00:27.87+00:20": "1937-01-01 11:40 UTC",
    "2026-01-15 19:00:00+01:00": "2026-01-15 18:00 UTC",
    "2026-07-15T19:00+0200": "2026-07-15 17:00 UTC",
}


@pytest.mark.parametrize("text", NAMED)
def test_a_text_with_an_offset_names_one_moment(text):
    assert utc(text) == NAMED[text]


@pytest.mark.parametrize("text", ["Thu, 15 Jan 2026 19:00:00 GMT", "19:00", "", None, 1768500000])
def test_what_is_not_iso_8601_names_none(text):
    assert utc(text) == f"{text}, which is not ISO 8601"


@pytest.mark.parametrize("text", ["2026-01-15T19:00:00", "2026-01-15 19:00", "2026-01-15"])
def test_a_text_without_an_offset_names_none(text):
    assert utc(text) == f"{text}, which has no UTC offset"


@pytest.fixture
def server_zone():
    zone = ServerZone()
    yield zone
    zone.end()


HOURS = {"UTC": (0, 0), "Paris": (1, 2), "New York": (-5, -4)}
DAYS = [datetime(2026, 1, 15, 19), datetime(2026, 7, 15, 19)]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a process cannot change its zone here")
@pytest.mark.parametrize("name", ZONES)
def test_a_time_without_a_zone_is_one_of_the_servers(name, server_zone):
    server_zone(name)
    offsets = tuple(day.astimezone().utcoffset() for day in DAYS)
    assert offsets == tuple(timedelta(hours=hours) for hours in HOURS[name])


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a process cannot change its zone here")
def test_the_machine_gets_its_own_zone_back(server_zone):
    server_zone("Paris")
    for_a_while = ServerZone()
    for_a_while("New York")
    for_a_while.end()
    assert os.environ["TZ"] == ZONES["Paris"]
    assert time.tzname == ("CET", "CEST")
