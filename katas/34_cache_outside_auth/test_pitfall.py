"""What everybody was promised: an answer is for whoever asks, and for what is asked."""

from collections import Counter
from urllib.parse import parse_qsl

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

MAY, JUNE, JULY = "2031-05", "2031-06", "2031-07"
PINS = {"ida": "1618", "Ida": "6022", "Frida": "2718", "太郎": "3141", "花子": "0577"}
LINES = {
    ("ida", MAY): [("ida, Monday", 61), ("ida, Tuesday", 62), ("ida, Friday", 63)],
    ("ida", JUNE): [("ida, Whitsun", 64)],
    ("Ida", MAY): [("Ida, Monday", 65)],
    ("Frida", MAY): [("Frida, Monday", 71), ("Frida, Sunday", 72), ("Frida, Ascension", 73)],
    ("Frida", JULY): [("Frida, Monday", 74)],
    ("花子", MAY): [("花子, Monday", 81)],
    ("太郎", MAY): [("太郎, Sunday", 82)],
    ("太郎", JUNE): [("太郎, Whitsun", 91)],
}
A_PAGE = 2
SECRETS = ["Monday", "Tuesday", "Friday", "Sunday", "Ascension", "Whitsun", "186", "216"]
OWN = [f"/tips?month={MAY}", f"/tips?month={MAY}&page=2", f"/tips?month={JUNE}"]
ALL = [f"/shares/{MAY}", f"/shares/{MAY}?sort=sum", f"/shares/{JUNE}"]


class Staff:
    """A list that the suite changes: who works here, and as what."""

    def __init__(self):
        self.roles = {**dict.fromkeys(PINS, "waiter"), "太郎": "manager", "花子": "manager"}

    def knows(self, name, pin):
        return name in self.roles and PINS[name] == pin

    def role(self, name):
        return self.roles.get(name)


class TipBook:
    """A book that counts the questions, and notes the corrections."""

    def __init__(self):
        self.asked, self.corrections = Counter(), []
        self._lines = {key: list(lines) for key, lines in LINES.items()}

    def page(self, name, month, number):
        self.asked["page", name, month, int(number)] += 1
        return self.lines(name, month)[(int(number) - 1) * A_PAGE : int(number) * A_PAGE]

    def shares(self, month):
        self.asked["shares", month] += 1
        return self.sums(month)

    def correct(self, name, month, text, amount):
        self.corrections.append((name, month, text, amount))
        self._lines.setdefault((name, month), []).append((text, amount))

    def lines(self, name, month):
        found = self._lines.get((name, month), [])
        return [{"text": text, "amount": amount} for text, amount in found]

    def sums(self, month):
        found = {name: lines for (name, when), lines in self._lines.items() if when == month}
        return [(name, sum(amount for _, amount in lines)) for name, lines in found.items()]


@pytest.fixture
def staff():
    return Staff()


@pytest.fixture
def book():
    return TipBook()


@pytest.fixture
def config(staff, book):
    return {"STAFF": staff, "TIPS": book}


@pytest.fixture
def phone(app):
    """Call it with a name for a new phone on which this person has signed in."""
    return lambda name: signed_in(app.test_client(), name)


def signed_in(client, name):
    response = client.post("/sign-in", data={"name": name, "pin": PINS[name]})
    expect(response, f"{name} signed in.").status(204)
    return client


def due(book, name, address):
    """What somebody is to see at an address, by what the book says now."""
    path, _, query = address.partition("?")
    if path == "/tips":
        asked = dict(parse_qsl(query))
        page = int(asked["page"]) if asked.get("page", "").isdigit() else 1
        lines = book.lines(name, asked["month"])[(page - 1) * A_PAGE : page * A_PAGE]
        return {"name": name, "month": asked["month"], "page": page, "lines": lines}
    rows = book.sums(path.removeprefix("/shares/"))
    if query == "sort=sum":
        rows = sorted(rows, key=lambda row: row[1], reverse=True)
    return [{"name": name, "sum": total} for name, total in rows]


def check_seen(client, book, name, address, done):
    """Somebody asks for an address and sees what the book says now."""
    response = client.get(address)
    expect(response, done).status(200).json(due(book, name, address))
    control = response.cache_control
    fresh = control.max_age or control.s_maxage
    kept = control.no_store or control.no_cache or not fresh
    promised = "a correction shows in the very next answer"
    seen = f"Cache-Control: {control}, so caches need not ask for {fresh} s"
    promise(kept, done, promised, seen, response, "Cache-Control")


def check_kept_out(client, book, status, address, done, methods=("GET", "HEAD"), headers=None):
    """Somebody asks for an address, by each method, and gets nothing from the book."""
    for method in methods:
        asked = f"{done} {method} {address}."
        sent = {"text": "tip", "amount": "1"} if method == "POST" else None
        response = client.open(address, method=method, data=sent, headers=headers)
        found = [word for word in SECRETS if word in response.get_data(as_text=True)]
        seen = f"{', '.join(found)} in the answer"
        promise(not found, asked, "nothing from the book", seen, response)
        expect(response, asked).status(status)
        seen = f"noted: {book.corrections}"
        promise(not book.corrections, asked, "nothing is noted", seen, response, REQUEST)


STRANGERS = [
    "somebody who never signed in",
    "somebody who signed out",
    "somebody who has left the house",
]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_was_shown_to_the_staff_is_not_shown_to_strangers(app, phone, staff, book, stranger):
    shown = {"ida": (phone("ida"), OWN[:2]), "花子": (phone("花子"), ALL[:1])}
    tags = {}
    for client, addresses in shown.values():
        for address in addresses:
            tags[address] = client.get(address).headers.get("ETag", "none")
    for name, (client, addresses) in shown.items():
        if "never" in stranger:
            client = app.test_client()
        if "signed out" in stranger:
            expect(client.post("/sign-out"), f"{name} signed out.").status(204)
        if "left" in stranger:
            del staff.roles[name]
        done = f"The staff had looked. Then {stranger} sent"
        for address in addresses:
            methods = ("GET", "HEAD", "POST") if address == OWN[0] else ("GET", "HEAD")
            has_it = {"If-None-Match": tags[address]}  # as a browser says that keeps what it saw
            check_kept_out(client, book, 401, address, done, methods, has_it)


REFUSALS = {
    "who asked for a page": ("GET", OWN[1]),
    "who asked for the head of a page": ("HEAD", OWN[0]),
    "who sent a correction": ("POST", OWN[0]),
    "who asked for the shares": ("GET", ALL[0]),
}


@pytest.mark.parametrize("stranger", REFUSALS)
def test_the_refusal_of_a_stranger_is_not_held_against_the_staff(app, book, stranger):
    method, address = REFUSALS[stranger]
    pad = app.test_client()
    check_kept_out(pad, book, 401, address, "A stranger sent", [method])
    for client in (signed_in(pad, "花子"), signed_in(app.test_client(), "花子")):
        done = f"After a stranger {stranger}, 花子 signed in and asked for {address}."
        check_seen(client, book, "花子", address, done)


@pytest.mark.parametrize("how", ["on their own phones", "on a tablet that is handed round"])
def test_everybody_sees_the_own_tips_whoever_asked_before(app, phone, book, how):
    tablet = app.test_client() if "tablet" in how else None
    phones = {name: tablet or phone(name) for name in PINS}
    for name in ("Frida", "ida", "Ida", "花子", "太郎", "Frida"):
        client = signed_in(tablet, name) if tablet else phones[name]
        for address in OWN[:2]:
            done = f"One after another asked for {address}, {how}. It was the turn of {name}."
            check_seen(client, book, name, address, done)


MORE = [f"/tips?month={JUNE}&page=2", f"/tips?month={MAY}&page=9", f"/tips?month={MAY}&pages=2"]
ALIKE = [
    f"/tips?month={JULY}Fr",
    f"/tips?month={MAY}%26page%3D2",
    f"/tips?month={MAY}%2Cpage%3D2",
    f"/tips?month={MAY[:-1]}&page={MAY[-1]}2",
]
PAGES = {"ida": OWN + MORE + ALIKE, "花子": [*ALL, f"/shares/{MAY}?sort=name", *OWN[:2]]}


@pytest.mark.parametrize("name", PAGES, ids=["for a waiter", "for a manager"])
def test_each_page_and_each_month_is_another_question(phone, book, name):
    phone("Frida").get(f"/tips?month={JULY}")
    client = phone(name)
    for address in PAGES[name]:
        done = f"{name} asked for the head of one page after another, and came to {address}."
        expect(client.head(address), done).status(200).empty()
    for address in PAGES[name][::-1]:
        done = f"{name} turned all pages back again, and came to {address}."
        check_seen(client, book, name, address, done)


BEFORE = {
    "the page was looked at": "GET",
    "the head of the page was asked for": "HEAD",
    "the same correction was sent": "POST",
}
SHOWS = [("ida", OWN[1]), ("Frida", OWN[2]), *(("花子", address) for address in ALL[1:])]


@pytest.mark.parametrize("before", BEFORE)
def test_each_correction_is_noted_and_shows_at_once(phone, book, before):
    phones, noted = {name: phone(name) for name in ("ida", "Frida", "花子")}, []
    for name, address in SHOWS:
        phones[name].get(address)
    for writer, month, amount in [("ida", MAY, -300), ("Frida", JUNE, 0)]:
        sent = {"text": f"Père {amount}", "amount": amount}
        own = f"/tips?month={month}"
        for method in (BEFORE[before], "POST"):
            done = f"{writer} sent {method} to {own}. Before that, {before}."
            form = sent if method == "POST" else None
            response = phones[writer].open(own, method=method, data=form)
            noted += [(writer, month, sent["text"], amount)] if form else []
            seen = f"{len(book.corrections)}: {book.corrections}"
            kept = book.corrections == noted
            promise(kept, done, f"{len(noted)} noted", seen, response, REQUEST)
        expect(response, done).redirect("/tips")
        for name, address in SHOWS:
            done = f"{writer} had sent a correction. {name} asked for {address}."
            check_seen(phones[name], book, name, address, done)


def test_whoever_is_a_manager_now_sees_the_shares_and_nobody_else(phone, staff, book):
    frida, boss, address = phone("Frida"), phone("花子"), ALL[1]
    check_kept_out(frida, book, 403, address, "Frida, a waiter, sent", ["GET"])
    check_seen(boss, book, "花子", address, f"A manager asked for {address}, after a waiter.")
    check_kept_out(frida, book, 403, address, "A manager had looked. Then Frida, a waiter, sent")
    staff.roles.update({"Frida": "manager", "花子": "waiter"})
    check_seen(frida, book, "Frida", address, f"Frida is a manager now. She asked for {address}.")
    check_kept_out(boss, book, 403, address, "花子, who is a manager no longer, sent")
    staff.roles.update({"Frida": "waiter", "花子": "manager"})
    check_seen(boss, book, "花子", address, f"花子, a manager again, asked for {address}.")
    check_kept_out(frida, book, 403, address, "Frida, who is a manager no longer, sent", ["GET"])
    del staff.roles["花子"]
    check_kept_out(boss, book, 401, address, "花子, who has left the house, sent", ["GET"])
    staff.roles["花子"] = "manager"
    check_seen(boss, book, "花子", address, f"花子, back in the house, asked for {address}.")
