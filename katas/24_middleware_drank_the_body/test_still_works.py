"""What the house relies on: a book without gaps, and nonsense that changes nothing."""

from functools import partial

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short

PATIENCE = 1.0  # seconds that a thermometer waits for its answer

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARTS = "multipart/form-data; boundary=frost"
NOTHING_YET = {"dairy": None, "fish": None, "meat": None}

SERVED = {
    "a look at the stores": ("GET", "/stores", None, b""),
    "a look at the head only": ("HEAD", "/stores?note=why", "text/plain", b"why not"),
    "a look with a body": ("GET", "/stores", "text/plain", b"why not"),
    "a look at a photo that is not there": ("GET", "/photos/meat", FORM, b"store=fish&celsius=1"),
    "a reading": ("POST", "/readings", FORM, b"store=m%65at&celsius=+4&&celsius=5"),
    "a reading of no store": ("POST", "/readings", FORM, b"store=cellar&celsius=caf%C3%A9"),
    "half an object": ("PUT", "/stores/meat", JSON, b'{"celsius": '),
    "a log that is none": ("POST", "/logs", "image/png", b"\xff\xfe\x00\r\n\r;\n\n"),
    "half a photo": ("POST", "/photos", PARTS, b"--frost\r\nContent-Disposition: form-"),
    "a report without a body": ("POST", "/readings", FORM, b""),
    "a report without body or type": ("POST", "/logs", None, b""),
}

NOT_SERVED = {
    "a question for the methods": ("OPTIONS", "/readings", "text/plain", b"which?\n"),
    "a text for an address that is not there": ("POST", "/nowhere", "text/plain", b"hello?\n"),
    "a form for an address that is not there": ("POST", "/reading?a=b", FORM, b"store=fi%73h"),
    "a photo for an address that is not there": ("PUT", "/x/y.php", PARTS, b"\r\n--frost--\xff"),
    "a method that is not served": ("DELETE", "/readings", JSON, b'{"store": "fish"}'),
    "another method that is not served": ("PATCH", "/stores/meat", JSON, b'{\r\n"celsius" : 4 }\n'),
}

MISTAKE, TOO_LONG = range(400, 500), 413

NO_REPORTS = {
    "a store that is not there": ("POST", "/readings", FORM, b"store=cellar&celsius=4", MISTAKE),
    "no store": ("POST", "/readings", FORM, b"celsius=4", MISTAKE),
    "no temperature": ("POST", "/readings", FORM, b"store=fish", MISTAKE),
    "no number": ("POST", "/readings", FORM, b"store=fish&celsius=cold", MISTAKE),
    "an empty form": ("POST", "/readings", FORM, b"", MISTAKE),
    "JSON about no store": ("PUT", "/stores/cellar", JSON, b'{"celsius": 4}', MISTAKE),
    "JSON without a temperature": ("PUT", "/stores/fish", JSON, b"{}", MISTAKE),
    "JSON that is no object": ("PUT", "/stores/fish", JSON, b"[4]", MISTAKE),
    "JSON that breaks off": ("PUT", "/stores/fish", JSON, b'{"celsius": 4', MISTAKE),
    "a log with half a line": ("POST", "/logs", "text/csv", b"fish;-18\nmeat\ndairy;5\n", MISTAKE),
    "a log about no store": ("POST", "/logs", None, b"fish;-18\ncellar;12\n", MISTAKE),
    "an empty log": ("POST", "/logs", "text/csv", b"", MISTAKE),
    "a photo that is not there": (
        *("POST", "/photos", PARTS),
        b'--frost\r\nContent-Disposition: form-data; name="store"\r\n\r\nfish\r\n--frost--\r\n',
        MISTAKE,
    ),
    "a form of 50 001 bytes": (
        *("POST", "/readings", FORM, b"store=fish&celsius=-18&note=".ljust(50_001, b"x")),
        TOO_LONG,
    ),
    "JSON of 50 001 bytes": (
        *("PUT", "/stores/fish", JSON, b'{"celsius": -18}'.ljust(50_001)),
        TOO_LONG,
    ),
    "a log of 50 001 bytes": (
        *("POST", "/logs", "text/csv", b"fish;-18;".ljust(50_001, b"x")),
        TOO_LONG,
    ),
    "a photo of 50 001 bytes": (
        *("POST", "/photos", PARTS, b"--frost--\r\n".rjust(50_001, b"x")),
        TOO_LONG,
    ),
}

IN_CHUNKS = {
    "a form": ("POST", "/readings", FORM, [b"stor", b"e=meat&celsius=", b"3"]),
    "JSON": ("PUT", "/stores/dairy", JSON, [b'{"celsius": 5}']),
    "a log that is marked as a photo": (
        *("POST", "/logs", PARTS),
        [b"fish;-18\r\n", b"fish;-19;ice\n"],
    ),
}


@pytest.fixture
def book():
    """What has been written down, as triples of method, path and body."""
    return []


@pytest.fixture
def bell():
    """The paths for which the bell was rung."""
    return []


@pytest.fixture
def config(book, bell):
    return {"BOOK": lambda *what: book.append(what), "BELL": bell.append}


@pytest.fixture
def client(app):
    """A client to which the app is as to a server, which closes each response that it has sent."""
    client = app.test_client()
    client.open = partial(client.open, buffered=True)
    return client


def check_written_down(client, book, requests):
    """Each request is in the book, once and as it was sent, whatever came before it."""
    for what, (method, path, kind, body) in requests.items():
        book.clear()
        response = client.open(path, method=method, data=body, content_type=kind)
        path = path.partition("?")[0]
        promised = short(f"in the book, once: {method} {path} {body!r}", 100)
        seen = short(f"in the book: {book}", 100)
        kept = book == [(method, path, body)]
        promise(kept, f"There came {what}.", promised, seen, response, mark=REQUEST)


def test_whatever_comes_in_is_written_down_once(client, book):
    check_written_down(client, book, SERVED)


def test_what_comes_to_the_wrong_door_is_written_down_as_well(client, book):
    check_written_down(client, book, NOT_SERVED)


def test_what_is_no_report_is_refused_and_changes_nothing(client):
    for what, (method, path, kind, body, status) in NO_REPORTS.items():
        done = f"A report came with {what}."
        response = client.open(path, method=method, data=body, content_type=kind)
        expect(response, done).status(status)
        expect(client.get("/stores"), f"{done} Then the stores were shown.").json(NOTHING_YET)
        expect(client.get("/photos/fish"), f"{done} Then the photo was asked for.").status(404)


def test_the_bell_is_silent_as_long_as_no_body_cries_alarm(client, bell):
    for what, request in {
        "a look at the stores": client.get,
        "a report that says alarm in small letters": partial(client.post, data=b"alarm, alarm"),
        "a report that nearly says it": partial(
            client.post,
            content_type=FORM,
            data=b"a=ALAR + M%0AALAR%4D&note=%41LARM&b=AL\\u0041RM&ALAR",
        ),
        "a report without a body": partial(client.post, data=b""),
        "ALARM in a header": partial(client.post, headers={"X-Note": "ALARM"}, data=b"all is well"),
    }.items():
        for path in ("/stores", "/logs", "/stores?note=ALARM", "/ALARM"):
            response = request(path)
            done = f"There came {what}, at {path}."
            promise(not bell, done, "no bell", f"a bell for {bell}", response, mark=REQUEST)


def test_what_a_report_in_chunks_says_is_shown(client, server):
    for what, (method, path, kind, chunks) in IN_CHUNKS.items():
        headers = [("Content-Type", kind), ("Transfer-Encoding", "chunked")]
        framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in [*chunks, b""])
        with server.guest().start(method, path, headers, framed, patience=PATIENCE) as line:
            expect(line.head(), f"A report came in chunks: {what}.").status(204)
    done = "A form, JSON and a log came in chunks. Then the stores were shown."
    promised = {"dairy": 5, "fish": -19, "meat": 3}
    expect(client.get("/stores"), done).status(200).json(promised)
