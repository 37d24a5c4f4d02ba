"""Stands in for the cellar's database, an SQLite file that the wine merchant's program writes."""

import atexit
import os
import sqlite3
import tempfile
from contextlib import closing

# no types: the merchant writes text, numbers or nothing into any of them
TABLE = """
CREATE TABLE wines (
    code PRIMARY KEY, name, year, country, bottles, note, grapes NOT NULL DEFAULT '{}'
)
"""

WINES = [
    ("a1", "Sunday White", 2021, "Austria", 42, "dry", '{"Grüner Veltliner": 100}'),
    ("b7", "Old Bench", 2016, "France", 404, "200 years old vines", '{"merlot": 60, "malbec": 40}'),
    ("c2", "Long Lane", 2019, None, 205, None, '{"syrah": 85, "viognier": 15}'),
    ("d4", 1945, None, "Portugal", 1, "", "{}"),
]


def new_cellar():
    """Make a cellar that lasts as long as this process; return the path of its file."""
    handle, path = tempfile.mkstemp(prefix="cellar-", suffix=".db")
    os.close(handle)
    atexit.register(os.unlink, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA synchronous = OFF")  # nobody needs it after this process
        db.execute(TABLE)
        db.executemany("INSERT INTO wines VALUES (?, ?, ?, ?, ?, ?, ?)", WINES)
    return path
