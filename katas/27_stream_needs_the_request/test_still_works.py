"""What the office relies on: the menu, and a refusal where something is missing."""

import pytest

from dojo.suite import expect


def test_the_menu_needs_no_name(client):
    response = client.get("/menu.csv")
    done = "Somebody asked for the menu."
    expect(response, done).status(200).media_type("text/csv")
    expect(response, done).says("dish,price\r\npea soup,9\r\nfish pie,16\r\napple pie,11\r\n")


@pytest.mark.parametrize("file", ["orders.csv", "guestbook.csv"])
def test_a_file_without_a_name_is_refused(client, file):
    response = client.get(f"/{file}?who=")
    done = f"Somebody asked for {file} and gave no name."
    expect(response, done).status(400)


def test_a_language_that_is_not_spoken_is_refused(client):
    response = client.get("/guestbook.csv?who=Ida&lang=de")
    done = "Ida asked for the guest book in the language de."
    expect(response, done).status(400)
