"""What was promised of each report: taken, answered, written down as it was sent, and heard."""

from functools import partial
from threading import current_thread

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import MeetingPoint
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import recorder
from dojo.suite import REQUEST
from dojo.suite import short
from dojo.suite import STATUS

PATIENCE = 1.0  # seconds that a thermometer waits for its answer

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARTS = 'multipart/form-data; boundary="deep frost"'

PICTURE = b"\xff\xd8\xff--deep frost\r\n\r\n\x00ALAR" + bytes(range(256)) + b"AL\xffARM\r\n--deep\n"
PHOTO = (
    b"that is what it looks like\r\n"
    b'--deep frost\r\nContent-Disposition: form-data; name="photo"; filename="k\xc3\xbchl.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n" + PICTURE + b"\r\n"
    b'--deep frost\r\nContent-Disposition: form-data; name="store"\r\n\r\ndairy\r\n'
    b"--deep frost--\r\n"
)
LONG_LOG = (
    b"".join(b"meat;%d;%06d\r\n" % (n % 7, n) for n in range(3332)) + b"meat;-4;that is all\n"
)

LONG_ALARM = LONG_LOG[:49_150] + b"ALARM" + LONG_LOG[49_155:]  # across 49 152, which is 3 * 2 ** 14
EARLY_ALARM = LONG_LOG[:39_997] + b"ALARM" + LONG_LOG[40_002:]  # across 40 000

REPORTS = {
    "a form": ("POST", "/readings", FORM, b"store=fish&celsius=-18", "fish", -18),
    "a form with odd escapes": (
        *("POST", "/readings", f"{FORM}; charset=utf-8"),
        *(b"note=caf%C3%A9++%26&&st%6Fre=meat&celsius=%2B4&celsius=5&=", "meat", 4),
    ),
    "JSON": ("PUT", "/stores/dairy", JSON, b'{"celsius": 5}', "dairy", 5),
    "JSON with blanks and lines": (
        *("PUT", "/stores/fish", "application/json; charset=utf-8"),
        *(b'\r\n{"at":"\\u0030600",\t"celsius" :\n-20 ,"door":null}  \n', "fish", -20),
    ),
    "a log": ("POST", "/logs", "text/csv", b"fish;-18\nmeat;2;09:15\nfish;-19;\n", "fish", -19),
    "a log that is marked as a form": ("POST", "/logs", FORM, b"meat;+3;a=b&c\r\n", "meat", 3),
    "50 000 bytes of log, marked as a picture": (
        *("POST", "/logs", "image/png"),
        *(LONG_LOG, "meat", -4),
    ),
    "a photo": ("POST", "/photos", PARTS, PHOTO, "dairy", PICTURE),
}

ALARMS = {
    "a form": ("POST", "/readings", FORM, b"store=fish&celsius=9&note=ALARM"),
    "a form, in the middle of a name": ("POST", "/readings", FORM, b"xALARMx&store=fish&celsius=9"),
    "JSON": ("PUT", "/stores/meat", JSON, b'{"celsius": 19, "note": "ALARM, ALARM"}'),
    "a log": ("POST", "/logs", "text/csv", b"dairy;8;ok\ndairy;21;ALARM\n"),
    "a log of 50 000 bytes": ("POST", "/logs", "text/csv", LONG_ALARM),
    "another log of 50 000 bytes": ("POST", "/logs", "text/csv", EARLY_ALARM),
    "a photo": ("POST", "/photos", PARTS, PHOTO.replace(b"\x00ALAR", b"\x00ALARM")),
    "a report of no store": ("POST", "/readings", FORM, b"store=ALARM"),
    "half an object": ("PUT", "/stores/meat", JSON, b'{"note": "ALARM'),
    "a report at an address that is not there": ("POST", "/nowhere", "text/plain", b"I cry ALARM!"),
    "a form at an address that is not there": ("POST", "/reading", FORM, b"note=ALARM"),
    "a report by a method that is not served": ("PATCH", "/logs", None, b"ALARM"),
    "a report by GET": ("GET", "/stores", "text/plain", b"!ALARM!"),
}

TAKEN, REFUSED = 204, range(400, 500)

IN_CHUNKS = {
    "a form": ("POST", "/readings", FORM, [b"store=fi", b"sh&celsius=9&note=AL", b"ARM"], TAKEN),
    "JSON": ("PUT", "/stores/meat", JSON, [b'{"celsius": 19, "note": "AL', b"A", b'RM"}'], TAKEN),
    "a log": ("POST", "/logs", "text/csv", [b"dairy;8;ALARM\r\n", b"meat;-1;", b"ALARM\n"], TAKEN),
    "a photo": (
        *("POST", "/photos", PARTS),
        *([PHOTO[:200], PHOTO[200:220], b"ALARM", PHOTO[220:]], TAKEN),
    ),
    "a form for an address that is not there": ("POST", "/x", FORM, [b"ALA", b"RM"], REFUSED),
    "JSON that breaks off": ("PUT", "/stores/fish", JSON, [b'{"note": "ALARM', b'"'], REFUSED),
}


class Book:
    """Keeps what it is told; where a test wants it, two who write in it wait for each other."""

    def __init__(self):
        self.entries, self.meet = [], lambda: None

    def __call__(self, method, path, body):
        self.meet()
        if method != "GET":  # the test's own looks at what has become of a report
            self.entries.append((method, path, body))


class Bell(list):
    """The paths for which it was rung; where a test wants it, ringing may take a moment."""

    meet = staticmethod(lambda: None)

    def ring(self, path):
        self.meet()
        self.append(path)


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def bell():
    return Bell()


@pytest.fixture
def config(book, bell):
    return {"BOOK": book, "BELL": bell.ring}


@pytest.fixture
def client(app):
    return guest(app)


def guest(app):
    """A client to which the app is as to a server, which closes each response that it has sent."""
    client = app.test_client()
    client.open = partial(client.open, buffered=True)
    return client


def send(client, method, path, kind, body):
    """Send a report within this process."""
    return client.open(path, method=method, data=body, content_type=kind)


def send_over_a_line(server, done, method, path, kind, body, chunks=None):
    """Send a report over a real connection and wait for the answer with the line held open."""
    headers, framed = [("Content-Type", kind)], body
    if chunks:
        headers.append(("Transfer-Encoding", "chunked"))
        framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in [*chunks, b""])
    try:
        return server.guest().request(method, path, headers, framed, patience=PATIENCE)
    except NoAnswer as error:
        return promise(False, done, "an answer within a second", f"{error}", mark=STATUS)
    finally:
        recorder.last.request_body = body  # which is what curl is given, and puts into chunks


def wait_elsewhere(here):
    """Take a moment unless this is the thread that waits for the answer, which then has come."""
    if current_thread() is not here:
        MeetingPoint().wait()  # nobody comes, so it only takes a moment


def check_shown(client, store, what, done):
    """The kitchen sees this of the store: degrees or a picture."""
    if isinstance(what, bytes):
        response = client.get(f"/photos/{store}")
        expect(response, f"{done} Then the photo was asked for.").status(200)
        seen = response.get_data()
        promise(seen == what, done, "the photo, byte for byte", f"{len(seen)} bytes", response)
    else:
        done = f"{done} Then the stores were shown."
        response = client.get("/stores")
        seen = expect(response, done).status(200).json().get(store)
        promise(seen == what, done, f"{store}: {what}", f"{store}: {seen}", response)


def check_book(book, done, *reports, response=None):
    """These requests, and no others, are in the book, each once and as it was sent."""
    due, seen = sorted(reports, key=str), sorted(book.entries, key=str)
    promised = f"in the book, once and as it was sent: {said(due)}"
    promise(seen == due, done, promised, f"in the book: {said(seen)}", response, REQUEST)


def said(entries):
    """Entries of the book in a few words."""
    rows = [f"{method} {path} {short(repr(body), 40)}" for method, path, body in entries]
    return ", ".join(rows) or "nothing"


def check_bell(bell, done, *paths, response=None):
    """The bell was rung once for each of these paths and for nothing else."""
    promised = f"the bell is rung, once: {', '.join(paths)}" if paths else "no bell"
    seen = f"it was rung for {', '.join(map(str, bell))}" if bell else "it was not rung"
    promise(sorted(bell) == sorted(paths), done, promised, seen, response, REQUEST)


@pytest.mark.parametrize("what", REPORTS)
def test_a_report_is_taken_and_written_down_as_it_was_sent(client, book, bell, what):
    method, path, kind, body, store, meant = REPORTS[what]
    done = f"A thermometer reported with {what}."
    response = send(client, method, path, kind, body)
    expect(response, done).status(204)
    check_shown(client, store, meant, done)
    check_book(book, done, (method, path, body), response=response)
    check_bell(bell, done, response=response)


def test_whoever_reports_over_a_real_line_is_answered(client, book, bell, server):
    for what, (method, path, kind, body, store, meant) in REPORTS.items():
        book.entries.clear()
        done = f"A thermometer reported with {what}, over a real line, and held it open."
        response = send_over_a_line(server, done, method, path, kind, body)
        expect(response, done).status(204)
        check_shown(client, store, meant, done)
        check_book(book, done, (method, path, body), response=response)
    check_bell(bell, "Thermometers reported over real lines.")
    book.entries.clear()
    done = "A thermometer posted nothing over a real line: no body, no Content-Length."
    response = send_over_a_line(server, done, "POST", "/logs", "text/csv", b"")
    expect(response, done).status(range(400, 500))
    check_book(book, done, ("POST", "/logs", b""), response=response)
    done = "One had sent a part of its log. Meanwhile another one reported over a real line."
    slow = [("Content-Type", "text/csv"), ("Content-Length", "50")]
    with server.guest().start("POST", "/logs", slow, b"fish;-18\nmeat"):
        for what in ("a form", "JSON"):
            response = send_over_a_line(server, done, *REPORTS[what][:4])
            expect(response, done).status(204)


@pytest.mark.parametrize("what", ALARMS)
def test_an_alarm_is_heard_wherever_it_is_cried(client, bell, book, what):
    method, path, kind, body = ALARMS[what]
    done = f"There came {what}, with ALARM in it."
    response = send(client, method, path, kind, body)
    check_bell(bell, done, path, response=response)


def test_what_comes_in_chunks_is_written_down_and_heard(bell, book, server):
    for what, (method, path, kind, chunks, status) in IN_CHUNKS.items():
        book.entries.clear()
        bell.clear()
        body = b"".join(chunks)
        done = f"There came {what}, in chunks, with ALARM in it."
        response = send_over_a_line(server, done, method, path, kind, body, chunks)
        expect(response, done).status(status)
        check_book(book, done, (method, path, body), response=response)
        check_bell(bell, done, path, response=response)


def test_two_who_report_at_once_each_count_for_themselves(app, book, bell, client):
    fish = ("POST", "/readings", FORM, b"store=fish&celsius=-17&note=ALARM")
    meat = ("PUT", "/stores/meat", JSON, b'{"celsius": 2}')
    book.meet = MeetingPoint().wait
    done = "Two thermometers reported at once."
    calls = [partial(send, guest(app), *report) for report in (fish, meat)]
    responses = at_once(*calls)
    for response in responses:
        expect(response, done).status(204)
    book.meet = lambda: None
    check_shown(client, "fish", -17, done)
    check_shown(client, "meat", 2, done)
    due = [report[:2] + report[3:] for report in (fish, meat)]
    check_book(book, done, *due, response=responses[0])
    check_bell(bell, done, "/readings", response=responses[0])
    done = "Two had reported at once. Then one of them sent the same once more."
    book.meet = bell.meet = partial(wait_elsewhere, current_thread())
    response = send(client, *fish)
    check_book(book, done, *due, due[0], response=response)
    check_bell(bell, done, "/readings", "/readings", response=response)
    book.meet = bell.meet = lambda: None
    book.entries.clear()
    done = "Two had reported at once. Then a report came without a body."
    response = send(client, "POST", "/logs", None, b"")
    expect(response, done).status(range(400, 500))
    check_book(book, done, ("POST", "/logs", b""), response=response)
    check_bell(bell, done, "/readings", "/readings", response=response)
