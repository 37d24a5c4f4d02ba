"""What the scanner was promised: it can read every answer, above all those that refuse."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

SCANNER = ("frost", "pass:wörd")
SECRET = "no echo on line 7"

NOT_THERE = {
    "an item": ("GET", "/api/items/41"),
    "an item's head": ("HEAD", "/api/items/41"),
    "an address": ("GET", "/api/item/1"),
    "an address's head": ("HEAD", "/api/item/1"),
    "an address to send to": ("POST", "/api/orders"),
    "an address and its methods": ("OPTIONS", "/api/orders"),
    "an item without a number": ("GET", "/api/items/butter"),
    "a page's name": ("GET", "/api/apiary"),
    "api twice": ("GET", "/api/api"),
    "another script": ("GET", "/api/Käse/花子"),
    "a long way down": ("DELETE", "/api/v2/shelves/3/items.html"),
}

NOT_SERVED = {
    "changing the summary": ("POST", "/api", {"GET", "HEAD"}),
    "deleting everything": ("DELETE", "/api", {"GET", "HEAD"}),
    "deleting an item": ("DELETE", "/api/items/1", {"GET", "HEAD"}),
    "replacing an item": ("PUT", "/api/items/2", {"GET", "HEAD"}),
    "heating": ("PATCH", "/api/temperature", {"GET", "HEAD"}),
    "looking at a count": ("GET", "/api/items/1/count", {"PUT"}),
    "a count's head": ("HEAD", "/api/items/1/count", {"PUT"}),
    "sending a count as a form would": ("POST", "/api/items/2/count", {"PUT"}),
}

REFUSED = {
    "broken JSON": (400, {"data": b"{5", "content_type": "application/json"}),
    "nothing, as JSON": (400, {"data": b"", "content_type": "application/json"}),
    "a count below 0": (400, {"json": -1}),
    "half a piece": (400, {"json": 1.5}),
    "a text": (400, {"json": "5"}),
    "an object": (400, {"json": {"count": 5}}),
    "a form": (415, {"data": {"count": "5"}}),
    "a plain text": (415, {"data": b"5", "content_type": "text/plain"}),
    "no type at all": (415, {"data": b"5"}),
    "far too much": (413, {"json": "5" * 3000}),
    "no name": (401, {"json": 5, "auth": None}),
    "another name": (401, {"json": 5, "auth": ("cook", "pass:wörd")}),
    "another password": (401, {"json": 5, "auth": ("frost", "brrr")}),
    "another way to sign in": (
        401,
        {"json": 5, "auth": None, "headers": {"Authorization": "Bearer frost"}},
    ),
    "a count of nothing": (404, {"json": 5, "path": "/api/items/41/count"}),
}

BROKEN = {
    "a device": OSError,
    "a number": ValueError,
    "a lookup": KeyError,
    "something else": RuntimeError,
}

SAYS = [
    {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
    {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"},
    {"Accept": "text/html, application/json;q=0"},
    {"Accept": "text/html, application/json;q=0.9"},
    {"Accept": "application/xml"},
    {"Accept": ""},
    {"Content-Type": "application/x-www-form-urlencoded"},
]


class Thermometer:
    """Tells a temperature, or breaks while `error` is set."""

    def __init__(self):
        self.degrees, self.error = -1.5, None

    def __call__(self):
        if self.error is not None:
            raise self.error
        return self.degrees


@pytest.fixture
def thermometer():
    return Thermometer()


@pytest.fixture
def config(thermometer):
    return {"THERMOMETER": thermometer, "SCANNER": SCANNER}


def readable(response, done, status, method="GET"):
    """The answer has this status, and the scanner can read it. Returns what it says."""
    expect(response, done).status(status)
    if method == "HEAD":
        expect(response, done).media_type("application/json").empty()
        return {}
    got = expect(response, done).json()
    told = isinstance(got, dict) and got.get("status") == status
    said = f"an object whose status is {status}"
    promise(told, done, said, short(str(got)), response)
    error = got.get("error")
    kept = isinstance(error, str) and bool(error.strip())
    promise(kept, done, "an error, a text", f"error: {error!r}", response)
    more = ", ".join(sorted(set(got) - {"status", "error"}))
    promise(not more, done, "two fields, status and error", f"also {more}", response)
    return got


@pytest.mark.parametrize(("method", "path"), NOT_THERE.values(), ids=NOT_THERE.keys())
def test_the_scanner_can_read_that_something_is_not_there(client, method, path):
    done = f"The scanner sent {method} to {path}, where there is nothing."
    readable(client.open(path, method=method), done, 404, method)


@pytest.mark.parametrize(("method", "path", "allowed"), NOT_SERVED.values(), ids=NOT_SERVED.keys())
def test_the_scanner_can_read_that_a_method_is_not_served(client, method, path, allowed):
    done = f"The scanner sent {method} to {path}, which has {' and '.join(sorted(allowed))}."
    readable(client.open(path, method=method), done, 405, method)


@pytest.mark.parametrize("what", REFUSED)
def test_the_scanner_can_read_why_a_count_is_refused(client, what):
    status, sent = REFUSED[what]
    sent = {"path": "/api/items/1/count", "auth": SCANNER, **sent}
    done = f"The scanner sent a count that is to be refused: {what}."
    readable(client.put(**sent), done, status)
    butter = {"name": "butter", "count": 12}
    done = "The scanner looked at item 1 after its count had been refused."
    expect(client.get("/api/items/1"), done).status(200).json(butter)


@pytest.mark.parametrize("error", BROKEN.values(), ids=BROKEN.keys())
def test_the_scanner_can_read_that_something_broke(client, thermometer, error):
    thermometer.error = error(SECRET)
    done = "The scanner looked how cold it is while the thermometer was broken."
    response = client.get("/api/temperature")
    readable(response, done, 500)
    said = "nothing about the inside of the house"
    inside = (SECRET, error.__name__, "Traceback")
    expect(response, done).never_says(*inside, promised=said)
    readable(client.head("/api/temperature"), done, 500, "HEAD")
    thermometer.error = None
    done = "The scanner looked how cold it is after the thermometer had been mended."
    expect(client.get("/api/temperature"), done).status(200).json({"degrees": -1.5})


def test_a_refusal_keeps_the_header_fields_that_belong_to_it(client):
    for method, path, allowed in NOT_SERVED.values():
        done = f"The scanner sent {method} to {path}."
        response = client.open(path, method=method)
        readable(response, done, 405, method)
        expect(response, done).listed("Allow", *allowed)
        names = {name.strip() for name in response.headers["Allow"].split(",")}
        seen = f"Allow: {', '.join(sorted(names))}"
        promise(method not in names, done, f"Allow without {method}", seen, response, "Allow")
    for what, (status, sent) in REFUSED.items():
        if status == 401:
            done = f"The scanner sent a count and signed in with {what}."
            response = client.put(**{"path": "/api/items/2/count", **sent})
            readable(response, done, 401)
            asked = expect(response, done).header("WWW-Authenticate").response.www_authenticate
            kept = asked.type == "basic" and asked.get("realm") == "cold store"
            said, mark = 'WWW-Authenticate: Basic realm="cold store"', "WWW-Authenticate"
            seen = f"WWW-Authenticate: {response.headers['WWW-Authenticate']}"
            promise(kept, done, said, seen, response, mark)


def test_the_address_decides_whatever_a_client_says_of_itself(client, thermometer):
    thermometer.error = OSError(SECRET)
    for headers in SAYS:
        who = " ".join(f"{name}: {value or 'nothing'}" for name, value in headers.items())
        for method, path, status in (
            ("GET", "/api/items/41", 404),
            ("POST", "/api/nothing", 404),
            ("POST", "/api", 405),
            ("PUT", "/api/items/1/count", 401),
            ("GET", "/api/temperature", 500),
        ):
            done = f"{method} was sent to {path} with {who}."
            readable(client.open(path, method=method, headers=headers), done, status)


def test_a_refusal_reaches_the_scanner_as_a_whole(server):
    texts = {}
    for method, path, status in (
        ("GET", "/api/items/41", 404),
        ("GET", "/api/nothing", 404),
        ("DELETE", "/api", 405),
        ("PUT", "/api/items/1/count", 401),
        ("HEAD", "/api/items/41", 404),
    ):
        done = f"The scanner sent {method} to {path} and read the answer from the wire."
        response = server.guest().request(method, path)
        got = readable(response, done, status, method)
        seen = "it ends early"
        promise(response.complete, done, "an answer as long as it says that it is", seen, response)
        if got:
            text = got["error"]
            seen = f"{text!r}, as for {texts.get(text)}"
            kept = texts.setdefault(text, status) == status
            promise(kept, done, "a text that says what is wrong", seen, response)
