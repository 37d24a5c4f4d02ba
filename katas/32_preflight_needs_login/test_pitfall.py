"""What the planner was promised: its browser may ask first, and asking does nothing."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

PLANNER, TABLET = "https://planner.blueplate.example", "http://tablet.blueplate.example:8080"
STAFF = {
    "hanna-7f3a": {"name": "hanna", "manager": True},
    "ines-b62e": {"name": "ines", "manager": False},
}
AT = {"in the planner": PLANNER, "on the tablet": TABLET}

TABLE = {
    "to see the plan": ("GET", "/shifts", "authorization"),
    "to see a shift": ("GET", "/shifts/3", "authorization"),
    "to give a shift to somebody": ("PUT", "/shifts/2", "authorization,content-type"),
    "to see the hours": ("GET", "/office/hours", "authorization"),
    "to remind everybody": ("POST", "/office/reminders", "authorization"),
}
HANNA = {"Authorization": "Bearer hanna-7f3a"}
TOKENS = [
    ("somebody without a token", {}),
    ("somebody with a wrong token", {"Authorization": "Bearer otto-19c4"}),
    ("Ines, who has a token", {"Authorization": "Bearer ines-b62e"}),
    ("Hanna, who is a manager", HANNA),
]
PATHS = ["/shifts", "/shifts/1", "/shifts/2", "/office/hours", "/office/reminders", "/rota"]
KINDS = {
    "a bare OPTIONS": {},
    "OPTIONS with an origin": {"Origin": PLANNER},
    "a preflight of the planner": {"Origin": PLANNER, "Access-Control-Request-Method": "POST"},
    "a preflight of a stranger": {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,content-type",
    },
    "OPTIONS that asks for a method and has no origin": {"Access-Control-Request-Method": "GET"},
}


@pytest.fixture
def texts():
    """The texts that were sent, as pairs of a name and the words."""
    return []


@pytest.fixture
def config(texts):
    """Two origins, two people, and a telephone that keeps what it should send."""
    text = lambda name, words: texts.append((name, words))  # noqa: E731
    return {"ORIGINS": [PLANNER, TABLET], "STAFF": STAFF, "TEXT": text}


def listed(response, name):
    """The members of a header that is a list."""
    line = ",".join(response.headers.getlist(name))
    return [member.strip() for member in line.split(",") if member.strip()]


def check_readable(response, origin, done):
    """The planner at this origin can read the answer."""
    got = response.headers.getlist("Access-Control-Allow-Origin")
    promised = "Access-Control-Allow-Origin, once, with that origin"
    seen = " and ".join(got) if got else "no such header"
    promise(got == [origin], done, promised, seen, response, "Access-Control-Allow-Origin")
    expect(response, done).listed("Vary", "Origin")


def check_answers_the_question(response, origin, method, fields, done):
    """A browser that sent this preflight will go on and send the request."""
    expect(response, done).status(range(200, 300))
    check_readable(response, origin, done)
    name = "Access-Control-Allow-Methods"
    got = listed(response, name)
    seen = f"{name}: {', '.join(got)}" if got else "no such header"
    promise(method in got, done, f"{name} names {method}", seen, response, name)
    if fields:
        names = [field.strip() for field in fields.split(",")]
        expect(response, done).listed("Access-Control-Allow-Headers", *names)


def ask(client, origin, method, path, fields, headers=()):
    """Send the preflight that a browser sends before such a request."""
    headers = {**dict(headers), "Origin": origin, "Access-Control-Request-Method": method}
    if fields:
        headers["Access-Control-Request-Headers"] = fields
    return client.options(path, headers=headers)


@pytest.mark.parametrize("what", TABLE)
def test_the_browser_may_ask_before_the_planner_does(client, what):
    method, path, fields = TABLE[what]
    for place, origin in AT.items():
        done = f"A browser asked, {place}, without a token: may it send {method} {path}?"
        for written in (fields, fields.title().replace(",", ", "), ""):
            response = ask(client, origin, method, path, written)
            check_answers_the_question(response, origin, method, written, done)


@pytest.mark.parametrize("what", TABLE)
def test_whoever_asks_is_not_turned_away(client, what):
    method, path, fields = TABLE[what]
    for sender, token in TOKENS:
        done = f"A preflight for {method} {path} came from {sender}."
        response = ask(client, TABLET, method, path, fields, token)
        expect(response, done).status(range(200, 300))
        check_readable(response, TABLET, done)


@pytest.mark.parametrize("kind", KINDS)
def test_to_ask_does_nothing_and_tells_nothing(client, texts, kind):
    for number in (1, 2):
        client.put(f"/shifts/{number}", json={"name": "Gundula"}, headers=HANNA)
    before = client.get("/shifts", headers=HANNA).get_json()
    asked = f"{kind[0].upper()}{kind[1:]}"
    for sender, token in TOKENS:
        for path in PATHS:
            done = f"{asked} was sent to {path} by {sender}."
            body = {"json": {"name": "Wilma"}} if path == "/shifts/2" else {}
            response = client.options(path, headers={**token, **KINDS[kind]}, **body)
            sent = len(texts)
            promise(sent == 0, done, "no text is sent", f"{sent} texts were sent", response)
            told = expect(response, done).status(range(200, 500), promised="an answer below 500")
            told.never_says("Gundula", "Friday", promised="nothing that is on the plan")
            if KINDS[kind].get("Origin") == PLANNER:
                check_readable(response, PLANNER, done)
        done = f"{asked} was sent to each address by {sender}."
        after = client.get("/shifts", headers=HANNA)
        expect(after, done).json(before, promised="the plan as it was")


@pytest.mark.parametrize("origin", AT.values(), ids=AT.keys())
def test_a_manager_does_the_work_of_a_week_in_the_planner(client, texts, origin):
    def fetch(method, path, **rest):
        fields = "authorization,content-type" if rest else "authorization"
        done = f"A browser asked before the planner sent {method} {path}."
        asked = ask(client, origin, method, path, fields)
        check_answers_the_question(asked, origin, method, fields, done)
        headers = {**HANNA, "Origin": origin}
        response = client.open(path, method=method, headers=headers, **rest)
        done = f"The planner sent {method} {path}."
        check_readable(response, origin, done)
        return expect(response, done)

    plan = fetch("GET", "/shifts").status(200).json()
    number = plan[-1]["number"]
    given = fetch("PUT", f"/shifts/{number}", json={"name": "花子"}).status(200)
    given.json({**plan[-1], "name": "花子"})
    fetch("GET", f"/shifts/{number}").status(200).json({**plan[-1], "name": "花子"})
    fetch("GET", "/shifts/4711").status(404)
    hours = fetch("GET", "/office/hours").status(200)
    hours.json({"otto": 8, "zoe": 8, "花子": 8})
    promise(texts == [], "No reminder was asked for yet.", "no text", f"{len(texts)} texts")
    fetch("POST", "/office/reminders").status(202)
    names = sorted(name for name, words in texts)
    wanted = ["otto", "zoe", "花子"]
    done = "The planner asked to remind everybody, once."
    promise(names == wanted, done, "one text for each shift", f"texts to {names}")
