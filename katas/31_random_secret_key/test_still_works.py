"""What the house relies on: staff get in and out, and nobody else does."""

import base64
import binascii
from types import CodeType

import pytest
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from dojo.loading import CannotStart
from dojo.promise import expect
from dojo.promise import promise

KEY = "4e92c7b05fd81a36907be3d4c12f58a6e0947db3158c6fa2d7310be9846a5fc3"

OTTO = {"name": "otto", "pin": "1931"}
HANNA = {"name": "hanna", "pin": "2704"}
SHIFTS_OF_HANNA = {"name": "hanna", "shifts": ["Tuesday lunch", "Friday dinner"]}

OTHER_KEYS = {
    "the first digit changed": "5" + KEY[1:],
    "the last digit changed": KEY[:-1] + "4",
    "a digit in the middle changed": KEY[:40] + "0" + KEY[41:],
    "a new key": "c09a4b7e1d63f82550b7ae941c3df68e72b05a19e4c8d3076f1be28a95d40c7b",
}

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


def ask(app, cookies):
    """Ask for shifts with these cookies."""
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return app.test_client(use_cookies=False).get("/api/shifts", headers={"Cookie": line})


def test_staff_sign_in_on_the_page_and_see_their_shifts(client):
    done = "Hanna opened the page and signed in."
    page = expect(client.get("/"), "Hanna opened the page.").status(200).page("/")
    promise(bool(page.forms), "Hanna opened the page.", "a form for signing in", "no form")
    expect(page.forms[0].submit(client, **HANNA), done).redirect("/")
    expect(client.get("/"), done).status(200).says("hanna", "Tuesday lunch", "Friday dinner")
    expect(client.get("/api/shifts"), done).status(200).json(SHIFTS_OF_HANNA)


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


@pytest.mark.parametrize("key", OTHER_KEYS.values(), ids=OTHER_KEYS.keys())
def test_another_key_makes_everybody_sign_in_again(house, key):
    cookies = sign_in(house(KEY), HANNA)
    done = "Hanna signed in, the office changed the key, and she asked for her shifts."
    expect(ask(house(key), cookies), done).status(403)


def test_a_cookie_that_was_altered_by_hand_is_nobodys(app):
    real = sign_in(app, OTTO)
    altered = {name: with_another_name(value) for name, value in real.items()}
    if altered != real:  # a cookie that does not say who it is about has nothing to alter
        done = "In the cookie that Otto was given, otto was changed into hanna."
        expect(ask(app, altered), done).status(403)


@pytest.mark.parametrize("key", [KEY, None, ""], ids=["a key", "no key", "an empty key"])
def test_a_cookie_that_was_signed_with_a_guess_is_nobodys(house, app_source, key):
    real = sign_in(house(KEY), HANNA)
    try:
        app = house(key)
    except CannotStart:
        return
    for guess in [*GUESSES, *texts_in(app_source)]:
        done = f"Somebody showed a cookie for Hanna that was signed with the key {guess!r:.30}."
        response = ask(app, {name: signed_anew(value, guess) for name, value in real.items()})
        seen = "200 OK, her shifts"
        promise(response.status_code != 200, done, "nobody is signed in", seen, response)


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
