"""What the cellar relies on: its list, and that each tap takes one bottle or none."""

import sqlite3
from contextlib import closing

import pytest

from dojo.suite import expect
from dojo.suite import promise

TABLE = """
CREATE TABLE wines (
    code PRIMARY KEY, name, year, country, bottles, note, grapes NOT NULL DEFAULT '{}'
)
"""

WINES = {"m3": ("Long Lane", 43), "b7": ("Clos d'Été 花", 205), "z1": (1945, 2), "e0": (None, 0)}


@pytest.fixture
def cellar(tmp_path):
    """The cellar's database, open as the merchant's program has it open."""
    with closing(sqlite3.connect(tmp_path / "cellar.db", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        db.execute(TABLE)
        for code, (name, bottles) in WINES.items():
            columns = "INSERT INTO wines (code, name, bottles) VALUES (?, ?, ?)"
            db.execute(columns, (code, name, bottles))
        yield db


@pytest.fixture
def config(cellar, tmp_path):
    """Where the cellar's database lies."""
    return {"CELLAR": str(tmp_path / "cellar.db")}


def bottles(cellar):
    """How many bottles of each wine there are now, by code."""
    return dict(cellar.execute("SELECT code, bottles FROM wines"))


def test_the_list_names_each_wine_by_its_code(client, cellar):
    listed = [["b7", "Clos d'Été 花"], ["e0", None], ["m3", "Long Lane"], ["z1", 1945]]
    done = "A waiter opened the list; there were four wines in the database."
    expect(client.get("/wines"), done).status(200).json(listed)
    cellar.execute("DELETE FROM wines WHERE code != 'm3'")
    done = "The merchant struck off all wines but one, and a waiter opened the list."
    expect(client.get("/wines"), done).status(200).json([["m3", "Long Lane"]])
    cellar.execute("DELETE FROM wines")
    done = "The merchant struck off the last wine, and a waiter opened the list."
    expect(client.get("/wines"), done).status(200).json([])


@pytest.mark.parametrize("code", ["m3", "b7"])
def test_a_tap_takes_one_bottle_of_this_wine_and_a_look_takes_none(client, cellar, code):
    there = {wine: count for wine, (name, count) in WINES.items()}
    for tap in ("once", "twice"):
        for address in ("", "/note", "/label", "/grapes"):
            client.get(f"/wines/{code}{address}")
        seen = bottles(cellar)
        done = f"A waiter looked at all that there is to see of wine {code}."
        promise(seen == there, done, f"bottles now: {there}", f"{seen}")
        client.post(f"/wines/{code}/take")
        there[code] -= 1
        seen = bottles(cellar)
        done = f"A waiter tapped take {tap} for wine {code}."
        promise(seen == there, done, f"bottles now: {there}", f"{seen}")


def test_where_no_bottle_is_left_none_is_taken(client, cellar):
    done = "No bottle of wine e0 was left, and a waiter tapped take."
    expect(client.post("/wines/e0/take"), done).status(409)
    cellar.execute("UPDATE wines SET bottles = 1 WHERE code = 'z1'")
    client.post("/wines/z1/take")
    done = "The last bottle of wine z1 was gone, and a waiter tapped take once more."
    expect(client.post("/wines/z1/take"), done).status(409)
    client.post("/wines/q9/take")  # no wine has this code
    seen, there = bottles(cellar), {"m3": 43, "b7": 205, "z1": 0, "e0": 0}
    promise(seen == there, done, f"bottles now: {there}", f"{seen}")
