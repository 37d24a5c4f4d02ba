"""What cooks and the scanner do every day, and that a cook's mistake is answered with a page."""

import pytest

from dojo.suite import expect


def test_the_scanner_reads_an_item(client):
    response = client.get("/api/items/1")
    done = "The scanner asked for item 1."
    expect(response, done).status(200).json({"name": "butter", "count": 12})


def test_the_scanner_counts_an_item(client):
    response = client.put("/api/items/1/count", json=11, auth=("scanner", "brrr"))
    done = "The scanner counted 11 pieces of butter."
    expect(response, done).status(200).json({"name": "butter", "count": 11})
    expect(client.get("/api/items/1"), done).status(200).json({"name": "butter", "count": 11})


def test_the_scanner_reads_the_temperature(client):
    response = client.get("/api/temperature")
    done = "The scanner asked for the temperature."
    expect(response, done).status(200).json({"degrees": 4.5})


@pytest.mark.parametrize(("path", "words"), {"/": "butter", "/apiary": "Nine jars"}.items())
def test_cooks_see_their_pages(client, path, words):
    response = client.get(path)
    expect(response, f"A cook opened {path}.").status(200).says(words).page()


MISTAKES = {
    "a page that is not there": (404, "GET", "/nuts"),
    "a page below the apiary": (404, "GET", "/apiary/9"),
    "DELETE to a page": (405, "DELETE", "/apiary"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_on_a_page_is_answered_with_a_page(client, what):
    status, method, path = MISTAKES[what]
    response = client.open(path, method=method, headers={"Accept": "*/*"})
    expect(response, f"A cook asked for {what}.").status(status).page()
