"""What every guest was promised: all workers hand out one row of numbers. A worker is a process."""

from itertools import count

import pytest

from dojo.suite import expect
from dojo.suite import promise

pytestmark = pytest.mark.usefixtures("data_dir", "second_worker_starts")


def test_two_workers_hand_out_one_row_of_numbers(make_app):
    first, second = make_app().test_client(), make_app().test_client()
    first.post("/tickets", data={"window": "street"})
    response = second.post("/tickets", data={"window": "street"})
    done = "A guest drew a number at one worker. The next guest drew one at another worker."
    expect(response, done).status(201).json({"window": "street", "number": 2})


def test_two_workers_call_one_row_of_numbers(make_app):
    first, second = make_app().test_client(), make_app().test_client()
    for worker in (first, second):
        worker.post("/tickets", data={"window": "yard"})
    first.post("/calls", data={"window": "yard"})
    response = second.post("/calls", data={"window": "yard"})
    done = "Two guests drew numbers. The cook called one at one worker, the next at another worker."
    expect(response, done).status(200).json({"window": "yard", "number": 2})


def test_a_restart_loses_no_number(make_app):
    before = make_app().test_client()
    for address in ("/tickets", "/tickets", "/calls"):
        before.post(address, data={"window": "quay"})
    response = make_app().test_client().get("/windows/quay")
    done = "Two guests drew numbers, and one was called. Then the worker was started again."
    expect(response, done).status(200).json({"window": "quay", "drawn": 2, "called": 1})


def draw(worker, window):
    return worker.post("/tickets", data={"window": window})


def test_two_workers_that_draw_at_the_same_time_share_no_number(
    second_worker, client, at_each_step
):
    done = "One worker was slow in the middle of a draw. Meanwhile a guest drew at another worker."
    first = draw(second_worker, "street").json["number"]
    draws = at_each_step(lambda: draw(client, "street"), lambda: draw(second_worker, "street"))
    for number, pair in zip(count(first + 1, 2), draws, strict=False):
        numbers = {expect(response, done).status(201).json()["number"] for response in pair}
        promised, seen = (f"the numbers {n}" for n in ({number, number + 1}, numbers))
        promise(numbers == {number, number + 1}, done, promised, seen, pair[0])


def test_a_slow_draw_at_one_window_forgets_no_draw_at_another(second_worker, client, at_each_step):
    done = "One worker was slow in the middle of a draw. Meanwhile guests drew at another window."
    first = draw(second_worker, "yard").json["number"]
    draws = at_each_step(lambda: draw(client, "street"), lambda: draw(second_worker, "yard"))
    drawn = first + len(list(draws))
    response = client.get("/windows/yard")
    expect(response, done).status(200).json({"window": "yard", "drawn": drawn, "called": 0})


def test_two_workers_that_call_at_the_same_time_call_one_guest_once(
    second_worker, client, at_each_step
):
    done = "One guest waited. One worker was slow in the middle of a call. Another one called, too."
    draw(second_worker, "quay")
    calls = at_each_step(
        lambda: client.post("/calls", data={"window": "quay"}),
        lambda: second_worker.post("/calls", data={"window": "quay"}),
    )
    for number, pair in enumerate(calls, start=1):
        statuses = sorted(response.status_code for response in pair)
        promise(statuses == [200, 409], done, "one 200 and one 409", f"{statuses}", pair[0])
        response = client.get("/windows/quay")
        expect(response, done).json({"window": "quay", "drawn": number, "called": number})
        draw(second_worker, "quay")
