"""What the scanner was promised: it can read every error of the API."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

SCANNER = ("scanner", "brrr")


def test_the_scanner_can_read_that_an_item_is_not_there(client):
    response = client.get("/api/items/41")
    done = "The scanner asked for item 41, which is not there."
    error = expect(response, done).status(404).json()
    promise(error.get("status") == 404, done, '"status": 404', str(error), response)


def read(response, done, status):
    """The response is an error with this status that the scanner can read."""
    error = expect(response, done).status(status).json()
    promised = f'an object with "status": {status} and "error", a text'
    kept = isinstance(error, dict) and error.get("status") == status
    kept = kept and isinstance(error.get("error"), str)
    promise(kept, done, promised, str(error), response)


REFUSED = {
    "a count to a wrong address": (404, "/api/item/1/count", b"11"),
    "a count that is no JSON": (400, "/api/items/1/count", b"{11"),
    "a count below 0": (400, "/api/items/1/count", b"-1"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_scanner_can_read_why_it_is_refused(client, what):
    status, path, data = REFUSED[what]
    response = client.put(path, data=data, content_type="application/json", auth=SCANNER)
    read(response, f"The scanner sent {what}.", status)


def test_the_scanner_can_read_which_methods_there_are(client):
    response = client.delete("/api/items/1")
    done = "The scanner sent DELETE for item 1."
    read(response, done, 405)
    expect(response, done).listed("Allow", "GET", "HEAD")


def test_the_scanner_can_read_that_it_has_to_sign_in(client):
    response = client.put("/api/items/1/count", json=11)
    done = "The scanner sent a count without a name and a password."
    read(response, done, 401)
    expect(response, done).header("WWW-Authenticate", 'Basic realm="cold store"')


def test_the_scanner_can_read_that_the_thermometer_is_broken(make_app):
    broken = make_app({"THERMOMETER": lambda: 1 / 0}).test_client()
    response = broken.get("/api/temperature")
    read(response, "The scanner asked for the temperature. The thermometer is broken.", 500)


def test_a_browser_gets_json_from_the_api_too(client):
    response = client.get("/api/items/41", headers={"Accept": "text/html,*/*;q=0.8"})
    read(response, "A browser asked the API for item 41.", 404)
