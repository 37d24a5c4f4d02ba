"""The time zone of the machine on which an app runs.

It is what Python takes a time without a zone for: `datetime.astimezone` and `datetime.timestamp`
("Naive datetime instances are assumed to represent local time",
https://docs.python.org/3.11/library/datetime.html#datetime.datetime.timestamp). Most servers have
UTC, and a laptop has what its owner has. Windows has no `time.tzset`, and keeps its own.
"""

import os
import time

# As rules of POSIX (section 8.3, TZ), so that they need no time zone database.
ZONES = {"UTC": "UTC0", "Paris": "CET-1CEST,M3.5.0,M10.5.0/3", "New York": "EST5EDT,M3.2.0,M11.1.0"}


class ServerZone:
    """Call it with the name of one of ZONES: the machine has this time zone from then on."""

    def __init__(self):
        self._own = os.environ.get("TZ")

    def __call__(self, name: str) -> None:
        self._set(ZONES[name])

    def end(self) -> None:
        """Give the machine back the time zone that it had."""
        self._set(self._own)

    @staticmethod
    def _set(value: str | None) -> None:
        if value is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = value
        if hasattr(time, "tzset"):
            time.tzset()
