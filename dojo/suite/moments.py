"""What moment a time in JSON names, for a client anywhere: a text in ISO 8601, with its UTC offset.

RFC 3339, section 4.4, tells why a time without an offset is of no use to a client elsewhere;
section 5.6 has the format, `Z` for an offset of zero and a space in place of `T` included.
"""

from datetime import datetime
from datetime import UTC


def utc(text) -> str:
    """The moment that a time names, such as `2026-01-15 18:00 UTC`; or why it names none."""
    try:
        time = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return f"{text}, which is not ISO 8601"
    if time.utcoffset() is None:
        return f"{text}, which has no UTC offset"
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
