"""The way of one request through Flask's cycle as data: steps, in the order in which they began.

A terminal and a page draw the same steps; the words of a step are made here for both.
"""

from typing import NamedTuple

# The stations, in the order in which a request comes to them.
IN_FRONT = "in front of the app"  # a proxy or a cache
MIDDLEWARE = "WSGI middleware"
MATCH = "URL matching"
BEFORE = "before_request"
AROUND = "around the view"  # a decorator
VIEW = "the view"
HANDLER = "error handler"
FLASK = "Flask's own code"  # only where it crashes
AFTER = "after_request"
SEND = "start_response"
TEARDOWN_REQUEST = "teardown_request"
TEARDOWN_APPCONTEXT = "teardown_appcontext"
ENDS = "the context ends"
BODY = "the body is read"
CLOSED = "closed"
STATIONS = (
    *(IN_FRONT, MIDDLEWARE, MATCH, BEFORE, AROUND, VIEW, HANDLER, FLASK, AFTER, SEND),
    *(TEARDOWN_REQUEST, TEARDOWN_APPCONTEXT, ENDS, BODY, CLOSED),
)
GAVE_UP = "the client gave up"  # no station but a moment: whatever follows comes too late

# Which way the request was going at a step.
IN, TURN, OUT, CRASH, GONE = "in", "turn", "out", "crash", "gone"

# Where Flask asks whether there is an error handler; an error anywhere else is a crash at once.
HANDLED = {BEFORE, AROUND, VIEW}
PLAIN = {MATCH, VIEW, SEND, ENDS, BODY, CLOSED}


class Step(NamedTuple):
    """One step: where the request was, who ran, and what came of it.

    `note` is what there is to know about it, `error` what was raised in it and `where` by which
    line of the learner's (`app.py:27 in wall`). A step that is not `over` has not come back yet.
    """

    station: str
    who: str
    way: str
    note: str = ""
    error: str = ""
    where: str = ""
    over: bool = False

    @property
    def words(self) -> str:
        """What came of the step, for people; empty when the request went on."""
        if not self.over:
            return "still under way"
        if self.way == CRASH:
            return "crashes here"
        if self.error:
            return f"raises {self.error}"
        if self.way != TURN:
            return ""
        at_its_end = self.station in (VIEW, HANDLER)
        return "answers" if at_its_end else "answers: the request turns back here"


class Mark:
    """The place of one step on a way, until the step is over and after."""

    def __init__(self, step: Step):
        self.step = step
        self.cause: BaseException | None = None

    def change(self, **changes) -> None:
        """Say more about the step."""
        self.step = self.step._replace(**changes)


class Way:
    """The steps of one request. They belong to it alone, however many others are under way."""

    def __init__(self):
        self._marks: list[Mark] = []
        self._in_time: tuple[Step, ...] | None = None  # as they stood when the client gave up
        self.over = False  # nothing more comes

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps so far, in the order in which they began."""
        return tuple(mark.step for mark in self._marks)

    @property
    def in_time(self) -> tuple[Step, ...]:
        """The steps until the client gave up, as they stood then; all where it did not."""
        return self.steps if self._in_time is None else self._in_time

    @property
    def too_late(self) -> tuple[Step, ...]:
        """The steps that began after the client had given up."""
        return self.steps[len(self.in_time) :]

    def add(self, step: Step) -> Mark:
        """Note that a step begins."""
        mark = Mark(step)
        self._marks.append(mark)
        return mark

    def gave_up(self, why: str) -> None:
        """Note that the client waits no longer."""
        if self._marks and self._in_time is None:  # without marks this app is not followed
            mark = self.add(Step(GAVE_UP, why, GONE, over=True))
            self._in_time = self.steps[: self._marks.index(mark) + 1]

    def origin(self, error: BaseException) -> Mark | None:
        """The step in which this error was raised, if that is known."""
        return next((mark for mark in self._marks if mark.cause is error), None)

    def after(self, mark: Mark) -> tuple[Step, ...]:
        """The steps that began after this one."""
        later = self._marks[self._marks.index(mark) + 1 :]
        return tuple(other.step for other in later if other.step.way != GONE)


def straight_through(steps: tuple[Step, ...]) -> bool:
    """Whether there is nothing to tell: URL matching, a view, its answer, and nobody else."""
    told = [s for s in steps if s.station not in PLAIN or s.way == CRASH or s.note or s.error]
    return bool(steps) and not told
