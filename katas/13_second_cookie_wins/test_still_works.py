"""What the tablets do every day: they show the menu, and refuse what is not on offer."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


def shows(response, done, language, text):
    """The menu is shown in this language and this size."""
    html = expect(response, done).status(200).page().soup.html
    seen, promised = f"{html['lang']}, {html['data-text']}", f"{language}, {text}"
    promise(seen == promised, done, f"a page that says {promised}", seen, response)


def test_a_new_tablet_shows_the_menu_in_english(client):
    shows(client.get("/"), "A new tablet asked for the menu.", "en", "normal")


def test_a_tablet_shows_the_menu_as_its_cookies_say(client):
    client.set_cookie("language", "ja")
    client.set_cookie("text", "large")
    shows(client.get("/"), "A tablet with the cookies ja and large asked.", "ja", "large")


def test_a_language_in_the_address_counts_once(client):
    client.set_cookie("language", "ja")
    shows(client.get("/?in=fr"), "A tablet with the cookie ja asked for French.", "fr", "normal")
    shows(client.get("/"), "Then it asked for the menu.", "ja", "normal")


REFUSED = {
    "a card that is not known": (403, "/card", {"number": "4711"}),
    "a language that is not on offer": (400, "/look", {"language": "de", "text": "large"}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_sets_no_cookie(client, what):
    status, path, form = REFUSED[what]
    response = client.post(path, data=form)
    expect(response, f"A guest sent {what}.").status(status).no_header("Set-Cookie")


def test_the_size_is_kept_for_a_month(client):
    response = client.post("/look", data={"language": "fr", "text": "large"})
    done = "A guest chose French and large letters."
    cookies = ", ".join(response.headers.getlist("Set-Cookie"))
    promise("Max-Age=2592000" in cookies, done, "Max-Age=2592000", cookies, response, "Set-Cookie")
