"""What the tables rely on: a menu for everybody, and tablets that keep nothing odd."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

REGULARS = {
    "4401": {"name": "Zoë O'Hara", "language": "es", "text": "large"},
    "4402": {"name": "花子", "language": "ja", "text": "normal"},
}
NOBODY = {"lang": "en", "data-text": "normal"}
NAMES = ["guest", "language", "text"]
LAX = {"path": "/", "samesite": "lax"}
SAYS = {
    "guest": {**LAX, "httponly": ""},
    "language": {**LAX, "max-age": "2592000"},
    "text": {**LAX, "max-age": "2592000"},
}
DUE = {
    "guest": "Path=/, HttpOnly, SameSite=Lax; no Max-Age, no Expires",
    "language": "Path=/, SameSite=Lax, Max-Age=2592000; no HttpOnly",
    "text": "Path=/, SameSite=Lax, Max-Age=2592000; no HttpOnly",
}

MAKES_NO_SENSE = {
    "nothing": {},
    "empty cookies": {"guest": "", "language": "", "text": ""},
    "values that are not on offer": {"guest": "Zoe", "language": "de", "text": "huge"},
    "values in capitals": {"guest": "NOBODY", "language": "FR", "text": "LARGE"},
    "a number of a card": {"guest": "4401"},
}

REFUSED = {
    "a card that is not known": ("/card", {"number": "4711"}, 403),
    "a card without a number": ("/card", {}, 403),
    "an empty number": ("/card", {"number": ""}, 403),
    "a language that there is not": ("/look", {"language": "de", "text": "large"}, 400),
    "a size that there is not": ("/look", {"language": "fr", "text": "huge"}, 400),
    "a language alone": ("/look", {"language": "fr"}, 400),
    "a size alone": ("/look", {"text": "large"}, 400),
    "an empty form": ("/look", {}, 400),
}


class Cards:
    """Knows two regulars, and counts its tokens."""

    def __init__(self):
        self.given = {}

    def token(self, number):
        if number not in REGULARS:
            return None
        token = f"Token_{len(self.given)}-{number}"
        self.given[token] = REGULARS[number]
        return token

    def guest(self, token):
        return self.given.get(token)


@pytest.fixture
def cards():
    return Cards()


@pytest.fixture
def config(cards):
    return {"CARDS": cards}


def put(client, **cookies):
    """Put cookies on the tablet."""
    for name, value in cookies.items():
        client.set_cookie(name, value)


def kept(client):
    """What the tablet keeps of the three cookies."""
    found = {name: client.get_cookie(name) for name in NAMES}
    return {name: cookie.value for name, cookie in found.items() if cookie}


def shown(response, done, look):
    """The page is there and looks like this. Returns its text."""
    page = expect(response, done).status(200).page("/")
    html = page.soup.html
    seen = {name: html.get(name) for name in look} if html else "no html element"
    said = ", ".join(f'{name}="{value}"' for name, value in look.items())
    promise(seen == look, done, f"a page that says {said}", f"{seen}", response)
    return page.text


@pytest.mark.parametrize("what", MAKES_NO_SENSE)
def test_a_tablet_that_knows_nothing_shows_the_menu_all_the_same(client, cards, what):
    cards.token("4401")
    put(client, **MAKES_NO_SENSE[what])
    done = f"A tablet that keeps {what} asked for the menu."
    text = shown(client.get("/"), done, NOBODY)
    promise("Zoë" not in text, done, "the page names no guest", "Zoë O'Hara")


def test_a_tablet_uses_all_the_cookies_that_it_keeps(client, cards):
    put(client, guest=cards.token("4401"), language="ja", text="large")
    done = "A tablet that keeps Zoë's token, Japanese and large letters asked for the menu."
    text = shown(client.get("/"), done, {"lang": "ja", "data-text": "large"})
    promise("Zoë O'Hara" in text, done, "the page names Zoë O'Hara", "a page without her name")


def test_a_language_in_the_address_counts_for_once(client):
    put(client, language="es", text="large")
    for asked, lang in {"fr": "fr", "es": "es", "ja": "ja", "de": "es", "": "es"}.items():
        done = f"A tablet that keeps Spanish and large letters asked for /?in={asked}."
        response = client.get("/", query_string={"in": asked})
        shown(response, done, {"lang": lang, "data-text": "large"})
    done = "After that it asked for / alone."
    shown(client.get("/"), done, {"lang": "es", "data-text": "large"})


def test_what_is_refused_leaves_the_tablet_as_it_was(client, cards):
    before = {"guest": cards.token("4402"), "language": "fr", "text": "large"}
    put(client, **before)
    for what, (address, fields, status) in REFUSED.items():
        done = f"{what[0].upper()}{what[1:]} was sent to {address}."
        response = client.post(address, data=fields)
        expect(response, done).status(status)
        said = "the tablet keeps what it had"
        promise(kept(client) == before, done, said, f"{kept(client)}", response, "Set-Cookie")


def test_choosing_a_look_does_not_make_the_tablet_forget_who_is_there(client, cards):
    put(client, guest=cards.token("4401"))
    client.post("/look", data={"language": "fr", "text": "large"})
    done = "Zoë had shown her card. She chose a look and went back to the menu."
    text = expect(client.get("/"), done).status(200).page("/").text
    promise("Zoë O'Hara" in text, done, "the page names Zoë O'Hara", "a page without her name")


@pytest.mark.parametrize("address", ["/card", "/look"])
def test_a_cookie_says_where_and_how_long_it_counts(client, address):
    fields = {"number": "4401", "language": "fr", "text": "normal"}
    response = client.post(address, data=fields)
    done = f"A form was sent to {address}."
    for line in response.headers.getlist("Set-Cookie"):
        name = line.partition("=")[0].strip()
        if name not in SAYS:
            continue
        said = said_by(line)
        ends = {"max-age", "expires"} & set(said)
        right = SAYS[name].items() <= said.items() and bool(ends) == (name != "guest")
        right = right and ("httponly" in said) == (name == "guest")
        promise(right, done, f"{name} says {DUE[name]}", line, response, "Set-Cookie")


def said_by(line):
    """The attributes in a Set-Cookie line, with their names in small letters."""
    pairs = [part.strip().partition("=") for part in line.split(";")[1:]]
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
