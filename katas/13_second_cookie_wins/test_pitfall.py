"""What the tables were promised: a tablet keeps all that an answer gives it to keep."""

import re
from urllib.parse import urljoin

import pytest

from dojo.suite import expect
from dojo.suite import promise

REGULARS = {
    "1207": {"name": "Ann", "language": "fr", "text": "large"},
    "7310": {"name": "Ida", "language": "es", "text": "large"},
    "7311": {"name": "Zoë O'Hara", "language": "fr", "text": "normal"},
    "7312": {"name": "花子", "language": "ja", "text": "large"},
    "7313": {"name": "Jon", "language": "en", "text": "normal"},
}
NAMES = ["guest", "language", "text"]
LANGUAGES = ["en", "fr", "es", "ja"]
LOOKS = [("fr", "large"), ("ja", "normal"), ("en", "large"), ("es", "large"), ("en", "normal")]
LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]*))?)*)')
PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s",;]*))')


class Cards:
    """Knows five regulars, and counts its tokens."""

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


def kept(client):
    """What the tablet keeps of the three cookies."""
    found = {name: client.get_cookie(name) for name in NAMES}
    return {name: cookie.value for name, cookie in found.items() if cookie}


def keeps(client, response, done, **due):
    """The tablet keeps these of the three cookies, and no others."""
    lines = response.headers.getlist("Set-Cookie")
    others = [line for line in lines if line.partition("=")[0].strip() not in NAMES]
    said, seen = "none but the three cookies", "".join(others[:1])
    promise(not others, done, said, seen, response, "Set-Cookie")
    said = ", ".join(f"{name}={value}" for name, value in due.items()) or "none of its cookies"
    seen = ", ".join(f"{name}={value}" for name, value in kept(client).items()) or "none"
    promise(kept(client) == due, done, f"the tablet keeps {said}", seen, response, "Set-Cookie")


def shown(client, done, language, text, name=""):
    """The menu looks like this, and of the regulars it names this one or nobody."""
    response = client.get("/")
    page = expect(response, done).status(200).page("/")
    html = page.soup.html
    seen = {key: html.get(key) for key in ["lang", "data-text"]} if html else {}
    due = {"lang": language, "data-text": text}
    promise(seen == due, done, f"a page that says {due}", f"{seen}", response)
    names = [guest["name"] for guest in REGULARS.values() if guest["name"] in page.text]
    said = f"the page names {name or 'nobody'}"
    promise(names == [name] * bool(name), done, said, ", ".join(names) or "nobody", response)


def test_a_guest_who_shows_a_card_is_known_and_reads_as_they_like(client, cards):
    for number, guest in REGULARS.items():
        done = f"The card of {guest['name']} was shown to the tablet."
        response = client.post("/card", data={"number": number})
        expect(response, done).redirect("/")
        token = next((token for token, who in cards.given.items() if who is guest), None)
        look = {"language": guest["language"], "text": guest["text"]}
        keeps(client, response, done, guest=token, **look)
        shown(client, f"{done} Then it asked for the menu.", name=guest["name"], **look)


def test_a_guest_who_chooses_language_and_size_gets_both(client):
    for language, text in LOOKS:
        done = f"Somebody chose the language {language} and {text} letters."
        response = client.post("/look", data={"language": language, "text": text})
        expect(response, done).status(204)
        keeps(client, response, done, language=language, text=text)
        shown(client, f"{done} Then the tablet asked for the menu.", language, text)


def test_when_a_guest_leaves_the_tablet_knows_nothing_of_them(client, cards):
    for number, guest in REGULARS.items():
        client.set_cookie("guest", cards.token(number))
        client.set_cookie("language", guest["language"])
        client.set_cookie("text", guest["text"])
        done = f"The tablet knew {guest['name']}, who left."
        response = client.post("/leave")
        expect(response, done).redirect("/")
        keeps(client, response, done)
        shown(client, f"{done} Then it asked for the menu.", "en", "normal")


def test_the_menu_says_where_it_is_in_every_other_language(client):
    for language in LANGUAGES:
        address = f"/?in={language}"
        done = f"The menu was asked for with in={language}."
        for target, lang in check_links(client.get(address), done, language):
            then = f"{done} Then the tablet went to {target}."
            page = expect(client.get(urljoin(address, target)), then).status(200).page("/")
            seen = page.soup.html.get("lang") if page.soup.html else None
            promise(seen == lang, then, f'a page that says lang="{lang}"', f'lang="{seen}"')
        client.set_cookie("language", language)
        done = f"The menu was asked for by a tablet that keeps {language}."
        check_links(client.get("/"), done, language)
        check_links(client.head("/"), f"The head of {done[0].lower()}{done[1:]}", language)


def check_links(response, done, language):
    """Of each other language there is an alternate. Returns targets and languages."""
    expect(response, done).status(200)
    line = ", ".join(response.headers.getlist("Link"))
    left = LINK.sub("", line).replace(",", "").strip()
    promise(not left, done, "links with commas between them", f"Link: {line}", response, "Link")
    found = []
    for target, rest in LINK.findall(line):
        pairs = PARAMETER.findall(rest)
        says = {name.lower(): quoted or bare for name, quoted, bare in pairs}
        if "alternate" in says.get("rel", "").lower().split():
            found.append((target, says.get("hreflang")))
    due = [lang for lang in LANGUAGES if lang != language]
    said = f"Link with an alternate in {', '.join(due)}"
    seen = ", ".join(str(lang) for _, lang in found) or "none"
    promise({lang for _, lang in found} == set(due), done, said, seen, response, "Link")
    return found
