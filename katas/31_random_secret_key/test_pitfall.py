"""What the staff were promised: signed in at one worker is signed in at all of them."""

import pytest

from dojo.suite import CannotStart
from dojo.suite import expect
from dojo.suite import promise

KEY = "b7d1f0a94c6e2853e1909d7c5a3b64f8027ce86d1f35a9b0d4827e6c91f03a5d"

OTTO = {"name": "otto", "pin": "1931"}
ZOE = {"name": "zoë", "pin": "8080"}
SHIFTS_OF_OTTO = {"name": "otto", "shifts": ["Wednesday dinner"]}
SHIFTS_OF_ZOE = {"name": "zoë", "shifts": ["Friday lunch", "Friday dinner", "Sunday lunch"]}


@pytest.fixture
def house(make_app, monkeypatch):
    """Call it with a key, or with None for none, for a worker that is started with it."""

    def start(key):
        if key is None:
            monkeypatch.delenv("FLASK_SECRET_KEY", raising=False)
        else:
            monkeypatch.setenv("FLASK_SECRET_KEY", key)
        return make_app()

    return start


def test_the_next_worker_knows_who_signed_in(worker):
    first, second = worker(FLASK_SECRET_KEY=KEY), worker(FLASK_SECRET_KEY=KEY)
    otto, zoe = first.guest(), second.guest()
    expect(otto.post("/sign-in", OTTO), "Otto signed in at the first worker.").redirect("/")
    expect(zoe.post("/sign-in", ZOE), "Zoë signed in at the second worker.").redirect("/")
    done = "Otto signed in at the first worker and asked the second for his shifts."
    response = second.guest(otto.cookies).get("/api/shifts")
    expect(response, done).status(200, promised="200 OK, his shifts").json(SHIFTS_OF_OTTO)
    done = "Otto signed in at the first worker and opened the page at the second."
    response = second.guest(otto.cookies).get("/")
    expect(response, done).status(200).says("Wednesday dinner", promised="a page with his shifts")
    done = "Zoë signed in at the second worker and asked the first for her shifts."
    response = first.guest(zoe.cookies).get("/api/shifts")
    expect(response, done).status(200, promised="200 OK, her shifts").json(SHIFTS_OF_ZOE)
    done = "Otto came back to the first worker."
    expect(otto.get("/api/shifts"), done).status(200).json(SHIFTS_OF_OTTO)


def test_staff_stay_signed_in_when_the_app_is_started_anew(house):
    signed_in = house(KEY).test_client().post("/sign-in", data=ZOE)
    expect(signed_in, "Zoë signed in.").redirect("/")
    cookies = "; ".join(line.split(";")[0] for line in signed_in.headers.getlist("Set-Cookie"))
    after = house(KEY).test_client(use_cookies=False)
    done = "Zoë signed in, and the app was started anew with the same key. Then she"
    response = after.get("/api/shifts", headers={"Cookie": cookies})
    asked = expect(response, f"{done} asked for her shifts.")
    asked.status(200, promised="200 OK, her shifts").json(SHIFTS_OF_ZOE)
    opened = expect(after.get("/", headers={"Cookie": cookies}), f"{done} opened the page.")
    opened.status(200).says(*SHIFTS_OF_ZOE["shifts"], promised="a page with her shifts")


@pytest.mark.parametrize("key", [None, ""], ids=["no key", "an empty key"])
def test_without_a_key_nobody_signs_in(house, key):
    done = f"FLASK_SECRET_KEY was {'empty' if key == '' else 'missing'}, and Otto signed in."
    try:
        client = house(key).test_client()
    except CannotStart:
        return
    promised = "the app does not start, or answers 5xx"
    response = client.post("/sign-in", data=OTTO)
    expect(response, done).status(range(500, 600), promised=promised)
    response = client.get("/api/shifts")
    seen = "200 OK, his shifts"
    promise(response.status_code != 200, done, "nobody is signed in", seen, response)
