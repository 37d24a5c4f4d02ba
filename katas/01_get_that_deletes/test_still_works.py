"""What the door and the kitchen rely on: the book, its pages, and links that lead somewhere."""

import pytest

from dojo.suite import expect
from dojo.suite import parse_page
from dojo.suite import promise

OPENING = [
    {"number": 1, "guest": "Ann Berg", "time": "19:00", "state": "expected"},
    {"number": 2, "guest": "Karim Haddad", "time": "18:30", "state": "seated"},
    {"number": 3, "guest": "Ida Lund", "time": "17:00", "state": "left"},
]

CAN = {"expected": ["seat", "cancel"], "seated": ["free"], "left": []}

PREVIEW = {"User-Agent": "ChatPreview/2.1 (link preview bot)"}


def test_the_book_has_a_page_for_each_reservation_and_no_other(client):
    done = "The book was opened."
    response = client.get("/")
    page = expect(response, done).status(200).page()
    for entry in OPENING:
        path = f"/reservations/{entry['number']}"
        expect(response, done).says(entry["guest"])
        promise(path in page.links, done, f"a link to {path}", f"links: {page.links}", response)
    done = "The page of reservation 4711 was opened, which nobody made."
    expect(client.get("/reservations/4711"), done).status(404)


def test_the_kitchen_screen_reads_the_book(client):
    done = "The kitchen screen asked for all reservations."
    expect(client.get("/api/reservations"), done).status(200).json(OPENING)


@pytest.mark.parametrize("guest", ["Bertha Olsen", "Zoë O'Hara & 花子", "<b>seat</b>"])
def test_a_reservation_is_taken_with_the_form_in_the_book(client, guest):
    page = expect(client.get("/"), "The book was opened.").status(200).page()
    form = next((f for f in page.forms if "guest" in dict(f.fields())), None)
    promise(form is not None, "The book was opened.", "a form for the next one", "no such form")
    done = f"A reservation for {guest} was taken with the form in the book."
    expect(form.submit(client, guest=guest, time="20:15"), done).redirect("/")
    taken = {"number": 4, "guest": guest, "time": "20:15", "state": "expected"}
    expect(client.get("/api/reservations"), done).status(200).json([*OPENING, taken])
    response = client.get("/reservations/4")
    page = expect(response, f"The page of {guest} was opened.").status(200).page()
    promise(guest in page.text, done, f"a page about {guest}", page.text, response)


def test_a_page_has_what_can_be_done_now(client):
    client.post("/reservations", data={"guest": "Bertha Olsen", "time": "20:15"})
    for entry in client.get("/api/reservations").json:
        path, due = f"/reservations/{entry['number']}", CAN[entry["state"]]
        done = f"The page {path} was opened. The reservation is {entry['state']}."
        response = client.get(path)
        page = expect(response, done).status(200).page(path)
        links = " ".join(tag.get_text(" ") for tag in page.soup.find_all("a", href=True)).lower()
        words = ("seat", "cancel", "free")
        seen = [w for w in words if w in links or any(form.button(w) for form in page.forms)]
        promised, seen_words = " and ".join(due) or "none", " and ".join(seen) or "none"
        promise(seen == due, done, f"of seat, cancel, free: {promised}", seen_words, response)


def test_every_link_leads_to_a_page(make_app):
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 50:
        if (address := waiting.pop(0)) in seen:
            continue
        seen.add(address)
        for method in ("HEAD", "GET"):
            book = make_app().test_client()  # as it opens, whatever the link before has done
            options = {"method": method, "headers": PREVIEW, "follow_redirects": True}
            response = book.open(address, **options)
            done = f"A link preview followed a link to {address} with {method}."
            expect(response, done).status(200, promised="a page, 200")
        if response.mimetype == "text/html":
            waiting += parse_page(response).links
