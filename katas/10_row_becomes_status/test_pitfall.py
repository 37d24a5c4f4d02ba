"""What the waiters were promised: what is in the database is in the JSON."""

import pytest

from dojo.suite import expect


def test_a_wine_says_how_many_bottles_there_are(client):
    response = client.get("/wines/b7")
    done = "A waiter looked up wine b7, of which there are 404 bottles."
    expect(response, done).status(200).json({"name": "Old Bench", "bottles": 404})


WINES = {
    "a wine with 42 bottles": ("a1", {"name": "Sunday White", "bottles": 42}),
    "a wine whose name is a number": ("d4", {"name": 1945, "bottles": 1}),
}


@pytest.mark.parametrize("what", WINES)
def test_a_wine_is_shown_whatever_is_in_its_row(client, what):
    code, wine = WINES[what]
    response = client.get(f"/wines/{code}")
    expect(response, f"A waiter looked up {code}, {what}.").status(200).json(wine)


NOTES = {
    "a note that is no number": ("a1", {"name": "Sunday White", "note": "dry"}),
    "a note that begins with 200": ("b7", {"name": "Old Bench", "note": "200 years old vines"}),
    "no note": ("c2", {"name": "Long Lane", "note": None}),
}


@pytest.mark.parametrize("what", NOTES)
def test_a_note_is_shown_as_it_was_written(client, what):
    code, note = NOTES[what]
    response = client.get(f"/wines/{code}/note")
    expect(response, f"A waiter read the note of {code}: {what}.").status(200).json(note)


LABELS = {
    "a year and a country": ("b7", {"name": "Old Bench", "year": 2016, "country": "France"}),
    "a year and no country": ("c2", {"name": "Long Lane", "year": 2019, "country": None}),
}


@pytest.mark.parametrize("what", LABELS)
def test_a_label_has_a_year_and_a_country(client, what):
    code, label = LABELS[what]
    response = client.get(f"/wines/{code}/label")
    expect(response, f"A waiter read the label of {code}: {what}.").status(200).json(label)


def test_the_grapes_are_in_the_body(client):
    response = client.get("/wines/b7/grapes")
    done = "A waiter asked for the grapes of wine b7."
    blend = {"name": "Old Bench", "grapes": {"merlot": 60, "malbec": 40}}
    expect(response, done).status(200).json(blend)


def test_whoever_takes_a_bottle_reads_how_many_are_left(client):
    response = client.post("/wines/c2/take")
    done = "A waiter took a bottle of wine c2, of which there were 205."
    expect(response, done).status(200).json({"name": "Long Lane", "bottles": 204})
