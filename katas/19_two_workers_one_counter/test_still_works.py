"""What each window relies on: its own row of numbers, drawn and called in order."""

import os
from tempfile import TemporaryDirectory

import pytest

from dojo.suite import expect

WINDOWS = ("street", "yard", "quay")
# a test need not wait for the disk, where there is a folder that lies in memory
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@pytest.fixture(autouse=True)
def data_dir(monkeypatch):
    """The folder that every worker is told of, as it is on the first day."""
    with TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("DATA_DIR", folder)
        yield


def draw(client, window):
    """Draw a number as a guest does, with a browser that has been nowhere yet."""
    return client.application.test_client().post("/tickets", data={"window": window})


def check_board(client, window, drawn, called, done):
    response = client.get(f"/windows/{window}")
    board = {"window": window, "drawn": drawn, "called": called}
    expect(response, done).status(200).json(board, f"drawn {drawn}, called {called}")


def test_each_window_hands_out_a_row_of_its_own(client):
    for window in WINDOWS:
        check_board(client, window, 0, 0, f"The board of the {window} window was looked at.")
    for number in range(1, 12):
        for window in WINDOWS[: 1 if number > 5 else 3]:
            done = f"A guest at the {window} window drew number {number}."
            ticket = {"window": window, "number": number}
            expect(draw(client, window), done).status(201).json(ticket, f"number {number}")
            check_board(client, window, number, 0, done)
    check_board(client, "quay", 5, 0, "Eleven guests drew at the street window, five at the quay.")


def test_numbers_are_called_in_the_order_of_the_row(client):
    for _ in range(3):
        draw(client, "quay")
    draw(client, "yard")
    for number in range(1, 4):
        done = f"Three numbers were drawn at the quay window. The next was called, time {number}."
        response = client.post("/calls", data={"window": "quay"})
        ticket = {"window": "quay", "number": number}
        expect(response, done).status(200).json(ticket, f"number {number}")
        check_board(client, "quay", 3, number, done)
    check_board(client, "yard", 1, 0, "Numbers were called, at another window only.")


def test_nobody_is_called_where_nobody_waits(client):
    draw(client, "yard")
    for window, drawn in {"yard": 1, "street": 0}.items():
        for _ in range(drawn):
            client.post("/calls", data={"window": window})
        done = f"A number was called at the {window} window, where nobody waits."
        for _ in range(2):
            expect(client.post("/calls", data={"window": window}), done).status(409)
        check_board(client, window, drawn, drawn, done)
    draw(client, "yard")
    done = "Nobody waited, a number was called all the same, and then a guest drew one."
    response = client.post("/calls", data={"window": "yard"})
    expect(response, done).status(200).json({"window": "yard", "number": 2}, "number 2")


FORMS = {"another window": {"window": "straße"}, "no name": {"window": ""}, "no window": {}}


@pytest.mark.parametrize("what", FORMS)
def test_a_window_that_there_is_not_has_no_numbers(client, what):
    for address in ("/tickets", "/calls"):
        done = f"A form with {what} was sent to {address}."
        expect(client.post(address, data=FORMS[what]), done).status(404)
    done = "The board of another window was asked for."
    expect(client.get("/windows/straße"), done).status(404)
    for window in WINDOWS:
        check_board(client, window, 0, 0, f"A form with {what} was sent.")
