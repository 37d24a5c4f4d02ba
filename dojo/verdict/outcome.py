"""What happened in a run: one outcome for each test, and one verdict over all. Plain data."""

from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from dojo.kata.catalogue import Kata
from dojo.kata.frames import Frame

GREEN, RED, AMBER = "green", "red", "amber"
PART = "part"  # only some of the tests ran: no verdict on the kata
NOT_JUDGED = "not judged"  # the house, the environment or the command line is at fault

PASSED = "passed"
BROKEN = "broken"  # a promise was not kept
STOPPED = "stopped"  # the app did not get that far
NOT_RUN = "not run"

STILL_WORKS = "test_still_works"
PITFALL = "test_pitfall"
SUITES = (STILL_WORKS, PITFALL)


class Line(NamedTuple):
    """One line of an exchange, as it went over the wire, with its sign (`>` sent, `<` received)."""

    sign: str
    text: str = ""
    marked: bool = False  # the line that matters
    header: bool = False
    body: bool = False


@dataclass
class Failure:
    """Why a test did not pass, taken apart for showing."""

    where: str  # test_pitfall.py:21, or app.py:3 when the app did not start
    done: str = ""
    promised: str = ""
    seen: str = ""
    error: str = ""  # the framework's or Python's own words
    frames: list[Frame] = field(default_factory=list)
    exchange: list[Line] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)  # `curl` lines that show the marked line again
    printed: str = ""  # or its end, when it is much
    lines_printed: int = 0
    on_assertion: bool = True  # False for an error that no assertion was about

    @property
    def answered(self) -> list[str]:
        """The status line of the exchange, and the response's line that matters."""
        got = [line for line in self.exchange if line.sign == "<"]
        return [line.text for line in got[:1] + [n for n in got[1:] if n.marked]]

    def as_data(self) -> dict:
        """What can be sent to another process."""
        frames = [frame._asdict() for frame in self.frames]
        return vars(self) | {"frames": frames, "exchange": [n._asdict() for n in self.exchange]}

    @classmethod
    def from_data(cls, data: dict) -> "Failure":
        """The failure that `as_data` took apart."""
        frames = [Frame(**frame) for frame in data["frames"]]
        exchange = [Line(**line) for line in data["exchange"]]
        return cls(**{**data, "frames": frames, "exchange": exchange})


@dataclass
class Outcome:
    """One test of one suite. `name` is the function's, `case` the part in brackets."""

    name: str
    suite: str
    case: str = ""
    result: str = NOT_RUN
    failure: Failure | None = None

    @property
    def id(self) -> str:
        """Name and case, such as `test_a_guest_pays[by card]`."""
        return f"{self.name}[{self.case}]" if self.case else self.name

    @property
    def sentence(self) -> str:
        """The test's name as a sentence."""
        return self.name.removeprefix("test_").replace("_", " ")

    @property
    def failed(self) -> bool:
        """Whether it ran and did not pass."""
        return self.result in (BROKEN, STOPPED)

    def as_data(self) -> dict:
        """What can be sent to another process."""
        return vars(self) | {"failure": self.failure and self.failure.as_data()}

    @classmethod
    def from_data(cls, data: dict) -> "Outcome":
        """The outcome that `as_data` took apart."""
        failure = Failure.from_data(data["failure"]) if data["failure"] else None
        return cls(**{**data, "failure": failure})


def outcome_of(test: str, suite: str) -> Outcome:
    """The outcome, not yet known, of a test that pytest calls `test`: a name, perhaps a case."""
    name, _, case = test.partition("[")
    return Outcome(name, suite, case.removesuffix("]"))


@dataclass
class Run:
    """One run of a kata's suites.

    `there` holds the ids of all tests of each suite that was read, whether they ran or not.
    """

    kata: Kata
    outcomes: list[Outcome] = field(default_factory=list)
    there: dict[str, list[str]] = field(default_factory=dict)
    trouble: Failure | None = None  # what ended the run from outside a test
    fault: str = ""  # what is wrong and is not the app's: nothing was judged
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0  # in tests and fixtures, without starting and collecting

    @property
    def verdict(self) -> str:
        """One of GREEN, RED, AMBER, PART, NOT_JUDGED: from results alone, never from text."""
        judged = [o for o in self.outcomes if o.suite in SUITES]
        results = {o.result for o in judged}
        if self.fault:
            return NOT_JUDGED
        if self.trouble or STOPPED in results:
            return AMBER
        if not judged:
            return NOT_JUDGED
        if self.left_out or NOT_RUN in results:
            return PART
        return RED if BROKEN in results else GREEN

    @property
    def left_out(self) -> bool:
        """Whether there are tests that did not take part in this run."""
        ran = {(o.suite, o.id) for o in self.outcomes}
        unread = any(suite not in self.there for suite in SUITES)
        return unread or any((s, i) not in ran for s in SUITES for i in self.there[s])

    @property
    def failing(self) -> set[str]:
        """The ids of the suites' tests that did not pass."""
        return {o.id for o in self.outcomes if o.failed and o.suite in SUITES}

    @property
    def fails_as_before(self) -> bool:
        """Whether all of the pitfall fails, and nothing else: so does the app as handed out."""
        return self.verdict == RED and self.failing == {o.id for o in self.suite(PITFALL)}

    @property
    def first_failure(self) -> Outcome | None:
        """The failing outcome to show in full: what stopped the app, else the pitfall's first."""
        failed = [o for o in self.outcomes if o.failure and o.suite in SUITES]
        ranks = [o for o in failed if o.result == STOPPED]
        ranks += [o for o in failed if o.suite == PITFALL] + failed
        return ranks[0] if ranks else None

    @property
    def own(self) -> list[Outcome]:
        """The outcomes of tests that a learner put beside the suites."""
        return [o for o in self.outcomes if o.suite not in SUITES]

    def in_order(self) -> None:
        """Put the outcomes in the order of their files; pytest-xdist reports them as they end."""
        place = {(s, i): n for s, ids in self.there.items() for n, i in enumerate(ids)}
        self.outcomes.sort(key=lambda o: (o.suite != STILL_WORKS, place.get((o.suite, o.id), 0)))

    def suite(self, name: str) -> list[Outcome]:
        """The outcomes of one suite, in the order of its file."""
        return [o for o in self.outcomes if o.suite == name]

    def as_entry(self) -> dict:
        """What the journal keeps."""
        judged = [o for o in self.outcomes if o.suite in SUITES]
        return {
            "verdict": self.verdict,
            "passed": sum(o.result == PASSED for o in judged),
            "tests": len(judged),
            "seconds": round(self.seconds, 3),
            "failing": sorted(self.failing),
        }

    def as_report(self) -> dict:
        """What the parent process is told: more than the journal keeps."""
        first = self.first_failure
        errors = {o.id for o in self.outcomes if o.failure and not o.failure.on_assertion}
        return self.as_entry() | {
            "errors": sorted(errors),
            "sees": first.failure.seen if first else "",
            "by_hand": first.failure.by_hand if first else [],
            "answered": first.failure.answered if first else [],
            "ids": {suite: [o.id for o in self.suite(suite)] for suite in SUITES},
        }
