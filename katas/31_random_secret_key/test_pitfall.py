"""Staff who signed in at one worker are signed in at all workers with the same key."""

import pytest

from dojo.suite import CannotStart
from dojo.suite import expect

KEY = "6f0c3ab2815de94770f2c6d8139b5ea46f0c3ab2815de94770f2c6d8139b5ea4"
OTTO = {"name": "otto", "pin": "1931"}


def test_the_next_worker_knows_who_signed_in(start):
    first, second = start(FLASK_SECRET_KEY=KEY), start(FLASK_SECRET_KEY=KEY)
    browser = first.test_client()
    browser.post("/sign-in", data=OTTO)
    browser.application = second  # the same browser with its cookies, another worker
    response = browser.get("/api/shifts")
    done = "Otto signed in at the first worker and asked the second for his shifts."
    expect(response, done).status(200).json({"name": "otto", "shifts": ["Wednesday dinner"]})


def test_staff_stay_signed_in_after_an_update(start):
    browser = start(FLASK_SECRET_KEY=KEY).test_client()
    browser.post("/sign-in", data=OTTO)
    browser.application = start(FLASK_SECRET_KEY=KEY)
    response = browser.get("/")
    done = "Otto signed in, the worker was started again, and he opened the page."
    expect(response, done).status(200).says("Wednesday dinner", promised="a page with his shifts")


@pytest.mark.parametrize("key", [None, ""], ids=["the key is missing", "the key is empty"])
def test_without_a_key_nobody_signs_in(start, key):
    try:
        app = start(FLASK_SECRET_KEY=key)
    except CannotStart:
        return
    response = app.test_client().post("/sign-in", data=OTTO)
    done = f"FLASK_SECRET_KEY was {'empty' if key == '' else 'missing'}, and Otto signed in."
    expect(response, done).status(range(500, 600), promised="5xx, or an app that does not start")
