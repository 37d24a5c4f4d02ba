"""What the house relies on: staff get in and out, and nobody else does."""

import base64
import binascii
from contextlib import suppress
from types import CodeType

import pytest
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from dojo.suite import CannotStart
from dojo.suite import expect
from dojo.suite import promise

KEY = "4e92c7b05fd81a36907be3d4c12f58a6e0947db3158c6fa2d7310be9846a5fc3"

OTTO = {"name": "otto", "pin": "1931"}
HANNA = {"name": "hanna", "pin": "2704"}
SHIFTS = ["Tuesday lunch", "Wednesday dinner", "Friday dinner"]
SHIFTS_OF_HANNA = {"name": "hanna", "shifts": ["Tuesday lunch", "Friday dinner"]}

NEW_KEY = "c09a4b7e1d63f82550b7ae941c3df68e72b05a19e4c8d3076f1be28a95d40c7b"

STRANGERS = {
    "a wrong PIN": {"name": "otto", "pin": "1932"},
    "the PIN of somebody else": {"name": "otto", "pin": "2704"},
    "a name and no PIN": {"name": "otto"},
    "a name that is not on the list": {"name": "berta", "pin": "1931"},
    "empty fields": {"name": "", "pin": ""},
    "nothing": {},
}

GUESSES = [
    *("", " ", "0", "None", "null", "dev", "development", "default", "test", "key", "secret"),
    *("secret key", "secret-key", "secret_key", "SECRET_KEY", "FLASK_SECRET_KEY", "changeme"),
    *("change-me", "change me", "password", "flask", "roster", "blueplate", "Blue Plate"),
]


@pytest.fixture
def house(make_app, monkeypatch):
    """Call it with a key, or with None for none, for a worker that is started with it."""

    def start(key):
        if key is None:
            monkeypatch.delenv("FLASK_SECRET_KEY", raising=False)
        else:
            monkeypatch.setenv("FLASK_SECRET_KEY", key)
        return make_app()

    return start


@pytest.fixture
def app(house):
    """The app, started as the office starts it."""
    return house(KEY)


def sign_in(app, who):
    """Sign in and return the cookies that came of it, by name."""
    response = app.test_client().post("/sign-in", data=who)
    expect(response, f"{who['name'].title()} signed in.").redirect("/")
    pairs = [line.split(";")[0].split("=", 1) for line in response.headers.getlist("Set-Cookie")]
    return dict(pairs)


def stays_outside(app, cookies, done, *statuses):
    """Promise that these cookies show nobody's shifts, neither as JSON nor on the page."""
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    client = app.test_client(use_cookies=False)
    response = client.get("/api/shifts", headers={"Cookie": line})
    expect(response, done).status(403, *statuses).never_says(*SHIFTS, promised="no shifts")
    response = client.get("/", headers={"Cookie": line})
    expect(response, done).never_says(*SHIFTS, promised="a page that shows no shifts")


def test_staff_sign_in_on_the_page_and_see_their_shifts(client):
    done = "Hanna opened the page and signed in."
    page = expect(client.get("/"), "Hanna opened the page.").status(200).page("/")
    promise(bool(page.forms), "Hanna opened the page.", "a form for signing in", "no form")
    expect(page.forms[0].submit(client, **HANNA), done).redirect("/")
    for _ in range(2):
        expect(client.get("/api/shifts"), done).status(200).json(SHIFTS_OF_HANNA)
        expect(client.get("/"), done).status(200).says("hanna", "Tuesday lunch", "Friday dinner")


@pytest.mark.parametrize("words", STRANGERS)
def test_who_is_not_known_to_the_office_stays_outside(client, words):
    done = f"Somebody signed in with {words}."
    expect(client.post("/sign-in", data=STRANGERS[words]), done).status(403)
    done = f"Somebody signed in with {words} and asked for shifts."
    expect(client.get("/api/shifts"), done).status(403)


def test_who_signs_out_is_signed_in_no_longer(client):
    client.post("/sign-in", data=HANNA)
    done = "Hanna signed in, signed out and asked for her shifts."
    expect(client.post("/sign-out"), done).redirect("/")
    expect(client.get("/api/shifts"), done).status(403)
    done = "Hanna signed in, signed out and opened the page."
    expect(client.get("/"), done).status(200).never_says(*SHIFTS, promised="no shifts")


def test_another_key_makes_everybody_sign_in_again(house):
    cookies = sign_in(house(KEY), HANNA)
    for new in (NEW_KEY, KEY[::-1]):
        done = f"Hanna signed in, the office made a new key, {new:.8}…, and she looked."
        stays_outside(house(new), cookies, done)
    for place, digit in enumerate(KEY):
        key = f"{KEY[:place]}{(int(digit, 16) + 1) % 16:x}{KEY[place + 1 :]}"
        done = f"Hanna signed in, the office changed digit {place + 1} of the key, and she looked."
        stays_outside(house(key), cookies, done)
    for without in (None, ""):
        done = "Hanna signed in, a worker was started without a key, and she looked."
        with suppress(CannotStart):
            stays_outside(house(without), cookies, done, range(500, 600))


def test_a_cookie_that_was_altered_by_hand_is_nobodys(app):
    real = sign_in(app, OTTO)
    altered = {name: with_another_name(value) for name, value in real.items()}
    if altered != real:  # a cookie that does not say who it is about has nothing to alter
        done = "In the cookie that Otto was given, otto was changed into hanna."
        stays_outside(app, altered, done)


@pytest.mark.parametrize("key", [KEY, None, ""], ids=["a key", "no key", "an empty key"])
def test_a_cookie_that_was_signed_with_a_guess_is_nobodys(house, app_source, key):
    real = sign_in(house(KEY), HANNA)
    try:
        app = house(key)
    except CannotStart:
        return
    for guess in [*GUESSES, *texts_in(app_source)]:
        done = f"Somebody showed a cookie for Hanna that was signed with the key {guess!r:.30}."
        forged = {name: signed_anew(value, guess) for name, value in real.items()}
        stays_outside(app, forged, done, *([] if key else [range(500, 600)]))


def with_another_name(value):
    """A cookie's value with Hanna in the place of Otto, be it plain or in base64."""
    return ".".join(_renamed(part) for part in value.split("."))


def _renamed(part):
    try:
        data = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        data = b""
    if b"otto" in data:
        return base64.urlsafe_b64encode(data.replace(b"otto", b"hanna")).decode().rstrip("=")
    return part.replace("otto", "hanna")


def signed_anew(value, key):
    """What a cookie of Flask's session says, signed with another key; empty for other cookies."""
    flask = SecureCookieSessionInterface()
    how = {"key_derivation": flask.key_derivation, "digest_method": flask.digest_method}
    signer = URLSafeTimedSerializer(
        key, salt=flask.salt, serializer=flask.serializer, signer_kwargs=how
    )
    said = signer.loads_unsafe(value)[1]
    return signer.dumps(said) if said is not None else ""


def texts_in(source):
    """Every text in the app's source, as somebody would collect them who reads it."""
    found = [compile(source.read_bytes(), source.name, "exec")]
    for thing in found:
        if isinstance(thing, CodeType):
            found.extend(thing.co_consts)
        elif isinstance(thing, tuple | frozenset):
            found.extend(thing)
    return list(dict.fromkeys(thing for thing in found if isinstance(thing, str | bytes)))
