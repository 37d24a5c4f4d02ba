"""What guests were promised: one row of numbers for each window, whoever answers."""

import dis
import sys
import threading
from collections import Counter
from functools import partial
from itertools import count
from itertools import permutations

import pytest
from flask.testing import FlaskClient

from dojo.interleave import at_once
from dojo.promise import expect
from dojo.promise import promise
from dojo.promise import short
from dojo.wire import NoAnswer

WINDOWS = ("street", "yard", "quay")
STEPS = ("CALL", "STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR")  # what instructions begin with
TIMES = 2  # how often a request may come by the same step and be held up there again
# Seconds for which a request is held up at most: as a rule, and where others wait for it.
FOR_ANOTHER_WORKER = 0.15, 0.02
FOR_THE_SAME_WORKER = 0.12, 0.01
IN_STEP = 0.3, 0.01


@pytest.fixture(autouse=True)
def data_dir(tmp_path, monkeypatch):
    """The folder that every worker is told of, as it is on the first day."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def step_by_step(app_source, request, pause):
    """Send a request from this thread; before each step that it takes in app.py call `pause` on it.

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
                pause((frame.f_code, frame.f_lasti))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return request()
    finally:
        sys.settrace(before)


class HoldUp:
    """Holds each request up once, at a step at which none was before, and lets another come then.

    The other may have to wait for the request: after a moment it goes on.
    """

    def __init__(self, app_source, patience):
        self._source, self._patience, self._moment = app_source, patience, patience[0]
        self._tried = set()

    def __call__(self, request, other):
        """Send a request and, while it is held up, another one.

        Returns both responses. There is only the first when all steps were tried before.
        """
        times, answer = Counter(), []
        guest = threading.Thread(target=lambda: answer.append(other()), daemon=True)

        def pause(place):
            times[place] += 1
            step = place, times[place]
            if guest.ident or times[place] > TIMES or step in self._tried:
                return
            self._tried.add(step)
            guest.start()
            guest.join(self._moment)
            self._moment = self._patience[guest.is_alive()]

        response = step_by_step(self._source, request, pause)
        if guest.ident:
            guest.join()
        return [response, *answer]


class InStep:
    """Two requests wait for each other before each step; after a moment, whoever can goes on."""

    def __init__(self, patience):
        self._patience, self._moment = patience, patience[0]
        self._meetings = {}

    def __call__(self, app_source, request):
        """Send one of the two requests from this thread. Returns the response."""
        times = Counter()

        def pause(place):
            times[place] += 1
            meeting = self._meetings.setdefault((place, times[place]), threading.Barrier(2))
            try:
                meeting.wait(self._moment)
                self._moment = self._patience[0]
            except threading.BrokenBarrierError:
                self._moment = self._patience[1]

        return step_by_step(app_source, request, pause)


def post(who, address, window):
    """Send the form as a new guest, be the app in this process or another; None is no answer."""
    form = {"window": window}
    if isinstance(who, FlaskClient):
        return who.application.test_client().post(address, data=form)
    try:
        return who.post(address, form)
    except NoAnswer:
        return None


def look(who, window):
    """Look at the board of a window as somebody new; None is no answer."""
    if isinstance(who, FlaskClient):
        return who.application.test_client().get(f"/windows/{window}")
    try:
        return who.get(f"/windows/{window}")
    except NoAnswer:
        return None


def draw(who, number, window, done):
    """Draw a number, which should be this one."""
    check_number(post(who, "/tickets", window), 201, number, window, done)


def call(who, number, window, done):
    """Call a number, which should be this one, or nobody when it is None."""
    response = post(who, "/calls", window)
    if number:
        check_number(response, 200, number, window, done)
    else:
        check_answer(response, done, 409)


def check_number(response, status, number, window, done):
    check_answer(response, done, status)
    expect(response, done).json({"window": window, "number": number}, f"number {number}")


def check_answer(response, done, *statuses):
    promise(response is not None, done, "an answer within 2 s", "no answer")
    expect(response, done).status(*statuses)


def check_board(who, window, drawn, called, done):
    check_boards(look(who, window), window, [drawn], called, done)


def check_boards(response, window, drawn, called, done):
    """Promise a board with one of these numbers drawn."""
    check_answer(response, done, 200)
    promised = f"drawn {' or '.join(map(str, drawn))}, called {called}"
    boards = [{"window": window, "drawn": number, "called": called} for number in drawn]
    seen = expect(response, done).json(promised=promised)
    promise(seen in boards, done, promised, short(response.get_data(as_text=True)), response)


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


def check_draws(guest, other, hold_up, whose):
    """Hold draws up, each at another step, while `whose` worker gives out a number as well."""
    draws = [partial(post, who, "/tickets", "yard") for who in (guest, other)]
    done = f"While one draw was held up, {whose} worker gave out a number, too."
    drawn, answers = 0, draws
    while len(answers) == 2:
        answers = hold_up(*draws)
        numbers = numbers_in(answers, done, 201)
        check_row(numbers, drawn + 1, drawn + len(answers), done)
        drawn += len(answers)
    for who in (guest, other):
        check_board(who, "yard", drawn, 0, "The board was looked at in the end.")


def check_calls(guest, other, hold_up, whose):
    """Hold calls up, each at another step, while `whose` worker is asked for the same number."""
    calls = [partial(post, who, "/calls", "yard") for who in (guest, other)]
    done = f"One guest waited. While one call was held up, {whose} worker made one as well."
    number, answers = 0, calls
    while len(answers) == 2:
        number += 1
        draw(guest, number, "yard", "A guest drew a number.")
        answers = hold_up(*calls)
        check_row(numbers_in(answers, done, 200, 409), number, number, done)
    for who in (guest, other):
        check_board(who, "yard", number, number, "The board was looked at in the end.")


def check_board_meanwhile(guest, other, hold_up, whose):
    """Hold draws up, each at another step, while `whose` worker is asked for the board."""
    done = f"While a draw was held up, {whose} worker was asked for the board."
    for number, board in draws_held_up(guest, hold_up, partial(look, other, "yard")):
        check_boards(board, "yard", [number - 1, number], 0, done)


def check_calls_meanwhile(guest, other, hold_up, whose):
    """Hold draws up, each at another step, while `whose` worker calls a number."""
    draw(other, 1, "yard", "A guest drew a number.")
    done = f"While a draw was held up, {whose} worker called a number."
    for number, call in draws_held_up(guest, hold_up, partial(post, other, "/calls", "yard"), 2):
        check_number(call, 200, number - 1, "yard", done)


def check_another_window(guest, other, hold_up, whose):
    """Hold draws up, each at another step, while `whose` worker gives out a number elsewhere."""
    done = f"While a draw was held up, {whose} worker gave out a number at another window."
    for number, draw in draws_held_up(guest, hold_up, partial(post, other, "/tickets", "quay")):
        check_number(draw, 201, number, "quay", done)


def draws_held_up(guest, hold_up, other, first=1):
    """Hold draws up, each at another step; yields its number, and the answer to the other."""
    for number in count(first):
        draw, *answer = hold_up(partial(post, guest, "/tickets", "yard"), other)
        check_number(draw, 201, number, "yard", "A draw was held up for a moment.")
        if not answer:
            break
        yield number, *answer


def test_two_workers_hand_out_one_row_of_numbers(make_app):
    workers = {"first": make_app().test_client(), "second": make_app().test_client()}
    for number in range(1, 4):
        for window in WINDOWS:
            name = ("first", "second")[number % 2 - 1]
            done = f"Guest {number} at the {window} window drew a number, from the {name} worker."
            draw(workers[name], number, window, done)


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


@pytest.mark.parametrize("check", [check_draws, check_calls])
def test_a_worker_that_is_held_up_shares_no_number_with_another(app_source, worker, client, check):
    check(client, worker().guest(), HoldUp(app_source, FOR_ANOTHER_WORKER), "another")


@pytest.mark.parametrize(
    "check", [check_calls, check_board_meanwhile, check_calls_meanwhile, check_another_window]
)
def test_a_guest_who_is_held_up_shares_no_number_with_another(app_source, app, check):
    guest, other = app.test_client(), app.test_client()
    check(guest, other, HoldUp(app_source, FOR_THE_SAME_WORKER), "the same")


def test_two_guests_at_the_same_moment_share_no_number(app_source, app):
    guest, in_step = app.test_client(), InStep(IN_STEP)
    done = "Two guests drew a number at one worker, step by step at the same moment."
    draw_one = partial(in_step, app_source, partial(post, guest, "/tickets", "quay"))
    check_row(numbers_in(at_once(draw_one, draw_one), done, 201), 1, 2, done)
    check_board(guest, "quay", 2, 0, done)


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
