"""The verdict on one run as data: what there is to read, in its order. `drawing` draws it.

Each sentence of a verdict has its one place here.
"""

from typing import NamedTuple

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import Kata
from dojo.kata.fixes import Fix
from dojo.kata.fixes import tempting_fixes
from dojo.kata.journal import entries
from dojo.kata.journal import since_reset
from dojo.verdict.outcome import AMBER
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import PART
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import PITFALL
from dojo.verdict.outcome import RED
from dojo.verdict.outcome import Run
from dojo.verdict.outcome import STILL_WORKS
from dojo.verdict.outcome import STOPPED

BOARDS = {STILL_WORKS: "still works", PITFALL: "the pitfall"}
OWN = "your own"


class Board(NamedTuple):
    """One scoreboard: a label, and how each of its tests ended, in the order of the file."""

    label: str
    results: tuple[str, ...]
    passed: int


class Shown(NamedTuple):
    """A failing test in full."""

    sentence: str
    failure: Failure
    stopped: bool = False


class Other(NamedTuple):
    """A failing test by its name, with those of its cases that failed."""

    sentence: str
    cases: tuple[str, ...] = ()


class Guess(NamedTuple):
    """What somebody predicted; `name` is empty for who practises alone."""

    name: str
    said: str


class Verdict(NamedTuple):
    """Everything that a verdict says."""

    number: int
    title: str
    outcome: str
    boards: tuple[Board, ...]
    shown: Shown | None
    others: tuple[Other, ...]
    belief: str
    notes: tuple[str, ...]
    guesses: tuple[Guess, ...]
    so: str  # beside the guesses: what is so
    said: str  # the verdict in a sentence; empty for red
    steps: tuple[str, ...] = ()  # what to do next, each with its command

    def as_data(self) -> dict:
        """All of it in lists, dicts, texts and numbers."""
        shown = self.shown
        return {
            **self._asdict(),
            "boards": [board._asdict() for board in self.boards],
            "shown": shown and {**shown._asdict(), "failure": shown.failure.as_data()},
            "others": [other._asdict() for other in self.others],
            "guesses": [guess._asdict() for guess in self.guesses],
        }


def verdict_on(run: Run, can_note: bool = True) -> Verdict:
    """Read a run. `can_note`: whether the journal can be written to."""
    outcome, first = run.verdict, run.first_failure
    shown = _trouble(run) if run.trouble else _first(first) if first else None
    guesses, so = predictions(run.kata) if outcome == GREEN else ((), "")
    return Verdict(
        number=run.kata.number,
        title=run.kata.title,
        outcome=outcome,
        boards=boards_of(run),
        shown=shown if outcome != NOT_JUDGED else None,
        others=_others(run, first) if not run.trouble else (),
        belief=_belief(run) if outcome == RED else "",
        notes=(*run.notes, *_about_own_tests(run)),
        guesses=guesses,
        so=so,
        said=_said(run),
        steps=_steps(run, can_note),
    )


def said_of(outcome: str, passed: int, tests: int) -> str:
    """One kata among others in a few words: `red    3 of 14`."""
    return f"{outcome:<6}  {passed:>3} of {tests:<3}"


def sum_of(outcomes: list[str]) -> str:
    """How many katas ended in which way."""
    kinds = [GREEN, RED, AMBER, *(kind for kind in (PART, NOT_JUDGED) if kind in outcomes)]
    counts = ", ".join(f"{outcomes.count(kind)} {kind}" for kind in kinds)
    return f"{len(outcomes)} kata{'s' * (len(outcomes) != 1)}: {counts}"


def recognise(run: Run) -> Fix | None:
    """The one tempting fix that fails exactly the cases of this run; None when in doubt.

    Whoever fails every case of the pitfall may have changed nothing that matters: then only a fix
    that also sees the same in its first failing test is recognised.
    """
    try:
        known = tempting_fixes(run.kata)
    except (BadKata, OSError):
        return None
    ids, failing = {o.id for o in run.outcomes}, run.failing
    first = run.first_failure
    sees = first.failure.seen if first else ""
    found = [fix for fix in known if fix.failing(ids) == failing and fix.sees in ("", sees)]
    everything = failing >= {o.id for o in run.suite(PITFALL)}
    return found[0] if len(found) == 1 and (found[0].sees or not everything) else None


def predictions(kata: Kata) -> tuple[tuple[Guess, ...], str]:
    """What was predicted in this go at the kata, the latest of each name, and what is so."""
    found = entries(kata.root, kata.number)
    noted = [entry for entry in since_reset(found) if entry["what"] == "predict"]
    try:
        question = kata.prediction
    except BadKata:
        return (), ""
    choices = question["choices"]
    latest = {entry.get("name", ""): entry.get("answer") for entry in noted}
    guesses = tuple(
        Guess(name, choices[answer - 1])
        for name, answer in latest.items()
        if isinstance(answer, int) and 1 <= answer <= len(choices)
    )
    return guesses, choices[question["answer"] - 1] if guesses else ""


def boards_of(run: Run) -> tuple[Board, ...]:
    """The scoreboards of a run, which may still be on its way."""
    suites = [(label, run.suite(suite)) for suite, label in BOARDS.items()]
    if run.own:
        suites.append((OWN, run.own))
    return tuple(
        Board(label, tuple(o.result for o in found), sum(o.result == PASSED for o in found))
        for label, found in suites
    )


def _trouble(run: Run) -> Shown:
    return Shown("the suites did not run", run.trouble, stopped=True)


def _first(first: Outcome) -> Shown:
    sentence = first.sentence + (f" ({first.case})" if first.case else "")
    return Shown(sentence, first.failure, first.result == STOPPED)


def _others(run: Run, first: Outcome | None) -> tuple[Other, ...]:
    """The other failing tests; cases of the shown test stand under its name as well."""
    cases: dict[str, list[str]] = {}
    for outcome in run.outcomes:
        if outcome.failure and outcome is not first:
            cases.setdefault(outcome.sentence, []).extend([outcome.case] if outcome.case else [])
    return tuple(Other(sentence, tuple(found)) for sentence, found in cases.items())


def _belief(run: Run) -> str:
    fix = recognise(run)
    if fix is None:
        return ""
    # the first letter of a sentence becomes small, one of an acronym (and "I") stays
    begins_small = fix.says[1:2].islower()
    belief = fix.says[:1].lower() + fix.says[1:] if begins_small else fix.says
    return f"This is what people see who believe: {belief}"


def _about_own_tests(run: Run) -> list[str]:
    failed = [o for o in run.own if o.failed]
    if not failed:
        return []
    which = "a test" if len(failed) == 1 else f"{len(failed)} tests"
    return [f"{which} of your own did not pass; the verdict is about the two suites alone"]


def _said(run: Run) -> str:
    judged = [o for suite in BOARDS for o in run.suite(suite)]
    passed = sum(o.result == PASSED for o in judged)
    ran = sum(o.result == PASSED or o.failed for o in judged)
    return {
        GREEN: "Green: every promise is kept.",
        RED: "",
        AMBER: "Amber: the app did not get far enough to be judged.",
        PART: f"Part: {ran} {'test' if ran == 1 else 'tests'} ran, {passed} passed. "
        "That is not the whole kata.",
        NOT_JUDGED: f"Not judged: {run.fault or 'no test of the suites was chosen'}",
    }[run.verdict]


def _steps(run: Run, can_note: bool) -> tuple[str, ...]:
    number = run.kata.number
    hint = f"a hint: nox -s hint -- {number}"
    if run.verdict == GREEN:
        peek = "" if can_note else " --peek"
        return (f"what is really so: nox -s solution -- {number}{peek}",)
    if run.verdict == RED:
        return (hint,)
    if run.verdict == AMBER:
        return (hint, f"the broken app again: nox -s reset -- {number}")
    return (f"the whole kata: nox -s kata-{number}",)
