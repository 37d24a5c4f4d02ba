"""Stands in for what lies behind the bar: the file with the tip jars, and the cashbox."""

import atexit
import os
import sqlite3
import tempfile
from contextlib import closing
from contextlib import suppress
from itertools import count

TABLES = """
CREATE TABLE jars (name TEXT PRIMARY KEY, coins INTEGER NOT NULL CHECK (coins >= 0));
CREATE TABLE payouts (
    receipt TEXT PRIMARY KEY, name TEXT NOT NULL, coins INTEGER NOT NULL
);
"""
JARS = [("Hanna", 40), ("Ida", 7), ("Otto", 12)]


class Cashbox:
    """Changes coins into notes. It has no idea of jars, and may raise anything when it is stuck."""

    def __init__(self, notes=30):
        self.notes, self.numbers = notes, count(1)

    def pay_out(self, name, coins):
        """Pay a waiter out; give back the number of the receipt, or None when notes are short."""
        if coins > self.notes:
            return None
        self.notes -= coins
        return f"r{next(self.numbers)}"


def new_jars():
    """Make a file with three jars that lasts as long as this process; return its path."""
    handle, path = tempfile.mkstemp(prefix="jars-", suffix=".db")
    os.close(handle)
    atexit.register(_remove, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(TABLES)
        db.executemany("INSERT INTO jars VALUES (?, ?)", JARS)
    return path


def _remove(path):
    with suppress(OSError):  # some systems keep a file that is still open
        os.unlink(path)
