"""What the guests were promised: the tablet gets each cookie and each link that is sent to it."""

from dojo.suite import expect
from dojo.suite import promise


def keeps(client, response, done, *names):
    """Of its three cookies, the tablet has these now."""
    kept = [name for name in ("guest", "language", "text") if client.get_cookie(name)]
    promised = f"the tablet has the cookies {', '.join(names)}" if names else "it has no cookie"
    promise(kept == list(names), done, promised, ", ".join(kept) or "none", response, "Set-Cookie")


def test_a_guest_who_chooses_a_language_and_a_size_gets_both(client):
    response = client.post("/look", data={"language": "fr", "text": "large"})
    done = "Somebody chose French and large letters."
    expect(response, done).status(204)
    keeps(client, response, done, "language", "text")


def test_a_card_gives_the_tablet_three_cookies(client):
    response = client.post("/card", data={"number": "1207"})
    done = "Ann showed her card."
    expect(response, done).redirect("/")
    keeps(client, response, done, "guest", "language", "text")


def test_after_a_card_the_menu_is_as_the_guest_likes_it(client):
    client.post("/card", data={"number": "1207"})
    response = client.get("/")
    done = "Ann, who likes French and large letters, showed her card."
    html = expect(response, done).status(200).page().soup.html
    seen = f"{html['lang']}, {html['data-text']}"
    promise(seen == "fr, large", done, "a page that says fr, large", seen, response)
    expect(response, done).says("Ann", promised="a page with her name")


def test_when_a_guest_leaves_the_tablet_forgets_all_three_cookies(client):
    for name, value in {"guest": "token", "language": "fr", "text": "large"}.items():
        client.set_cookie(name, value)
    response = client.post("/leave")
    done = "A guest left. The tablet had the cookies guest, language and text."
    expect(response, done).redirect("/")
    keeps(client, response, done)


def test_the_menu_links_to_each_other_language(client):
    response = client.get("/")
    done = "The tablet asked for the menu, which is in English."
    links = ", ".join(expect(response, done).header("Link").response.headers.getlist("Link"))
    kept = 'hreflang="fr"' in links and 'hreflang="ja"' in links
    promise(kept, done, "a Link to fr and a Link to ja", links, response, "Link")
