"""What was promised of long answers: they go out as they come, and the log does not mind."""

import io
import json
from contextlib import suppress

import pytest
from werkzeug.test import TestResponse

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short

AHEAD = 65_536  # bytes of a paper that may have been read and not sent

PLATES = [{"number": number, "dish": f"Knödel № {number}"} for number in range(1, 51)]
LONG = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4000 + b"\n%%EOF\n"
PAPERS = {
    "menu.pdf": LONG,
    "wine list.pdf": LONG[::-1],
    "allergens.json": json.dumps([f"dish {n}: celery" for n in range(30_000)]).encode(),
    "rules.txt": "Bitte nicht füttern. ".encode() * 20_000,
    "window.html": b"<!doctype html><title>The window</title>" + b"<p>of old" * 60_000,
    "note": b"ask Otto",
}


class Line:
    """Plates, one after the other; knows how far it was read ahead of the guest."""

    def __init__(self, kitchen):
        self.kitchen, self.plates, self.closed = kitchen, iter(PLATES), False

    def __iter__(self):
        return self

    def __next__(self):
        if self.kitchen.taken == self.kitchen.breaks_at:
            raise OSError("the kitchen is on fire")
        plate = next(self.plates)
        self.kitchen.taken += 1
        return plate

    def close(self):
        self.closed = True


class Kitchen:
    """A kitchen that counts the plates which were taken from it."""

    def __init__(self):
        self.taken, self.lines, self.breaks_at = 0, [], None

    def plates(self):
        self.lines.append(Line(self))
        return self.lines[-1]

    follow = plates


class Paper(io.BytesIO):
    """A file that counts the bytes which were read from it."""

    fetched = 0

    def _count(self, data):
        self.fetched += len(data)
        return data

    def read(self, *size):
        return self._count(super().read(*size))

    def read1(self, *size):
        return self._count(super().read1(*size))

    def readline(self, *size):
        return self._count(super().readline(*size))

    def __next__(self):
        return self._count(super().__next__())

    def readinto(self, buffer):
        size = super().readinto(buffer)
        self.fetched += size
        return size

    def getvalue(self):
        return self._count(super().getvalue())


class Papers:
    """The papers, and which of them have been opened."""

    def __init__(self):
        self.opened = []

    def open(self, name):
        if name not in PAPERS:
            return None
        self.opened.append(Paper(PAPERS[name]))
        return self.opened[-1]


@pytest.fixture
def kitchen():
    return Kitchen()


@pytest.fixture
def papers():
    return Papers()


@pytest.fixture
def log():
    """What the help desk can read, as tuples of method, path, status, length and body."""
    return []


@pytest.fixture
def config(kitchen, papers, log):
    return {"KITCHEN": kitchen, "PAPERS": papers, "LOG": lambda *line: log.append(line)}


@pytest.fixture
def client(app):
    """A guest whose responses are not made of the app's own."""
    return app.test_client_class(app, TestResponse)


def begins(body, sent):
    """Whether a text is the beginning of what was sent, whatever it was decoded with."""
    ways = ("utf-8", "replace"), ("utf-8", "ignore"), ("utf-8", "backslashreplace"), ("latin-1",)
    return any(sent[:2000].decode(*way).startswith(body.rstrip("\ufffd")) for way in ways)


def check_log(log, done, method, path, status, length, sent, response=None):
    """The request is in the log, once; as its body there is None, or the beginning of it."""
    due = (method, path, status, length)
    seen = [line[:4] for line in log]
    promise(seen == [due], done, f"in the log, once: {due}", short(f"{seen}", 120), response)
    body = log[0][4]
    kept = body is None or (isinstance(body, str) and len(body) <= 200 and begins(body, sent))
    promised = "in the log, for the body: None, or how it begins"
    promise(kept, done, promised, short(repr(body)), response)


def check_ahead(kitchen, sent, done, response):
    """At most one plate was taken from the kitchen that has not been sent."""
    promised = f"by the time that {sent} went out, at most {sent + 1} were taken from the kitchen"
    kept = kitchen.taken <= sent + 1
    promise(kept, done, promised, f"{kitchen.taken} were taken", response, REQUEST)


def check_closed(begun, done, response):
    """Nobody is on the line to the kitchen any more, and no paper is open."""
    kept = all(one.closed for one in begun)
    promised = "what was begun or opened for it is closed"
    promise(kept, done, promised, "it is open", response, REQUEST)


def pieces(response, kitchen, path, done):
    """What comes of plates, piece by piece; the test client has one in its hand from the start."""
    # whoever writes a list may have to see whether there is a next one
    spare = 0 if path == "/ticker" else 1
    check_ahead(kitchen, spare, done, response)
    sent = 0
    for piece in response.iter_encoded():
        check_ahead(kitchen, sent + spare, done, response)
        yield piece.decode()
        sent += piece.count(b'"number"')
        check_ahead(kitchen, sent, done, response)


def check_plates(client, kitchen, log, path, read, what):
    """The plates go out one by one, all of them or until the kitchen breaks; none for a HEAD."""
    done = f"A guest asked for {what}; the kitchen has 50 plates."
    response = client.get(path)
    expect(response, done).status(200)
    text = "".join(pieces(response, kitchen, path, done))
    response.close()
    seen = [plate["number"] for plate in read(text)]
    kept = read(text) == PLATES
    promise(kept, done, "50 plates, in their order", short(f"the plates {seen}"), response)
    check_closed(kitchen.lines, done, response)
    check_log(log, done, "GET", path, 200, None, text.encode(), response)
    kitchen.taken = 0
    log.clear()
    done = f"There came HEAD {path}."
    response = client.head(path, buffered=True)
    expect(response, done).status(200)
    check_ahead(kitchen, 0, done, response)
    seen = [line[:3] for line in log]
    kept = seen == [("HEAD", path, 200)]
    promise(kept, done, f"in the log, once: HEAD {path} 200", f"{seen}", response)
    kitchen.taken, kitchen.breaks_at = 0, 3
    log.clear()
    done = f"A guest asked for {what}. Something broke in the kitchen after three plates."
    response = client.get(path)
    with suppress(Exception):
        response.get_data()
    response.close()
    check_closed(kitchen.lines, done, response)
    seen = [line[:3] for line in log]
    promise(seen == [("GET", path, 200)], done, "in the log, once", f"{seen}", response)


def test_the_ticker_tells_of_each_plate_as_it_is_finished(client, kitchen, log):
    def read(text):
        return [json.loads(event.removeprefix("data:")) for event in text.split("\n\n") if event]

    check_plates(client, kitchen, log, "/ticker", read, "the ticker")


def test_the_list_of_plates_goes_out_while_it_is_read(client, kitchen, log):
    check_plates(client, kitchen, log, "/plates.json", json.loads, "the list of plates")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_goes_out_while_it_is_read(client, papers, log, name):
    paper, path = PAPERS[name], f"/papers/{name}"
    done = f"A guest asked for {name}, which has {len(paper)} bytes."
    response = client.get(path)
    expect(response, done).status(200).header("Content-Length", f"{len(paper)}")
    # the test client has the first piece in its hand, and that may be as much again
    kept = papers.opened[0].fetched <= 2 * AHEAD
    seen = f"{papers.opened[0].fetched} bytes read before the first was sent"
    promise(kept, done, "at most 65 536 bytes are read and not sent", seen, response, REQUEST)
    sent = b"".join(response.iter_encoded())
    response.close()
    promise(sent == paper, done, "the paper, byte for byte", f"{len(sent)} bytes", response)
    check_closed(papers.opened, done, response)
    check_log(log, done, "GET", path, 200, len(paper), sent, response)
    log.clear()
    done = f"There came HEAD {path}."
    response = client.head(path, buffered=True)
    expect(response, done).status(200)
    check_closed(papers.opened, done, response)
    seen = [line[:3] for line in log]
    kept = seen == [("HEAD", path, 200)]
    promise(kept, done, f"in the log, once: HEAD {path} 200", f"{seen}", response)


def test_a_part_of_a_paper_can_be_had(client, papers, log):
    for first, last in ((0, 7), (500_000, 500_099), (1_000_000, len(LONG) - 1)):
        log.clear()
        done = f"A guest asked for the bytes {first} to {last} of menu.pdf."
        wanted = {"Range": f"bytes={first}-{last}"}
        response = client.get("/papers/menu.pdf", headers=wanted, buffered=True)
        expect(response, done).status(206)
        sent, due = response.get_data(), LONG[first : last + 1]
        promise(sent == due, done, f"these {len(due)} bytes", f"{len(sent)} bytes", response)
        check_closed(papers.opened, done, response)
        check_log(log, done, "GET", "/papers/menu.pdf", 206, len(due), sent, response)
    done = "A guest asked for a part of menu.pdf that is behind its end."
    response = client.get("/papers/menu.pdf", headers={"Range": "bytes=2000000-"}, buffered=True)
    check_closed(papers.opened, done, response)


def test_the_page_gets_its_style_sheet(client, log, kata_folder):
    sheet, path = (kata_folder / "static" / "window.css").read_bytes(), "/static/window.css"
    done = "A browser asked for the style sheet."
    response = client.get(path, buffered=True)
    expect(response, done).status(200).media_type("text/css")
    kept = response.get_data() == sheet
    promise(kept, done, "the style sheet", short(response.get_data(as_text=True)), response)
    check_log(log, done, "GET", path, 200, len(sheet), sheet, response)
    log.clear()
    done = "A browser that has the style sheet asked whether it is still the same."
    known = {"If-None-Match": response.headers.get("ETag", "")}
    response = client.get(path, headers=known, buffered=True)
    expect(response, done).status(304).empty()
    seen = [line[:3] for line in log]
    promise(seen == [("GET", path, 304)], done, "in the log, once: 304", f"{seen}", response)


def test_whoever_hangs_up_is_not_waited_for(client, kitchen, papers, log):
    for path, what in (("/ticker", "the ticker"), ("/plates.json", "the list of plates")):
        kitchen.taken = 0
        log.clear()
        done = f"A guest asked for {what}, saw the first plate, and hung up."
        response = client.get(path)
        expect(response, done).status(200)
        coming = pieces(response, kitchen, path, done)
        text = next(coming)
        while '"number"' not in text:
            text += next(coming)
        client.get("/", buffered=True)  # another guest, meanwhile
        response.close()
        check_ahead(kitchen, 1, done, response)
        check_closed(kitchen.lines, done, response)
        lines = [line for line in log if line[1] == path]
        check_log(lines, done, "GET", path, 200, None, text.encode(), response)
        response = client.head(path, buffered=True)
        check_closed(kitchen.lines, f"There came HEAD {path}.", response)
    log.clear()
    done = "A guest asked for menu.pdf, saw its beginning, and hung up."
    response = client.get("/papers/menu.pdf")
    expect(response, done).status(200)
    next(response.iter_encoded())
    response.close()
    check_closed(papers.opened, done, response)
    check_log(log, done, "GET", "/papers/menu.pdf", 200, len(LONG), LONG, response)
