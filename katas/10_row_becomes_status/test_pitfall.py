"""What the waiters were promised: what lies in the cellar is in the answer, and decides nothing."""

import json
import sqlite3
from contextlib import closing

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS

TABLE = """
CREATE TABLE wines (
    code PRIMARY KEY, name, year, country, bottles, note, grapes NOT NULL DEFAULT '{}'
)
"""

BOTTLES = [42, 404, 204, 200, 302, 101, 1000, 0, None, "404", "a few"]
NAMES = [1945, 7.5, "", None, "Clos d'Été & 花", 'The "Old" Bench']
NOTES = ["dry", "204", "200 years old vines", "", None, 1931, "süß 花"]

LABELS = {
    "a year and a country": (2016, "France"),
    "a year only": (1998, None),
    "a year that looks like a status": (404, None),
    "neither": (None, None),
    "a year in words and a number": ("about 1950", 43),
}

GRAPES = {
    "two": {"merlot": 60, "malbec": 40},
    "one with the name of a header": {"Location": 100},
    "none": {},
    "shares in words": {"Grüner Veltliner": "most", "riesling": None},
}


@pytest.fixture
def cellar(tmp_path):
    """The cellar's database, with one wine of which no test speaks."""
    with closing(sqlite3.connect(tmp_path / "cellar.db", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk
        db.execute(TABLE)
        db.execute("INSERT INTO wines (code, name, bottles) VALUES ('a0', 'Sunday White', 8)")
        yield db


@pytest.fixture
def config(cellar, tmp_path):
    """Where the cellar's database lies."""
    return {"CELLAR": str(tmp_path / "cellar.db")}


@pytest.fixture
def put(cellar):
    """Call it with a wine's columns; the merchant writes it down."""

    def write(**wine):
        marks = ", ".join(f":{column}" for column in wine)
        cellar.execute(f"INSERT INTO wines ({', '.join(wine)}) VALUES ({marks})", wine)

    return write


def read(response, done, **fields):
    """The answer is 200 and a JSON object with these fields."""
    words = {name: f"{name}: {as_json(value)}" for name, value in fields.items()}
    said = f"200, and JSON with {', '.join(words.values())}"
    status = response.status_code
    promise(status == 200, done, said, f"status {status}", response, STATUS)
    got = expect(response, done).json(promised=said)
    for name, wanted in words.items():
        there = isinstance(got, dict) and name in got
        seen = f"{name}: {as_json(got[name])}" if there else f"no {name} in {as_json(got)}"
        promise(seen == wanted, done, wanted, seen, response)


def as_json(value):
    """A value as JSON, for people and for comparing: 1, 1.0, "1" and true are not the same."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("bottles", BOTTLES, ids=repr)
def test_a_wine_is_answered_however_many_bottles_there_are(client, put, bottles):
    put(code="b7", name="Old Bench", bottles=bottles)
    done = f"A waiter looked up the Old Bench. Bottles in the database: {as_json(bottles)}."
    read(client.get("/wines/b7"), done, name="Old Bench", bottles=bottles)


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_wine_is_answered_whatever_its_name_is(client, put, name):
    put(code="k1", name=name, bottles=12, note="dry", year=2021, country="Austria")
    done = f"A waiter looked up a wine whose name in the database is {as_json(name)}."
    read(client.get("/wines/k1"), done, name=name, bottles=12)
    read(client.get("/wines/k1/note"), done, name=name, note="dry")
    read(client.get("/wines/k1/label"), done, name=name, year=2021, country="Austria")


@pytest.mark.parametrize("note", NOTES, ids=repr)
def test_a_note_arrives_as_it_was_written(client, put, note):
    put(code="c2", name="Long Lane", note=note, bottles=6)
    done = f"A waiter asked for the note on the Long Lane, which is {as_json(note)}."
    read(client.get("/wines/c2/note"), done, name="Long Lane", note=note)


@pytest.mark.parametrize("case", LABELS)
def test_a_label_has_a_year_and_a_country(client, put, case):
    year, country = LABELS[case]
    put(code="d4", name="Sunday White", year=year, country=country, bottles=6)
    done = f"A waiter asked for the label of the Sunday White. On it: {case}."
    read(client.get("/wines/d4/label"), done, name="Sunday White", year=year, country=country)


@pytest.mark.parametrize("case", GRAPES)
def test_the_grapes_are_in_the_body_and_nowhere_else(client, put, case):
    grapes = GRAPES[case]
    put(code="e5", name="Night Shift", grapes=json.dumps(grapes), bottles=6)
    done = f"A waiter asked for the grapes of the Night Shift: {as_json(grapes)}."
    response = client.get("/wines/e5/grapes")
    read(response, done, name="Night Shift", grapes=grapes)
    for grape in grapes:
        expect(response, done).no_header(grape, promised=f"no header field {grape}")
    for field, value in response.headers:
        told = [word for word in ("Night Shift", *grapes) if word in value]
        promise(not told, done, "it is in the body only", f"{field}: {value}", response, field)


@pytest.mark.parametrize("before", [43, 405, 205, 201, 1])
def test_whoever_takes_a_bottle_learns_how_many_are_left(client, cellar, put, before):
    put(code="f6", name="Last Train", bottles=before)
    done = f"There were {before} bottles of the Last Train, and a waiter took one."
    response = client.post("/wines/f6/take")
    read(response, done, name="Last Train", bottles=before - 1)
    done = f"{done} Another looked it up."
    read(client.get("/wines/f6"), done, name="Last Train", bottles=before - 1)
    cellar.execute("UPDATE wines SET bottles = 500, name = 'The Last Train' WHERE code = 'f6'")
    done = "The merchant wrote down 500 bottles of The Last Train, and a waiter took one."
    read(client.post("/wines/f6/take"), done, name="The Last Train", bottles=499)


MISSING = {
    "the wine": ("GET", "/wines/{}"),
    "its note": ("GET", "/wines/{}/note"),
    "its label": ("GET", "/wines/{}/label"),
    "its grapes": ("GET", "/wines/{}/grapes"),
    "a bottle of it": ("POST", "/wines/{}/take"),
}


@pytest.mark.parametrize("what", MISSING)
def test_a_wine_that_is_not_there_is_not_found(client, what):
    method, address = MISSING[what]
    for code in ("x9", "404", "Österreich 花"):
        response = client.open(address.format(code), method=method)
        done = f"A waiter asked for {what}, code {code}; no wine has it."
        seen = f"status {response.status_code}"
        promise(response.status_code == 404, done, "status 404", seen, response, STATUS)
