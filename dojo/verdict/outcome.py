"""What happened in a run: one outcome for each test, and one verdict over all."""

from dataclasses import dataclass
from dataclasses import field

from dojo.http.exchange import Exchange
from dojo.kata.catalogue import Kata
from dojo.kata.frames import Frame

GREEN, RED, AMBER = "green", "red", "amber"

PASSED = "passed"
BROKEN = "broken"  # a promise was not kept
STOPPED = "stopped"  # the app did not get that far
NOT_RUN = "not run"

STILL_WORKS = "test_still_works"
PITFALL = "test_pitfall"


@dataclass
class Failure:
    """Why a test did not pass, taken apart for showing."""

    where: str  # test_pitfall.py:21, or app.py:3 when the app did not start
    done: str = ""
    promised: str = ""
    seen: str = ""
    error: str = ""  # the framework's or Python's own words
    frames: list[Frame] = field(default_factory=list)
    exchange: Exchange | None = None
    mark: str = ""
    printed: str = ""
    on_assertion: bool = True  # False for an error that no assertion was about


@dataclass
class Outcome:
    """One test of one suite. `name` is the function's, `case` the part in brackets."""

    name: str
    suite: str
    case: str = ""
    result: str = NOT_RUN
    failure: Failure | None = None

    @property
    def failed_by_accident(self) -> bool:
        """Whether it failed on something that no promise was about."""
        return self.failure is not None and not self.failure.on_assertion

    @property
    def id(self) -> str:
        """Name and case, such as `test_a_guest_pays[by card]`."""
        return f"{self.name}[{self.case}]" if self.case else self.name

    @property
    def sentence(self) -> str:
        """The test's name as a sentence."""
        return self.name.removeprefix("test_").replace("_", " ")


@dataclass
class Run:
    """One run of a kata's suites."""

    kata: Kata
    outcomes: list[Outcome] = field(default_factory=list)
    trouble: Failure | None = None  # what ended the run from outside a test
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0  # in tests and fixtures, without starting and collecting

    @property
    def verdict(self) -> str:
        """`green`, `red` or `amber`: from results alone, never from text."""
        results = {outcome.result for outcome in self.outcomes}
        if self.trouble or STOPPED in results or not results:
            return AMBER
        if BROKEN in results:
            return RED
        return GREEN if results == {PASSED} else AMBER

    @property
    def failing(self) -> set[str]:
        """The ids of the tests that did not pass."""
        return {o.id for o in self.outcomes if o.result in (BROKEN, STOPPED)}

    @property
    def first_failure(self) -> Outcome | None:
        """The failing outcome to show in full: what stopped the app, else the pitfall's first."""
        failed = [o for o in self.outcomes if o.failure]
        ranks = [o for o in failed if o.result == STOPPED]
        ranks += [o for o in failed if o.suite == PITFALL] + failed
        return ranks[0] if ranks else None

    def suite(self, name: str) -> list[Outcome]:
        """The outcomes of one suite, in the order of its file."""
        return [o for o in self.outcomes if o.suite == name]

    def as_entry(self) -> dict:
        """What the journal keeps."""
        return {
            "verdict": self.verdict,
            "passed": sum(o.result == PASSED for o in self.outcomes),
            "tests": len(self.outcomes),
            "seconds": round(self.seconds, 3),
            "failing": sorted(self.failing),
        }

    def as_report(self) -> dict:
        """What the parent process is told: more than the journal keeps."""
        first = self.first_failure
        return self.as_entry() | {
            "errors": sorted({o.id for o in self.outcomes if o.failed_by_accident}),
            "sees": first.failure.seen if first else "",
            "ids": {suite: [o.id for o in self.suite(suite)] for suite in (STILL_WORKS, PITFALL)},
        }
