"""What the house was promised: whoever may not come in sees nothing and sets nothing going."""

from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

TELEPHONES = [("Zoë", "0171 4711"), ("花子", "0160 0815")]
TAKINGS = [("beer garden", 2718), ("cellar", 31415)]
SECRETS = {
    "/office/": ["Zoë", "0171 4711", "花子", "0160 0815"],
    "/office/takings": ["beer garden", "cellar", "2718", "31415", "34133"],
}
PAGES = ["/office/", "/office/takings"]
DEEDS = ["/office/closing", "/office/payslips"]

PEOPLE = {
    "mara": ("1", "manager"),
    "Zoë": ("2", "waiter"),
    "花子": ("3", "cook"),
    "jon": ("4", "assistant manager"),
    "eve": ("5", ""),
    "kim": ("6", "Manager"),
    "ola": ("7", "manager of the bar"),
    "pia": ("8", "manager "),
}
NO_MANAGERS = {
    "a waiter": "Zoë",
    "a cook": "花子",
    "an assistant manager": "jon",
    "somebody without a role": "eve",
    "a Manager, with a capital": "kim",
    "a manager of the bar": "ola",
    "a manager, with a space": "pia",
}

ASKING = {
    "a browser": {},
    "a browser that comes from the desk": {"headers": {"Referer": "http://localhost/office/"}},
    "a script": {"headers": {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}},
    "a program": {"headers": {"Content-Type": "application/json", "Accept": "*/*"}},
    "someone who claims to be a manager": {"query_string": {"name": "mara", "role": "manager"}},
    "someone who says where to go": {"query_string": {"next": "/office/takings"}},
}
FIELDS = [{}, {"name": "mara", "pin": "1", "role": "manager", "sure": "yes"}]
COMING = {"Referer": "http://localhost/office/takings", "X-Requested-With": "XMLHttpRequest"}

KNOCKS = [(page, who) for page in PAGES for who in ASKING]
PRESSES = [(deed, who) for deed in DEEDS for who in ASKING]
ATTEMPTS = [(deed, who) for deed in DEEDS for who in NO_MANAGERS]


class Books:
    """Books that note each look at them and each thing that they are told to do."""

    def __init__(self):
        self.looks, self.deeds = [], []

    def role_of(self, name, pin):
        known_pin, role = PEOPLE.get(name, (None, None))
        return role if pin == known_pin else None

    def telephones(self):
        self.looks.append("telephones")
        return list(TELEPHONES)

    def takings(self):
        self.looks.append("takings")
        return list(TAKINGS)

    def close_day(self):
        self.deeds.append("the day was closed")

    def print_payslips(self):
        self.deeds.append("payslips were printed")


@pytest.fixture
def books():
    return Books()


@pytest.fixture
def config(books):
    return {"BOOKS": books, "SECRET_KEY": "3f8a1c5e7b9d2046"}


def in_words(pairs):
    """How the cases of a test are called."""
    return [f"{who} at {address}" for address, who in pairs]


def in_front(who):
    """How a sentence about them begins."""
    return f"{who[0].upper()}{who[1:]}"


def sign_in(client, name):
    """Sign in, as somebody whom the books know."""
    client.post("/sign-in", data={"name": name, "pin": PEOPLE[name][0]})


def check_turned_away(response, done):
    """The answer is 401, 403 or a redirect to another of the two doors."""
    promised = "turned away (401, 403 or a redirect)"
    expect(response, done).status(302, 303, 401, 403, promised=promised)
    if response.status_code in (302, 303):
        here = response.request.path
        location = response.headers.get("Location", "")
        there = urlsplit(urljoin(f"http://localhost{here}", location))
        doors = [door for door in ("/sign-in", "/office/") if door != here]
        seen = f"a redirect to {location or 'nowhere'}"
        kept = there.netloc == "localhost" and there.path in doors
        promise(kept, done, f"a redirect to {' or '.join(doors)}", seen, response)


def check_says_nothing(response, done, *pages):
    """Nothing that the books say is in the answer, whatever its status is."""
    for page in pages:
        found = [word for word in SECRETS[page] if word in response.get_data(as_text=True)]
        seen = f"{' and '.join(found[:2])} in the answer"
        promise(not found, done, "nothing from the books to read", seen, response)


def check_other_methods(client, books, deed, who):
    """No method sets the deed going, whatever the answer is."""
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        response = client.open(deed, method=method)
        check_nothing_happened(books, response, f"{who} sent {method} to {deed}.")


def check_nothing_happened(books, response, done):
    """The books were told nothing."""
    seen = " and ".join(books.deeds)
    promise(not books.deeds, done, "nothing happens", seen, response, REQUEST)


@pytest.mark.parametrize(("page", "who"), KNOCKS, ids=in_words(KNOCKS))
def test_a_stranger_reads_nothing_in_the_office(client, page, who):
    for method in ("GET", "HEAD", "GET"):
        done = f"{in_front(who)} asked for {page} with {method}, and nobody had signed in."
        response = client.open(page, method=method, **ASKING[who])
        check_turned_away(response, done)
        check_says_nothing(response, done, *PAGES)


@pytest.mark.parametrize(("deed", "who"), PRESSES, ids=in_words(PRESSES))
def test_a_stranger_sets_nothing_going_in_the_office(client, books, deed, who):
    for fields in FIELDS:
        done = f"{in_front(who)} sent POST to {deed}, and nobody had signed in."
        response = client.post(deed, data=fields, **ASKING[who])
        check_nothing_happened(books, response, done)
        check_turned_away(response, done)
    check_other_methods(client, books, deed, "A stranger")


@pytest.mark.parametrize("who", NO_MANAGERS)
def test_the_takings_are_for_managers_alone(client, who):
    sign_in(client, NO_MANAGERS[who])
    for method in ("GET", "HEAD", "GET"):
        done = f"{in_front(who)} signed in and asked for the takings with {method}."
        response = client.open("/office/takings", method=method, query_string=FIELDS[1])
        check_turned_away(response, done)
        check_says_nothing(response, done, "/office/takings")


@pytest.mark.parametrize(("deed", "who"), ATTEMPTS, ids=in_words(ATTEMPTS))
def test_the_evening_belongs_to_managers_alone(client, books, deed, who):
    sign_in(client, NO_MANAGERS[who])
    for fields in FIELDS:
        done = f"{in_front(who)} signed in and sent POST to {deed}."
        response = client.post(deed, data=fields, headers=COMING)
        check_nothing_happened(books, response, done)
        check_turned_away(response, done)
    check_other_methods(client, books, deed, in_front(who))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"])
def test_whoever_is_turned_away_costs_no_look_into_the_books(app, books, method):
    for page in PAGES:
        response = app.test_client().open(page, method=method)
        done = f"{method} was sent to {page}, and nobody had signed in."
        seen = f"they looked up the {' and '.join(books.looks)}"
        promise(not books.looks, done, "the books look up nothing", seen, response, REQUEST)
    for who, name in NO_MANAGERS.items():
        staff = app.test_client()
        sign_in(staff, name)
        response = staff.open("/office/takings", method=method)
        done = f"{in_front(who)} signed in and sent {method} to the takings."
        kept = "takings" not in books.looks
        promised = "the books do not look up the takings"
        promise(kept, done, promised, "they did", response, REQUEST)


def test_a_manager_who_was_there_leaves_nothing_open_behind(app, client):
    waiter = app.test_client()
    sign_in(waiter, "Zoë")
    sign_in(client, "mara")
    client.get("/office/takings")
    done = "Zoë, waiter, signed in, then Mara, manager, elsewhere. Zoë asked for the takings."
    response = waiter.get("/office/takings")
    check_turned_away(response, done)
    check_says_nothing(response, done, "/office/takings")
    for page in PAGES:
        done = f"Mara, manager, read the takings. Then another browser asked for {page}."
        response = app.test_client().get(page)
        check_turned_away(response, done)
        check_says_nothing(response, done, *PAGES)
    client.post("/sign-out")
    for page in PAGES:
        done = f"Mara, manager, signed out. Then {page} was asked for with her browser."
        response = client.get(page)
        check_turned_away(response, done)
        check_says_nothing(response, done, *PAGES)
    sign_in(client, "花子")
    done = "Mara, manager, signed out. 花子, cook, signed in there and asked for the takings."
    response = client.get("/office/takings")
    check_turned_away(response, done)
    check_says_nothing(response, done, "/office/takings")
    client.post("/sign-out")
    sign_in(client, "mara")
    sign_in(client, "花子")
    done = "Mara, manager, signed in, and 花子, cook, after her. Then the takings were asked for."
    response = client.get("/office/takings")
    check_turned_away(response, done)
    check_says_nothing(response, done, "/office/takings")
