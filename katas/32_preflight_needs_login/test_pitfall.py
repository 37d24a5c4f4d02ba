"""The browser asks before the planner does. It asks without a token."""

import pytest

from dojo.suite import expect
from dojo.suite import fetch

PLANNER = "http://localhost:5173"


def test_a_browser_may_ask_whether_the_planner_may_get_a_shift(client):
    asking = {"Access-Control-Request-Method": "GET"}
    asking["Access-Control-Request-Headers"] = "authorization"
    response = client.options("/shifts/1", headers={"Origin": PLANNER, **asking})
    done = "A browser sent the preflight for GET /shifts/1."
    expect(response, done).status(range(200, 300))


HANNA = {"Authorization": "Bearer hanna-7f3a"}
OTTO = {"Authorization": "Bearer otto-19c4"}
STRANGER = {"Authorization": "Bearer nobody-0000"}


def test_the_planner_shows_the_plan(client):
    done = "The planner fetched the plan for Otto."
    plan = expect(fetch(client, done, PLANNER, "GET", "/shifts", OTTO), done).status(200).json()
    expect(client.get("/shifts", headers=OTTO), done).json(plan)


def test_the_planner_gives_a_shift_to_somebody_else(client):
    done = "The planner sent PUT for Otto, to give shift 1 to Zoe."
    response = fetch(client, done, PLANNER, "PUT", "/shifts/1", OTTO, json={"name": "zoe"})
    expect(response, done).status(200).json({"number": 1, "day": "Friday", "name": "zoe"})


def test_the_planner_sends_the_reminders(client):
    done = "The planner sent POST for Hanna, who is a manager, to remind everybody."
    response = fetch(client, done, PLANNER, "POST", "/office/reminders", HANNA)
    expect(response, done).status(202).json({"texts": 3})


BAD_NEWS = {
    "the token is wrong": ("GET", "/shifts", STRANGER, 401),
    "Otto is not a manager": ("POST", "/office/reminders", OTTO, 403),
    "there is no such shift": ("GET", "/shifts/4711", OTTO, 404),
}


@pytest.mark.parametrize("what", BAD_NEWS)
def test_the_planner_can_read_bad_news(client, what):
    method, path, token, status = BAD_NEWS[what]
    done = f"The planner sent {method} {path}, but {what}."
    expect(fetch(client, done, PLANNER, method, path, token), done).status(status)
