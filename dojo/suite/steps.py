"""Requests that are held up in the middle of app.py, at each step, while another one is sent."""

import dis
import sys
import time
from collections import Counter
from collections import deque
from collections.abc import Callable
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType

from dojo.suite.strangers import LOOK
from dojo.suite.strangers import Stranger

STEPS = ("CALL", "STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR")  # what instructions begin with
TIMES = 2  # how often a request may come by the same step and be held up there again
PATIENCE = 4.0  # seconds until the other request counts as never answered
# The other one has to wait when it takes far longer than it did before: so many times longer, and
# so many looks. On a busy machine it takes longer every time.
FAR, FEWEST, MOST = 10, 6, 60

Place = tuple[CodeType, int]  # where in app.py
Step = tuple[Place, int]  # and how often the request has come by there


@lru_cache(maxsize=256)
def _steps_of(code: CodeType) -> frozenset[int]:
    """Where in a piece of code something is called, or put into something."""
    found = dis.get_instructions(code)
    return frozenset(step.offset for step in found if step.opname.startswith(STEPS))


class EachStep:
    """A machine that is busy at the worst moment, and at each of them.

    It is a fixture: `at_each_step(request, other)` sends `request` again and again, each time held
    up at another step that it takes in app.py, and meanwhile somebody else sends `other`. It yields
    both answers. A step is a call, or a value that is put into something. An app may let the other
    one wait until the first has gone on.
    """

    def __init__(self, source: Path):
        self._source = str(source)
        self._took: deque[float] = deque([0.05], maxlen=5)  # seconds for an answer, most recently

    def __call__(self, request: Callable, other: Callable) -> Iterator[tuple]:
        tried: set[Step] = set()
        doubtful: list[Step] = []
        in_a_row = 0
        going_on = True
        while going_on:
            target = doubtful[-1] if doubtful else None
            stranger, waited = Stranger(other, PATIENCE), []
            answer = self._held_up(request, stranger, tried, target, waited)
            going_on = target is not None or stranger.begun
            yield answer, stranger()
            tried.update(waited)
            # It had to wait at the first of these steps; since when it had not to, nobody knows.
            # The last of the others are tried, one by one, until it has to wait at two in a row.
            if target is None:
                doubtful, in_a_row = waited[1:], 0
            else:
                in_a_row = in_a_row + 1 if waited else 0
                doubtful = doubtful[:-1] if in_a_row < 2 else []

    def _held_up(self, request, stranger: Stranger, tried: set, target: Step | None, waited: list):
        """Send a request; the stranger begins at the target, or at the first step not yet tried.

        The steps at which it still had to wait are noted in `waited`.
        """
        times: Counter = Counter()

        def pause(place: Place) -> None:
            times[place] += 1
            step = place, times[place]
            if not stranger.begun and times[place] <= TIMES:
                if step == target or (target is None and step not in tried):
                    tried.add(step)
                    self._let_begin(stranger)
                    waited.extend([] if stranger.over else [step])
            elif stranger.begun and not stranger.over:
                waited.append(step)
                stranger.look(1)

        def trace(frame, event, _):
            if frame.f_code.co_filename != self._source:
                return None
            frame.f_trace_opcodes = True
            if event == "opcode" and frame.f_lasti in _steps_of(frame.f_code):
                pause((frame.f_code, frame.f_lasti))
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            return request()
        finally:
            sys.settrace(before)

    def _let_begin(self, stranger: Stranger) -> None:
        """Let the stranger begin, and give it the time that it needs unless it has to wait."""
        looks = int(FAR * max(self._took) / LOOK)
        began = time.monotonic()
        stranger.begin(max(FEWEST, min(looks, MOST)))
        if stranger.over:
            self._took.append(time.monotonic() - began)
