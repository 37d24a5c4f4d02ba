"""What Ann Berg was promised: nothing happens to her table because somebody looks at an address."""

from functools import partial
from types import SimpleNamespace
from urllib.parse import urlencode
from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import parse_page
from dojo.suite import promise
from dojo.suite import REQUEST

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

FOLLOWERS = {
    "A link preview": {"User-Agent": "ChatPreview/2.1 (link preview bot)"},
    "A browser that loads in advance": {
        "User-Agent": CHROME,
        "Referer": "http://localhost/reservations/1",
        "Sec-Purpose": "prefetch;prerender",
    },
    "A program that looks like a browser": {
        "User-Agent": FIREFOX,
        "Referer": "http://localhost/reservations/1",
    },
}

CLICK = {
    "User-Agent": FIREFOX,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Origin": "http://localhost",
    "Referer": "http://localhost/reservations/1",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-User": "?1",
}

LOOKS = {
    "GET": ("GET", {}),
    "HEAD": ("HEAD", {}),
    "OPTIONS": ("OPTIONS", {}),
    "TRACE": ("TRACE", {}),
    "GET after a click": ("GET", CLICK),
    "GET that claims to be POST": ("GET", {"X-HTTP-Method-Override": "POST"}),
}


def read(client):
    """The book as the kitchen screen reads it."""
    done = "The kitchen screen asked for all reservations."
    return expect(client.get("/api/reservations"), done).status(200).json()


def difference(before, after):
    """What became of the reservations, in a few words."""
    now, found = {entry["number"]: entry for entry in after}, []
    for entry in before:
        if entry["number"] not in now:
            found.append(f"{entry['guest']} is not in the book any more")
        elif (state := now[entry["number"]]["state"]) != entry["state"]:
            found.append(f"{entry['guest']} was {entry['state']} and is {state}")
    if more := [entry for entry in after if entry["number"] not in {e["number"] for e in before}]:
        found.append(f"{len(more)} more in the book")
    return "; ".join(found) or ("the book as it was" if after == before else "another book")


def unchanged(client, before, done, response):
    """Nothing in the book is different from what it was before."""
    after = read(client)
    seen = difference(before, after)
    promise(after == before, done, "nothing changes in the book", seen, response, REQUEST)


def take(client, guest):
    """Take a reservation and return its number."""
    client.post("/reservations", data={"guest": guest, "time": "20:15"})
    return read(client)[-1]["number"]


def find_button(page, word):
    """The form and its button with this word that sends POST, or None."""
    for form in page.forms:
        button = form.button(word)
        if button is not None and form.method(button) == "POST":
            return form, button
    return None


def find_way(page, word):
    """The address to which this word leads by a link or by a form that sends GET, or None."""
    for tag in page.soup.find_all("a", href=True):
        if word in tag.get_text(" ").lower():
            return urljoin(page.path, tag["href"])
    for form in page.forms:
        button = form.button(word)
        if button is not None:
            return f"{form.target(button).partition('?')[0]}?{urlencode(form.fields(button))}"
    return None


def look_for_button(client, number, word):
    """The form and its button with this word, perhaps on a page in between that asks once more."""
    path = f"/reservations/{number}"
    done = f"The page {path} was opened, to press {word!r}."
    response = client.get(path)
    page = expect(response, done).status(200).page(path)
    if found := find_button(page, word):
        return found
    way = find_way(page, word)
    promise(way is not None, done, f"a button that bears the word {word!r}", "none", response)
    before = read(client)
    response = client.get(way, follow_redirects=True)
    first, after = (*response.history, response)[0], read(client)
    done = f"{word!r} on the page {path} was followed, with GET."
    promised, seen = "nothing changes before a button is pressed", difference(before, after)
    promise(after == before, done, promised, seen, first, REQUEST)
    found = find_button(expect(response, done).status(200).page(), word)
    promise(found is not None, done, f"a page with a button {word!r}", "no such button", response)
    return found


def press(client, number, word, becomes):
    """Press a button, twice: it does its one thing once, and leads back to the book."""
    before = read(client)
    form, button = look_for_button(client, number, word)
    send = {"get": partial(client.get, headers=CLICK), "post": partial(client.post, headers=CLICK)}
    browser = SimpleNamespace(**send)
    done = f"The button {word!r} of reservation {number} was pressed."
    response = form.submit(browser, button)
    expect(response, done).redirect("/")
    due = [entry if entry["number"] != number else becomes(entry) for entry in before]
    due = [entry for entry in due if entry is not None]
    after, promised = read(client), difference(before, due)
    promise(after == due, done, promised, difference(before, after), response)
    again = f"{done[:-1]} once more, on the page that was still open."
    response = form.submit(browser, button)
    expect(response, again).status(range(200, 500), promised="no crash")
    unchanged(client, due, again, response)


@pytest.mark.parametrize("follower", FOLLOWERS)
def test_whoever_follows_the_links_leaves_the_book_alone(client, follower):
    take(client, "Bertha Olsen")
    before = read(client)
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 100:
        if (address := waiting.pop(0)) in seen:
            continue
        seen.add(address)
        for method in ("HEAD", "GET"):
            response = client.open(address, method=method, headers=FOLLOWERS[follower])
            done = f"{follower} followed a link to {address} with {method}."
            unchanged(client, before, done, response)
        if response.location:
            target = urlsplit(urljoin(f"http://localhost{address}", response.location))
            waiting.append(f"{target.path}?{target.query}" if target.query else target.path)
        elif response.mimetype == "text/html":
            waiting += parse_page(response).links


def offered(client, *numbers):
    """What the pages offer: the addresses of links and buttons, with the fields that are sent."""
    paths = ["/", *(f"/reservations/{number}" for number in numbers)]
    pages = [parse_page(client.get(path)) for path in paths]
    links = {link for page in pages for link in page.links} - set(paths)
    answers = [client.get(link) for link in sorted(links)]
    pages += [parse_page(answer) for answer in answers if answer.mimetype == "text/html"]
    found = [(link, []) for link in sorted(links)]
    for form in (form for page in pages for form in page.forms):
        found += [(form.target(button), form.fields(button)) for button in form.buttons]
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_an_address_leaves_the_book_alone(client, look):
    method, headers = LOOKS[look]
    number = take(client, "Zoë O'Hara & 花子")
    words = {1: ["seat", "cancel"], 2: ["free"], number: ["cancel", "seat"]}
    old = [(f"/reservations/{n}/{word}", []) for n in words for word in words[n]]
    old += [(address, [("_method", "POST")]) for address, _ in old[:3]]
    for addresses in (lambda: old, lambda: offered(client, 1, 2, number)):
        targets = addresses()
        before = read(client)
        for address, fields in targets:
            sent = urlencode(fields)
            target = f"{address}{'&' if '?' in address else '?'}{sent}" if sent else address
            response = client.open(target, method=method, headers=headers)
            unchanged(client, before, f"{target} was looked at: {look}.", response)
            if sent:
                body = {"data": sent, "content_type": "application/x-www-form-urlencoded"}
                response = client.open(address, method=method, headers=headers, **body)
                done = f"{address} was looked at: {look}, with fields in the body."
                unchanged(client, before, done, response)


def test_a_button_seats_the_guests(client):
    number = take(client, "Zoë O'Hara & 花子")
    take(client, "Bertha Olsen")
    for expected in (1, number):
        press(client, expected, "seat", lambda entry: {**entry, "state": "seated"})


def test_a_button_frees_the_table(client):
    press(client, 2, "free", lambda entry: {**entry, "state": "left"})
    number = take(client, "Zoë O'Hara & 花子")
    press(client, number, "seat", lambda entry: {**entry, "state": "seated"})
    press(client, number, "free", lambda entry: {**entry, "state": "left"})


def test_a_button_cancels_the_reservation(client):
    number = take(client, "Zoë O'Hara & 花子")
    take(client, "Bertha Olsen")
    for expected in (number, 1):
        press(client, expected, "cancel", lambda entry: None)
        done = f"The page of reservation {expected} was opened after it had been cancelled."
        expect(client.get(f"/reservations/{expected}"), done).status(404)
