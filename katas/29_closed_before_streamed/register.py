"""Keeps the register of allergens: a SQLite file, as the health office wants it."""

import sqlite3
import tempfile
from pathlib import Path

ENTRIES = [
    ("dumplings", "eggs"),
    ("dumplings", "wheat"),
    ("nut cake", "eggs"),
    ("nut cake", "nuts"),
    ("nut cake", "wheat"),
    ("pea soup", "celery"),
    ("trout", "fish"),
]


class Register:
    """The register in a file of its own. Table `entries` has the columns `dish` and `allergen`."""

    def __init__(self, entries=ENTRIES, folder=None):
        self.path = str(Path(folder or tempfile.mkdtemp()) / "register.sqlite")
        connection = self.connect()
        connection.execute("create table entries (dish text, allergen text)")
        connection.executemany("insert into entries values (?, ?)", entries)
        connection.commit()
        connection.close()

    def connect(self):
        """Open a connection, for use in this thread. Whoever opens one closes it."""
        return sqlite3.connect(self.path)
