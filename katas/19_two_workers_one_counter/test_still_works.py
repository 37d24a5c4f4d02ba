"""What each window relies on: its own row of numbers, drawn and called in order."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

pytestmark = pytest.mark.usefixtures("data_dir")


def test_guests_draw_one_number_after_another(client):
    client.post("/tickets", data={"window": "street"})
    response = client.post("/tickets", data={"window": "street"})
    done = "Two guests drew a number at the street window."
    expect(response, done).status(201).json({"window": "street", "number": 2})


def test_each_window_has_a_row_of_its_own(client):
    client.post("/tickets", data={"window": "street"})
    done = "A guest drew a number at the street window, and the next guest at the yard window."
    response = client.post("/tickets", data={"window": "yard"})
    expect(response, done).status(201).json({"window": "yard", "number": 1})
    response = client.get("/windows/quay")
    done = f"{done} Then somebody looked at the board of the quay window."
    expect(response, done).status(200).json({"window": "quay", "drawn": 0, "called": 0})


def test_numbers_are_called_in_order(client):
    done = (
        "Two guests drew a number at the quay window. The cook called one number and then the next."
    )
    for _ in range(2):
        client.post("/tickets", data={"window": "quay"})
    for number in (1, 2):
        response = client.post("/calls", data={"window": "quay"})
        expect(response, done).status(200).json({"window": "quay", "number": number})
    response = client.get("/windows/quay")
    expect(response, done).status(200).json({"window": "quay", "drawn": 2, "called": 2})


def test_nobody_is_called_where_nobody_waits(client):
    client.post("/tickets", data={"window": "yard"})
    client.post("/calls", data={"window": "yard"})
    done = "The only number was called. Then the cook called the next one."
    expect(client.post("/calls", data={"window": "yard"}), done).status(409)
    response = client.get("/windows/yard")
    expect(response, done).status(200).json({"window": "yard", "drawn": 1, "called": 1})


UNKNOWN = {
    "a draw": lambda client: client.post("/tickets", data={"window": "roof"}),
    "a call": lambda client: client.post("/calls", data={"window": "roof"}),
    "a look at the board": lambda client: client.get("/windows/roof"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_an_unknown_window_is_not_found(client, what):
    done = f"The request was {what} at a window that does not exist."
    expect(UNKNOWN[what](client), done).status(404)


def test_two_threads_of_one_worker_share_no_number(app, at_each_step):
    done = "One thread of a worker was slow in the middle of a draw. Meanwhile another thread drew."
    draw = {"path": "/tickets", "data": {"window": "street"}}
    draws = at_each_step(
        lambda: app.test_client().post(**draw), lambda: app.test_client().post(**draw)
    )
    for count, pair in enumerate(draws):
        numbers = {expect(response, done).status(201).json()["number"] for response in pair}
        due = {2 * count + 1, 2 * count + 2}
        promise(numbers == due, done, f"the numbers {due}", f"{numbers}", pair[0])
