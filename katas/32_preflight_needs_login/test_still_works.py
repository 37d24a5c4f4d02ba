"""What the house relies on: the token opens the plan, and nothing else does."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

HANNA = {"Authorization": "Bearer hanna-7f3a"}
OTTO = {"Authorization": "Bearer otto-19c4"}
PLANNER = "http://localhost:5173"


def test_who_has_a_token_sees_and_changes_the_plan(client):
    response = client.put("/shifts/2", headers=OTTO, json={"name": "otto"})
    done = "Otto took the shift on Saturday and looked at it."
    expect(response, done).status(200)
    response = client.get("/shifts/2", headers=OTTO)
    expect(response, done).status(200).json({"number": 2, "day": "Saturday", "name": "otto"})


def test_only_a_manager_sends_the_reminders(client, texts):
    done = "Otto, who is not a manager, sent the reminders."
    expect(client.post("/office/reminders", headers=OTTO), done).status(403)
    promise(texts == [], done, "no text message", f"{len(texts)} text messages")
    done = "Hanna, who is a manager, sent the reminders."
    expect(client.post("/office/reminders", headers=HANNA), done).status(202)
    promise(len(texts) == 3, done, "3 text messages", f"{len(texts)} text messages")


WITHOUT_A_TOKEN = {
    "GET with a token that nobody has": ("GET", "/shifts/1", {"Authorization": "Bearer x"}),
    "GET with the headers of a preflight": (
        "GET",
        "/shifts",
        {"Origin": PLANNER, "Access-Control-Request-Method": "GET"},
    ),
    "PUT from the planner": ("PUT", "/shifts/1", {"Origin": PLANNER}),
    "POST to the office": ("POST", "/office/reminders", {}),
}


@pytest.mark.parametrize("what", WITHOUT_A_TOKEN)
def test_without_a_token_nobody_gets_in(client, what):
    method, path, headers = WITHOUT_A_TOKEN[what]
    response = client.open(path, method=method, headers=headers)
    done = f"Somebody without a token sent {what}."
    expect(response, done).status(401)


ASKED = {"for the reminders": "/office/reminders", "for a shift": "/shifts/1"}


@pytest.mark.parametrize("what", ASKED)
def test_a_preflight_does_nothing_and_shows_nothing(client, texts, what):
    asking = {"Access-Control-Request-Method": "POST"}
    response = client.options(ASKED[what], headers={"Origin": PLANNER, **asking})
    done = f"A browser sent a preflight {what}."
    expect(response, done).never_says("Friday", promised="no shift in the body")
    promise(texts == [], done, "no text message", f"{len(texts)} text messages", response)


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_a_page_at_another_origin_cannot_read_the_plan(client, method):
    origin = {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    response = client.open("/shifts", method=method, headers={**OTTO, **origin})
    done = f"A page at https://evil.example sent {method} /shifts."
    expect(response, done).no_header("Access-Control-Allow-Origin")


@pytest.fixture
def texts():
    """The text messages that were sent, as pairs of a name and the words."""
    return []


@pytest.fixture
def config(texts):
    """A telephone that keeps what it should send."""
    return {"TEXT": lambda name, words: texts.append((name, words))}
