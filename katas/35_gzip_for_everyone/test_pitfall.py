"""What the hut was promised: packed for whoever takes it, and fit for caches, clocks and cooks."""

import gzip
import time
import zlib

import pytest
from werkzeug.test import TestResponse

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short
from dojo.suite import STATUS

LONG = "Stir it, and leave it alone. Then stir it again, the other way round, and taste it. " * 25
RECIPES = {
    "risotto": {"title": "Risotto alla 花子", "text": f"Chop an onion.\n{LONG}\n"},
    "jam": {"title": "Plum jam", "text": f"{LONG}\nFill it into jars while it is hot.\n"},
    "salad": {"title": "Salad", "text": "Wash it.\n"},
}
PHOTO = b"\xff\xd8\xff\xe1" + bytes(range(255, -1, -1)) * 40
SENTENCES = [f"№ {number}: stir, {'and stir, ' * (number % 7)}and wait." for number in range(30)]
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'><text>Plum jam</text></svg>" * 9
HOUR = 3600

REFUSES_GZIP = {
    "refuses gzip": "gzip;q=0",
    "refuses gzip in capitals and with many zeros": "br, GZIP ; Q=0.000",
    "takes anything but gzip": "*, gzip;q=0",
    "refuses everything": "*;q=0",
    "refuses all but br and identity": "br, identity;q=0.5, *;q=0.0",
}
TAKES_GZIP = {
    "takes gzip": "gzip",
    "takes gzip in capitals, among others": "br, GZIP;q=0.5",
    "takes anything": "*",
}
CLIENTS = {
    "takes gzip": "gzip",
    "takes anything": "*",
    "says nothing about it": None,
    "refuses gzip": "gzip;q=0",
}
LARGE = {"the list of recipes": "/recipes", "the page of a recipe": "/recipes/risotto"}
SMALL = {"a short page": "/recipes/salad"}
PHOTO_OF_JAM = {"a photo": "/photos/jam.jpg"}
ELSE = {"the dictation": "/dictation", "a page that is not there": "/recipes/soap"}
NO_CONTENT = {
    "writes a recipe": ("PUT", "/recipes/salad", RECIPES["salad"]),
    "chooses large letters": ("POST", "/letters", {"size": "large"}),
}


class Sentences:
    """What the cook says, one sentence after the other; knows whether somebody still listens."""

    def __init__(self, cook):
        self.cook, self.coming, self.closed = cook, iter(SENTENCES), False

    def __iter__(self):
        return self

    def __next__(self):
        sentence = next(self.coming)
        self.cook.heard += 1
        return sentence

    def close(self):
        self.closed = True


class Cook:
    """A cook who counts the sentences that were heard."""

    def __init__(self):
        self.heard, self.dictated = 0, []

    def dictate(self):
        self.dictated.append(Sentences(self))
        return self.dictated[-1]


class Unpacking:
    """Unpacks piece by piece what is packed with gzip, and keeps the text so far."""

    def __init__(self, is_packed):
        self.text, self.is_over = b"", not is_packed
        self._member = zlib.decompressobj(wbits=31) if is_packed else None

    def feed(self, piece):
        """Take one more piece; tells whether it could be unpacked."""
        if self._member is None:
            self.text += piece
            return True
        try:
            while piece:
                self.text += self._member.decompress(piece)
                piece, self.is_over = self._member.unused_data, self._member.eof
                if self.is_over:
                    self._member = zlib.decompressobj(wbits=31)
        except zlib.error:
            return False
        return True


class Clock:
    """A clock that stands still, unless a test sets it."""

    def __init__(self):
        self.now = time.time()

    def time(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of this machine, as the app sees it."""
    clock = Clock()
    monkeypatch.setattr(time, "time", clock.time)
    return clock


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """A folder with one photo."""
    folder = tmp_path_factory.mktemp("photos")
    (folder / "jam.jpg").write_bytes(PHOTO)
    return folder


@pytest.fixture
def cook():
    return Cook()


@pytest.fixture
def config(photos, cook):
    label = lambda title: gzip.compress(DRAWING.encode(), mtime=0)  # noqa: E731
    return {"RECIPES": RECIPES, "PHOTOS": photos, "COOK": cook, "DRAW_LABEL": label}


@pytest.fixture
def client(app):
    """A client whose responses are not made of the app's own."""
    return app.test_client_class(app, TestResponse)


def ask(client, target, takes=None, method="GET", headers=(), **options):
    """Send a request whose Accept-Encoding is this, or that has none, and read the answer."""
    headers = {**dict(headers), **({} if takes is None else {"Accept-Encoding": takes})}
    return client.open(target, method=method, headers=headers, buffered=True, **options)


def unpacked(response, done):
    """What has come, unpacked where the answer says that it is packed."""
    text, body = Unpacking("Content-Encoding" in response.headers), response.get_data()
    length, size = response.headers.get("Content-Length"), f"{len(body)}"
    kept = length in (None, size)
    promise(kept, done, f"{length} bytes", f"{size} bytes", response, "Content-Length")
    kept = text.feed(body) and text.is_over
    promise(kept, done, "what is packed is gzip, to its end", "it is not", response)
    return text.text


def opaque(tag):
    """An ETag without the sign that it is a weak one."""
    return tag.removeprefix("W/")


@pytest.mark.parametrize("who", REFUSES_GZIP)
def test_who_refuses_gzip_is_sent_none(client, who):
    takes = REFUSES_GZIP[who]
    for target in {**LARGE, **SMALL, **PHOTO_OF_JAM, **ELSE}.values():
        plain = ask(client, target)
        for method in ("GET", "HEAD"):
            done = f"A client that {who} sent {method} {target}: Accept-Encoding: {takes}"
            response = ask(client, target, takes, method)
            expect(response, done).status(plain.status_code).no_header("Content-Encoding")
            due = plain.get_data() if method == "GET" else b""
            kept = response.get_data() == due
            promise(kept, done, "what is sent without gzip", short(repr(response.data)), response)


@pytest.mark.parametrize("who", CLIENTS)
def test_caches_on_the_way_are_told_what_an_answer_depends_on(client, who):
    takes = CLIENTS[who]
    for what, target in {**LARGE, **SMALL, **ELSE}.items():
        done = f"A client that {who} asked for {what}."
        if what not in LARGE:
            if "Content-Encoding" not in ask(client, target, "gzip").headers:
                continue  # nobody is sent it packed
            done = f"A client that {who} asked for {what}, which is packed for others."
        due = ["Accept-Encoding"]
        if target in ("/recipes/risotto", "/recipes/salad"):
            due.append("Cookie")
        response = ask(client, target, takes)
        expect(response, done).listed("Vary", *due)
        expect(ask(client, target, takes, "HEAD"), f"HEAD: {done}").listed("Vary", *due)
        if tag := response.headers.get("ETag"):
            again = ask(client, target, takes, headers={"If-None-Match": tag})
            done = f"A client that {who} asked for {target} again; its If-None-Match: {tag}"
            expect(again, done).listed("Vary", *due)


def test_answers_that_are_not_the_same_have_no_strong_etag_in_common(client, clock):
    for what, target in {**LARGE, **SMALL}.items():
        check_tags(client, clock, what, target)


def check_tags(client, clock, what, target):
    """Bytes with the same strong ETag are the same; an hour changes no ETag."""
    found, before = {}, {}
    for later in (0, HOUR):
        clock.now += later
        for who, takes in CLIENTS.items():
            then = "" if later == 0 else ", an hour after others did"
            done = f"A client that {who} asked for {what}{then}."
            response = ask(client, target, takes)
            expect(response, done).header("ETag")
            tag, body = response.headers["ETag"], response.get_data()
            first, whose = found.setdefault(tag, (body, who))
            promised = "another ETag than for another body, or a weak one"
            seen = f"ETag: {tag}, as with other bytes for one that {whose}"
            promise(first == body or tag.startswith("W/"), done, promised, seen, response, "ETag")
            due = before.setdefault(who, tag)
            promised, seen = f"ETag: {due}, as an hour ago", f"ETag: {tag}"
            promise(tag == due, done, promised, seen, response, "ETag")


@pytest.mark.parametrize("who", CLIENTS)
def test_who_has_the_newest_version_is_not_sent_it_again(client, clock, who):
    for what, target in {**LARGE, **SMALL, **PHOTO_OF_JAM}.items():
        check_conditions(client, clock, who, what, target)


def check_conditions(client, clock, who, what, target):
    """Who names the ETag of the newest version gets 304, and who names another one gets 200."""
    takes = CLIENTS[who]
    got = ask(client, target, takes)
    has = f"A client that {who} has {what}"
    expect(got, f"{has}.").status(200).header("ETag")
    tag = got.headers["ETag"]
    clock.now += HOUR
    among_others = f'"an-old-one", {tag}, W/"another"'
    for method, known in (("GET", tag), ("HEAD", tag), ("GET", among_others)):
        response = ask(client, target, takes, method, {"If-None-Match": known})
        done = f"{has} and sent {method} again, an hour later: If-None-Match: {known}"
        expect(response, done).status(304).empty().header("ETag", tag)
    if what in SMALL:
        return
    plain = unpacked(got, f"{has}.")
    old = f'{tag[:-2]}."'
    response = ask(client, target, takes, headers={"If-None-Match": old})
    done = f"{has} in an old version: If-None-Match: {old}"
    expect(response, done).status(200).header("ETag", tag)
    kept = unpacked(response, done) == plain
    promise(kept, done, "what is sent to whoever has nothing", "something else", response)
    for other, others in CLIENTS.items():
        if other == who:
            continue
        response = ask(client, target, others, headers={"If-None-Match": tag})
        done = f"A cache has {what}, from one that {who}. Now there is one that {other}."
        expect(response, done).status(200, 304)
        if response.status_code == 304:
            expect(response, done).header("ETag")
            seen = response.headers["ETag"]
            kept, promised = opaque(seen) == opaque(tag), f"304 with this ETag, {tag}, or 200"
            promise(kept, done, promised, f"304, ETag: {seen}", response, "ETag")
        else:
            kept = unpacked(response, done) == plain
            promise(kept, done, "what is sent to whoever has nothing", "something else", response)


@pytest.mark.parametrize("who", {**TAKES_GZIP, "refuses gzip": "gzip;q=0"})
def test_what_needs_no_packing_is_left_alone(client, who):
    takes = {**TAKES_GZIP, **CLIENTS}[who]
    for what, (method, target, form) in NO_CONTENT.items():
        done = f"A client that {who} {what}."
        response = ask(client, target, takes, method, data=form)
        expect(response, done).status(204).no_header("Content-Encoding").empty()
    done = f"A client that {who} asked for a label, which is packed already."
    response = ask(client, "/labels/jam.svgz", takes)
    expect(response, done).status(200).media_type("image/svg+xml")
    expect(response, done).header("Content-Encoding", "gzip")
    kept = unpacked(response, done) == DRAWING.encode()
    promise(kept, done, "unpacked once, the drawing", "something else", response)
    done = f"A client that {who} asked for a photo."
    photo = ask(client, "/photos/jam.jpg", takes)
    expect(photo, done).status(200).no_header("Content-Encoding").header("ETag")
    promise(unpacked(photo, done) == PHOTO, done, "the photo, byte for byte", "not it", photo)
    tag = photo.headers["ETag"]
    promise(not tag.startswith("W/"), done, "a strong ETag", f"ETag: {tag}", photo, "ETag")
    head = ask(client, "/photos/jam.jpg", takes, "HEAD")
    expect(head, f"HEAD: {done}").status(200).no_header("Content-Encoding").header("ETag", tag)
    done = f"A client that {who} got the first 5 000 bytes of a photo and asks for the rest."
    known = {"If-Range": tag, "Range": "bytes=5000-"}
    response = ask(client, "/photos/jam.jpg", takes, headers=known)
    expect(response, done).status(206).no_header("Content-Encoding")
    kept = response.get_data() == PHOTO[5000:]
    promise(kept, done, "these bytes of the photo", "something else", response)


@pytest.mark.parametrize("who", ["takes gzip", "says nothing about it", "refuses gzip"])
def test_the_dictation_is_read_as_it_is_spoken(client, cook, who):
    headers = {"Accept-Encoding": CLIENTS[who]} if CLIENTS[who] else {}
    promised = "each sentence can be read before the next but one is heard"

    def follow(response, done):
        text = Unpacking("Content-Encoding" in response.headers)
        for piece in response.iter_encoded():
            sent = text.text.count(b"\n")  # before this piece came
            seen = f"{cook.heard} sentences heard, {sent} of them could be read"
            promise(cook.heard <= sent + 2, done, promised, seen, response, REQUEST)
            kept = text.feed(piece)
            promise(kept, done, "what is packed is gzip", "it is not", response)
            yield text.text.decode(errors="ignore")
        promise(text.is_over, done, "gzip to its end", "the end is missing", response)

    done = f"A client that {who} follows the dictation of {len(SENTENCES)} sentences."
    response = client.get("/dictation", headers=headers)
    expect(response, done).status(200).media_type("text/plain")
    *_, text = follow(response, done)
    response.close()
    kept = text.splitlines() == SENTENCES
    promise(kept, done, f"all {len(SENTENCES)} sentences", short(text[-60:]), response, STATUS)
    packed = response.headers.get("Content-Encoding")
    cook.heard = 0
    head = client.head("/dictation", headers=headers, buffered=True)
    done = f"A client that {who} sent HEAD for the dictation."
    seen = head.headers.get("Content-Encoding")
    expect(head, done).status(200).empty()
    name = "Content-Encoding"
    promise(seen == packed, done, f"{name}: {packed}, as for GET", f"{name}: {seen}", head, name)
    promise(cook.heard <= 1, done, promised, f"{cook.heard} sentences heard", head, REQUEST)
    cook.heard = 0
    done = f"A client that {who} followed the dictation to the first sentence and hung up."
    response = client.get("/dictation", headers=headers)
    next(text for text in follow(response, done) if text)
    response.close()
    kept = all(sentences.closed for sentences in cook.dictated)
    promise(kept, done, "nobody listens any more", "somebody does", response, REQUEST)
