"""Stands in for the vouchers' database, an SQLite file that the office reads and copies as well."""

import atexit
import os
import sqlite3
import tempfile
from contextlib import closing
from contextlib import suppress

TABLES = """
CREATE TABLE vouchers (code TEXT PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE bookings (
    number INTEGER PRIMARY KEY, code TEXT NOT NULL, amount INTEGER NOT NULL, slip TEXT NOT NULL
);
"""


def new_voucher_file():
    """Make a file that lasts as long as this process, with two vouchers; return its path."""
    handle, path = tempfile.mkstemp(prefix="vouchers-", suffix=".db")
    os.close(handle)
    atexit.register(_remove, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(TABLES)
        db.execute("INSERT INTO vouchers VALUES ('rosy-7', 30), ('tuna-2', 100)")
        db.execute("INSERT INTO bookings VALUES (1, 'rosy-7', 30, 'c1'), (2, 'tuna-2', 100, 'c2')")
    return path


def _remove(path):
    with suppress(OSError):  # some systems keep a file that is still open
        os.unlink(path)
