"""What the house relies on: no token, no plan; and what the planner may read, others may not."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

PLANNER, TABLET = "https://planner.blueplate.example", "http://tablet.blueplate.example:8080"
STAFF = {
    "hanna-7f3a": {"name": "hanna", "manager": True},
    "ines-b62e": {"name": "ines", "manager": False},
}
HANNA = {"Authorization": "Bearer hanna-7f3a"}
INES = {"Authorization": "Bearer ines-b62e"}

NO_TOKEN = {
    "no token": {},
    "the token of somebody who left": {"Authorization": "Bearer otto-19c4"},
    "an empty token": {"Authorization": "Bearer "},
    "a token as a password": {"Authorization": "Basic aGFubmE6aGFubmEtN2YzYQ=="},
}
FROM = {
    "from the planner": {"Origin": PLANNER},
    "from a stranger": {"Origin": "https://evil.example"},
    "from nowhere": {},
}
BESIDES = {
    "as it is": {},
    "with the headers of a preflight": {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization,content-type",
        "Sec-Fetch-Mode": "cors",
        "X-HTTP-Method-Override": "OPTIONS",
    },
}
STRANGERS = {
    "a stranger": "https://evil.example",
    "a planner that is not on the list": "http://localhost:5173",
    "the planner without encryption": "http://planner.blueplate.example",
    "another port of the planner": "https://planner.blueplate.example:8443",
    "a name that begins like the planner's": "https://planner.blueplate.example.evil.example",
    "a name that ends like the planner's": "https://evil-planner.blueplate.example",
    "a name that is part of the planner's": "https://planner.blueplate",
    "a name with a letter for a dot": "https://planner-blueplate.example",
    "both origins at once": f"{PLANNER}, {TABLET}",
    "the origin null": "null",
    "an empty origin": "",
    "an asterisk": "*",
    "no page at all": None,
}

NO_NAME = {
    "an object without a name": {"json": {}},
    "a list": {"json": ["ines"]},
    "a text that is not JSON": {"data": "ines"},
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


def check_readable(response, origin, done):
    """The planner at this origin can read the answer, and no cache gives it to another one."""
    got = response.headers.getlist("Access-Control-Allow-Origin")
    promised = "Access-Control-Allow-Origin, once, with that origin"
    seen = " and ".join(got) if got else "no such header"
    promise(got == [origin], done, promised, seen, response, "Access-Control-Allow-Origin")
    expect(response, done).listed("Vary", "Origin")


@pytest.mark.parametrize("sender", FROM)
@pytest.mark.parametrize("what", NO_TOKEN)
def test_without_a_token_nobody_sees_or_does_anything(client, texts, what, sender):
    before = client.get("/shifts", headers=HANNA).get_json()
    asking = {"Access-Control-Request-Method": "GET"}
    client.options("/shifts", headers={**FROM[sender], **asking})  # a browser asks first
    for besides, more in BESIDES.items():
        headers = {**NO_TOKEN[what], **FROM[sender], **more}
        for method, path, statuses in (
            ("GET", "/shifts", [401]),
            ("HEAD", "/shifts/1", [401]),
            ("GET", "/shifts/2", [401]),
            ("PUT", "/shifts/1", [401]),
            ("GET", "/office/hours", [401]),
            ("POST", "/office/reminders", [401]),
            ("PATCH", "/shifts/1", [401, 404, 405]),
            ("GET", "/rota", [401, 404, 405]),
        ):
            done = f"{method} {path} came with {what}, {sender}, {besides}."
            body = {"json": {"name": "evil"}} if method in ("PUT", "PATCH") else {}
            response = client.open(path, method=method, headers=headers, **body)
            expected = expect(response, done).status(*statuses)
            expected.never_says("Friday", "otto", promised="nothing that is on the plan")
            expected.listed("Vary", "Origin", promised="Vary names Origin in each answer")
            if headers.get("Origin") == PLANNER:
                check_readable(response, PLANNER, done)
            promise(texts == [], done, "no text is sent", f"{len(texts)} texts", response)
    done = f"Requests came with {what}, {sender}, and then Hanna looked at the plan."
    after = client.get("/shifts", headers=HANNA)
    expect(after, done).json(before, promised="the plan as it was")


@pytest.mark.parametrize("sender", FROM)
def test_whoever_has_a_token_sees_and_changes_the_plan(client, texts, sender):
    headers = {**INES, **FROM[sender]}
    done = f"Ines asked for the plan, {sender}."
    plan = expect(client.get("/shifts", headers=headers), done).status(200).json()
    wanted = [(1, "Friday", "otto"), (2, "Saturday", "zoe"), (3, "Sunday", "otto")]
    promised = [{"number": n, "day": day, "name": name} for n, day, name in wanted]
    promise(plan == promised, done, "the three shifts", f"{plan}")
    done = f"Ines took the shift on Saturday, {sender}."
    mine = {"number": 2, "day": "Saturday", "name": "ines"}
    response = client.put("/shifts/2", json={"name": "ines"}, headers=headers)
    expect(response, done).status(200).json(mine)
    expect(client.get("/shifts/2", headers=headers), done).status(200).json(mine)
    expect(client.head("/shifts/2", headers=headers), done).status(200).empty()
    for method, path in (
        ("GET", "/office/hours"),
        ("HEAD", "/office/hours"),
        ("POST", "/office/reminders"),
    ):
        done = f"Ines, who is not a manager, sent {method} {path}, {sender}."
        expect(client.open(path, method=method, headers=headers), done).status(403)
    promise(texts == [], done, "no text is sent", f"{len(texts)} texts")


def test_managers_see_the_hours_and_remind_everybody(client, texts):
    done = "Hanna, a manager, asked for the hours."
    hours = client.get("/office/hours", headers=HANNA)
    expect(hours, done).status(200).json({"otto": 16, "zoe": 8})
    done = "Hanna had everybody reminded, once."
    expect(client.post("/office/reminders", headers=HANNA), done).status(202)
    names = sorted(name for name, words in texts)
    promise(names == ["otto", "otto", "zoe"], done, "one text for each shift", f"{names}")


@pytest.mark.parametrize("origin", [PLANNER, TABLET], ids=["in the planner", "on the tablet"])
def test_the_planner_can_read_bad_news_as_well(client, origin):
    for method, path, status in (
        ("GET", "/shifts/4711", 404),
        ("PUT", "/shifts/0", 404),
        ("GET", "/rota", 404),
        ("DELETE", "/shifts", 405),
        ("PATCH", "/shifts/1", 405),
        ("GET", "/office/hours", 403),
    ):
        done = f"Ines sent {method} {path} with a page at {origin}."
        body = {"json": {"name": "ines"}} if method == "PUT" else {}
        response = client.open(path, method=method, headers={**INES, "Origin": origin}, **body)
        expect(response, done).status(status)
        check_readable(response, origin, done)
    for what, body in NO_NAME.items():
        done = f"Ines sent PUT /shifts/1 with {what} and with a page at {origin}."
        response = client.put("/shifts/1", headers={**INES, "Origin": origin}, **body)
        check_readable(response, origin, done)
    done = f"GET /shifts came without a token from a page at {origin}."
    response = client.get("/shifts", headers={"Origin": origin})
    expect(response, done).status(401)
    check_readable(response, origin, done)


@pytest.mark.parametrize("who", STRANGERS)
def test_other_origins_may_not_read_what_the_planner_may(client, who):
    origin = {} if STRANGERS[who] is None else {"Origin": STRANGERS[who]}
    said = f"{who}: Origin: {STRANGERS[who]}" if origin else f"{who}, without an Origin"
    for method, path in (
        ("GET", "/shifts"),
        ("OPTIONS", "/shifts"),
        ("PUT", "/shifts/3"),
        ("OPTIONS", "/shifts/3"),
        ("OPTIONS", "/office/reminders"),
        ("GET", "/rota"),
        ("OPTIONS", "/rota"),
    ):
        asking = {"Access-Control-Request-Method": "GET"}
        client.options(path, headers={"Origin": PLANNER, **asking})  # the planner was here before
        headers = {**origin, **(asking if method == "OPTIONS" else HANNA)}
        body = {"json": {"name": "zoe"}} if method == "PUT" else {}
        response = client.open(path, method=method, headers=headers, **body)
        done = f"{method} {path} came from {said}"
        answer = expect(response, done).no_header("Access-Control-Allow-Origin")
        answer.listed("Vary", "Origin", promised="Vary names Origin in each answer")
    done = f"GET /shifts came without a token from {said}"
    response = client.get("/shifts", headers=origin)
    expect(response, done).no_header("Access-Control-Allow-Origin")
