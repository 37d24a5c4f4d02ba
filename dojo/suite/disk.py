"""The disk below sqlite3: slow where it writes, and it knows which connections are open."""

import sqlite3
from contextlib import suppress
from itertools import count

from dojo.suite.strangers import SlowPlaces

DISK = "disk"  # the name of this slow place
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC")
PATIENCE = 1.0  # seconds that a connection waits for a lock at most; in a suite none lasts so long


class Disk:
    """What the app does with `sqlite3.connect`: a connection is open until its close() is called.

    A request can be held up at the place "disk", after a statement of its own that writes.
    """

    def __init__(self, places: SlowPlaces):
        self._places, self._connect = places, sqlite3.connect
        self._open, self._numbers = {}, count(1)  # keeps what the app forgot without closing it

    @property
    def open(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def connect(self, *args, factory=sqlite3.Connection, **options):
        """Stands in for sqlite3.connect."""
        disk = self

        def written(statement, result):
            if statement.lstrip()[:6].upper() in WRITES:
                disk._places.reached(DISK)
            return result

        class Cursor(sqlite3.Cursor):
            def execute(self, statement, *parameters):
                return written(statement, super().execute(statement, *parameters))

            def executemany(self, statement, *parameters):
                return written(statement, super().executemany(statement, *parameters))

        class Connection(factory):
            number = next(self._numbers)

            def cursor(self, factory=Cursor):
                return super().cursor(factory)

            def execute(self, *what):
                return self.cursor().execute(*what)

            def executemany(self, *what):
                return self.cursor().executemany(*what)

            def close(self):
                super().close()
                disk._open.pop(self.number, None)

        if len(args) == 1:
            options["timeout"] = min(options.get("timeout", PATIENCE), PATIENCE)
        connection = self._connect(*args, factory=Connection, **options)
        self._open[Connection.number] = connection
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA synchronous = OFF")  # a test need not wait for the real one
        return connection

    def put_below(self, monkeypatch) -> None:
        """Let everybody who calls sqlite3.connect in this test get connections to this disk."""
        monkeypatch.setattr(sqlite3, "connect", self.connect)
        monkeypatch.setattr(sqlite3.dbapi2, "connect", self.connect)
