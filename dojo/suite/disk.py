"""The disk below sqlite3: slow where it writes, or broken; it knows which connections are open."""

import math
import sqlite3
from contextlib import suppress
from itertools import count

from dojo.suite.strangers import SlowPlaces

DISK = "disk"  # the name of this slow place
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC")
COMMIT = "COMMIT"
ENDS = (COMMIT, "END", "END;")  # statements that commit
PATIENCE = 1.0  # seconds that a connection waits for a lock at most; in a suite none lasts so long


class Disk:
    """What the app does with `sqlite3.connect`: a connection is open until its close() is called.

    A request can be held up at the place "disk", after a statement of its own that writes. And the
    disk can break, before such a statement or at a commit.
    """

    def __init__(self, places: SlowPlaces):
        self._places, self._connect = places, sqlite3.connect
        self._open, self._numbers = {}, count(1)  # keeps what the app forgot without closing it
        self._writes_left, self._commits = math.inf, True

    @property
    def open(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def break_after(self, writes: int) -> None:
        """Write so many statements more; the next ones fail, but a commit still works."""
        self._writes_left = writes

    def break_at_commit(self) -> None:
        """From now on, each commit fails."""
        self._commits = False

    def mend(self) -> None:
        """From now on, everything works."""
        self._writes_left, self._commits = math.inf, True

    def _check(self, statement: str) -> None:
        word = statement.lstrip()[:6].upper()
        if word in WRITES:
            self._writes_left -= 1
        if self._writes_left < 0 and word in WRITES or word in ENDS and not self._commits:
            raise sqlite3.OperationalError("disk I/O error")

    def connect(self, *args, factory=sqlite3.Connection, **options):
        """Stands in for sqlite3.connect."""
        disk = self

        def write(execute, statement, parameters):
            disk._check(statement)
            result = execute(statement, *parameters)
            if statement.lstrip()[:6].upper() in WRITES:
                disk._places.reached(DISK)
            return result

        class Cursor(sqlite3.Cursor):
            def execute(self, statement, *parameters):
                return write(super().execute, statement, parameters)

            def executemany(self, statement, *parameters):
                return write(super().executemany, statement, parameters)

        class Connection(factory):
            number = next(self._numbers)

            def cursor(self, factory=Cursor):
                return super().cursor(factory)

            def execute(self, *what):
                return self.cursor().execute(*what)

            def executemany(self, *what):
                return self.cursor().executemany(*what)

            def commit(self):
                disk._check(COMMIT)
                super().commit()

            def __exit__(self, kind, error, traceback):
                if kind is None:
                    try:
                        disk._check(COMMIT)
                    except sqlite3.Error:
                        super().rollback()
                        raise
                return super().__exit__(kind, error, traceback)

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
