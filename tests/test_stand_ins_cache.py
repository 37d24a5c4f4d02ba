"""What stands in for a shared cache, and for a guest who sends a file, against their standards."""

import time
import zlib

import pytest
from flask import Flask
from flask import request
from werkzeug.datastructures import Headers
from werkzeug.test import Client

from dojo.http.client import record
from dojo.http.exchange import recorder
from dojo.http.live import serve
from dojo.http.steps import IN
from dojo.http.steps import IN_FRONT
from dojo.http.steps import OUT
from dojo.http.steps import SEND
from dojo.http.steps import TURN
from dojo.stand_ins.shared_cache import directives
from dojo.stand_ins.shared_cache import in_front_of
from dojo.stand_ins.shared_cache import SharedCache
from dojo.suite import png
from dojo.suite import upload

MONDAY, TUESDAY = "Mon, 05 Oct 2026 12:00:00 GMT", "Tue, 06 Oct 2026 12:00:00 GMT"
DAY = 24 * 60 * 60


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


class House:
    """An app that says what a test tells it to say, behind a cache."""

    def __init__(self):
        app = record(Flask(__name__))
        self.status, self.headers, self.clock = 200, [], Clock()
        app.wsgi_app = self.cache = SharedCache(app.wsgi_app, clock=self.clock)
        app.add_url_rule("/<path:path>", view_func=self.answer, methods=["GET", "POST"])
        self.app, self.count = app, 0

    def answer(self, path: str):
        self.count += 1
        return f"answer {self.count}", self.status, list(self.headers)

    def ask(self, path: str = "/menu", method: str = "GET", **headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client = self.app.test_client(use_cookies=False)  # a Cookie header is sent as it is
        return client.open(path, method=method, headers=named)

    def is_kept(self, *headers: tuple[str, str], status: int = 200, **sent: str) -> bool:
        """Whether an answer with these headers is given to the next one who asks the same."""
        self.headers, self.status = headers, status
        for _ in range(2):
            self.ask(**sent)
        return len(self.cache.asked) == 1


@pytest.fixture
def house() -> House:
    return House()


# Each section is one of https://www.rfc-editor.org/rfc/rfc9111
KEPT = {
    "5.2.2.9: public, with a time": [("Cache-Control", "public, max-age=300")],
    "5.2.2.1: max-age alone": [("Cache-Control", "max-age=300")],
    "5.2: names in any case": [("Cache-Control", "Max-Age=300")],
    "5.2.2.10: s-maxage beats max-age": [("Cache-Control", "max-age=0, s-maxage=300")],
    "5.2.2.2: must-revalidate, while it is fresh": [
        ("Cache-Control", "must-revalidate, max-age=300")
    ],
    "5.3: Expires": [("Date", MONDAY), ("Expires", TUESDAY)],
    "5.3: max-age beats Expires": [("Cache-Control", "max-age=300"), ("Expires", "0")],
    "5.4: Pragma means nothing": [("Cache-Control", "max-age=300"), ("Pragma", "no-cache")],
    "4.2.2: old, and nothing said": [("Date", TUESDAY), ("Last-Modified", MONDAY)],
    "7.3: with a cookie": [("Cache-Control", "public, max-age=300"), ("Set-Cookie", "a=b")],
    "4.2.1: of two that are alike, the first": [("Cache-Control", "max-age=300, max-age=0")],
}
NOT_KEPT = {
    "5.2.2.5: no-store": [("Cache-Control", "no-store, public, max-age=300")],
    "5.2.2.7: private": [("Cache-Control", "private, max-age=300")],
    "5.2.2.4: no-cache": [("Cache-Control", "no-cache, max-age=300")],
    "5.2: in another line": [
        ("Cache-Control", "public, max-age=300"),
        ("Cache-Control", "private"),
    ],
    "4.1: Vary: *": [("Cache-Control", "public, max-age=300"), ("Vary", "*")],
    "3: nothing said": [],
    "5.2.2.9: public without a time": [("Cache-Control", "public")],
    "5.2.2.10: s-maxage=0": [("Cache-Control", "max-age=300, s-maxage=0")],
    "4.2.1: a time that is no number": [("Cache-Control", "max-age=soon")],
    "5.3: Expires that is no date": [("Expires", "0")],
    "5.3: Expires before Date": [("Date", TUESDAY), ("Expires", MONDAY)],
    "5.1: old when it comes": [("Cache-Control", "max-age=300"), ("Age", "300")],
}


@pytest.mark.parametrize("section", KEPT)
def test_the_standard_lets_a_shared_cache_keep_it(house, section):
    assert house.is_kept(*KEPT[section])


@pytest.mark.parametrize("section", NOT_KEPT)
def test_the_standard_lets_no_shared_cache_keep_it(house, section):
    assert not house.is_kept(*NOT_KEPT[section])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("max-age=300", False),
        ("public, max-age=300", True),
        ("must-revalidate, max-age=300", True),
        ("s-maxage=300", True),
        ("private, max-age=300", False),
    ],
)
def test_section_3_5_an_answer_to_a_request_with_authorization(house, said, kept):
    assert house.is_kept(("Cache-Control", said), Authorization="Basic YTpi") == kept


def test_section_3_5_is_about_what_is_kept_and_not_about_who_asks(house):
    house.headers = [("Cache-Control", "max-age=300")]
    first = house.ask()
    assert house.ask(Authorization="Basic YTpi").text == first.text


@pytest.mark.parametrize(("status", "kept"), [(404, True), (401, True), (206, False), (304, False)])
def test_section_3_an_answer_of_another_status(house, status, kept):
    assert house.is_kept(("Cache-Control", "public, max-age=300"), status=status) == kept


def test_section_4_1_headers_that_vary_names_are_the_same_or_absent_in_both(house):
    house.headers = [("Cache-Control", "max-age=300"), ("Vary", "Cookie"), ("Vary", "x-table")]
    absent, ann, bob = house.ask().text, house.ask(Cookie="a").text, house.ask(Cookie="b").text
    assert len({absent, ann, bob}) == 3
    assert [house.ask().text, house.ask(Cookie="a").text] == [absent, ann]
    assert house.ask(Cookie="a", X_Table="7").text not in (absent, ann, bob)


def test_section_4_another_query_is_another_answer(house):
    house.headers = [("Cache-Control", "max-age=300")]
    assert house.ask("/menu?day=1").text != house.ask("/menu?day=2").text
    assert house.cache.asked == ["GET /menu?day=1", "GET /menu?day=2"]


def test_sections_4_2_and_5_1_an_answer_is_used_while_it_is_fresh_and_says_its_age(house):
    house.headers = [("Cache-Control", "max-age=300"), ("Age", "100")]
    first = house.ask()
    house.clock.now += 199
    response = house.ask()
    assert (response.text, response.headers["Age"]) == (first.text, "299")
    house.clock.now += 1
    assert house.ask().text != first.text


def test_section_4_2_2_a_guess_is_a_tenth_of_the_age(house):
    house.headers = [("Date", TUESDAY), ("Last-Modified", MONDAY)]
    first = house.ask()
    house.clock.now += DAY / 10 - 1
    assert house.ask().text == first.text
    house.clock.now += 2
    assert house.ask().text != first.text


@pytest.mark.parametrize(("status", "gone"), [(200, True), (302, True), (400, False)])
def test_section_4_4_a_post_that_is_no_error_throws_out_what_is_kept(house, status, gone):
    house.headers = [("Cache-Control", "public, max-age=300")]
    first = house.ask()
    house.status = status
    assert house.ask(method="POST").text != house.ask(method="POST").text
    house.status = 200
    assert (house.ask().text != first.text) == gone


@pytest.mark.parametrize("name", ["private", "no-cache"])
def test_sections_5_2_2_4_and_5_2_2_7_a_named_header_is_left_out_and_the_rest_is_kept(house, name):
    said = f'public, max-age=300, {name}="Set-Cookie, X-Table"'
    house.headers = [
        ("Cache-Control", said),
        ("Set-Cookie", "a=b"),
        ("X-Table", "7"),
        ("X-Day", "1"),
    ]
    first, second = house.ask(), house.ask()
    assert second.text == first.text
    assert ("Set-Cookie" in first.headers, "Set-Cookie" in second.headers) == (True, False)
    assert ("X-Table" in second.headers, second.headers["X-Day"]) == (False, "1")


def test_section_5_2_directives_have_values_in_quotes_or_plain_or_none():
    headers = Headers(
        [("Cache-Control", 'Public , max-age=1, private="a, b"'), ("cache-control", "x")]
    )
    assert directives(headers) == {"public": None, "max-age": "1", "private": "a, b", "x": None}


def test_by_hand_a_cache_stands_in_front_of_an_app_that_is_served():
    app = Flask(__name__)

    @app.route("/basket", methods=["GET", "POST"])
    def basket():
        said = {"Cache-Control": "max-age=300", "Vary": "Cookie", "Set-Cookie": "number=1"}
        return f"{request.method} {request.host} {request.cookies.get('number')}", said

    with serve(record(app)) as server:
        cache = in_front_of(server.origin)
        ann, bob = Client(cache), Client(cache)
        first = ann.get("/basket")
        assert (first.text, "Connection" in first.headers) == ("GET localhost None", False)
        assert bob.get("/basket").headers["Set-Cookie"] == "number=1"
        assert bob.get("/basket").text == "GET localhost 1"
        assert bob.post("/basket").text == "POST localhost 1"
    assert cache.asked == ["GET /basket", "GET /basket", "POST /basket"]


# https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
NAMES_OF_FILES = {
    "RFC 7578, 4.2: with a path": ("../recipes.txt", "../recipes.txt"),
    "RFC 7578, 4.2: in UTF-8": ("борщ.png", "борщ.png"),
    "HTML: quotes and line ends are written otherwise": ('a"b\r\n.png', "a%22b%0D%0A.png"),
    "HTML: a backslash is not": ("a\\b.png", "a\\b.png"),
}


@pytest.mark.parametrize("section", NAMES_OF_FILES)
def test_the_name_of_a_file_is_sent_as_the_client_wrote_it(section):
    name, sent = NAMES_OF_FILES[section]
    app = Flask(__name__)
    app.add_url_rule("/photos", view_func=lambda: request.get_data(), methods=["POST"])
    body = upload(app.test_client(), "/photos", "photo", name, png("soup")).get_data()
    assert f'; name="photo"; filename="{sent}"\r\n'.encode() in body


def test_a_file_that_is_sent_arrives():
    app = Flask(__name__)

    @app.post("/photos")
    def photos():
        photo = request.files["photo"]
        return [photo.filename, photo.mimetype, photo.read() == png("soup")]

    answer = upload(app.test_client(), "/photos", "photo", "../борщ.png", png("soup"))
    assert answer.json == ["../борщ.png", "image/png", True]


def test_a_photo_is_a_png_by_its_specification():
    photo, found = png("soup"), []
    assert photo[:8] == b"\x89PNG\r\n\x1a\n"  # 5.2
    rest = photo[8:]
    while rest:  # 5.3: length, type, data, and a check of type and data
        size = int.from_bytes(rest[:4], "big")
        kind, data, check = rest[4:8], rest[8 : 8 + size], rest[8 + size : 12 + size]
        assert zlib.crc32(kind + data) == int.from_bytes(check, "big")
        found.append((kind, data))
        rest = rest[12 + size :]
    assert [kind for kind, _ in found] == [b"IHDR", b"tEXt", b"IDAT", b"IEND"]  # 5.6
    assert zlib.decompress(dict(found)[b"IDAT"]) == b"\x00\x80"  # 9.2: no filter, and one pixel
    assert dict(found)[b"tEXt"] == b"Title\x00soup"  # 11.3.3.2
    assert png("soup") != png("stew")


def test_the_way_of_an_answer_that_was_kept_turns_back_at_the_cache(house):
    house.headers = [("Cache-Control", "max-age=300")]
    for _ in range(2):
        house.ask()
    asked, kept = (
        [(step.station, step.way) for step in exchange.way.steps]
        for exchange in recorder.exchanges[-2:]
    )
    assert asked == [(IN_FRONT, IN)]
    assert kept == [(IN_FRONT, TURN), (SEND, OUT)]
