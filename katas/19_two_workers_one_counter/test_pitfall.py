"""What guests were promised: one row of numbers for each window, whoever answers."""

import dis
import sys
import threading
from functools import partial
from itertools import count
from itertools import permutations

import pytest
from flask.testing import FlaskClient

from dojo.interleave import at_once
from dojo.interleave import MeetingPoint
from dojo.promise import expect
from dojo.promise import promise
from dojo.wire import NoAnswer

WINDOWS = ("street", "yard", "quay")
PLACES = ("/tickets", "/calls")
STEPS = ("CALL", "STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR")  # what instructions begin with
# Seconds for which a request is held up for one who seems to wait for it: first, and later on.
FOR_ANOTHER_WORKER = 0.15, 0.02
FOR_THE_SAME_WORKER = 0.1, 0.01


@pytest.fixture(autouse=True)
def data_dir(tmp_path, monkeypatch):
    """The folder that every worker is told of, as it is on the first day."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def step_by_step(app_source, request, pause):
    """Send a request from this thread and call `pause` before each step that it takes in app.py.

    A step is a call, or a value that is put into something. Returns the response.
    """
    source = str(app_source)

    def trace(frame, event, _):
        if frame.f_code.co_filename != source:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            instruction = dis.opname[frame.f_code.co_code[frame.f_lasti]]
            if instruction.startswith(STEPS):
                pause()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return request()
    finally:
        sys.settrace(before)


class HoldUp:
    """Holds a request up at one of its steps, and lets others come then.

    Whoever comes may have to wait for the request: after a moment it goes on.
    """

    def __init__(self, app_source, patience):
        self._source, (self._patience, self._later) = app_source, patience

    def __call__(self, step, request, others):
        """Send a request, and the others at its step of this number, counted from 1.

        Returns all responses, when everybody has been answered. The request's own is the first, and
        it is the only one when it does not take so many steps.
        """
        steps, answers = count(1), []
        guests = threading.Thread(target=lambda: answers.extend(other() for other in others))
        guests.daemon = True

        def pause():
            if next(steps) == step:
                guests.start()
                guests.join(self._patience)
                if guests.is_alive():
                    self._patience = self._later

        response = step_by_step(self._source, request, pause)
        if guests.ident:
            guests.join()
        return [response, *answers]


def post(who, address, window):
    """Send the form, be it to an app in this process or to a worker; None is no answer at all."""
    form = {"window": window}
    if isinstance(who, FlaskClient):
        return who.post(address, data=form)
    try:
        return who.post(address, form)
    except NoAnswer:
        return None


def draw(who, number, window, done):
    """Draw a number, which should be this one."""
    response = post(who, "/tickets", window)
    check_answer(response, done, 201)
    expect(response, done).json({"window": window, "number": number}, f"number {number}")


def call(who, number, window, done):
    """Call a number, which should be this one, or nobody when it is None."""
    response = post(who, "/calls", window)
    check_answer(response, done, 200 if number else 409)
    if number:
        expect(response, done).json({"window": window, "number": number}, f"number {number}")


def check_answer(response, done, *statuses):
    promise(response is not None, done, "an answer within 2 s", "no answer")
    expect(response, done).status(*statuses)


def check_board(who, window, drawn, called, done):
    promised = f"drawn {drawn}, called {called}"
    response = expect(who.get(f"/windows/{window}"), done).status(200)
    response.json({"window": window, "drawn": drawn, "called": called}, promised)


def numbers_in(responses, done, *statuses):
    """The numbers in these answers, of which 409 ones have none."""
    for response in responses:
        check_answer(response, done, *statuses)
    answers = [expect(r, done).json() for r in responses if r.status_code != 409]
    return [a.get("number") if isinstance(a, dict) else a for a in answers]


def check_row(numbers, first, last, done, response=None):
    """Promise that these are the numbers from `first` to `last`, each once, in any order."""
    due = list(range(first, last + 1))
    kept = sorted(numbers, key=str) == sorted(due, key=str)
    promise(kept, done, f"{due}"[1:-1], f"{numbers}"[1:-1] or "no number", response)


def check_held_up(guest, other, app_source, patience, whose):
    """Hold a guest up at each step in turn, while another one is served by `whose` worker."""
    hold_up = HoldUp(app_source, patience)
    tickets, calls = ([partial(post, who, to, "yard") for who in (guest, other)] for to in PLACES)
    drawn = called = 0
    for step in count(1):
        answers = hold_up(step, tickets[0], tickets[1:])
        done = f"While one draw was held up, {whose} worker gave out a number, too."
        numbers = numbers_in(answers, done, 201)
        check_row(numbers, drawn + 1, drawn + len(answers), done, answers[0])
        drawn += len(answers)
        more = hold_up(step, calls[0], calls[1:] * 2)
        done = (
            f"{drawn - called} guests waited. While one call was held up, {whose} worker made two."
        )
        due = min(drawn, called + len(more))
        check_row(numbers_in(more, done, 200, 409), called + 1, due, done, more[0])
        called = due
        if len(answers) == len(more) == 1:
            break
    for who in (guest, other):
        check_board(who, "yard", drawn, called, "The board was looked at in the end.")


def test_two_workers_hand_out_one_row_of_numbers(worker):
    workers = {"first": worker(), "second": worker()}
    for number in range(1, 4):
        for window in WINDOWS:
            name = ("first", "second")[number % 2 - 1]
            done = f"Guest {number} at the {window} window drew a number, from the {name} worker."
            draw(workers[name].guest(), number, window, done)


def test_a_number_that_one_worker_gave_is_called_at_the_other(make_app):
    workers = {"first": make_app().test_client(), "second": make_app().test_client()}
    done = "A number was called at the second worker, and nobody had drawn one."
    call(workers["second"], None, "yard", done)
    for number, (at, other) in enumerate(permutations(workers), 1):
        done = f"Guest {number} drew a number at the {at} worker."
        draw(workers[at], number, "yard", done)
        asked = f"{done} The {other} was asked for the board."
        check_board(workers[other], "yard", number, number - 1, asked)
        done = f"{done} The {other} called the next one."
        call(workers[other], number, "yard", done)
        asked = f"{done} The {at} was asked for the board."
        check_board(workers[at], "yard", number, number, asked)
        call(workers[at], None, "yard", f"{done} Then the {at} called the next one.")
    draw(workers["first"], 1, "quay", "A guest at another window drew a number.")
    call(workers["second"], 1, "quay", "A guest at another window drew a number, and was called.")


def test_a_worker_that_is_held_up_shares_no_number_with_another(app_source, worker, client):
    check_held_up(client, worker().guest(), app_source, FOR_ANOTHER_WORKER, "another")


def test_a_guest_who_is_held_up_shares_no_number_with_another(app_source, app):
    guest, other = app.test_client(), app.test_client()
    check_held_up(guest, other, app_source, FOR_THE_SAME_WORKER, "the same")


def test_two_guests_at_the_same_moment_share_no_number(app_source, app):
    meeting = MeetingPoint(patience=FOR_THE_SAME_WORKER[0])

    def draw_in_step(guest):
        return step_by_step(app_source, lambda: post(guest, "/tickets", "quay"), meeting.wait)

    guests = app.test_client(), app.test_client()
    done = "Two guests drew a number at one worker, step by step at the same moment."
    answers = at_once(*(partial(draw_in_step, guest) for guest in guests))
    check_row(numbers_in(answers, done, 201), 1, 2, done)
    check_board(guests[0], "quay", 2, 0, done)


def test_counting_goes_on_when_the_worker_is_started_anew(make_app):
    before = make_app().test_client()
    for window, drawn in zip(WINDOWS, (3, 1, 2), strict=True):
        for number in range(1, drawn + 1):
            draw(before, number, window, f"A guest at the {window} window drew a number.")
        call(before, 1, window, f"The first number of the {window} window was called.")
    for more in (1, 2):
        after = make_app().test_client()
        done = "The worker was started anew. Then"
        for window, drawn in zip(WINDOWS, (3, 1, 2), strict=True):
            number = drawn + more
            asked = f"{done} somebody looked at the board of the {window} window."
            check_board(after, window, number - 1, more, asked)
            draw(after, number, window, f"{done} a guest at the {window} window drew a number.")
            asked = f"{done} the next number of the {window} window was called."
            call(after, more + 1, window, asked)
