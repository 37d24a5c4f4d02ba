"""What guests were promised: one row of numbers for each window, whoever answers."""

import dis
import os
import sys
import threading
import time
from collections import Counter
from functools import partial
from itertools import permutations
from tempfile import TemporaryDirectory

import pytest
from flask.testing import FlaskClient

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import short
from dojo.suite import work

WINDOWS = ("street", "yard", "quay")
# a test need not wait for the disk, where there is a folder that lies in memory
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
TO_START = 6.0  # seconds that a worker has when somebody waits for it
STEPS = ("CALL", "STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR")  # what instructions begin with
TIMES = 2  # how often a request may come by the same step and be held up there again


@pytest.fixture(autouse=True)
def data_dir(monkeypatch):
    """The folder that every worker is told of, as it is on the first day."""
    with TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("DATA_DIR", folder)
        yield


@pytest.fixture(scope="module", autouse=True)
def started_early(kata_folder, app_source):
    """One more worker and its folder; it starts while other tests run."""
    with (
        TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder,
        work(kata_folder, app_source, {"DATA_DIR": folder}, TO_START) as worker,
    ):
        worker.by_hand = "http://127.0.0.1:5001"
        yield worker, folder


@pytest.fixture
def worker(started_early, monkeypatch):
    """The worker that was started early; from here on, others are told of its folder."""
    worker, folder = started_early
    monkeypatch.setenv("DATA_DIR", folder)
    return worker


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
    """Holds requests up, each at a step at which none was before, and lets others come then.

    The others may have to wait for it. When they take far longer than before, it goes on.
    """

    LONGEST = 0.3  # seconds for which a request is held up at most

    def __init__(self, app_source):
        self._source, self._tried, self._took = app_source, set(), []
        self._wait, self.waited = False, []  # whether others had to wait, and at which steps

    def at_each_step(self, request, *others):
        """Send a request again and again, each time held up at another step.

        Yields what was answered each time, to it and to the others.
        """
        answers = [None, None]
        while answers[1:]:
            answers = self._at_a_new_step(request, others)
            yield answers

    def _at_a_new_step(self, request, others):
        times, answers, guests = Counter(), [None], []

        def ask(number, other):
            answers[number] = other()

        def pause(place):
            times[place] += 1
            step = place, times[place]
            if guests or times[place] > TIMES or step in self._tried:
                return
            self._tried.add(step)
            answers.extend(None for _ in others)
            for number, other in enumerate(others, 1):
                guests.append(threading.Thread(target=ask, args=(number, other), daemon=True))
            self._let_come(guests)
            if self._wait:
                self.waited.append(step)

        answers[0] = step_by_step(self._source, request, pause)
        for guest in guests:
            guest.join()
        return answers

    def _let_come(self, guests):
        """Let guests come, and give them the time that they need, or less when they had to wait."""
        usual = max(self._took[-5:], default=self.LONGEST)
        moment = min(usual if self._wait else 8 * usual, self.LONGEST)
        begin = time.monotonic()
        for guest in guests:
            guest.start()
        for guest in guests:
            guest.join(max(0, begin + moment - time.monotonic()))
        self._wait = any(guest.is_alive() for guest in guests)
        if not self._wait:
            self._took.append(time.monotonic() - begin)

    def in_a_row(self, request, *others):
        """Send a request; where others had to wait before, let one come, and likewise for that one.

        Returns all that was answered.
        """
        times, answers, guests = Counter(), [], []

        def pause(place):
            times[place] += 1
            if (place, times[place]) == self.waited[len(self.waited) // 2] and others:
                rest = partial(self.in_a_row, *others)
                guests.append(threading.Thread(target=lambda: answers.extend(rest()), daemon=True))
                self._let_come(guests)

        answer = step_by_step(self._source, request, pause)
        for guest in guests:
            guest.join()
        return [answer, *answers]


class InStep:
    """Two requests wait for each other before each step, unless the other seems to be stuck.

    They look out for each other again and again: who gets no time to run does not look either.
    """

    LOOK, LOOKS = 0.005, 20  # for so many seconds, and so many times

    def __init__(self):
        self._meetings, self._steps = {}, 0

    def __call__(self, app_source, request):
        """Send one of the two requests from this thread. Returns the response."""
        times, stuck_at = Counter(), None

        def pause(place):
            nonlocal stuck_at
            times[place] += 1
            self._steps += 1
            here, met = self._meetings.setdefault((place, times[place]), ([], threading.Event()))
            here.append(request)
            if len(here) == 2:
                met.set()
            looks = 1 if self._steps - times.total() == stuck_at else self.LOOKS
            if not any(met.wait(self.LOOK) for _ in range(looks)):
                stuck_at = self._steps - times.total()  # how far the other has come

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
    check_boards(look(who, window), window, [drawn], [called], done)


def check_boards(response, window, drawn, called, done):
    """Promise a board with one of these numbers drawn, and one of these called."""
    check_answer(response, done, 200)
    words = (" or ".join(map(str, numbers)) for numbers in (drawn, called))
    promised = "drawn {}, called {}".format(*words)
    boards = [{"window": window, "drawn": d, "called": c} for d in drawn for c in called]
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
    """Hold draws up, each at another step, while `whose` worker gives out numbers as well."""
    done = f"While a draw was held up, others came to {whose} worker: "
    drawn, times = 0, 0
    for held, *others in hold_up.at_each_step(
        partial(post, guest, "/tickets", "yard"),
        partial(post, other, "/tickets", "yard"),
        partial(post, other, "/tickets", "quay"),
    ):
        draws = numbers_in([held, *others[:1]], f"{done}one more draw.", 201)
        check_row(draws, drawn + 1, drawn + len(draws), f"{done}one more draw.")
        drawn += len(draws)
        if others:
            times += 1
            check_number(others[1], 201, times, "quay", f"{done}a draw at another window.")
    if whose == "the same" and hold_up.waited:
        done = "Guests drew a number, and each came while the one before was held up."
        one = partial(post, guest, "/tickets", "yard")
        draws = numbers_in(hold_up.in_a_row(one, one, one), done, 201)
        check_row(draws, drawn + 1, drawn + len(draws), done)
        drawn += len(draws)
    for who in (guest, other):
        check_board(who, "yard", drawn, 0, "The board was looked at in the end.")
        check_board(who, "quay", times, 0, "The board was looked at in the end.")


def check_calls(guest, other, hold_up, whose):
    """Hold calls up, each at another step, while `whose` worker is asked for the same number.

    At the same worker somebody draws and somebody looks at the board as well.
    """
    draw(guest, 1, "street", "A guest drew a number.")
    done = f"One guest waited. While a call was held up, others came to {whose} worker: "
    drawn, called = 1, 0
    calls = [partial(post, who, "/calls", "street") for who in (guest, other)]
    more = [partial(post, other, "/tickets", "street"), partial(look, other, "street")]
    for held, *others in hold_up.at_each_step(*calls, *(more if whose == "the same" else [])):
        numbers = numbers_in([held, *others[:1]], f"{done}one more call.", 200, 409)
        check_row(numbers, called + 1, called + max(1, len(numbers)), f"{done}one more call.")
        if others[1:]:
            check_number(others[1], 201, drawn + 1, "street", f"{done}a draw.")
            board = range(drawn, drawn + 2), range(called, called + 3)
            check_boards(others[2], "street", *board, f"{done}somebody looked at the board.")
            drawn += 1
        called += len(numbers)
        if called == drawn:
            drawn += 1
            draw(guest, drawn, "street", "A guest drew a number.")
    for who in (guest, other):
        check_board(who, "street", drawn, called, "The board was looked at in the end.")


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
def test_a_guest_who_is_held_up_shares_no_number_with_another(app_source, app, check):
    check(app.test_client(), app.test_client(), HoldUp(app_source), "the same")


def test_two_guests_at_the_same_moment_share_no_number(app_source, client):
    done = "Two guests drew a number at one worker, step by step at the same moment."
    draw_one = partial(InStep(), app_source, partial(post, client, "/tickets", "quay"))
    check_row(numbers_in(at_once(draw_one, draw_one), done, 201), 1, 2, done)
    call(client, 1, "quay", f"{done} Then the first number was called.")
    done = "One guest waited. Two calls came to one worker, step by step at the same moment."
    call_one = partial(InStep(), app_source, partial(post, client, "/calls", "quay"))
    check_row(numbers_in(at_once(call_one, call_one), done, 200, 409), 2, 2, done)
    check_board(client, "quay", 2, 2, done)


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


@pytest.mark.parametrize("check", [check_draws, check_calls])
def test_a_worker_that_is_held_up_shares_no_number_with_another(app_source, worker, client, check):
    check(client, worker.guest(), HoldUp(app_source), "another")
